/** Logto's webhooks: what the Management API changes is sent to the addresses that were registered. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { guarded, LogtoError } from './errors.mjs';
import { momentOf } from './logs.mjs';
import { pageOf } from './paging.mjs';
import { yes } from './search.mjs';

const dataEvents = (name, ...more) =>
	['Created', 'Deleted', 'Data.Updated', ...more].map((one) => `${name}.${one}`);

const EVENTS = [
	'PostRegister',
	'PostSignIn',
	'PostSignInAdaptiveMfaTriggered',
	'PostResetPassword',
	...dataEvents('User', 'SuspensionStatus.Updated'),
	...dataEvents('Role', 'Scopes.Updated'),
	...dataEvents('Scope'),
	...dataEvents('Organization', 'Membership.Updated'),
	...dataEvents('OrganizationRole', 'Scopes.Updated'),
	...dataEvents('OrganizationScope'),
	'Identifier.Lockout',
	'Message.RateLimited',
	'Grant.LimitExceeded',
];

const TIMEOUT = 10_000;
const DAY = 86_400_000;

/** The events of calls. There is none for roles, identities, MFA and tokens of a user (seen on 1.42). */
const OF_CALLS = {
	'POST /api/users': 'User.Created',
	'PATCH /api/users/:id': 'User.Data.Updated',
	'PATCH /api/users/:id/custom-data': 'User.Data.Updated',
	'PATCH /api/users/:id/profile': 'User.Data.Updated',
	'PATCH /api/users/:id/password': 'User.Data.Updated',
	'PATCH /api/users/:id/is-suspended': 'User.SuspensionStatus.Updated',
	'DELETE /api/users/:id': 'User.Deleted',
	'POST /api/roles': 'Role.Created',
	'PATCH /api/roles/:id': 'Role.Data.Updated',
	'DELETE /api/roles/:id': 'Role.Deleted',
	'POST /api/roles/:id/scopes': 'Role.Scopes.Updated',
	'DELETE /api/roles/:id/scopes/:scopeId': 'Role.Scopes.Updated',
	'POST /api/resources/:resourceId/scopes': 'Scope.Created',
	'PATCH /api/resources/:resourceId/scopes/:scopeId': 'Scope.Data.Updated',
	'DELETE /api/resources/:resourceId/scopes/:scopeId': 'Scope.Deleted',
	'POST /api/organization-roles': 'OrganizationRole.Created',
	'PATCH /api/organization-roles/:id': 'OrganizationRole.Data.Updated',
	'DELETE /api/organization-roles/:id': 'OrganizationRole.Deleted',
	'POST /api/organization-roles/:id/scopes': 'OrganizationRole.Scopes.Updated',
	'DELETE /api/organization-roles/:id/scopes/:organizationScopeId':
		'OrganizationRole.Scopes.Updated',
	'POST /api/organization-scopes': 'OrganizationScope.Created',
	'PATCH /api/organization-scopes/:id': 'OrganizationScope.Data.Updated',
	'DELETE /api/organization-scopes/:id': 'OrganizationScope.Deleted',
	'POST /api/organizations': 'Organization.Created',
	'PATCH /api/organizations/:id': 'Organization.Data.Updated',
	'DELETE /api/organizations/:id': 'Organization.Deleted',
	'PUT /api/organizations/:id/users': 'Organization.Membership.Updated',
	'POST /api/organizations/:id/users': 'Organization.Membership.Updated',
	'DELETE /api/organizations/:id/users/:userId': 'Organization.Membership.Updated',
	'POST /api/organizations/:id/applications': 'Organization.Membership.Updated',
	'DELETE /api/organizations/:id/applications/:applicationId': 'Organization.Membership.Updated',
	'PUT /api/organization-invitations/:id/status': 'Organization.Membership.Updated',
};

const event = z.enum(EVENTS);
const config = z.object({
	url: z.string(),
	headers: z.record(z.string()).optional(),
	retries: z.number().int().min(0).max(3).optional(),
});
const NEW_HOOK = z.object({
	name: z.string().min(1).max(256).optional(),
	event: event.optional(),
	events: z.array(event).optional(),
	config,
	enabled: z.boolean().optional(),
});

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, tenant: any, settings: Record<string, any> }} options
 */
