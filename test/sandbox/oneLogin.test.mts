/** What the OneLogin sandbox does is what API v1 is documented, or was recorded, to do. */
import type { AxiosInstance } from 'axios';
import {
	clientFor,
	oneLoginClient,
	oneLoginToken,
	sha256,
	startSandbox,
	type Sandbox,
} from './sandbox.mjs';

let sandbox: Sandbox;
let api: AxiosInstance;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.reset();
	api = await oneLoginClient(sandbox.access);
});

const SUCCESS = { status: { type: 'success', code: 200, message: 'Success', error: false } };
const refusal = (code: number, type: string, message: unknown) => ({
	status: { error: true, code, type, message },
});
const badRequest = (message: unknown) => refusal(400, 'bad request', message);

const byUsername = async (username: string) =>
	(await api.get('/api/1/users', { params: { username } })).data.data[0];
const idOf = async (username: string): Promise<number> => (await byUsername(username)).id;
const roleNamed = async (name: string): Promise<number> => {
	const { roles } = await sandbox.state('oneLogin');
	return roles.find((role: { name: string }) => role.name === name).id;
};
const stateOf = async (id: number) =>
	(await sandbox.state('oneLogin')).users.find((user: { id: number }) => user.id === id);
const put = async (path: string, body: unknown) => await api.put(path, body);

const ada = {
	firstname: 'Ada',
	lastname: 'Test',
	email: 'ada.test@halden.example',
	username: 'ada.test',
};

