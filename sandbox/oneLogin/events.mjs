/** The event log: https://developers.onelogin.com/api-docs/1/events/get-events */
import { first } from '../shared/serve.mjs';
import { badRequest, missing } from './errors.mjs';
import { onlyQuery, pageOf, projected, sorted } from './lists.mjs';

/** 1 to 6 are called so by OneLogin; of the others it is sure what they stand for, not what they are called. */
const TYPES = {
	1: 'APP_ADDED_TO_ROLE',
	2: 'APP_REMOVED_FROM_ROLE',
	3: 'USER_ASSUMED_USER',
	4: 'USER_ASSIGNED_ROLE',
	5: 'USER_LOGGED_INTO_ONELOGIN',
	6: 'USER_FAILED_ONELOGIN_LOGIN',
	7: 'USER_LOGGED_OUT_OF_ONELOGIN',
	11: 'USER_CHANGED_PASSWORD',
	12: 'USER_UNLOCKED_USER',
	13: 'USER_CREATED_USER',
	14: 'USER_UPDATED_USER',
	17: 'USER_DELETED_USER',
	19: 'USER_LOCKED_USER',
	21: 'USER_SUSPENDED_USER',
	22: 'USER_REGISTERED_OTP_DEVICE',
	24: 'USER_DEREGISTERED_OTP_DEVICE',
	115: 'USER_INVITED_USER',
};

/** What a call leaves in the log when it succeeded. */
const LEFT_BY = {
	'POST /api/1/users': 13,
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

/** @param {import('./state.mjs').Account} account */
export function createLog(account) {
	/** An event about somebody. */
	const write = (type, user, at, more = {}) => {
		const name = [user?.firstname, user?.lastname].filter(Boolean).join(' ');
		account.events.push({
			id: account.nextEventId++,
			created_at: new Date(at).toISOString(),
			account_id: 104_729,
			event_type_id: type,
			user_id: user?.id ?? null,
			user_name: name || (user?.email ?? null),
			actor_user_id: null,
			actor_user_name: null,
			actor_system: 'API',
			notes: null,
			ipaddr: '192.0.2.10',
			role_id: null,
			role_name: null,
			...more,
		});
	};
	const roleOf = (id) => {
		const role = account.roles.find((each) => each.id === id);
		return { role_id: id, role_name: role?.name ?? null };
	};

	return {
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
			if (call === 'POST /api/1/users') write(type, [...account.users.values()].at(-1), now);
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
export function eventRoutes({ account, settings, context, success }) {
	return [
		[
			'GET',
			'/api/1/events',
			'read',
			(request) => {
				const { query } = request;
				const paging = ['limit', 'after_cursor', 'before_cursor', 'sort', 'fields'];
				onlyQuery(query, [...Object.keys(FILTERS), ...paging]);
				let found = account.events;
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
				data: Object.entries(TYPES).map(([id, name]) => ({
					id: Number(id),
					name,
					description: `%user% ${name.toLowerCase().replaceAll('_', ' ')}`,
				})),
			}),
		],
		[
			'GET',
			'/api/1/events/:id',
			'read',
			({ params }) => {
				const found = account.events.find(({ id }) => String(id) === params.id);
				if (!found) throw missing(`Event for id ${params.id} was not found`);
				return { ...success, data: settings.shape === 'oas' ? found : [found] };
			},
		],
	];
}
