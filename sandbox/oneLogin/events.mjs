/** The event log: https://developers.onelogin.com/api-docs/1/events/get-events */
import { first } from '../shared/serve.mjs';
import { badRequest, missing } from './errors.mjs';
import { onlyQuery, pageOf, projected, sorted } from './lists.mjs';

/**
 * Their names and what is said of them. 1 to 6 are called so by OneLogin; of the others it is sure what
 * they stand for, not what they are called.
 */
const TYPES = {
	1: ['APP_ADDED_TO_ROLE', '%actor_user% added %app% to %role%'],
	2: ['APP_REMOVED_FROM_ROLE', '%actor_user% removed %app% from %role%'],
	3: ['USER_ASSUMED_USER', '%actor_user% assumed %user%'],
	4: ['USER_ASSIGNED_ROLE', '%actor_user% assigned %role% to %user%'],
	5: ['USER_LOGGED_INTO_ONELOGIN', '%user% logged into OneLogin'],
	6: ['USER_FAILED_ONELOGIN_LOGIN', '%user% failed to log into OneLogin'],
	7: ['USER_LOGGED_OUT_OF_ONELOGIN', '%user% logged out of OneLogin'],
	11: ['USER_CHANGED_PASSWORD', '%user% changed the password'],
	12: ['USER_UNLOCKED_USER', '%actor_user% unlocked %user%'],
	13: ['USER_CREATED_USER', '%actor_user% created %user%'],
	14: ['USER_UPDATED_USER', '%actor_user% updated %user%'],
	17: ['USER_DELETED_USER', '%actor_user% deleted %user%'],
	19: ['USER_LOCKED_USER', '%actor_user% locked %user%'],
	21: ['USER_SUSPENDED_USER', '%actor_user% suspended %user%'],
	22: ['USER_REGISTERED_OTP_DEVICE', '%user% registered %otp_device%'],
	24: ['USER_DEREGISTERED_OTP_DEVICE', '%user% removed %otp_device%'],
	115: ['USER_INVITED_USER', '%actor_user% invited %user%'],
};

/** What a call leaves in the log when it succeeded. */
const LEFT_BY = {
	'POST /api/1/users': 13,
	'POST /api/2/users': 13,
	'PUT /api/1/users/:id': 14,
	'DELETE /api/1/users/:id': 17,
	'PUT /api/1/users/:id/add_roles': 4,
	'PUT /api/1/users/:id/lock_user': 19,
	'PUT /api/1/users/:id/logout': 7,
	'PUT /api/1/users/set_password_clear_text/:id': 11,
	'PUT /api/1/users/set_password_using_salt/:id': 11,
	'PUT /api/2/users/:id': 14,
	'POST /api/2/users/:id/unlock': 12,
	'POST /api/2/roles/:id/users': 4,
	'POST /api/1/invites/send_invite_link': 115,
	'PUT /api/2/mfa/users/:id/registrations/:one': 22,
	'DELETE /api/2/mfa/users/:id/devices/:deviceId': 24,
	'DELETE /api/1/users/:id/otp_devices/:deviceId': 24,
};

/** What an event says nothing of. */
const UNSAID = Object.fromEntries(
	[
		...['actor_user_id', 'actor_user_name', 'assuming_acting_user_id', 'app_id', 'app_name'],
		...['role_id', 'role_name', 'group_id', 'group_name', 'otp_device_id', 'otp_device_name'],
		...['policy_id', 'policy_name', 'notes', 'custom_message', 'operation_name', 'proxy_ip'],
		...['directory_id', 'directory_sync_run_id', 'resolution', 'client_id', 'resource_type_id'],
		...['error_description', 'risk_score', 'risk_reasons', 'risk_cookie_id'],
	].map((name) => [name, null]),
);

