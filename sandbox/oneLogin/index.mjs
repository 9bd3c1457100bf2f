/** A stand-in for a OneLogin account: users of API v1, and what goes with them. */
import { addRoutes, createApp, first } from '../shared/serve.mjs';
import { administrationRoutes } from './administration.mjs';
import { appRoutes } from './apps.mjs';
import { attributeRoutes } from './attributes.mjs';
import { createAuthentication, LIFETIME } from './auth.mjs';
import { badRequest, badType, bodyOf, missing, OneLoginError, unauthorized } from './errors.mjs';
import {
	checkCustomAttributes,
	checkRoleIds,
	createUser,
	digestOf,
	DOUBTFUL_QUERY,
	meetsPolicy,
	setPassword,
	updateUser,
} from './fields.mjs';
import { createLog, eventRoutes } from './events.mjs';
import { groupRoutes } from './groups.mjs';
import { mappingRoutes } from './mappings.mjs';
import { mfaRoutes } from './mfa.mjs';
import { roleRoutes } from './roles.mjs';
import { filterUsers, onlyQuery, pageOf, projected, sorted } from './lists.mjs';
import { userRoutes } from './users.mjs';
import { Account, STATUS } from './state.mjs';

/**
 * What can be dialled.
 *
 * - `shape`: `v1`, the envelope that was recorded on the wire, or `oas`, what the OpenAPI and the
 *   generated SDKs describe: bare records, cursors in headers, 201 and 204
 * - `keepsRoles`: what add_roles keeps: `all`, or `licensed`, where somebody is approved and has a status
 *   from 1 to 5; it says 200 to the others all the same (fadwen/TestEnvironment)
 * - `doubtful`: what v1 does with parameters that only the OpenAPI lists for it: `accept` or `refuse`
 * - `hourlyLimit`: v1 calls an hour
 * - `throttleStatus`: 429, or 400 as it was seen years ago; the message is the same
 * - `mappingMs`: how long an asynchronous mapping takes
 * - `roleMs`: how long it takes until a role shows that was given by the role's own endpoint
 * - `tokenSeconds`: how long an access token lives
 * - `licenses`: how many users can be approved; null for as many as one likes
 * - `eventLagMs`: how long after it happened something can be found among the events
 */
export const ONELOGIN_SETTINGS = {
	shape: 'v1',
	keepsRoles: 'all',
	doubtful: 'accept',
	hourlyLimit: 5000,
	throttleStatus: 429,
	mappingMs: 300,
	roleMs: 0,
	tokenSeconds: LIFETIME,
	licenses: null,
	eventLagMs: 0,
};

const FIXED = {
	clientId: 'sandbox-onelogin-client',
	clientSecret: 'sandbox-onelogin-secret',
};

const HOUR = 3_600_000;
const MAXIMUM = 50;
const SUCCESS = { status: { type: 'success', code: 200, message: 'Success', error: false } };

