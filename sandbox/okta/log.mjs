/** Okta's System Log: what changes in the organization leaves an event, which can be asked for. */
import { first } from '../shared/serve.mjs';
import { invalid, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';

const LONGEST = 180 * 86_400_000;

/** Attributes that a filter may name; not `published` (System Log API). */
const FILTERED = {
	eventType: ({ eventType }) => eventType,
	'outcome.result': ({ outcome }) => outcome.result,
	'actor.id': ({ actor }) => actor.id,
	'target.id': ({ target }) => (target ?? []).map(({ id }) => id),
	'target.type': ({ target }) => (target ?? []).map(({ type }) => type),
	'client.ipAddress': ({ client }) => client.ipAddress,
	'transaction.id': ({ transaction }) => transaction.id,
	severity: ({ severity }) => severity,
	uuid: ({ uuid }) => uuid,
};

const user = '/api/v1/users/:id';
const member = '/api/v1/groups/:groupId/users/:userId';
const appUser = '/api/v1/apps/:appId/users';

/** Event types of a call, with what is said of them. */
const TYPES = {
	[`POST ${user}/lifecycle/activate`]: ['user.lifecycle.activate', 'Activate Okta user'],
	[`POST ${user}/lifecycle/deactivate`]: ['user.lifecycle.deactivate', 'Deactivate Okta user'],
	[`POST ${user}/lifecycle/reactivate`]: ['user.lifecycle.reactivate', 'Reactivate Okta user'],
	[`POST ${user}/lifecycle/suspend`]: ['user.lifecycle.suspend', 'Suspend Okta user'],
	[`POST ${user}/lifecycle/unsuspend`]: ['user.lifecycle.unsuspend', 'Unsuspend Okta user'],
	[`POST ${user}/lifecycle/unlock`]: ['user.account.unlock_by_admin', 'Unlock user account'],
	[`POST ${user}/lifecycle/reset_factors`]: ['user.mfa.factor.reset_all', 'Reset all factors'],
	[`POST ${user}/lifecycle/reset_password`]: ['user.account.reset_password', 'Reset password'],
	[`POST ${user}`]: ['user.account.update_profile', 'Update user profile for Okta'],
	[`PUT ${user}`]: ['user.account.update_profile', 'Update user profile for Okta'],
	[`DELETE ${user}/sessions`]: ['user.session.clear', 'Clear user session'],
	[`DELETE ${user}/factors/:factorId`]: ['user.mfa.factor.deactivate', 'Reset factor for user'],
	[`POST ${user}/roles`]: ['user.account.privilege.grant', 'Grant user privilege'],
	[`DELETE ${user}/roles/:roleId`]: ['user.account.privilege.revoke', 'Revoke user privilege'],
	[`PUT ${member}`]: ['group.user_membership.add', 'Add user to group membership'],
	[`DELETE ${member}`]: ['group.user_membership.remove', 'Remove user from group membership'],
	[`POST ${appUser}`]: ['application.user_membership.add', 'Add user to application membership'],
	[`POST ${appUser}/:userId`]: [
		'application.user_membership.update',
		'Update user application property',
	],
	[`DELETE ${appUser}/:userId`]: [
		'application.user_membership.remove',
		'Remove user from application membership',
	],
	'POST /api/v1/groups': ['group.lifecycle.create', 'Okta group created'],
};

/** The place behind an event, as opaque as Okta's own. */
const cursorOf = (place) => Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, org: any, settings: Record<string, any> }} options
 */