describe('tokens', () => {
	test('are the same until they run out, and say when they were made', async () => {
		const first = (await oneLoginToken(sandbox.access)).data;
		await sandbox.advance(60_000);
		const second = (await oneLoginToken(sandbox.access)).data;
		expect(second).toEqual(first);
		expect(Object.keys(first)).toEqual([
			'access_token',
			'created_at',
			'expires_in',
			'refresh_token',
			'token_type',
			'account_id',
		]);
		expect([first.expires_in, first.token_type]).toEqual([36_000, 'bearer']);
		await sandbox.advance(36_000_000);
		expect((await oneLoginToken(sandbox.access)).data.access_token).not.toBe(first.access_token);
	});

	test('are given for Basic, the client_id header and a form', async () => {
		const { url, clientId, clientSecret } = sandbox.access.oneLogin;
		const { access_token: token } = (await oneLoginToken(sandbox.access)).data;
		const grant = { grant_type: 'client_credentials' };
		for (const space of ['', ' ']) {
			const { data } = await clientFor(url, {
				Authorization: `client_id:${clientId},${space}client_secret:${clientSecret}`,
			}).post('/auth/oauth2/v2/token', grant);
			expect(data.access_token).toBe(token);
		}
		const form = new URLSearchParams({
			...grant,
			client_id: clientId,
			client_secret: clientSecret,
		});
		expect((await clientFor(url).post('/auth/oauth2/v2/token', form)).data.access_token).toBe(
			token,
		);
	});

	test('are not given for a wrong secret, another grant, or nothing', async () => {
		const { url, clientId, clientSecret } = sandbox.access.oneLogin;
		const post = async (body: object, password?: string) =>
			await clientFor(url).post(
				'/auth/oauth2/v2/token',
				body,
				password ? { auth: { username: clientId, password } } : {},
			);
		const grant = { grant_type: 'client_credentials' };
		expect((await post(grant, 'wrong')).data).toEqual(
			refusal(401, 'Unauthorized', 'Authentication Failure'),
		);
		expect((await post({}, clientSecret)).status).toBe(400);
		expect((await post(grant)).data).toEqual(badRequest('Authorization Information is incorrect'));
	});

	test('are taken as Bearer, bearer and bearer with a colon; bad ones are not', async () => {
		const { access_token: token } = (await oneLoginToken(sandbox.access)).data;
		const get = async (Authorization?: string) =>
			await clientFor(sandbox.access.oneLogin.url, { Authorization }).get('/api/1/users?limit=1');
		for (const good of [`Bearer ${token}`, `bearer ${token}`, `bearer:${token}`]) {
			expect((await get(good)).status).toBe(200);
		}
		expect((await get('Bearer nonsense')).data).toEqual(
			refusal(401, 'Unauthorized', 'Authentication Failure'),
		);
		expect((await get()).data).toEqual(badRequest('Authorization Information is incorrect'));
		await sandbox.advance(36_000_000);
		expect((await get(`Bearer ${token}`)).status).toBe(401);
	});

	test('outlive a reset of the account, so that clients need not notice', async () => {
		await sandbox.reset();
		expect((await api.get('/api/1/users?limit=1')).status).toBe(200);
	});

	test('can be revoked', async () => {
		const { url, clientId, clientSecret } = sandbox.access.oneLogin;
		const { access_token: token } = (await oneLoginToken(sandbox.access)).data;
		const auth = { username: clientId, password: clientSecret };
		const revoke = async () =>
			(await clientFor(url).post('/auth/oauth2/revoke', { access_token: token }, { auth })).data;
		expect(await revoke()).toEqual(SUCCESS);
		expect((await api.get('/api/1/users?limit=1')).status).toBe(401);
		await sandbox.dial('oneLogin', { shape: 'oas' });
		expect(await revoke()).toEqual(SUCCESS.status);
	});

	test.each<[string, Record<string, number>]>([
		['authenticationOnly', { list: 401, roles: 401, update: 401, addRoles: 401, logout: 200 }],
		['readUsers', { list: 200, roles: 401, update: 401, addRoles: 401, logout: 401 }],
		['readAll', { list: 200, roles: 200, update: 401, addRoles: 401, logout: 401 }],
		['manageUsers', { list: 200, roles: 401, update: 200, addRoles: 401, logout: 200 }],
	])('of a credential with %s may do that much and no more', async (kind, expected) => {
		const id = await idOf('ada.vogel');
		const client = await oneLoginClient(sandbox.access, sandbox.access.oneLogin.otherClients[kind]);
		const answers = {
			list: await client.get('/api/1/users?limit=1'),
			roles: await client.get(`/api/1/users/${id}/roles`),
			update: await client.put(`/api/1/users/${id}`, { title: 'x' }),
			addRoles: await client.put(`/api/1/users/${id}/add_roles`, { role_id_array: [1] }),
			logout: await client.put(`/api/1/users/${id}/logout`, {}),
		};
		expect(
			Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status])),
		).toEqual(expected);
		for (const { status, data } of Object.values(answers)) {
			if (status === 401)
				expect(data).toEqual(refusal(401, 'Unauthorized', 'Insufficient Permission'));
		}
	});
});

