/** OneLogin's events: what changes in the account leaves one, which can be asked for. */
import { first } from '../shared/serve.mjs';
import { badRequest, missing } from './errors.mjs';
import { onlyQuery, sorted } from './lists.mjs';

/** Types as OneLogin numbers them; the names of some are those of others' lists of them. */
const TYPES = {
	4: ['USER_ASSIGNED_ROLE', '%actor_user% assigned %role% to %user%'],
	7: ['USER_LOGGED_OUT_OF_ONELOGIN', '%user% logged out of OneLogin'],
	11: ['USER_CHANGED_PASSWORD', '%user% changed the password'],
	12: ['USER_UNLOCKED', '%actor_user% unlocked %user%'],
	13: ['USER_CREATED', '%actor_user% created %user%'],
	14: ['USER_UPDATED', '%actor_user% updated %user%'],
	17: ['USER_DELETED', '%actor_user% deleted %user%'],
	19: ['USER_LOCKED', '%user% was locked'],
	24: ['USER_REMOVED_OTP_DEVICE', '%user% removed %otp_device%'],
};

/** The type of the event of a call; the sandbox knows no more of them. */
const OF_CALLS = {
	'POST /api/1/users': 13,
	'PUT /api/1/users/:id': 14,
	'DELETE /api/1/users/:id': 17,
	'PUT /api/1/users/:id/add_roles': 4,
	'PUT /api/1/users/:id/lock_user': 19,
	'PUT /api/1/users/:id/logout': 7,
	'PUT /api/1/users/set_password_clear_text/:id': 11,
	'PUT /api/1/users/set_password_using_salt/:id': 11,
	'POST /api/2/users/:id/unlock': 12,
	'DELETE /api/1/users/:id/otp_devices/:deviceId': 24,
};

const PAGE = 50;

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, account: any, settings: Record<string, any> }} options
 */
export function createLog({ clock, account, settings }) {
	/** Events with the moment from which they can be found. */
	let entries = [];
	let count = 0;

	function note(type, user, more) {
		count++;
		const now = clock.now();
		entries.push({
			found: now + settings.eventLagMs,
			event: {
				id: 900_000_000 + count,
				// To the second, so that many share it.
				created_at: new Date(Math.floor(now / 1000) * 1000).toISOString(),
				account_id: 1,
				user_id: user?.id ?? null,
				event_type_id: type,
				notes: null,
				ipaddr: '127.0.0.1',
				actor_user_id: null,
				assuming_acting_user_id: null,
				role_id: null,
				app_id: null,
				group_id: null,
				otp_device_id: null,
				policy_id: null,
				actor_system: 'API',
				custom_message: null,
				role_name: null,
				app_name: null,
				group_name: null,
				actor_user_name: null,
				user_name: user ? `${user.firstname} ${user.lastname}` : null,
				policy_name: null,
				otp_device_name: null,
				operation_name: null,
				directory_sync_run_id: null,
				directory_id: null,
				resolution: null,
				client_id: null,
				resource_type_id: null,
				error_description: null,
				proxy_ip: null,
				risk_score: null,
				risk_reasons: null,
				risk_cookie_id: null,
				...more,
			},
		});
	}

	/** A route whose changes are noted. */
	const recorded = ([method, url, right, handler]) => {
		const type = OF_CALLS[`${method} ${url}`];
		if (type === undefined) return [method, url, right, handler];
		return [
			method,
			url,
			right,
			async (request, reply) => {
				const before = account.users.get(Number(request.params.id));
				const user = before && { ...before };
				const answer = await handler(request, reply);
				if (type === 4) {
					for (const id of request.body.role_id_array) {
						const name = account.roles.find((role) => role.id === id)?.name ?? null;
						note(type, user, { role_id: id, role_name: name });
					}
				} else note(type, user ?? [answer?.data ?? answer].flat()[0], {});
				return answer;
			},
		];
	};

	const timeOf = (text, name) => {
		const time = Date.parse(text);
		if (Number.isNaN(time)) throw badRequest(`${name} should be -> ISO 8601 date`);
		return time;
	};

	function list({ query }) {
		onlyQuery(query, [
			'after_cursor',
			'before_cursor',
			'client_id',
			'created_at',
			'directory_id',
			'event_type_id',
			'fields',
			'id',
			'limit',
			'resolution',
			'since',
			'sort',
			'until',
			'user_id',
		]);
		const types = first(query.event_type_id)?.split(',').map(Number);
		if (types?.some(Number.isNaN)) throw badRequest('event_type_id should be -> integer');
		const since = query.since === undefined ? -Infinity : timeOf(first(query.since), 'since');
		const until = query.until === undefined ? Infinity : timeOf(first(query.until), 'until');
		const userId = first(query.user_id);
		const found = entries
			.filter(({ found: at }) => at <= clock.now())
			.map(({ event }) => event)
			.filter(({ event_type_id: type }) => !types || types.includes(type))
			.filter(({ user_id: id }) => userId === undefined || String(id) === userId)
			.filter(({ created_at: at }) => Date.parse(at) > since && Date.parse(at) < until);
		// Without `sort` the order is not documented: none at all, so that nobody counts on one.
		const ordered =
			query.sort === undefined
				? found.sort((a, b) => ((a.id * 7919) % 1009) - ((b.id * 7919) % 1009))
				: sorted(found, query);
		const size = Math.min(Number(first(query.limit) ?? PAGE) || PAGE, PAGE);
		const after = first(query.after_cursor);
		const id = after ? Number(Buffer.from(after, 'base64').toString().replace('id:', '')) : NaN;
		const known = ordered.findIndex((event) => event.id === id);
		if (after && known < 0) throw badRequest('after_cursor is invalid');
		const start = known + 1;
		const page = ordered.slice(start, start + size);
		const isMore = start + size < ordered.length;
		const cursor = isMore ? Buffer.from(`id:${page.at(-1).id}`).toString('base64') : null;
		return {
			status: { type: 'success', code: 200, message: 'Success', error: false },
			pagination: {
				before_cursor: null,
				after_cursor: cursor,
				previous_link: null,
				next_link: null,
			},
			data: page,
		};
	}

	const success = (data) => ({
		status: { type: 'success', code: 200, message: 'Success', error: false },
		data,
	});

	return {
		recorded,
		clear: () => {
			entries = [];
		},
		routes: () => [
			['GET', '/api/1/events', 'read', list],
			[
				'GET',
				'/api/1/events/types',
				'read',
				() =>
					success(
						Object.entries(TYPES).map(([id, [name, description]]) => ({
							id: Number(id),
							name,
							description,
						})),
					),
			],
			[
				'GET',
				'/api/1/events/:id',
				'read',
				({ params }) => {
					const found = entries.find(({ event }) => String(event.id) === params.id);
					if (!found) throw missing(`Event for id ${params.id} was not found`);
					return success(found.event);
				},
			],
		],
	};
}