/** @param {import('./state.mjs').Account} account */
export function createLog(account) {
	/** An event about somebody. */
	const write = (type, user, at, more = {}) => {
		const name = [user?.firstname, user?.lastname].filter(Boolean).join(' ');
		const event = {
			...UNSAID,
			id: account.nextEventId++,
			// To the second, so that many share it.
			created_at: new Date(Math.floor(at / 1000) * 1000).toISOString(),
			account_id: 104_729,
			event_type_id: type,
			user_id: user?.id ?? null,
			user_name: name || (user?.email ?? null),
			actor_system: 'API',
			ipaddr: '192.0.2.10',
			...more,
		};
		account.events.push({ found: at + account.settings.eventLagMs, event });
	};
	const roleOf = (id) => {
		const role = account.roles.find((each) => each.id === id);
		return { role_id: id, role_name: role?.name ?? null };
	};

	return {
		/** The events that can be found by now. */
		found() {
			const now = account.clock.now();
			return account.events.filter(({ found }) => found <= now).map(({ event }) => event);
		},
		/** What there is when the account is new: everyone's last sign-in. */
		seed() {
			account.events = [];
			account.nextEventId = 5_000_000;
			const signIns = [...account.users.values()].filter((user) => user.last_login);
			signIns.sort((a, b) => (a.last_login < b.last_login ? -1 : 1));
			for (const user of signIns) write(5, user, Date.parse(user.last_login));
		},
		/** Whom a call is about, before it is made: afterwards a user may be gone. */
		subject: ({ params, body }) =>
			account.users.get(Number(params.id)) ??
			[...account.users.values()].find(({ email }) => email && email === body?.email),
		/** What a call leaves, which succeeded. */
		leave(call, request, subject) {
			const type = LEFT_BY[call];
			if (type === undefined) return;
			const { body, params } = request;
			const now = account.clock.now();
			if (type === LEFT_BY['POST /api/1/users'])
				write(type, [...account.users.values()].at(-1), now);
			else if (call.startsWith('POST /api/2/roles')) {
				for (const id of body) write(type, account.users.get(id), now, roleOf(Number(params.id)));
			} else if (call.endsWith('add_roles')) {
				for (const id of body.role_id_array) write(type, subject, now, roleOf(id));
			} else write(body?.status === 2 ? 21 : type, subject, now);
		},
	};
}

const FILTERS = {
	event_type_id: (wanted) => (event) => wanted.split(',').includes(String(event.event_type_id)),
	user_id: (wanted) => (event) => String(event.user_id) === wanted,
	id: (wanted) => (event) => String(event.id) === wanted,
	directory_id: () => () => false,
	client_id: () => () => false,
	resolution: () => () => false,
	created_at: (wanted) => (event) => event.created_at === wanted,
	since: (wanted) => (event) => Date.parse(event.created_at) >= Date.parse(wanted),
	until: (wanted) => (event) => Date.parse(event.created_at) <= Date.parse(wanted),
};

/** Method, path, the right that it takes, and what it does. The envelope is there in every shape. */
export function eventRoutes({ log, settings, context, success }) {
	return [
		[
			'GET',
			'/api/1/events',
			'read',
			(request) => {
				const { query } = request;
				const paging = ['limit', 'after_cursor', 'before_cursor', 'sort', 'fields'];
				onlyQuery(query, [...Object.keys(FILTERS), ...paging]);
				// Without `sort` the order is not documented: none at all, so that nobody counts on one.
				let found = log.found().sort((a, b) => ((a.id * 7919) % 1009) - ((b.id * 7919) % 1009));
				for (const [name, given] of Object.entries(query)) {
					const value = first(given);
					if (['since', 'until'].includes(name) && Number.isNaN(Date.parse(value)))
						throw badRequest(`${name} should be -> ISO 8601 date`);
					if (FILTERS[name]) found = found.filter(FILTERS[name](value));
				}
				const { rows, pagination } = pageOf(sorted(found, query), {
					request,
					origin: context.origin,
					shape: 'v1',
					maximum: 50,
				});
				return { ...success, pagination, data: rows.map((row) => projected(row, query)) };
			},
		],
		[
			'GET',
			'/api/1/events/types',
			'read',
			() => ({
				...success,
				data: Object.entries(TYPES).map(([id, [name, description]]) => ({
					id: Number(id),
					name,
					description,
				})),
			}),
		],
		[
			'GET',
			'/api/1/events/:id',
			'read',
			({ params }) => {
				const found = log.found().find(({ id }) => String(id) === params.id);
				if (!found) throw missing(`Event for id ${params.id} was not found`);
				return { ...success, data: settings.shape === 'oas' ? found : [found] };
			},
		],
	];
}