export function createHooks({ clock, tenant, settings }) {
	let hooks = [];
	let logs = [];
	/** Deliveries under way. */
	const pending = new Set();

	const view = (hook) => structuredClone(hook);

	/** A webhook, and how its deliveries of the last day went. */
	function withStats(hook) {
		const since = clock.now() - DAY;
		const own = logs.filter(
			({ payload, createdAt }) => payload.hookId === hook.id && createdAt >= since,
		);
		const successCount = own.filter(({ payload }) => payload.result === 'Success').length;
		return { ...hook, executionStats: { successCount, requestCount: own.length } };
	}

	function hookOf({ params }) {
		const found = hooks.find(({ id }) => id === params.id);
		if (!found)
			throw new LogtoError(404, 'entity.not_exists_with_id', { values: ['hooks', params.id] });
		return found;
	}

	/** Sends a body as Logto does: signed over the text that is sent, with the hook's own headers. */
	async function send({ signingKey }, { url, headers = {} }, body) {
		const text = JSON.stringify(body);
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'user-agent': 'Logto (https://logto.io/)',
				...headers,
				'content-type': 'application/json',
				accept: '*/*',
				'logto-signature-sha-256': createHmac('sha256', signingKey).update(text).digest('hex'),
			},
			body: text,
			signal: AbortSignal.timeout(TIMEOUT),
		});
		return { status: response.status, body: await response.text() };
	}

	async function deliver(hook, body) {
		let answer;
		let failure;
		// Newer servers than 1.42 send three times more after a 5xx.
		for (let left = settings.hookRetries; left >= 0; left--) {
			try {
				answer = await send(hook, hook.config, body);
				failure = undefined;
			} catch (error) {
				failure = String(error.cause?.code ?? error.message);
			}
			if (!answer || answer.status < 500) break;
		}
		logs.push({
			id: tenant.id(21),
			key: `TriggerHook.${body.event}`,
			payload: {
				key: `TriggerHook.${body.event}`,
				hookId: hook.id,
				hookRequest: { body },
				result: !failure && answer.status < 300 ? 'Success' : 'Error',
				...(answer && { response: { statusCode: answer.status, body: answer.body } }),
				...(failure && { error: failure }),
			},
			createdAt: clock.now(),
		});
	}

	function trigger(name, request, status, more) {
		for (const hook of hooks) {
			if (!hook.enabled || !hook.events.includes(name)) continue;
			// A server names it so in the routes of a user.
			const { id, ...params } = request.params;
			const isUser = request.routeOptions.url.startsWith('/api/users/');
			const [path] = request.raw.url.replace(/^\/api/, '').split('?');
			const body = {
				event: name,
				createdAt: clock.iso(),
				userAgent: request.headers['user-agent'] ?? '',
				ip: '::ffff:127.0.0.1',
				path,
				method: request.method,
				status,
				params: id === undefined ? params : { [isUser ? 'userId' : 'id']: id, ...params },
				matchedRoute: request.routeOptions.url
					.replace(/^\/api/, '')
					.replace(/^\/users\/:id/, '/users/:userId'),
				...more,
				hookId: hook.id,
			};
			// Only when the API has answered.
			const delivery = new Promise((resolve) => setImmediate(resolve))
				.then(() => deliver(hook, body))
				.finally(() => pending.delete(delivery));
			pending.add(delivery);
		}
	}

	/** The organization that a request is about, be it that of an invitation. */
	function organizationIn({ params, routeOptions }) {
		const isInvitation = routeOptions.url.startsWith('/api/organization-invitations/');
		const invitation = isInvitation && tenant.invitations.find(({ id }) => id === params.id);
		const wanted = isInvitation ? invitation?.organizationId : params.id;
		return tenant.organizations.find(({ id }) => id === wanted);
	}

	/** Who belongs to an organization, by kind. */
	const membersOf = (organization) => ({
		User: [...(organization?.members.keys() ?? [])],
		Application: [...(organization?.applications.keys() ?? [])],
	});

	/** Who came and who left; what did not change is left out. */
	function changesOf(before, now) {
		const changes = Object.keys(now).flatMap((kind) => [
			[`added${kind}Ids`, now[kind].filter((id) => !before[kind].includes(id))],
			[`removed${kind}Ids`, before[kind].filter((id) => !now[kind].includes(id))],
		]);
		return Object.fromEntries(changes.filter(([, ids]) => ids.length > 0));
	}

	/** A route whose changes are told. */
	const recorded = ([method, url, handler]) => {
		const name = OF_CALLS[`${method} ${url}`];
		if (!name) return [method, url, handler];
		return [
			method,
			url,
			async (request, reply) => {
				const { hidden: _hidden, ...before } = tenant.users.get(request.params.id) ?? {};
				const organization = organizationIn(request);
				const members = membersOf(organization);
				const answer = await handler(request, reply);
				const tell = (more) => trigger(name, request, reply.statusCode, more);
				if (name === 'Organization.Membership.Updated') {
					// An invitation that is revoked makes nobody a member.
					if (answer?.status === 'Revoked') return answer;
					const changes = changesOf(members, membersOf(organizationIn(request)));
					tell({ organizationId: organization.id, ...changes });
				} else if (name === 'User.Deleted') tell({ data: structuredClone(before) });
				// What is deleted otherwise is not shown.
				else tell({ data: structuredClone(answer) });
				const { organizationScopeIds = [], resourceScopeIds = [] } = request.body ?? {};
				if (
					name === 'OrganizationRole.Created' &&
					organizationScopeIds.length + resourceScopeIds.length > 0
				) {
					const more = { organizationRoleId: answer.id };
					trigger('OrganizationRole.Scopes.Updated', request, reply.statusCode, more);
				}
				return answer;
			},
		];
	};

	function create(request, reply) {
		const given = guarded(NEW_HOOK, request.body);
		const events = given.events ?? (given.event ? [given.event] : []);
		if (events.length === 0) throw new LogtoError(400, 'hook.missing_events');
		if (settings.hookLimit !== null && hooks.length >= settings.hookLimit) {
			throw new LogtoError(403, 'subscription.limit_exceeded');
		}
		const hook = {
			tenantId: 'default',
			id: tenant.id(21),
			name: given.name ?? '',
			event: given.event ?? null,
			events,
			config: given.config,
			signingKey: tenant.random.text(32),
			enabled: given.enabled ?? true,
			createdAt: clock.now(),
		};
		hooks.push(hook);
		reply.code(201);
		return view(hook);
	}

	function update(request) {
		const hook = hookOf(request);
		const given = guarded(NEW_HOOK.partial(), request.body);
		if (given.events?.length === 0) throw new LogtoError(400, 'hook.missing_events');
		Object.assign(hook, given);
		return view(hook);
	}

	async function test(request, reply) {
		const hook = hookOf(request);
		const given = guarded(z.object({ events: z.array(event).min(1), config }), request.body);
		for (const name of given.events) {
			let answer;
			try {
				answer = await send(hook, given.config, {
					event: name,
					createdAt: clock.iso(),
					userAgent: 'Mozilla/5.0',
					ip: '127.0.0.1',
					path: '/fake-path/:id',
					method: 'GET',
					status: 200,
					data: { id: 'fake-id', primaryEmail: 'fake@example.com' },
					hookId: hook.id,
				});
			} catch (error) {
				const message = String(error.cause?.code ?? error.message);
				throw new LogtoError(422, 'hook.send_test_payload_failed', {
					values: [message],
					data: { message },
				});
			}
			if (answer.status >= 300) {
				throw new LogtoError(422, 'hook.endpoint_responded_with_error', {
					data: {
						responseStatus: answer.status,
						...(settings.hookTestBody && { responseBody: answer.body }),
					},
				});
			}
		}
		reply.code(204).send();
	}

	const hook = '/api/hooks/:id';
	return {
		recorded,
		/** All deliveries have their answers. */
		settled: async () => {
			while (pending.size > 0) await Promise.allSettled([...pending]);
		},
		clear: () => {
			hooks = [];
			logs = [];
		},
		routes: ({ origin }) => [
			[
				'GET',
				'/api/hooks',
				(request, reply) => {
					const all = [...hooks].reverse().map(view);
					if (yes(first(request.query.includeExecutionStats))) {
						return pageOf({ request, reply, origin }, all.map(withStats), { isOptional: true });
					}
					return pageOf({ request, reply, origin }, all, { isOptional: true });
				},
			],
			['POST', '/api/hooks', create],
			[
				'GET',
				hook,
				(request) => {
					const found = view(hookOf(request));
					// Any text turns it on, "false" as well.
					return first(request.query.includeExecutionStats) ? withStats(found) : found;
				},
			],
			['PATCH', hook, update],
			[
				'DELETE',
				hook,
				(request, reply) => {
					const found = hookOf(request);
					hooks = hooks.filter((one) => one !== found);
					reply.code(204).send();
				},
			],
			[
				'PATCH',
				`${hook}/signing-key`,
				(request) => {
					const found = hookOf(request);
					found.signingKey = tenant.random.text(32);
					return view(found);
				},
			],
			['POST', `${hook}/test`, test],
			[
				'GET',
				`${hook}/recent-logs`,
				(request, reply) => {
					// Nobody looks whether there is such a webhook.
					const { id } = request.params;
					const key = first(request.query.logKey);
					const [start, end] = ['start_time', 'end_time'].map((name) =>
						momentOf(request.query, name),
					);
					if (start > end) throw new LogtoError(400, 'log.invalid_time_window');
					const isLastDay = start === undefined && end === undefined;
					const earliest = isLastDay ? clock.now() - DAY : start;
					const own = logs.filter(
						(log) =>
							log.payload.hookId === id &&
							(!key || log.key === key) &&
							!(log.createdAt < earliest) &&
							!(log.createdAt > end),
					);
					return pageOf({ request, reply, origin }, [...own].reverse());
				},
			],
		],
	};
}