export function createLog({ clock, org, settings }) {
	/** Events with the moment from which they can be found, in this order. */
	let entries = [];
	let count = 0;
	const listeners = new Set();

	const person = (one) => ({
		id: one.id,
		type: 'User',
		alternateId: one.profile.login,
		displayName: `${one.profile.firstName} ${one.profile.lastName}`,
		detailEntry: null,
	});

	const find = (given) =>
		org.users.get(given) ??
		[...org.users.values()].find(({ profile: { login } }) =>
			[login, login.split('@')[0]].includes(given),
		);

	/** Notes that something happened. */
	function note(type, message, target, principal, changes = {}) {
		count++;
		const now = clock.now();
		const owner = principal?.owner && org.users.get(principal.owner);
		const actor = owner
			? person(owner)
			: {
					id: principal?.key ?? 'unknown',
					type: 'PublicClientApp',
					alternateId: 'unknown',
					displayName: 'Service app',
					detailEntry: null,
				};
		const event = {
			actor,
			client: {
				userAgent: { rawUserAgent: 'n8n', os: 'Unknown', browser: 'UNKNOWN' },
				zone: 'null',
				device: 'Unknown',
				id: null,
				ipAddress: '127.0.0.1',
				geographicalContext: null,
			},
			authenticationContext: {
				authenticationProvider: null,
				credentialProvider: null,
				credentialType: null,
				issuer: null,
				interface: null,
				authenticationStep: 0,
				externalSessionId: `trs${String(count).padStart(17, '0')}`,
			},
			displayMessage: message,
			eventType: type,
			outcome: { result: 'SUCCESS', reason: null },
			published: new Date(now).toISOString(),
			securityContext: {
				asNumber: null,
				asOrg: null,
				isp: null,
				domain: null,
				isProxy: null,
			},
			severity: 'INFO',
			debugContext: { debugData: {} },
			legacyEventType: null,
			transaction: { type: 'WEB', id: `sandbox${String(count).padStart(8, '0')}`, detail: {} },
			uuid: `00000000-0000-11ee-8000-${count.toString(16).padStart(12, '0')}`,
			version: '0',
			request: { ipChain: [] },
			target,
			...changes,
		};
		entries.push({ stored: now + settings.logLagMs, event });
		entries.sort((a, b) => a.stored - b.stored);
		for (const listener of listeners) listener(event);
		return event;
	}

	/** What a call is about, before it is done: afterwards it may be gone. */
	function aboutOf({ params, body }) {
		const about = [];
		const one = find(params.userId ?? body?.id ?? params.id);
		if (one) about.push(person(one));
		const group = org.groups.get(params.groupId);
		if (group) about.push({ id: group.id, type: 'UserGroup', displayName: group.profile.name });
		const app = org.apps.get(params.appId);
		if (app) about.push({ id: app.id, type: 'AppInstance', displayName: app.label });
		return { about, user: one, wasActive: one?.status !== 'DEPROVISIONED' };
	}

	function noteCall(call, { about, user: one, wasActive }, request, answer) {
		const { principal, query } = request;
		if (call === 'POST /api/v1/users') {
			const made = [person(org.users.get(answer.id))];
			note('user.lifecycle.create', 'Create Okta user', made, principal);
			if (first(query.activate) !== 'false')
				note('user.lifecycle.activate', 'Activate Okta user', made, principal);
		} else if (call === `DELETE ${user}` && one) {
			if (wasActive) note('user.lifecycle.deactivate', 'Deactivate Okta user', about, principal);
			else {
				note('user.lifecycle.delete.initiated', 'Delete Okta user initiated', about, principal);
				note('user.lifecycle.delete.completed', 'Delete Okta user completed', about, principal);
			}
		} else if (call === 'POST /api/v1/groups') {
			const target = [{ id: answer.id, type: 'UserGroup', displayName: answer.profile.name }];
			note(...TYPES[call], target, principal);
		} else if (TYPES[call]) {
			const role = /\/roles/.test(call)
				? [{ id: answer?.id ?? request.params.roleId, type: 'ROLE', displayName: answer?.label }]
				: [];
			note(...TYPES[call], [...about, ...role], principal);
		}
	}

	/** A route whose changes are noted. */
	const recorded = ([method, url, scope, handler]) => [
		method,
		url,
		scope,
		method === 'GET'
			? handler
			: async (request, reply) => {
					const before = aboutOf(request);
					const answer = await handler(request, reply);
					noteCall(`${method} ${url}`, before, request, answer);
					return answer;
				},
	];

	function filterOf(query) {
		const text = first(query.filter);
		if (text === undefined) return () => true;
		const operators = ['eq', 'sw', 'co', 'pr', 'gt', 'ge', 'lt', 'le'];
		try {
			return compile(text, {
				attribute: (name) => FILTERED[name] && { operators, get: FILTERED[name] },
				caseSensitive: true,
			});
		} catch (error) {
			if (!(error instanceof ExpressionError)) throw error;
			throw new OktaError('E0000053', text);
		}
	}

	function timeOf(query, name) {
		const text = first(query[name]);
		if (text === undefined) return undefined;
		const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
		if (Number.isNaN(time)) throw invalid(name, `${name}: The value is not a date`);
		if (clock.now() - time > LONGEST) throw new OktaError('E0000053', text);
		return time;
	}

	function placeOf(query) {
		const text = first(query.after);
		if (text === undefined) return undefined;
		let place;
		try {
			place = JSON.parse(Buffer.from(text, 'base64url').toString());
		} catch {
			throw invalid('after', 'after: The cursor is not valid');
		}
		const isOld = settings.logCursorMs !== null && clock.now() - place.made > settings.logCursorMs;
		if (isOld) throw invalid('after', 'after: The cursor is not valid');
		return place;
	}

	function list(request, reply, origin) {
		const { query } = request;
		const limit = Number(first(query.limit) ?? 100);
		if (!Number.isInteger(limit) || limit < 0 || limit > 1000) throw invalid('limit');
		const order = first(query.sortOrder) ?? 'ASCENDING';
		if (!['ASCENDING', 'DESCENDING'].includes(order)) throw invalid('sortOrder');
		const since = timeOf(query, 'since');
		const until = timeOf(query, 'until');
		const after = placeOf(query);
		const isPolling = until === undefined && order === 'ASCENDING';
		// The reference says that they exclude each other, not what becomes of both.
		if (isPolling && after && since !== undefined) throw invalid('since', 'since: not with after');
		const matches = filterOf(query);
		const now = clock.now();
		const from = since ?? (until ?? now) - 7 * 86_400_000;
		const timeIn = ({ stored, event }) => (isPolling ? stored : Date.parse(event.published));
		let found = entries
			.filter(({ stored }) => stored <= now)
			.filter((entry) => after || timeIn(entry) > from)
			.filter((entry) => until === undefined || timeIn(entry) <= until);
		if (!isPolling)
			found = found.sort((a, b) =>
				order === 'ASCENDING' ? timeIn(a) - timeIn(b) : timeIn(b) - timeIn(a),
			);
		const known = found.findIndex(({ event }) => event.uuid === after?.uuid);
		if (after) {
			found =
				known >= 0 ? found.slice(known + 1) : found.filter((entry) => entry.stored > after.stored);
		}
		const matching = found.filter(({ event }) => matches(event));
		const page = matching.slice(0, limit);
		const [path] = request.raw.url.split('?');
		const links = [`<${origin}${request.raw.url}>; rel="self"`];
		if (isPolling || matching.length > limit) {
			// Of what does not match nothing is left behind, unless it is behind the page.
			const last = matching.length > limit ? page.at(-1) : (found.at(-1) ?? null);
			const next = new URLSearchParams(request.raw.url.split('?')[1] ?? '');
			next.delete('since');
			next.set('limit', String(limit));
			next.set(
				'after',
				last || !after
					? cursorOf({
							uuid: last?.event.uuid ?? null,
							stored: last?.stored ?? Math.min(from, now),
							made: now,
						})
					: cursorOf({ ...after, made: now }),
			);
			if (!isPolling && since !== undefined) next.set('since', first(query.since));
			links.push(`<${origin}${path}?${next}>; rel="next"`);
		}
		reply.header('link', links);
		return page.map(({ event }) => event);
	}

	return {
		note,
		recorded,
		/** Calls back with each event. */
		listen: (listener) => listeners.add(listener),
		clear: () => {
			entries = [];
		},
		routes: ({ linkOrigin }) => [
			[
				'GET',
				'/api/v1/logs',
				'okta.logs.read',
				(request, reply) => list(request, reply, linkOrigin()),
			],
		],
	};
}