describe('shapes', () => {
	test('one user is a list of one; roles and attributes lie one list deeper', async () => {
		const id = await idOf('ada.vogel');
		const one = (await api.get(`/api/1/users/${id}`)).data;
		expect(one).toEqual({ ...SUCCESS, data: [expect.objectContaining({ id })] });
		const roles = (await api.get(`/api/1/users/${id}/roles`)).data.data;
		expect(roles).toHaveLength(1);
		expect(roles[0]).toEqual(one.data[0].role_id);
		expect((await api.get('/api/1/users/custom_attributes')).data.data).toEqual([
			['employee_number', 'cost_center', 'branch', 'start_date'],
		]);
	});

	test('none is a list that holds an empty list; the user then has null', async () => {
		const id = (await api.post('/api/1/users', ada)).data.data[0].id;
		expect((await api.get(`/api/1/users/${id}/roles`)).data.data).toEqual([[]]);
		expect((await api.get(`/api/1/users/${id}/apps`)).data.data).toEqual([[]]);
		expect((await api.get(`/api/1/users/${id}`)).data.data[0].role_id).toBeNull();
	});

	test('MFA devices are an object in v1 and a bare list in v2', async () => {
		const id = await idOf('priya.strand');
		const v1 = (await api.get(`/api/1/users/${id}/otp_devices`)).data.data;
		const v2 = (await api.get(`/api/2/mfa/users/${id}/devices`)).data;
		expect(v1.otp_devices.map((device: { id: number }) => String(device.id))).toEqual(
			v2.map((device: { device_id: string }) => device.device_id),
		);
		expect((await api.delete(`/api/2/mfa/users/${id}/devices/${v2[0].device_id}`)).status).toBe(
			204,
		);
		expect((await api.get(`/api/1/users/${id}/otp_devices`)).data.data.otp_devices).toEqual([]);
	});

	test('a login_id is null or text', async () => {
		const id = await idOf('ada.vogel');
		const kinds = (await api.get(`/api/1/users/${id}/apps`)).data.data.map(
			(app: { login_id: unknown }) => typeof app.login_id,
		);
		expect(new Set(kinds)).toEqual(new Set(['object', 'string']));
	});

	test('can be those of the OpenAPI: bare, with cursors in headers, 201 and 204', async () => {
		await sandbox.dial('oneLogin', { shape: 'oas' });
		const first = await api.get('/api/1/users?limit=2');
		expect(first.data).toHaveLength(2);
		expect(first.headers['current-page']).toBe('1');
		const cursor = decodeURIComponent(first.headers['after-cursor']);
		expect(Buffer.from(cursor, 'base64').toString()).toBe('limit=2&page=2');
		const second = await api.get('/api/1/users', { params: { cursor } });
		expect(second.headers['current-page']).toBe('2');
		expect(second.data[0].id).not.toBe(first.data[0].id);
		const created = await api.post('/api/1/users', ada);
		expect([created.status, created.data.username]).toEqual([201, 'ada.test']);
		expect((await api.delete(`/api/1/users/${created.data.id}`)).status).toBe(204);
		const again = await api.delete(`/api/1/users/${created.data.id}`);
		expect(again.data).toMatchObject({ error: true, code: 404 });
	});
});