/** @param {{ clock: import('../shared/clock.mjs').Clock, settings?: Record<string, any> }} options */
export function createOneLogin({ clock, settings: given = {} }) {
	const settings = { ...ONELOGIN_SETTINGS, ...FIXED, ...given };
	const account = new Account({ clock, settings });
	const log = createLog(account);
	const auth = createAuthentication({ clock, settings });
	let hour = { until: 0, used: 0 };
	let requests = 0;

	/** Counts v1 calls; the reset is in seconds from now, not a point in time. */
	function limits(count) {
		const now = clock.now();
		if (now >= hour.until) hour = { until: now + HOUR, used: 0 };
		if (count) hour.used++;
		return {
			'X-RateLimit-Limit': settings.hourlyLimit,
			'X-RateLimit-Remaining': Math.max(0, settings.hourlyLimit - hour.used),
			'X-RateLimit-Reset': Math.ceil((hour.until - now) / 1000),
		};
	}

	const isV2 = (request) => request.raw.url.startsWith('/api/2/');
	const isOfRoles = (request) => /^\/api\/2\/roles\b/.test(request.raw.url);
	const shapeOf = (request) =>
		isOfRoles(request) ? 'roles' : isV2(request) ? 'v2' : settings.shape;

	const refuse = (request, reply, error) => {
		if (!(error instanceof OneLoginError)) {
			if (error.statusCode === 400 || error.statusCode === 413) {
				return refuse(request, reply, badRequest('Input JSON is not valid'));
			}
			console.error('sandbox: oneLogin:', error);
			return refuse(
				request,
				reply,
				new OneLoginError(500, 'Internal Server Error', 'Internal Server Error'),
			);
		}
		// v2 does not say what it is about (onelogin-next.md, section 5).
		const told = isV2(request) && error.status === 401 ? unauthorized('Unauthorized') : error;
		return reply.code(error.status).send(bodyOf(told, shapeOf(request)));
	};

	function readBody(request) {
		const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		// Members of a role are taken away by a DELETE with a body.
		const hasBody = ['POST', 'PUT'].includes(request.method) || bytes.length > 0;
		if (!hasBody) return undefined;
		const type = request.headers['content-type'] ?? '';
		const isForm = /^application\/x-www-form-urlencoded\b/i.test(type);
		if (isForm && request.raw.url.startsWith('/auth/')) {
			return Object.fromEntries(new URLSearchParams(bytes.toString()));
		}
		if (!/^application\/json\b/i.test(type)) {
			throw badRequest(
				'Content Type is not specified or specified incorrectly. Content-Type header must be set to application/json',
			);
		}
		if (bytes.length === 0) return {};
		try {
			return JSON.parse(bytes.toString());
		} catch {
			throw badRequest('Input JSON is not valid');
		}
	}

	function userOf({ params }) {
		if (!/^\d+$/.test(params.id))
			throw badRequest({ attribute: 'id', description: 'ID is incorrect' });
		const user = account.users.get(Number(params.id));
		if (!user) throw missing(`User for id ${params.id} was not found`);
		return account.settle(user);
	}

	/** A body that must hold something. */
	function objectOf({ body }) {
		if (typeof body !== 'object' || body === null || Array.isArray(body))
			throw badRequest('Input JSON is not valid');
		if (Object.keys(body).length === 0) throw badRequest('input parameters is empty');
		return body;
	}

	/** Parameters that only the OpenAPI lists for v1. */
	function doubtfulOf({ query }, names, isDoubtful = settings.doubtful === 'refuse') {
		onlyQuery(query, isDoubtful ? [] : names);
		const mappings = first(query.mappings) ?? 'async';
		if (!['async', 'sync', 'disabled'].includes(mappings)) throw badRequest('mappings is invalid');
		const flag = (name, standard) => {
			const value = first(query[name]);
			if (value === undefined) return standard;
			if (!['true', 'false'].includes(value)) throw badRequest(`${name} should be -> boolean`);
			return value === 'true';
		};
		return {
			mappings,
			validate: flag('validate_policy', true),
			ignoreVisibility: flag('ignore_visibility', false),
			doubtful: isDoubtful ? 'refuse' : 'accept',
		};
	}

	/** A user as the OpenAPI and v2 have it, with another name for the roles. */
	function bareView({ hidden: _hidden, role_id: roles, ...shown }) {
		const { openid_name: _openid, locale_code: _locale, ...rest } = shown;
		const manager = rest.manager_user_id;
		return {
			...rest,
			// A number in v1, text to the OpenAPI.
			manager_user_id: manager === null ? null : String(manager),
			role_ids: [...roles],
		};
	}

	/** A user as it is shown. */
	function view(user) {
		if (settings.shape === 'oas') return bareView(user);
		const { role_id: roles } = user;
		// v1 keeps the place of role_id among the others, and writes "none" as null.
		return Object.fromEntries(
			Object.entries(user).flatMap(([name, value]) =>
				name === 'hidden'
					? []
					: [[name, name === 'role_id' ? (roles.length > 0 ? [...roles] : null) : value]],
			),
		);
	}

	const records = (data, extra) => ({ ...SUCCESS, ...extra, data });

	/** One user: in v1 as the only one of a list. */
	const one = (user) => (settings.shape === 'oas' ? view(user) : records([view(user)]));

	const done = () =>
		settings.shape === 'oas'
			? { error: false, code: 200, type: 'success', message: 'Success' }
			: SUCCESS;

	function page(request, reply, found, map) {
		const { shape } = settings;
		const { rows, pagination, headers } = pageOf(found, {
			request,
			origin: context.origin,
			shape,
			maximum: MAXIMUM,
		});
		const data = rows.map((row) => projected(map(row), request.query));
		if (shape === 'oas') {
			reply.headers(headers);
			return data;
		}
		return { ...SUCCESS, pagination, data };
	}

	/** v1 nests roles one array deeper, and writes "none" as a list that holds an empty list. */
	const nested = (values) => records(settings.shape === 'oas' ? values : [values]);

	const context = { origin: '' };

	function setState(request) {
		const user = userOf(request);
		const { state } = objectOf(request);
		if (!Number.isInteger(state)) throw badType('state', 'integer');
		if (![0, 1, 2, 3].includes(state)) throw badRequest('state is invalid');
		if (user.state === state) throw badRequest('user is already in this state');
		// Which changes are impossible is not documented; nobody becomes unapproved again.
		if (state === 0) throw badRequest('state is invalid');
		user.state = state;
		account.touch(user);
		return done();
	}

	function lock(request) {
		const user = userOf(request);
		const { locked_until: minutes } = objectOf(request);
		if (!Number.isInteger(minutes) || minutes < 0)
			throw badRequest('locked_until should be -> integer');
		if (user.status !== STATUS.locked) user.hidden.before = user.status;
		user.status = STATUS.locked;
		// No policy of this account locks anyone, so 0 means "until unlocked".
		user.locked_until =
			minutes === 0 ? null : new Date(clock.now() + minutes * 60_000).toISOString();
		user.hidden.sessions = 0;
		account.touch(user);
		return done();
	}

	function roles(request, isAdding) {
		const user = userOf(request);
		const { role_id_array: ids } = objectOf(request);
		checkRoleIds(account, ids);
		const held = ids.filter((id) => user.role_id.includes(id));
		if (isAdding && held.length > 0) {
			throw badRequest('input role_id_array is already included as user roles');
		}
		if (!isAdding && held.length < ids.length) {
			throw badRequest('input role_id_array is not included as user roles');
		}
		const keep = settings.keepsRoles === 'licensed' ? 'grant' : 'give';
		if (isAdding) for (const id of ids) account[keep](user, id);
		// A role that a mapping gave stays, and OneLogin does not say so.
		else
			user.role_id = user.role_id.filter((id) => !ids.includes(id) || user.hidden.mapped.has(id));
		account.touch(user);
		return done();
	}

	function clearText(request) {
		const user = userOf(request);
		const {
			password,
			password_confirmation: again,
			validate_policy: validate = false,
		} = objectOf(request);
		if (typeof password !== 'string' || password === '' || password !== again) {
			throw badRequest('password and password_confirmation must be same');
		}
		if (typeof validate !== 'boolean') throw badType('validate_policy', 'boolean');
		if (validate && !meetsPolicy(password))
			throw badRequest('password does not meet the password policy');
		setPassword(account, user, digestOf(password));
		return done();
	}

	function salted(request) {
		const user = userOf(request);
		const {
			password,
			password_confirmation: again,
			password_algorithm: algorithm,
			password_salt: salt = '',
		} = objectOf(request);
		if (typeof password !== 'string' || password === '' || password !== again) {
			throw badRequest('password and password_confirmation must be same');
		}
		if (algorithm !== 'salt+sha256') throw badRequest('password_algorithm is invalid');
		if (!/^[0-9a-f]{64}$/.test(password)) throw badRequest('password is not a valid SHA-256 hash');
		if (typeof salt !== 'string' || salt.length > 40) throw badRequest('password_salt is invalid');
		setPassword(account, user, { algorithm, salt, digest: password });
		return done();
	}

	function apps(request) {
		const user = userOf(request);
		doubtfulOf(request, ['ignore_visibility']);
		const found = account.appsOf(user);
		if (settings.shape === 'oas') {
			return found.map(({ id, name }) => ({
				id,
				icon_url: `https://cdn.onelogin.invalid/${id}.png`,
				extension: false,
				login_id: id + user.id,
				name,
				provisioning_status: 'enabled',
				provisioning_state: 'provisioned',
				provisioning_enabled: true,
			}));
		}
		const data = found.map(({ id, name }, index) => ({
			id,
			name,
			icon: `https://cdn.onelogin.invalid/${id}.png`,
			provisioned: index % 2 === 0 ? null : 'unknown',
			extension: false,
			login_id: index % 2 === 0 ? null : user.email,
			personal: false,
		}));
		return records(data.length > 0 ? data : [[]]);
	}

	const device = ({ params }) => {
		const user = userOf({ params });
		const found = user.hidden.devices.find(({ id }) => String(id) === params.deviceId);
		if (!found) throw missing(`Device for id ${params.deviceId} was not found`);
		user.hidden.devices = user.hidden.devices.filter((each) => each !== found);
	};

	const byId = (list, name) => (request) => {
		if (!/^\d+$/.test(request.params.id))
			throw badRequest({ attribute: 'id', description: 'ID is incorrect' });
		const found = list().find(({ id }) => id === Number(request.params.id));
		if (!found) throw missing(`${name} for id ${request.params.id} was not found`);
		return records([found]);
	};

	const named = (request, found) => {
		const name = first(request.query.name)?.toLowerCase();
		return name
			? found.filter((each) => each.name.toLowerCase().includes(name.replace(/\*/g, '')))
			: found;
	};

	/** v2 lists are bare, with their position in headers. */
	const bare = (request, reply, found, maximum) => {
		const { rows, headers } = pageOf(found, {
			request,
			origin: context.origin,
			shape: 'oas',
			maximum,
		});
		reply.headers(headers);
		return rows;
	};

	const roleView = ({ id, name }) => ({ id, name });
	const user = '/api/1/users/:id';
	/** Method, path, the right that it takes, and what it does. */
	const ROUTES = [
		['GET', '/auth/rate_limit', 'read', () => records(limits(false))],
		[
			'GET',
			'/api/1/users',
			'read',
			(request, reply) => {
				const all = [...account.users.values()].map((each) => account.settle(each));
				return page(request, reply, filterUsers(all, request.query, settings.shape), view);
			},
		],
		[
			'POST',
			'/api/1/users',
			'manageUsers',
			(request, reply) => {
				const options = doubtfulOf(request, DOUBTFUL_QUERY.slice(0, 2));
				const created = createUser(account, objectOf(request), options);
				if (settings.shape === 'oas') reply.code(201);
				return account.license(created, one(created));
			},
		],
		[
			'GET',
			'/api/1/users/custom_attributes',
			'read',
			() => records([account.attributes.map(({ shortname }) => shortname)]),
		],
		['GET', user, 'read', (request) => one(userOf(request))],
		[
			'PUT',
			user,
			'manageUsers',
			(request) => {
				const options = doubtfulOf(request, DOUBTFUL_QUERY.slice(0, 2));
				const found = userOf(request);
				return one(updateUser(account, found, objectOf(request), options));
			},
		],
		[
			'DELETE',
			user,
			'manageUsers',
			(request, reply) => {
				account.users.delete(userOf(request).id);
				if (settings.shape === 'oas') reply.code(204).send();
				return SUCCESS;
			},
		],
		['GET', `${user}/apps`, 'read', apps],
		// Reading the roles of a user takes more than reading the user.
		['GET', `${user}/roles`, 'readAll', (request) => nested([...userOf(request).role_id])],
		['PUT', `${user}/add_roles`, 'manageAll', (request) => roles(request, true)],
		['PUT', `${user}/remove_roles`, 'manageAll', (request) => roles(request, false)],
		['PUT', `${user}/lock_user`, 'manageAll', lock],
		[
			'PUT',
			`${user}/logout`,
			'logout',
			(request) => {
				userOf(request).hidden.sessions = 0;
				return done();
			},
		],
		['PUT', `${user}/set_state`, 'manageAll', setState],
		[
			'PUT',
			`${user}/set_custom_attributes`,
			'manageAll',
			(request) => {
				const found = userOf(request);
				const { custom_attributes: custom } = objectOf(request);
				checkCustomAttributes(account, custom);
				Object.assign(found.custom_attributes, custom);
				account.touch(found);
				return done();
			},
		],
		['PUT', '/api/1/users/set_password_clear_text/:id', 'manageAll', clearText],
		['PUT', '/api/1/users/set_password_using_salt/:id', 'manageAll', salted],
		[
			'GET',
			`${user}/otp_devices`,
			'manageAll',
			(request) =>
				records({
					// An object here, where every other v1 answer has a list.
					otp_devices: userOf(request).hidden.devices.map(
						({ user_display_name: _name, ...shown }) => shown,
					),
				}),
		],
		[
			'DELETE',
			`${user}/otp_devices/:deviceId`,
			'manageAll',
			(request) => {
				device(request);
				return {};
			},
		],
		[
			'GET',
			'/api/1/roles',
			'read',
			(request, reply) =>
				page(request, reply, sorted(named(request, account.roles), request.query), roleView),
		],
		['GET', '/api/1/roles/:id', 'read', byId(() => account.roles, 'Role')],
		[
			'GET',
			'/api/1/groups',
			'read',
			(request, reply) =>
				page(request, reply, account.groups, ({ policy_id: _policy, ...each }) => each),
		],
		[
			'GET',
			'/api/1/groups/:id',
			'read',
			byId(() => account.groups.map(({ policy_id: _policy, ...each }) => each), 'Group'),
		],
		[
			'GET',
			'/api/1/apps',
			'readAll',
			(request, reply) =>
				page(request, reply, account.apps, ({ id, connector_id, name }) => ({
					id,
					connector_id,
					name,
					extension: false,
					icon: `https://cdn.onelogin.invalid/${id}.png`,
					visible: true,
					provisioning: false,
				})),
		],
		...roleRoutes({ account, bare, named }),
		...mfaRoutes({ account, userOf, objectOf }),
		...eventRoutes({ log, settings, context, success: SUCCESS }),
		...userRoutes({ account, bare, bareView, userOf, objectOf, doubtfulOf }),
		...appRoutes({ account, bare, named }),
		...groupRoutes({ account, bare }),
		...attributeRoutes({ account }),
		...mappingRoutes({ account }),
		...administrationRoutes({ account }),
		[
			'GET',
			'/api/2/mfa/users/:id/devices',
			'manageAll',
			(request) =>
				userOf(request).hidden.devices.map((each) => ({
					device_id: String(each.id),
					user_display_name: each.user_display_name,
					type_display_name: each.type_display_name,
					auth_factor_name: each.auth_factor_name,
					default: each.default,
				})),
		],
		[
			'DELETE',
			'/api/2/mfa/users/:id/devices/:deviceId',
			'manageAll',
			(request, reply) => {
				device(request);
				reply.code(204).send();
			},
		],
	];

	async function build(origin) {
		context.origin = origin;
		const app = createApp({
			onBadUrl: (reply) => reply.code(404).send(bodyOf(missing('No Route Exists'), settings.shape)),
		});
		app.addHook('onRequest', async (request, reply) => {
			reply.headers({
				'x-request-id': `sandbox-${(requests++).toString(36).padStart(8, '0')}`,
				date: new Date(clock.now()).toUTCString(),
			});
			if (!request.raw.url.startsWith('/api/1/')) return;
			const exceeded = hour.used >= settings.hourlyLimit && clock.now() < hour.until;
			const headers = limits(true);
			reply.headers({ ...headers, ...(settings.shape === 'v1' && { link: '' }) });
			if (exceeded) {
				const { throttleStatus: status } = settings;
				throw new OneLoginError(
					status,
					status === 429 ? 'Too Many Requests' : 'bad request',
					'rate_limit_exceeded',
				);
			}
		});
		app.setErrorHandler((error, request, reply) => refuse(request, reply, error));
		// A route that v2 does not have is 401 there (onelogin-mcp, commit da5e619).
		const noRoute = (request, reply) =>
			refuse(
				request,
				reply,
				isV2(request) ? unauthorized('Unauthorized') : missing('No Route Exists'),
			);
		app.setNotFoundHandler(noRoute);
		addRoutes(
			app,
			[
				{
					method: 'POST',
					url: '/auth/oauth2/v2/token',
					handler: async (request) => auth.issue(request, readBody(request) ?? {}),
				},
				{
					method: 'POST',
					url: '/auth/oauth2/revoke',
					handler: async (request) => {
						auth.revoke(request, readBody(request) ?? {});
						return done();
					},
				},
				...ROUTES.map(([method, url, right, handler]) => ({
					method,
					url,
					preHandler: async (request) => {
						if (Object.values(request.params).includes('')) throw missing('No Route Exists');
						auth.check(request, right);
						request.body = readBody(request);
					},
					handler: async (request, reply) => {
						const subject = log.subject(request);
						const answer = await handler(request, reply);
						log.leave(`${method} ${url}`, request, subject);
						return reply.sent ? reply : answer;
					},
				})),
			],
			noRoute,
		);
		return { app };
	}

	return {
		settings,
		state: account,
		build,
		reset(company) {
			account.seed(company);
			log.seed();
			auth.forgetFuture();
			hour = { until: 0, used: 0 };
		},
		access: (origin) => ({
			url: origin,
			clientId: settings.clientId,
			clientSecret: settings.clientSecret,
			/** The same secret with less to do. */
			otherClients: Object.fromEntries(
				auth.clients.filter(({ kind }) => kind !== 'manageAll').map(({ kind, id }) => [kind, id]),
			),
		}),
	};
}