describe('lists', () => {
	test('hold everyone exactly once along after_cursor; more than 50 is quietly 50', async () => {
		const ids: number[] = [];
		let cursor = '';
		do {
			const { data } = await api.get('/api/1/users', {
				params: { limit: 100, fields: 'id', after_cursor: cursor },
			});
			expect(data.data.length).toBeLessThanOrEqual(50);
			ids.push(...data.data.map(({ id }: { id: number }) => id));
			cursor = data.pagination.after_cursor;
		} while (cursor);
		const { users } = await sandbox.state('oneLogin');
		expect(ids).toEqual(users.map(({ id }: { id: number }) => id));
	});

	test('give a link to the next page, and back', async () => {
		const first = (await api.get('/api/1/users?limit=3&fields=id')).data;
		const second = (await api.get(first.pagination.next_link)).data;
		expect((await api.get(second.pagination.previous_link)).data.data).toEqual(first.data);
		expect(first.pagination.before_cursor).toBeNull();
	});

	test('lose nobody when someone is deleted between two pages', async () => {
		const first = (await api.get('/api/1/users?limit=3&fields=id')).data;
		const all = (await api.get('/api/1/users?limit=6&fields=id')).data.data;
		await api.delete(`/api/1/users/${first.data[0].id}`);
		const second = (await api.get(first.pagination.next_link)).data;
		expect(second.data[0]).toEqual(all[3]);
	});

	test('take * as anything and a leading ! as not', async () => {
		const count = async (params: object) =>
			(await api.get('/api/1/users', { params: { ...params, limit: 50 } })).data.data.length;
		expect(await count({ email: 'ADA.VOGEL@*' })).toBe(1);
		expect(await count({ email: 'ada.vogel' })).toBe(0);
		expect(await count({ email: '!*' })).toBe(0);
		expect(await count({ username: '!ada.vogel' })).toBe(50);
		expect(await count({ 'custom_attributes.employee_number': '10001' })).toBe(1);
	});

	test('filter by dates, ids and roles, and sort', async () => {
		const list = async (params: object) =>
			(await api.get('/api/1/users', { params: { limit: 50, ...params } })).data.data;
		const { id, created_at: created } = await byUsername('ada.vogel');
		expect((await list({ user_ids: `${id},${id + 1}` })).length).toBe(2);
		expect(
			(await list({ since: created, until: created })).map((user: { id: number }) => user.id),
		).toContain(id);
		const owner = await roleNamed('Account Owner');
		expect(
			(await list({ role_id: owner })).map((user: { username: string }) => user.username),
		).toEqual(['priya.strand']);
		const names = (await list({ sort: '-lastname' })).map(
			(user: { lastname: string }) => user.lastname,
		);
		expect(names).toEqual([...names].sort().reverse());
	});

	test.each([
		['first_login=x', 'query parameter(s) not allowed: first_login'],
		['cursor=x', 'query parameter(s) not allowed: cursor'],
		['limit=0', 'limit should be -> integer'],
		['since=soon', 'since should be -> ISO 8601 date'],
		['after_cursor=nonsense', 'after_cursor is incorrect'],
	])('refuse %s', async (query, message) => {
		const { status, data } = await api.get(`/api/1/users?${query}`);
		expect([status, data]).toEqual([400, badRequest(message)]);
	});

	test('with a cursor in a header take filters beside it, and nothing else', async () => {
		await sandbox.dial('oneLogin', { shape: 'oas' });
		const first = await api.get('/api/1/users', { params: { limit: 2 } });
		const cursor = decodeURIComponent(first.headers['after-cursor']);
		const next = async (params: object) =>
			await api.get('/api/1/users', { params: { cursor, ...params } });
		expect((await next({ lastname: '*', fields: 'id' })).status).toBe(200);
		for (const params of [{ limit: 2 }, { page: 2 }, { sort: '-id' }]) {
			const { status, data } = await next(params);
			expect([status, data.message]).toEqual([
				400,
				'Requests can only have cursor xor pagination arguments',
			]);
		}
		const odd = await api.get('/api/1/users', { params: { cursor: 'nonsense' } });
		expect([odd.status, odd.data.message]).toEqual([400, 'Invalid pagination cursor']);
	});

	test('of roles have more than one page', async () => {
		const { data } = await api.get('/api/1/roles');
		expect(data.data).toHaveLength(50);
		expect(data.pagination.after_cursor).not.toBeNull();
	});
});

describe('creating and updating', () => {
	test('answers 200 with a list of one; without a password the status is 7', async () => {
		const { status, data } = await api.post('/api/1/users', { ...ada, department: 'Sales' });
		expect(status).toBe(200);
		expect(data.data[0]).toMatchObject({ ...ada, department: 'Sales', status: 7, state: 1 });
	});

	test.each(['firstname', 'lastname', 'email', 'username'])('needs %s', async (name) => {
		const { status, data } = await api.post('/api/1/users', { ...ada, [name]: undefined });
		expect(status).toBe(400);
		expect(data.status.message).toBe(`${name} is an required attribute for post request for user`);
	});

	test('refuses what exists, all of it at once', async () => {
		const { status, data } = await api.post('/api/1/users', {
			...ada,
			email: 'ADA.vogel@halden.example',
			username: 'ada.vogel',
		});
		expect(status).toBe(422);
		expect(data.status.message).toBe(
			'Validation failed: Email must be unique, Username must be unique',
		);
	});

	test.each<[string, unknown, string, string | object]>([
		['nothing', {}, 'application/json', 'input parameters is empty'],
		['half a body', '{"firstname":', 'application/json', 'Input JSON is not valid'],
		[
			'an unknown attribute',
			{ ...ada, user_id: 1 },
			'application/json',
			'unknown attribute: user_id',
		],
		[
			'a number as text',
			{ ...ada, group_id: '1' },
			'application/json',
			{
				attribute: 'group_id',
				description: 'group_id has incorrect data type. It should be -> integer',
			},
		],
		[
			'another content type',
			'a=b',
			'application/x-www-form-urlencoded',
			'Content Type is not specified or specified incorrectly. Content-Type header must be set to application/json',
		],
	])('refuses %s', async (_title, body, type, message) => {
		// As bytes: axios would make good JSON of a bad one.
		const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		const { status, data } = await api.post('/api/1/users', bytes, {
			headers: { 'Content-Type': type },
		});
		expect([status, data]).toEqual([400, badRequest(message)]);
	});

	test('updates partly, and null takes the group away', async () => {
		const { users } = await sandbox.state('oneLogin');
		const { id, email } = users.find((user: { group_id: number | null }) => user.group_id !== null);
		const { data } = await put(`/api/1/users/${id}`, { title: 'Boss', group_id: null, notes: 'n' });
		expect(data.data[0]).toMatchObject({ email, title: 'Boss', group_id: null, comment: 'n' });
	});

	test('maps a department to its role, a moment later unless told otherwise', async () => {
		const legal = await roleNamed('Legal');
		const rolesOf = async (id: number) => (await api.get(`/api/1/users/${id}/roles`)).data.data[0];
		const create = async (name: string, query = '') =>
			(
				await api.post(`/api/1/users${query}`, {
					...ada,
					email: `${name}@halden.example`,
					username: name,
					department: 'Legal',
				})
			).data.data[0].id;
		const later = await create('later');
		expect(await rolesOf(later)).toEqual([]);
		expect(await rolesOf(await create('sync', '?mappings=sync'))).toEqual([legal]);
		const never = await create('never', '?mappings=disabled');
		await sandbox.advance(301);
		expect(await rolesOf(later)).toEqual([legal]);
		expect(await rolesOf(never)).toEqual([]);
	});

	test('can refuse what only the OpenAPI lists for v1', async () => {
		await sandbox.dial('oneLogin', { doubtful: 'refuse' });
		expect((await api.post('/api/1/users?mappings=sync', ada)).data).toEqual(
			badRequest('query parameter(s) not allowed: mappings'),
		);
		expect((await api.post('/api/1/users', { ...ada, role_ids: [] })).data).toEqual(
			badRequest('unknown attribute: role_ids'),
		);
		expect((await api.post('/api/1/users', ada)).status).toBe(200);
	});

	test('checks the password policy unless told not to', async () => {
		const withPassword = { ...ada, password: 'x', password_confirmation: 'x' };
		expect((await api.post('/api/1/users', withPassword)).status).toBe(422);
		const { data } = await api.post('/api/1/users?validate_policy=false', withPassword);
		expect(data.data[0].status).toBe(1);
		expect(JSON.stringify(data)).not.toContain('password":');
	});
});

describe('one user', () => {
	test('has a number that exists', async () => {
		expect((await api.get('/api/1/users/x1')).data).toEqual(
			badRequest({ attribute: 'id', description: 'ID is incorrect' }),
		);
		const missing = await api.get('/api/1/users/8888888');
		expect([missing.status, missing.data]).toEqual([
			404,
			refusal(404, 'not found', 'User for id 8888888 was not found'),
		]);
	});

	test('is deleted with a body', async () => {
		const id = await idOf('malik.torres');
		const answer = await api.delete(`/api/1/users/${id}`);
		expect([answer.status, answer.data]).toEqual([200, SUCCESS]);
		expect((await api.delete(`/api/1/users/${id}`)).status).toBe(404);
	});

	test('gets each role once, and loses only what it has', async () => {
		const id = await idOf('ada.vogel');
		const [held, other] = [await roleNamed('Employee'), await roleNamed('Project Fjord')];
		const add = async (value: unknown) => await put(`/api/1/users/${id}/add_roles`, value);
		const remove = async (value: unknown) => await put(`/api/1/users/${id}/remove_roles`, value);
		const before = await stateOf(id);
		expect((await add({ role_id_array: [held, other] })).data).toEqual(
			badRequest('input role_id_array is already included as user roles'),
		);
		expect(await stateOf(id)).toEqual(before);
		expect((await add({ role_id_array: [other] })).data).toEqual(SUCCESS);
		expect((await remove({ role_id_array: [other] })).data).toEqual(SUCCESS);
		expect((await remove({ role_id_array: [other] })).data).toEqual(
			badRequest('input role_id_array is not included as user roles'),
		);
		expect((await add({ role_id_array: [1] })).data.status.message).toMatch(
			/^role_id_array should be a subset of -> \[\d+, /,
		);
		expect((await add({ role_id_array: [] })).data).toEqual(badRequest('role_id_array is empty'));
		for (const wrong of [[String(other)], 'x', [{ role_id: other }], [-1]]) {
			expect((await add({ role_id_array: wrong })).data).toEqual(
				badRequest('role_id_array should be -> array of positive integers'),
			);
		}
	});

	test('keeps a role that a mapping gave, although removing it succeeds', async () => {
		const id = await idOf('ada.vogel');
		const mapped = await roleNamed('IT');
		expect(
			(await put(`/api/1/users/${id}/remove_roles`, { role_id_array: [mapped] })).data,
		).toEqual(SUCCESS);
		expect((await stateOf(id)).roles).toContain('IT');
	});

	test('changes its state once, and never becomes unapproved', async () => {
		const id = await idOf('ada.vogel');
		const set = async (state: unknown) =>
			(await put(`/api/1/users/${id}/set_state`, { state })).data;
		expect(await set(1)).toEqual(badRequest('user is already in this state'));
		expect(await set(3)).toEqual(SUCCESS);
		expect((await put(`/api/1/users/${id}`, { state: 1 })).data).toEqual(
			badRequest('state is invalid'),
		);
		expect(await set(1)).toEqual(SUCCESS);
		expect(await set(0)).toEqual(badRequest('state is invalid'));
		expect(await set(9)).toEqual(badRequest('state is invalid'));
		expect(await set('1')).toEqual(
			badRequest({
				attribute: 'state',
				description: 'state has incorrect data type. It should be -> integer',
			}),
		);
	});

	test('is locked for minutes, and comes back as it was', async () => {
		const id = await idOf('ada.vogel');
		const lock = async (minutes: unknown) =>
			(await put(`/api/1/users/${id}/lock_user`, { locked_until: minutes })).data;
		expect(await lock(10)).toEqual(SUCCESS);
		expect(await stateOf(id)).toMatchObject({ status: 3, sessions: 0 });
		await sandbox.advance(600_001);
		expect(await stateOf(id)).toMatchObject({ status: 1, locked_until: null });
		expect(await lock(0)).toEqual(SUCCESS);
		await sandbox.advance(20_000_000);
		expect((await stateOf(id)).status).toBe(3);
		expect(await lock('10')).toEqual(badRequest('locked_until should be -> integer'));
	});

	test('logs out with PUT, with or without a body, but with a content type', async () => {
		const id = await idOf('ada.vogel');
		const path = `/api/1/users/${id}/logout`;
		expect((await put(path, {})).data).toEqual(SUCCESS);
		expect((await put(path, undefined)).status).toBe(400);
		expect((await api.post(path, {})).data).toEqual(refusal(404, 'not found', 'No Route Exists'));
	});

	test('gets a password in clear text past the policy, unless asked to check it', async () => {
		const id = (await api.post('/api/1/users', ada)).data.data[0].id;
		const set = async (body: object) =>
			(await put(`/api/1/users/set_password_clear_text/${id}`, body)).data;
		expect(await set({ password: 'x', password_confirmation: 'y' })).toEqual(
			badRequest('password and password_confirmation must be same'),
		);
		const weak = { password: 'x', password_confirmation: 'x' };
		expect((await set({ ...weak, validate_policy: true })).status.code).toBe(400);
		expect(await set(weak)).toEqual(SUCCESS);
		expect(await stateOf(id)).toMatchObject({ status: 1, hasPassword: true });
	});

	test('gets a salted password only as lower-case SHA-256', async () => {
		const id = await idOf('ada.vogel');
		const hash = sha256('hellopassword');
		const set = async (body: object) =>
			(
				await put(`/api/1/users/set_password_using_salt/${id}`, {
					password: hash,
					password_confirmation: hash,
					password_algorithm: 'salt+sha256',
					password_salt: 'hello',
					...body,
				})
			).status;
		expect(await set({})).toBe(200);
		expect(await set({ password_algorithm: 'SALT+SHA256' })).toBe(400);
		expect(
			await set({ password: hash.toUpperCase(), password_confirmation: hash.toUpperCase() }),
		).toBe(400);
		expect(await set({ password_salt: 'x'.repeat(41) })).toBe(400);
		expect(await set({ password_confirmation: 'other' })).toBe(400);
	});
});

describe('limits', () => {
	test('count v1 calls of the account in an hour; the reset is in seconds from now', async () => {
		await sandbox.dial('oneLogin', { hourlyLimit: 2 });
		await sandbox.advance(3_600_000);
		const get = async () => await api.get('/api/1/users?limit=1');
		const first = await get();
		expect(first.headers['x-ratelimit-limit']).toBe('2');
		expect(first.headers['x-ratelimit-remaining']).toBe('1');
		expect(Number(first.headers['x-ratelimit-reset'])).toBeLessThanOrEqual(3600);
		expect((await api.get('/api/2/roles')).headers).not.toHaveProperty('x-ratelimit-limit');
		await get();
		const refused = await get();
		expect([refused.status, refused.data.status.message]).toEqual([429, 'rate_limit_exceeded']);
		const limits = (await api.get('/auth/rate_limit')).data.data;
		expect(limits).toMatchObject({ 'X-RateLimit-Limit': 2, 'X-RateLimit-Remaining': 0 });
		await sandbox.dial('oneLogin', { throttleStatus: 400 });
		expect((await get()).data).toEqual(badRequest('rate_limit_exceeded'));
		await sandbox.advance(3_600_000);
		expect((await get()).status).toBe(200);
	});

	test('every answer has an id, and an unknown route says so', async () => {
		const { status, data, headers } = await api.get('/api/1/nope');
		expect([status, data]).toEqual([404, refusal(404, 'not found', 'No Route Exists')]);
		expect(headers['x-request-id']).toBeTruthy();
		expect((await api.get('/api/1/users//roles')).status).toBe(404);
	});
});

describe('events', () => {
	const events = async (query: object = {}) =>
		(await api.get('/api/1/events', { params: query })).data;
	const ids = (rows: Array<{ id: number }>) => rows.map(({ id }) => id);

	test('come in no order, 50 a page, and in order where one is asked for', async () => {
		const { data: first, pagination } = await events();
		expect(first).toHaveLength(50);
		const cursor = { after_cursor: pagination.after_cursor };
		const second = (await events(cursor)).data;
		expect(new Set(ids([...first, ...second])).size).toBe(50 + second.length);
		const inOrder = (rows: number[]) => [...rows].sort((a, b) => a - b);
		expect(ids(first)).not.toEqual(inOrder(ids(first)));
		const sorted = ids((await events({ sort: '-id' })).data);
		expect(sorted).toEqual(inOrder(sorted).reverse());
	});

	test('are there some time after what happened, each once', async () => {
		const id = await idOf('jana.quist');
		await sandbox.dial('oneLogin', { eventLagMs: 30_000 });
		await put(`/api/1/users/${id}`, { title: 'x' });
		await put(`/api/2/users/${id}`, { title: 'y' });
		await put(`/api/1/users/${id}/lock_user`, { locked_until: 5 });
		const own = { user_id: id, sort: '+id', event_type_id: '14,19' };
		expect((await events(own)).data).toEqual([]);
		await sandbox.advance(31_000);
		const { data: found } = await events(own);
		const types = found.map(({ event_type_id: type }: { event_type_id: number }) => type);
		expect(types).toEqual([14, 14, 19]);
		const one = await api.get(`/api/1/events/${found[0].id}`);
		expect(one.data.data).toEqual([found[0]]);
	});
});
