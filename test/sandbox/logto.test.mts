/** What the Logto sandbox does is what a running Logto 1.42 was seen to do. */
import { createHash } from 'node:crypto';
import type { AxiosInstance } from 'axios';
import {
	clientFor,
	linksOf,
	logtoClient,
	logtoToken,
	startSandbox,
	type Sandbox,
} from './sandbox.mjs';

let sandbox: Sandbox;
let api: AxiosInstance;

beforeAll(async () => {
	sandbox = await startSandbox();
	api = await logtoClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.reset());

const find = async (email: string) =>
	(
		await api.get('/users', {
			params: { 'search.primaryEmail': email, 'mode.primaryEmail': 'exact' },
		})
	).data[0];
const ada = async () => await find('ada.vogel@halden.example');
const nils = async () => await find('nils.okafor@halden.example');
const emails = async (params: object | string) => {
	const query =
		typeof params === 'string' ? params : new URLSearchParams(params as never).toString();
	const { status, data } = await api.get(`/users?page_size=100&${query}`);
	return status === 200
		? data.map((user: { primaryEmail: string }) => user.primaryEmail)
		: data.code;
};
const roleIds = async (type: string, count: number): Promise<string[]> =>
	(await api.get('/roles', { params: { type, page_size: count } })).data.map(
		({ id }: { id: string }) => id,
	);
const heldBy = async (id: string) =>
	(await api.get(`/users/${id}/roles?page_size=100`)).data
		.map((role: { id: string }) => role.id)
		.sort();
const stateOf = async (id: string) =>
	(await sandbox.state('logto')).users.find((user: { id: string }) => user.id === id);
const outcome = ({ status, data }: { status: number; data: { code?: string } }) => [
	status,
	data.code,
];

describe('tokens', () => {
	test('are Bearer tokens with the scope all, for Basic and for a form', async () => {
		const { status, data } = await logtoToken(sandbox.access);
		expect([status, data.token_type, data.expires_in, data.scope]).toEqual([
			200,
			'Bearer',
			3600,
			'all',
		]);
		expect(data).not.toHaveProperty('refresh_token');
		const [header] = data.access_token.split('.');
		expect(JSON.parse(Buffer.from(header, 'base64url').toString()).alg).toBe('ES384');
		const { endpoint, clientId, clientSecret, resource } = sandbox.access.logto;
		const form = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			resource,
			scope: 'all',
		});
		expect((await clientFor(endpoint).post('/oidc/token', form)).status).toBe(200);
	});

	test.each<[string, Record<string, string | undefined>, boolean]>([
		['without a scope', { scope: undefined }, false],
		['with an unknown scope', { scope: 'everything' }, false],
		['of an app without the role', {}, true],
	])('are issued %s, but good for nothing', async (_title, changes, isPowerless) => {
		const { clientSecret: password, clientId, powerlessClientId } = sandbox.access.logto;
		const username = isPowerless ? powerlessClientId : clientId;
		const { status, data } = await logtoToken(sandbox.access, changes, { username, password });
		expect([status, data.scope]).toEqual([200, undefined]);
		const refused = await clientFor(`${sandbox.access.logto.endpoint}/api`, {
			Authorization: `Bearer ${data.access_token}`,
		}).get('/users');
		expect(outcome(refused)).toEqual([403, 'auth.forbidden']);
	});

	test.each<
		[string, Record<string, string | undefined>, [string, string] | undefined, number, string]
	>([
		['an unknown client', {}, ['nobody', 'x'], 400, 'oidc.invalid_client'],
		['a wrong secret', {}, ['sandboxlogtoautomate1', 'x'], 401, 'oidc.invalid_client'],
		['no resource', { resource: undefined }, undefined, 400, 'oidc.invalid_target'],
		[
			'its own address as resource',
			{ resource: 'http://127.0.0.1/api' },
			undefined,
			400,
			'oidc.invalid_target',
		],
	])('are refused for %s', async (_title, changes, auth, status, code) => {
		const answer = await logtoToken(
			sandbox.access,
			changes,
			auth && { username: auth[0], password: auth[1] },
		);
		expect(outcome(answer)).toEqual([status, code]);
		expect(answer.data.error).toBe(code.replace('oidc.', ''));
	});

	test('know of a role from when they are issued on', async () => {
		const { clientSecret: password, powerlessClientId: username } = sandbox.access.logto;
		const ask = async () => (await logtoToken(sandbox.access, {}, { username, password })).data;
		const users = async (token: string) =>
			(
				await clientFor(`${sandbox.access.logto.endpoint}/api`, {
					Authorization: `Bearer ${token}`,
				}).get('/users')
			).status;
		const before = await ask();
		await sandbox.dial('logto', { roleGranted: true });
		const after = await ask();
		expect([before.scope, after.scope]).toEqual([undefined, 'all']);
		expect([await users(before.access_token), await users(after.access_token)]).toEqual([403, 200]);
	});

	test('of another API are issued, and are no access', async () => {
		const { ownResource: resource, endpoint } = sandbox.access.logto;
		const { status, data } = await logtoToken(sandbox.access, { resource });
		expect([status, data.scope]).toEqual([200, undefined]);
		const answer = await clientFor(`${endpoint}/api`, {
			Authorization: `Bearer ${data.access_token}`,
		}).get('/users');
		expect(outcome(answer)).toEqual([401, 'auth.unauthorized']);
		expect(answer.data.data.code).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED');
	});

	test('are refused to an application of another kind, and for an expired secret', async () => {
		const { clientSecret: password, webClientId: username } = sandbox.access.logto;
		const web = await logtoToken(sandbox.access, {}, { username, password });
		expect(outcome(web)).toEqual([400, 'oidc.invalid_request']);
		expect(web.data.error_description).toBe('requested grant type is not allowed for this client');
		await sandbox.dial('logto', { secretExpired: true });
		const expired = await logtoToken(sandbox.access);
		expect(outcome(expired)).toEqual([400, 'oidc.invalid_request']);
		expect(expired.data.error_description).toBe('client secret has expired');
	});

	test.each([
		[undefined, 401, 'auth.authorization_header_missing'],
		['Basic eDp5', 401, 'auth.authorization_token_type_not_supported'],
		['Bearer nonsense', 401, 'auth.unauthorized'],
	])('%s is no access', async (Authorization, status, code) => {
		const answer = await clientFor(`${sandbox.access.logto.endpoint}/api`, { Authorization }).get(
			'/users',
		);
		expect(outcome(answer)).toEqual([status, code]);
	});

	test('run out, and can be used up', async () => {
		await sandbox.advance(3_601_000);
		const answer = await api.get('/users');
		expect(outcome(answer)).toEqual([401, 'auth.unauthorized']);
		expect(answer.data.data.code).toBe('ERR_JWT_EXPIRED');
		await sandbox.dial('logto', { tokenQuota: 1 });
		expect((await logtoToken(sandbox.access)).status).toBe(200);
		expect(outcome(await logtoToken(sandbox.access))).toEqual([429, 'auth.exceed_token_limit']);
	});
});

describe('lists', () => {
	test('count their pages, and the Link header leads past the API', async () => {
		const answer = await api.get('/users?page=2&page_size=10');
		expect(Number(answer.headers['total-number'])).toBeGreaterThan(200);
		expect(answer.data).toHaveLength(10);
		const { endpoint } = sandbox.access.logto;
		expect(linksOf(answer)).toMatchObject({
			prev: `${endpoint}/users?page=1&page_size=10`,
			next: `${endpoint}/users?page=3&page_size=10`,
		});
		expect((await api.get(linksOf(answer).next)).status).toBe(404);
		expect((await api.get('/users?page=999')).data).toEqual([]);
	});

	test.each(['page=0', 'page_size=0', 'page_size=101', 'page=x'])('refuse %s', async (query) => {
		expect(outcome(await api.get(`/users?${query}`))).toEqual([400, 'guard.invalid_pagination']);
	});

	test('hold everyone, newest first; a new user moves the pages', async () => {
		const first = (await api.get('/users?page_size=5')).data;
		const times = first.map((user: { createdAt: number }) => user.createdAt);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		await api.post('/users', { name: 'New' });
		const second = (await api.get('/users?page_size=5&page=2')).data;
		expect(second[0].id).toBe(first[4].id);
	});

	test('of applications are whole unless a page is asked for; organizations of a user never page', async () => {
		const all = await api.get('/applications');
		expect(all.data.length).toBeGreaterThan(3);
		expect(all.headers).not.toHaveProperty('total-number');
		const page = await api.get('/applications?page=1&page_size=2');
		expect([page.data.length, page.headers['total-number']]).toEqual([2, String(all.data.length)]);
		const member = await (async () => {
			const [organization] = (await api.get('/organizations')).data;
			return (await api.get(`/organizations/${organization.id}/users`)).data[0];
		})();
		const own = await api.get(`/users/${member.id}/organizations?page=1&page_size=0`);
		expect(own.data.length).toBeGreaterThan(0);
		expect(own.data[0].organizationRoles[0]).toHaveProperty('name');
	});

	test('take an empty id for none, and other methods not at all', async () => {
		expect((await api.get('/users/')).headers).toHaveProperty('total-number');
		for (const method of ['patch', 'delete'] as const) {
			const answer = await api.request({ method, url: '/users/' });
			expect([answer.status, answer.data]).toEqual([405, 'Method Not Allowed']);
		}
		for (const path of ['/users//roles', '/nope']) {
			const answer = await api.get(path);
			expect([answer.status, answer.data]).toEqual([404, 'Not Found']);
			expect(answer.headers['content-type']).toMatch(/^text\/plain/);
		}
	});
});

describe('search', () => {
	test('is LIKE without wildcards of its own', async () => {
		expect(await emails({ search: 'ada.vogel' })).toEqual([]);
		expect(await emails({ search: '%ada.vogel%' })).toEqual(['ada.vogel@halden.example']);
		expect(await emails({ search: 'ADA VOGEL' })).toEqual(['ada.vogel@halden.example']);
		expect(await emails({ search: 'ADA VOGEL', isCaseSensitive: 'true' })).toEqual([]);
	});

	test('takes _ for any sign, unless it is escaped or the mode is exact', async () => {
		const { id } = (await api.post('/users', { username: 'adaXvogel', primaryEmail: 'x@y.z' }))
			.data;
		const like = await emails({ 'search.username': 'ada_vogel' });
		expect(like.sort()).toEqual(['ada.vogel@halden.example', 'x@y.z']);
		const one = ['ada.vogel@halden.example'];
		expect(await emails({ 'search.username': 'ada\\_vogel' })).toEqual(one);
		expect(await emails({ 'search.username': 'ada_vogel', 'mode.username': 'exact' })).toEqual(one);
		await api.delete(`/users/${id}`);
	});

	test('knows several values only in exact mode', async () => {
		const [first, second] = (await api.get('/users?page_size=2')).data;
		const query = `search.id=${first.id}&search.id=${second.id}`;
		expect(await emails(`${query}&mode.id=exact`)).toHaveLength(2);
		expect(await emails(query)).toBe('request.invalid_input');
	});

	test('joins fields by or unless told and', async () => {
		const both = { 'search.name': 'Ada Vogel', 'search.username': 'nils_okafor' };
		expect(await emails(both)).toHaveLength(2);
		expect(await emails({ ...both, joint: 'and' })).toHaveLength(0);
		expect(await emails({ ...both, jointMode: 'and' })).toHaveLength(0);
	});

	test('knows posix and similar_to', async () => {
		expect(await emails({ 'search.username': '^ada_vo', 'mode.username': 'posix' })).toHaveLength(
			1,
		);
		const similar = { 'search.name': '(Ada|Jana) (Vogel|Quist)', 'mode.name': 'similar_to' };
		expect(await emails({ ...similar, isCaseSensitive: 'true' })).toHaveLength(2);
		expect(await emails(similar)).toBe('request.invalid_input');
	});

	test.each([
		'search=',
		'search.customData=x',
		'search.profile.name=x',
		'search=x&mode=fuzzy',
		'search=x&joint=xor',
		'excludeRoleId=a&excludeOrganizationId=b',
	])('refuses %s with the reason in the message', async (query) => {
		const { status, data } = await api.get(`/users?${query}`);
		expect([status, data.code]).toEqual([400, 'request.invalid_input']);
		expect(data.message.length).toBeGreaterThan('Input is invalid. '.length);
	});

	test('takes whatever begins with search for a search, and fails in the database', async () => {
		expect(await emails({ searchX: 'Ada Vogel' })).toHaveLength(1);
		for (const query of ['search=(&mode=posix', 'search=a%00b']) {
			const { status, data } = await api.get(`/users?${query}`);
			expect([status, data]).toEqual([500, { message: 'Internal server error.' }]);
		}
	});
});

describe('creating and updating', () => {
	test('needs nothing, drops what it does not know, and answers 200', async () => {
		const { status, data } = await api.post('/users', { nope: 1, name: '', avatar: null });
		expect(status).toBe(200);
		expect(data).toMatchObject({
			name: null,
			avatar: null,
			hasPassword: false,
			isSuspended: false,
		});
		expect(data.id).toMatch(/^[a-z0-9]{12}$/);
		expect(data).not.toHaveProperty('nope');
	});

	test.each<[object, number, string]>([
		[{ primaryPhone: '+14155550123' }, 400, 'guard.invalid_input'],
		[{ username: 'with.dot' }, 400, 'guard.invalid_input'],
		[{ primaryEmail: 'x' }, 400, 'guard.invalid_input'],
		[{ name: null }, 400, 'guard.invalid_input'],
		[{ avatar: 'x' }, 400, 'guard.invalid_input'],
		[{ profile: { nickname: null } }, 400, 'guard.invalid_input'],
		[
			{ password: 'x', passwordDigest: 'y', passwordAlgorithm: 'MD5' },
			400,
			'user.password_and_digest',
		],
		[{ passwordDigest: 'y' }, 400, 'user.password_algorithm_required'],
		[
			{ passwordDigest: 'y', passwordAlgorithm: 'Legacy' },
			400,
			'password.invalid_legacy_password_format',
		],
		[
			{ passwordDigest: '["rot13",["@"],"x"]', passwordAlgorithm: 'Legacy' },
			400,
			'password.unsupported_legacy_hash_algorithm',
		],
		[{ primaryEmail: 'ADA.VOGEL@halden.example' }, 422, 'user.email_already_in_use'],
		[{ username: 'ada_vogel' }, 422, 'user.username_already_in_use'],
		[{ name: 'x'.repeat(129) }, 422, 'entity.value_too_long'],
		[{ passwordDigest: 'y'.repeat(257), passwordAlgorithm: 'Argon2i' }, 400, 'guard.invalid_input'],
	])('refuses %j', async (body, status, code) => {
		expect(outcome(await api.post('/users', body))).toEqual([status, code]);
	});

	test('tells usernames apart by case, and takes any digest and any password', async () => {
		expect((await api.post('/users', { username: 'ADA_VOGEL', password: 'x' })).status).toBe(200);
		const digest = { passwordDigest: 'x', passwordAlgorithm: 'Argon2i' };
		const { id, hasPassword } = (await api.post('/users', digest)).data;
		expect(hasPassword).toBe(true);
		// Until somebody tries it.
		const verified = await api.post(`/users/${id}/password/verify`, { password: 'x' });
		expect(verified.status).toBe(500);
	});

	test('says what is wrong, line by line', async () => {
		const { data } = await api.post('/users', { primaryPhone: '+1', username: '1' });
		expect(data.details.split('\n')).toEqual([
			'Error in key path "primaryPhone": (invalid_string) Invalid',
			'Error in key path "username": (invalid_string) Invalid',
		]);
		expect(data.data.name).toBe('ZodError');
		expect(data.data.issues[0].path).toEqual(['primaryPhone']);
	});

	test('speaks the language of Accept-Language', async () => {
		const get = async (language: string) =>
			(await api.get('/users/nobody', { headers: { 'Accept-Language': language } })).data;
		expect((await get('en')).message).not.toBe((await get('de')).message);
		expect((await get('de')).code).toBe('entity.not_found');
	});

	test('replaces customData and profile, clears with "" and null', async () => {
		const { id } = await ada();
		const { data } = await api.patch(`/users/${id}`, {
			customData: { a: 1 },
			profile: { nickname: 'A' },
			primaryPhone: '',
			avatar: null,
		});
		expect(data).toMatchObject({ primaryPhone: null, avatar: null });
		expect([data.customData, data.profile]).toEqual([{ a: 1 }, { nickname: 'A' }]);
	});

	test('merges custom data and profile at the top alone, under their own paths', async () => {
		const { id, profile } = await ada();
		await api.patch(`/users/${id}`, { customData: { keep: 1, deep: { a: 1 } } });
		const merged = await api.patch(`/users/${id}/custom-data`, {
			customData: { deep: { b: 2 }, gone: null },
		});
		expect(merged.data).toEqual({ keep: 1, deep: { b: 2 }, gone: null });
		const shown = await api.patch(`/users/${id}/profile`, {
			profile: { address: { country: 'PT' } },
		});
		expect(shown.data).toEqual({ ...profile, address: { country: 'PT' } });
		expect((await api.patch(`/users/${id}/custom-data`, { a: 1 })).status).toBe(400);
		expect((await api.get(`/users/${id}/custom-data`)).data).toEqual(merged.data);
	});

	test('refuses an empty update, also of unknown keys alone', async () => {
		const { id } = await ada();
		for (const body of [{}, { nope: 1 }]) {
			const answer = await api.patch(`/users/${id}`, body);
			expect(outcome(answer)).toEqual([422, 'entity.invalid_input']);
			expect(answer.data.message).toContain('Value list must not be empty.');
		}
	});

	test('reads JSON and forms, no text, no NUL, nothing broken, and not too much', async () => {
		const post = async (body: string, type: string) =>
			await api.post('/users', Buffer.from(body), { headers: { 'Content-Type': type } });
		expect((await post('name=Form', 'application/x-www-form-urlencoded')).data.name).toBe('Form');
		expect((await post('text', 'text/plain')).status).toBe(400);
		const broken = await post('{', 'application/json');
		expect([broken.status, Object.keys(broken.data)]).toEqual([400, ['message']]);
		expect((await post('{"name":"a\\u0000"}', 'application/json')).status).toBe(500);
		const large = await api.post('/users', { customData: { text: 'x'.repeat(2_000_000) } });
		expect([large.status, large.data]).toEqual([404, 'Not Found']);
		expect((await api.post('/users', { customData: { text: 'x'.repeat(900_000) } })).status).toBe(
			200,
		);
	});

	test('shows hashes and SSO identities only when asked', async () => {
		const { id } = await ada();
		expect((await api.get(`/users/${id}`)).data).not.toHaveProperty('passwordDigest');
		const { data } = await api.get(`/users/${id}?includePasswordHash=1&includeSsoIdentities=yes`);
		expect(data).toMatchObject({ passwordAlgorithm: 'Argon2i', ssoIdentities: [] });
	});
});

describe('passwords', () => {
	test('are verified with 204, and rehashed when they were imported', async () => {
		const passwordDigest = createHash('sha256').update('secret').digest('hex');
		const { id } = (await api.post('/users', { passwordDigest, passwordAlgorithm: 'SHA256' })).data;
		const verify = async (password: string) =>
			await api.post(`/users/${id}/password/verify`, { password });
		expect(outcome(await verify('wrong'))).toEqual([422, 'session.invalid_credentials']);
		expect((await verify('secret')).status).toBe(204);
		const { data } = await api.get(`/users/${id}?includePasswordHash=true`);
		expect(data.passwordAlgorithm).toBe('Argon2i');
		expect((await verify('secret')).status).toBe(204);
	});

	test('of a user without one are wrong, too', async () => {
		const { id } = (await api.post('/users', {})).data;
		expect((await api.get(`/users/${id}/has-password`)).data).toEqual({ hasPassword: false });
		expect((await api.post(`/users/${id}/password/verify`, { password: 'x' })).status).toBe(422);
		expect((await api.patch(`/users/${id}/password`, { password: 'x' })).data.hasPassword).toBe(
			true,
		);
		expect((await api.patch(`/users/${id}/password`, { password: '' })).status).toBe(400);
	});
});

describe('roles', () => {
	test('are added with 201, those that are held being passed over', async () => {
		const { id } = await ada();
		const held = await heldBy(id);
		const other = (await roleIds('User', 100)).find((role) => !held.includes(role))!;
		const { status, data } = await api.post(`/users/${id}/roles`, { roleIds: [held[0], other] });
		expect([status, data]).toEqual([201, { roleIds: [held[0], other], addedRoleIds: [other] }]);
		expect((await api.post(`/users/${id}/roles`, { roleIds: [] })).status).toBe(201);
	});

	test('for machines are refused when added, and cost all roles when they replace', async () => {
		const { id } = await ada();
		const [machine] = await roleIds('MachineToMachine', 1);
		const held = await heldBy(id);
		expect(outcome(await api.post(`/users/${id}/roles`, { roleIds: [machine] }))).toEqual([
			422,
			'user.invalid_role_type',
		]);
		expect(await heldBy(id)).toEqual(held);
		expect(outcome(await api.put(`/users/${id}/roles`, { roleIds: ['nope'] }))).toEqual([
			404,
			'entity.not_exists_with_id',
		]);
		expect(await heldBy(id)).toEqual(held);
		expect(outcome(await api.put(`/users/${id}/roles`, { roleIds: [held[0], machine] }))).toEqual([
			422,
			'entity.db_constraint_violated',
		]);
		expect(await heldBy(id)).toEqual([]);
	});

	test('are replaced, emptied and taken one by one', async () => {
		const { id } = await ada();
		const two = (await roleIds('User', 2)).sort();
		expect((await api.put(`/users/${id}/roles`, { roleIds: two })).data).toEqual({ roleIds: two });
		expect(await heldBy(id)).toEqual(two);
		expect((await api.delete(`/users/${id}/roles/${two[0]}`)).status).toBe(204);
		expect(outcome(await api.delete(`/users/${id}/roles/${two[0]}`))).toEqual([
			404,
			'entity.not_found',
		]);
		await api.put(`/users/${id}/roles`, { roleIds: [] });
		expect(await heldBy(id)).toEqual([]);
		expect((await api.put(`/users/${id}/roles`, {})).status).toBe(400);
	});

	test('take users with the text Created', async () => {
		const { id } = await ada();
		await api.put(`/users/${id}/roles`, { roleIds: [] });
		const [role] = await roleIds('User', 1);
		const answer = await api.post(`/roles/${role}/users`, { userIds: [id] });
		expect([answer.status, answer.data]).toEqual([201, 'Created']);
		expect(answer.headers['content-type']).toMatch(/^text\/plain/);
		expect(await heldBy(id)).toEqual([role]);
	});
});

test('members come into an organization with 201 and everybody who was sent, present or not', async () => {
	const { id } = await ada();
	const [organization] = (await api.get('/organizations')).data;
	for (let time = 0; time < 2; time++) {
		const answer = await api.post(`/organizations/${organization.id}/users`, { userIds: [id] });
		expect([answer.status, answer.data]).toEqual([201, { userIds: [id] }]);
	}
});

test('one application tells whether it may use the Management API, a list does not', async () => {
	const { clientId, powerlessClientId } = sandbox.access.logto;
	expect((await api.get(`/applications/${clientId}`)).data.isAdmin).toBe(true);
	expect((await api.get(`/applications/${powerlessClientId}`)).data.isAdmin).toBe(false);
	expect((await api.get('/applications')).data[0]).not.toHaveProperty('isAdmin');
});

describe('suspension', () => {
	test('takes a real boolean, ends sessions, and leaves tokens and grants', async () => {
		const user = (await sandbox.state('logto')).users.find(
			(one: { sessions: number; personalAccessTokens: unknown[] }) =>
				one.sessions > 0 && one.personalAccessTokens.length > 0,
		);
		const set = async (isSuspended: unknown) =>
			await api.patch(`/users/${user.id}/is-suspended`, { isSuspended });
		expect((await set('true')).status).toBe(400);
		expect((await set(true)).data.isSuspended).toBe(true);
		expect((await api.get(`/users/${user.id}/sessions`)).data.sessions).toEqual([]);
		expect((await api.get(`/users/${user.id}/grants`)).data.grants).toHaveLength(1);
		expect((await api.get(`/users/${user.id}/personal-access-tokens`)).data.length).toBeGreaterThan(
			0,
		);
	});

	test('one suspended person still has tokens', async () => {
		const user = await nils();
		expect(user.isSuspended).toBe(true);
		const { data } = await api.get(`/users/${user.id}/personal-access-tokens`);
		expect(data.map(({ name }: { name: string }) => name)).toEqual(['deploy script', 'laptop']);
	});
});

describe('searches of roles', () => {
	const names = async (at: string, query: string) =>
		(await api.get(`${at}?page_size=100&${query}`)).data.map(({ name }: { name: string }) => name);
	const two = 'search.name=%25Reader&search.description=Whoever%25';

	test('with two conditions of which any may match escape their filters', async () => {
		const { id } = await ada();
		const held = await names(`/users/${id}/roles`, 'search.name=%25');
		expect(held).not.toContain('#internal:admin');
		expect(await names(`/users/${id}/roles`, two)).toContain('#internal:admin');
		expect(await names('/roles', `type=User&${two}`)).toContain('#internal:admin');
	});

	test.each([
		['one condition', 'search.description=Whoever%25'],
		['several exact values', 'search.name=%23internal:admin&search.name=x&mode.name=exact'],
		['all of which must match', `${two}&joint=and`],
	])('with %s do not', async (_title, query) => {
		const { id } = await ada();
		expect(await names(`/users/${id}/roles`, query)).toEqual([]);
		expect(await names('/roles', `type=User&${query}`)).toEqual([]);
	});
});

describe('roles', () => {
	const make = async (body: object) => await api.post('/roles', body);
	const role = { name: 'Auditor', description: 'May read' };
	const scopes = async () => {
		const { data } = await api.get('/resources?includeScopes=true');
		return data.flatMap((one: { scopes: object[] }) => one.scopes);
	};

	test('are made with 200, want a description, and have names of their own', async () => {
		expect((await make({ name: 'Auditor' })).status).toBe(400);
		const { status, data } = await make(role);
		expect([status, data.type, data.isDefault]).toEqual([200, 'User', false]);
		expect(outcome(await make(role))).toEqual([422, 'role.name_in_use']);
		const rename = async (body: object) => await api.patch(`/roles/${data.id}`, body);
		expect(outcome(await rename({ name: 'Administrator' }))).toEqual([422, 'role.name_in_use']);
		expect((await rename({ name: 'Auditor' })).status).toBe(200);
		expect((await api.delete(`/roles/${data.id}`)).status).toBe(204);
		expect(outcome(await api.delete(`/roles/${data.id}`))).toEqual([
			404,
			'entity.not_exists_with_id',
		]);
	});

	test('are there although their permissions were refused', async () => {
		const [all] = await scopes();
		expect(outcome(await make({ ...role, scopeIds: [all.id] }))).toEqual([
			400,
			'role.management_api_scopes_not_assignable_to_user_role',
		]);
		expect(outcome(await make(role))).toEqual([422, 'role.name_in_use']);
	});

	test('go to nobody where one has them or is not there', async () => {
		const [id] = await roleIds('User', 1);
		const { id: holder } = await ada();
		const { id: other } = await nils();
		const add = async (...userIds: string[]) => await api.post(`/roles/${id}/users`, { userIds });
		await api.put(`/users/${holder}/roles`, { roleIds: [id] });
		await api.put(`/users/${other}/roles`, { roleIds: [] });
		expect(outcome(await add(other, holder))).toEqual([422, 'role.user_exists']);
		expect(outcome(await add(other, 'nobody'))).toEqual([404, 'entity.not_found']);
		expect(await heldBy(other)).toEqual([]);
		const { status, data } = await add(other);
		expect([status, data]).toEqual([201, 'Created']);
		const [machine] = await roleIds('MachineToMachine', 1);
		expect(outcome(await api.post(`/roles/${machine}/users`, { userIds: [other] }))).toEqual([
			422,
			'entity.db_constraint_violated',
		]);
		const take = async () => await api.delete(`/roles/${id}/users/${other}`);
		expect((await take()).status).toBe(204);
		expect(outcome(await take())).toEqual([404, 'entity.not_found']);
	});

	test('give permissions that they did not give, and no others', async () => {
		const { data } = await make(role);
		const [all, read, write] = await scopes();
		const add = async (...some: Array<{ id: string }>) =>
			await api.post(`/roles/${data.id}/scopes`, { scopeIds: some.map(({ id }) => id) });
		expect((await add(read)).data).toMatchObject([{ id: read.id }]);
		expect(outcome(await add(write, read))).toEqual([422, 'role.scope_exists']);
		expect((await add(all)).status).toBe(400);
		expect((await api.get(`/roles/${data.id}/scopes`)).data).toMatchObject([
			{ id: read.id, resource: { name: 'Shop API' } },
		]);
	});
});

describe('organizations', () => {
	const make = async () =>
		(await api.post('/organizations', { name: 'Northwind', customData: { a: 1 } })).data;
	const role = async (name: string) =>
		(await api.get('/organization-roles', { params: { q: name } })).data[0].id;

	test('may share a name, have their custom data replaced, and go once', async () => {
		const [{ id }, other] = [await make(), await make()];
		expect(other.id).not.toBe(id);
		const { data } = await api.patch(`/organizations/${id}`, { customData: { b: 2 } });
		expect(data.customData).toEqual({ b: 2 });
		expect((await api.get('/organizations', { params: { q: 'NORTHW' } })).data).toHaveLength(2);
		expect((await api.delete(`/organizations/${id}`)).status).toBe(204);
		expect(outcome(await api.delete(`/organizations/${id}`))).toEqual([404, 'entity.not_found']);
		expect(outcome(await api.get(`/organizations/${id}`))).toEqual([
			404,
			'entity.not_exists_with_id',
		]);
	});

	test('take members, all or none of them, and let go of all', async () => {
		const { id } = await make();
		const [one, two] = [await ada(), await nils()];
		const users = `/organizations/${id}/users`;
		const count = async () => (await api.get(users)).data.length;
		const unknown = await api.post(users, { userIds: [one.id, 'nobody'] });
		expect(outcome(unknown)).toEqual([422, 'entity.relation_foreign_key_not_found']);
		expect(await count()).toBe(0);
		expect((await api.post(users, { userIds: [] })).status).toBe(400);
		for (const userIds of [[one.id], [one.id, two.id]]) {
			expect((await api.post(users, { userIds })).data).toEqual({ userIds });
		}
		expect((await api.put(users, { userIds: [two.id] })).status).toBe(204);
		expect(await count()).toBe(1);
		expect((await api.put(users, { userIds: [] })).status).toBe(204);
		expect(await count()).toBe(0);
		expect(outcome(await api.delete(`${users}/${two.id}`))).toEqual([404, 'entity.not_found']);
	});

	test('give roles to members alone, and none of machines', async () => {
		const { id } = await make();
		const user = (await ada()).id;
		const roles = `/organizations/${id}/users/${user}/roles`;
		const editor = await role('editor');
		const add = async (...organizationRoleIds: string[]) =>
			await api.post(roles, { organizationRoleIds });
		expect(outcome(await add(editor))).toEqual([422, 'organization.require_membership']);
		expect((await api.get(`/organizations/${id}/users/${user}/scopes`)).data).toEqual([]);
		await api.post(`/organizations/${id}/users`, { userIds: [user] });
		expect(outcome(await add(await role('robot')))).toEqual([422, 'entity.db_constraint_violated']);
		for (let time = 0; time < 2; time++) {
			expect((await add(editor)).data).toEqual({ organizationRoleIds: [editor] });
		}
		expect((await api.get(roles)).data).toMatchObject([{ name: 'editor', type: 'User' }]);
		const scopes = (await api.get(`/organizations/${id}/users/${user}/scopes`)).data;
		expect(scopes.map(({ name }: { name: string }) => name)).toEqual(['read:all', 'write:all']);
		expect((await api.put(roles, { organizationRoleNames: ['viewer'] })).status).toBe(204);
		expect((await api.delete(`${roles}/${editor}`)).status).toBe(404);
		expect((await api.put(roles, {})).status).toBe(204);
		expect((await api.get(roles)).data).toEqual([]);
	});

	test('invite once, and whose email it is becomes a member', async () => {
		const { id } = await make();
		const user = await ada();
		const invite = async (changes: object = {}) =>
			await api.post('/organization-invitations', {
				invitee: user.primaryEmail,
				organizationId: id,
				expiresAt: Date.now() + 86_400_000,
				organizationRoleIds: [await role('editor')],
				messagePayload: false,
				...changes,
			});
		expect(outcome(await invite({ expiresAt: 1 }))).toEqual([400, 'request.invalid_input']);
		expect(outcome(await invite({ messagePayload: { link: 'x' } }))).toEqual([
			501,
			'connector.not_found',
		]);
		const { data } = await invite();
		expect(data).toMatchObject({ status: 'Pending', organizationRoles: [{ name: 'editor' }] });
		expect(outcome(await invite())).toEqual([422, 'entity.unique_integrity_violation']);
		const end = async (body: object) =>
			await api.put(`/organization-invitations/${data.id}/status`, body);
		expect(outcome(await end({ status: 'Accepted', acceptedUserId: (await nils()).id }))).toEqual([
			422,
			'request.invalid_input',
		]);
		const accepted = await end({ status: 'Accepted', acceptedUserId: user.id });
		expect(accepted.data).toMatchObject({ status: 'Accepted', acceptedUserId: user.id });
		expect((await end({ status: 'Revoked' })).status).toBe(422);
		expect((await api.get(`/organizations/${id}/users`)).data).toMatchObject([
			{ id: user.id, organizationRoles: [{ name: 'editor' }] },
		]);
		expect(outcome(await invite())).toEqual([422, 'request.invalid_input']);
	});
});

describe('the audit log', () => {
	test('is newest first, and narrowed by user, key and time', async () => {
		const { id } = await ada();
		const { data } = await api.get('/logs', { params: { userId: id } });
		expect(data.map(({ key }: { key: string }) => key).sort()).toEqual([
			'ExchangeTokenBy.AuthorizationCode',
			'Interaction.SignIn.Submit',
		]);
		const at = data[0].createdAt;
		const count = async (params: object) =>
			(await api.get('/logs', { params: { userId: id, ...params } })).data.length;
		expect(await count({ start_time: at, end_time: at })).toBe(2);
		expect(await count({ start_time: at + 1 })).toBe(0);
		expect(await count({ logKey: 'Interaction.SignIn.Submit' })).toBe(1);
		expect(await count({ logKey: 'Unknown' })).toBe(0);
		const all = (await api.get('/logs?page_size=100')).data.map(
			({ createdAt }: { createdAt: number }) => createdAt,
		);
		expect(all).toEqual([...all].sort((a, b) => b - a));
		const wrong = await api.get('/logs', { params: { start_time: 2, end_time: 1 } });
		expect(outcome(wrong)).toEqual([400, 'log.invalid_time_window']);
	});
});

describe('sessions and grants', () => {
	const active = async () =>
		(await sandbox.state('logto')).users.find(
			(one: { sessions: number; refreshTokens: number }) =>
				one.sessions > 0 && one.refreshTokens > 0,
		);
	const sessionOf = async (id: string) =>
		(await api.get(`/users/${id}/sessions`)).data.sessions[0]?.payload.uid;
	const end = async (id: string, session: string, query = '') =>
		await api.delete(`/users/${id}/sessions/${session}${query}`);

	test('a session that ends leaves refresh tokens, unless they are to be revoked', async () => {
		const { id } = await active();
		const session = await sessionOf(id);
		expect(outcome(await end((await nils()).id, session))).toEqual([
			404,
			'oidc.invalid_session_account_id',
		]);
		expect((await end(id, session, '?revokeGrantsTarget=some')).status).toBe(400);
		expect((await end(id, session)).status).toBe(204);
		expect(outcome(await end(id, session))).toEqual([404, 'oidc.session_not_found']);
		expect(await stateOf(id)).toMatchObject({ sessions: 0, refreshTokens: 1 });
		const other = await active();
		await end(other.id, await sessionOf(other.id), '?revokeGrantsTarget=all');
		expect(await stateOf(other.id)).toMatchObject({ sessions: 0, refreshTokens: 0 });
	});

	test('a grant that is revoked leaves the session', async () => {
		const { id } = await active();
		const grants = `/users/${id}/grants`;
		expect((await api.get(`${grants}?appType=thirdParty`)).data.grants).toEqual([]);
		const [grant] = (await api.get(`${grants}?appType=firstParty`)).data.grants;
		expect((await api.delete(`${grants}/${grant.id}`)).status).toBe(204);
		expect(outcome(await api.delete(`${grants}/${grant.id}`))).toEqual([404, 'oidc.invalid_grant']);
		expect(await stateOf(id)).toMatchObject({ sessions: 1, refreshTokens: 0 });
	});

	test('a suspension kills refresh tokens, and lists their grants all the same', async () => {
		const { id } = await active();
		await api.patch(`/users/${id}/is-suspended`, { isSuspended: true });
		await api.patch(`/users/${id}/is-suspended`, { isSuspended: false });
		expect(await stateOf(id)).toMatchObject({ sessions: 0, grants: 1, refreshTokens: 0 });
	});

	test('nobody has none, and that is no 404', async () => {
		expect((await api.get('/users/nobody/sessions')).data).toEqual({ sessions: [] });
		expect((await api.get('/users/nobody/grants')).data).toEqual({ grants: [] });
	});
});

test('a password expires only under a policy, and taking it back always works', async () => {
	const { id } = await ada();
	const set = async (isExpired: boolean) =>
		await api.patch(`/users/${id}/password/expiration`, { isExpired });
	expect(outcome(await set(true))).toEqual([
		400,
		'sign_in_experiences.password_expiration_not_enabled',
	]);
	expect((await set(false)).status).toBe(200);
	await sandbox.dial('logto', { passwordExpiration: true });
	expect((await set(true)).status).toBe(200);
});

test('settings of the sign-in take parts, and drop what they do not know', async () => {
	const { id } = await ada();
	const mfa = { skipped: true, additionalBindingSuggestionSkipped: true };
	await api.patch(`/users/${id}/logto-configs`, { mfa, other: 1 });
	const { data } = await api.patch(`/users/${id}/logto-configs`, { mfa: { enabled: true } });
	expect(data).toEqual({
		mfa: { enabled: true, skipped: true, skipMfaOnSignIn: false },
		passkeySignIn: { skipped: false },
	});
});

test('lockouts are kept by what was typed, and go by it', async () => {
	const { users } = await sandbox.state('logto');
	const { id, primaryEmail } = users.find((one: { isBlocked: boolean }) => one.isBlocked);
	const unlock = async (target: string) =>
		await api.post('/sentinel-activities/delete', { targetType: 'User', targets: [target] });
	expect((await unlock('nobody')).status).toBe(204);
	expect((await stateOf(id)).isBlocked).toBe(true);
	await unlock(primaryEmail);
	expect((await stateOf(id)).isBlocked).toBe(false);
});

describe('social identities', () => {
	test('are put with 201 when new and 200 when replaced, and belong to one user', async () => {
		const [{ id }, other] = [await ada(), await nils()];
		const put = async (user: string, userId: string) =>
			await api.put(`/users/${user}/identities/github`, { userId, details: { a: 1 } });
		const created = await put(id, 'g1');
		expect([created.status, created.data.github]).toEqual([
			201,
			{ userId: 'g1', details: { a: 1 } },
		]);
		expect((await put(id, 'g2')).status).toBe(200);
		expect(outcome(await put(other.id, 'g2'))).toEqual([422, 'user.identity_already_in_use']);
	});

	test('of the target __proto__ are answered as done and kept nowhere', async () => {
		const { id } = await ada();
		const { status, data } = await api.put(`/users/${id}/identities/__proto__`, { userId: 'g1' });
		expect([
			status,
			Object.values(data).some((one) => (one as { userId: string }).userId === 'g1'),
		]).toEqual([200, false]);
		expect(outcome(await api.delete(`/users/${id}/identities/__proto__`))[0]).toBe(404);
	});

	test('are deleted with the user as answer', async () => {
		const { id } = await ada();
		await api.put(`/users/${id}/identities/github`, { userId: 'g1' });
		const { status, data } = await api.delete(`/users/${id}/identities/github`);
		expect([status, data.id, data.identities.github]).toEqual([200, id, undefined]);
		expect(outcome(await api.delete(`/users/${id}/identities/github`))).toEqual([
			404,
			'user.identity_not_exist',
		]);
	});

	test('are linked through a connector and what the provider says', async () => {
		const { id } = await ada();
		const { data: connectors } = await api.get('/connectors');
		const { id: connectorId } = connectors.find(
			({ target }: { target: string }) => target === 'github',
		);
		const link = async (body: object) => await api.post(`/users/${id}/identities`, body);
		const linked = await link({ connectorId, connectorData: { code: 'sandbox-1' } });
		expect([linked.status, linked.data.github.userId]).toEqual([200, 'sandbox-1']);
		expect((await link({ connectorId: 'nope', connectorData: {} })).status).toBe(404);
		expect((await link({ connectorId })).status).toBe(400);
	});

	test.each<[string, string, object, number, string]>([
		['does not know the code', 'github', { code: 'other' }, 400, 'connector.invalid_response'],
		['is asked without a code', 'github', { state: 'x' }, 400, 'connector.general'],
		[
			'was told "no"',
			'github',
			{ error: 'access_denied', error_description: 'Not me' },
			401,
			'connector.authorization_failed',
		],
		[
			'needs the session of a sign-in page',
			'halden',
			{ code: 'sandbox-1' },
			501,
			'connector.not_implemented',
		],
	])('are not linked when the provider %s', async (_why, target, connectorData, status, code) => {
		const { id } = (await api.post('/users', {})).data;
		const { data: connectors } = await api.get('/connectors');
		const connector = connectors.find((one: { target: string }) => one.target === target);
		const answer = await api.post(`/users/${id}/identities`, {
			connectorId: connector.id,
			connectorData,
		});
		expect(outcome(answer)).toEqual([status, code]);
		expect((await stateOf(id)).identities).toEqual({});
	});
});

describe('MFA', () => {
	const fresh = async () => (await api.post('/users', {})).data.id;

	test('TOTP comes first, with its secret once and no id; backup codes not alone', async () => {
		const id = await fresh();
		const add = async (body: object) => await api.post(`/users/${id}/mfa-verifications`, body);
		expect(outcome(await add({ type: 'BackupCode' }))).toEqual([
			422,
			'session.mfa.backup_code_can_not_be_alone',
		]);
		const totp = await add({ type: 'Totp' });
		expect(totp.status).toBe(200);
		expect(totp.data.secret).toMatch(/^[A-Z2-7]{16,32}$/);
		expect(totp.data.secretQrCode).toMatch(/^data:image\/png;base64,/);
		expect(totp.data).not.toHaveProperty('id');
		expect(outcome(await add({ type: 'Totp' }))).toEqual([422, 'user.totp_already_in_use']);
		expect((await add({ type: 'BackupCode' })).data.codes).toHaveLength(10);
		expect(outcome(await add({ type: 'BackupCode' }))).toEqual([
			422,
			'user.backup_code_already_in_use',
		]);
		const { data } = await api.get(`/users/${id}/mfa-verifications`);
		expect(data.map(({ type }: { type: string }) => type)).toEqual(['Totp', 'BackupCode']);
		expect(data[1].remainCodes).toBe(10);
		expect(new Date(data[0].createdAt).toISOString()).toBe(data[0].createdAt);
		expect((await api.delete(`/users/${id}/mfa-verifications/${data[0].id}`)).status).toBe(204);
		expect((await api.delete(`/users/${id}/mfa-verifications/${data[0].id}`)).status).toBe(404);
		expect((await stateOf(id)).mfa).toEqual(['BackupCode']);
	});

	test.each<[object, number, string]>([
		[{ type: 'Totp', secret: 'short' }, 422, 'user.totp_secret_invalid'],
		[{ type: 'Totp', secret: 'lowercaselowercase' }, 422, 'user.totp_secret_invalid'],
		...[17, 18, 20, 26].map<[object, number, string]>((length) => [
			{ type: 'Totp', secret: 'A'.repeat(length) },
			422,
			'user.totp_secret_invalid',
		]),
		[{ type: 'WebAuthn' }, 400, 'guard.invalid_input'],
	])('refuses %j', async (body, status, code) => {
		expect(outcome(await api.post(`/users/${await fresh()}/mfa-verifications`, body))).toEqual([
			status,
			code,
		]);
	});

	test.each([16, 24, 32, 26])('takes a secret of %i characters, filled up', async (length) => {
		const secret = 'A'.repeat(length).padEnd(8 * Math.ceil(length / 8), '=');
		const { status, data } = await api.post(`/users/${await fresh()}/mfa-verifications`, {
			type: 'Totp',
			secret,
		});
		expect([status, data.secret]).toEqual([200, secret]);
	});

	test('takes exactly ten codes of ten hex digits', async () => {
		const id = await fresh();
		const add = async (body: object) => await api.post(`/users/${id}/mfa-verifications`, body);
		await add({ type: 'Totp', secret: 'JBSWY3DPEHPK3PXP' });
		const codes = Array.from({ length: 10 }, (_one, index) => `${index}`.padStart(10, 'a'));
		expect(outcome(await add({ type: 'BackupCode', codes: codes.slice(1) }))).toEqual([
			422,
			'user.wrong_backup_code_format',
		]);
		expect((await add({ type: 'BackupCode', codes })).data).toEqual({ type: 'BackupCode', codes });
	});
});

describe('personal access tokens', () => {
	test('come in clear every time, and have one name each, slashes and all', async () => {
		const { id } = await ada();
		const path = `/users/${id}/personal-access-tokens`;
		const created = await api.post(path, { name: 'a / b' });
		expect(created.status).toBe(201);
		expect(created.data.value).toMatch(/^pat_\w{32}$/);
		expect((await api.get(path)).data).toEqual([created.data]);
		expect(outcome(await api.post(path, { name: 'a / b' }))).toEqual([
			422,
			'user.personal_access_token_name_exists',
		]);
		const named = `${path}/${encodeURIComponent('a / b')}`;
		expect((await api.patch(named, { name: 'c' })).data.name).toBe('c');
		expect(outcome(await api.patch(named, { name: 'd' }))).toEqual([404, 'entity.not_exists']);
		expect((await api.patch(path, { currentName: 'c', name: 'd' })).data.name).toBe('d');
		expect((await api.delete(`${path}/d`)).status).toBe(204);
		expect(outcome(await api.delete(`${path}/d`))).toEqual([404, 'entity.not_found']);
	});

	test.each<[object, number, string]>([
		[{ name: 'x', expiresAt: 1 }, 400, 'request.invalid_input'],
		[{ name: '' }, 400, 'guard.invalid_input'],
		[{ name: 'x'.repeat(257) }, 400, 'guard.invalid_input'],
	])('refuse %j', async (body, status, code) => {
		const { id } = await ada();
		expect(outcome(await api.post(`/users/${id}/personal-access-tokens`, body))).toEqual([
			status,
			code,
		]);
	});

	test('of an unknown user fail at the database', async () => {
		expect(outcome(await api.post('/users/nobody/personal-access-tokens', { name: 'x' }))).toEqual([
			404,
			'entity.relation_foreign_key_not_found',
		]);
	});
});

test('a user is deleted once, with roles and memberships', async () => {
	const { id } = await ada();
	expect((await api.delete(`/users/${id}`)).status).toBe(204);
	expect(outcome(await api.delete(`/users/${id}`))).toEqual([404, 'entity.not_found']);
});

test('a server of one’s own has no limit; Logto Cloud has one', async () => {
	await sandbox.dial('logto', { rateLimit: 2 });
	const get = async () => (await api.get('/users?page_size=1')).status;
	expect([await get(), await get(), await get()]).toEqual([200, 200, 429]);
	await sandbox.advance(10_000);
	expect(await get()).toBe(200);
});

/** What webhooks of some events have told after some changes, in no order. */
async function toldOf(events: string[], change: () => Promise<unknown>, count: number) {
	const config = { url: `${sandbox.access.control}/__sandbox/faults` };
	const { data: hook } = await api.post('/hooks', { name: 'x', events, config });
	await change();
	let told: Array<{ payload: { hookRequest: { body: object } } }> = [];
	for (let tries = 0; tries < 200 && told.length < count; tries++) {
		await new Promise((resolve) => setTimeout(resolve, 10));
		told = (await api.get(`/hooks/${hook.id}/recent-logs`)).data;
	}
	return told.map(({ payload }) => payload.hookRequest.body);
}

/** packages/core/src/routes/organization-invitation and organization/application of Logto's source. */
test('webhooks tell of members by invitation, once they accept, and of applications', async () => {
	const event = 'Organization.Membership.Updated';
	const { data: organization } = await api.post('/organizations', { name: 'o' });
	const { id: userId, primaryEmail } = await ada();
	const expiresAt = Date.now() + 86_400_000_000;
	const common = { organizationId: organization.id, expiresAt, messagePayload: false };
	const invite = async (invitee: string) =>
		(await api.post('/organization-invitations', { ...common, invitee })).data.id;
	const [first, second] = [await invite(primaryEmail), await invite('x@halden.example')];
	const accepted = { status: 'Accepted', acceptedUserId: userId };
	const app = sandbox.access.logto.powerlessClientId;
	const path = `/organizations/${organization.id}/applications`;
	const told = await toldOf(
		[event],
		async () => {
			await api.put(`/organization-invitations/${second}/status`, { status: 'Revoked' });
			await api.put(`/organization-invitations/${first}/status`, accepted);
			await api.post(path, { applicationIds: [app] });
			await api.delete(`${path}/${app}`);
		},
		3,
	);
	const organizationId = organization.id;
	expect(told).toHaveLength(3);
	expect(told).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				event,
				organizationId,
				status: 200,
				addedUserIds: [userId],
				params: { id: first },
				matchedRoute: '/organization-invitations/:id/status',
			}),
			expect.objectContaining({ event, organizationId, addedApplicationIds: [app] }),
			expect.objectContaining({ event, organizationId, removedApplicationIds: [app] }),
		]),
	);
	expect(told.some((one) => 'data' in one)).toBe(false);
});

test('webhooks tell of permissions, and of organization roles and what they give', async () => {
	const changes = ['Created', 'Data.Updated', 'Deleted'];
	const kinds = ['Scope', 'OrganizationRole', 'OrganizationScope'];
	const events = kinds.flatMap((kind) => changes.map((change) => `${kind}.${change}`));
	const { data: resources } = await api.get('/resources');
	const told = await toldOf(
		[...events, 'OrganizationRole.Scopes.Updated'],
		async () => {
			const scopes = `/resources/${resources[1].id}/scopes`;
			const { data: scope } = await api.post(scopes, { name: 'a' });
			await api.patch(`${scopes}/${scope.id}`, { name: 'b' });
			const { data: permission } = await api.post('/organization-scopes', { name: 'a' });
			await api.patch(`/organization-scopes/${permission.id}`, { name: 'b' });
			const organizationScopeIds = [permission.id];
			const body = { name: 'a', organizationScopeIds };
			const { data: role } = await api.post('/organization-roles', body);
			await api.patch(`/organization-roles/${role.id}`, { name: 'b' });
			await api.post(`/organization-roles/${role.id}/scopes`, { organizationScopeIds });
			await api.delete(`/organization-roles/${role.id}/scopes/${permission.id}`);
			await api.delete(`/organization-roles/${role.id}`);
			await api.delete(`/organization-scopes/${permission.id}`);
			await api.delete(`${scopes}/${scope.id}`);
		},
		12,
	);
	const names = told.map((one) => (one as { event: string }).event).sort();
	const updated = Array.from({ length: 3 }, () => 'OrganizationRole.Scopes.Updated');
	expect(names).toEqual([...events, ...updated].sort());
});

/** As Logto's own list has it (`managementApiHooksRegistration`), and the routes of members. */
test('webhooks tell of roles, organizations and who came and went', async () => {
	const changes = ['Created', 'Data.Updated', 'Deleted'];
	const { data: hook } = await api.post('/hooks', {
		name: 'x',
		events: [
			...changes.flatMap((change) => [`Role.${change}`, `Organization.${change}`]),
			'Organization.Membership.Updated',
		],
		config: { url: `${sandbox.access.control}/__sandbox/faults` },
	});
	const [one, two] = [(await ada()).id, (await nils()).id];
	const { data: role } = await api.post('/roles', { name: 'r', description: 'd', type: 'User' });
	await api.patch(`/roles/${role.id}`, { name: 's' });
	await api.delete(`/roles/${role.id}`);
	const { data: organization } = await api.post('/organizations', { name: 'o' });
	const path = `/organizations/${organization.id}`;
	await api.patch(path, { name: 'p' });
	await api.post(`${path}/users`, { userIds: [one] });
	await api.put(`${path}/users`, { userIds: [two] });
	await api.delete(`${path}/users/${two}`);
	await api.delete(path);
	const organizationId = organization.id;
	const status = (code: number, more: object) => expect.objectContaining({ status: code, ...more });
	const membership = 'Organization.Membership.Updated';
	const expected = [
		status(200, { event: 'Role.Created', data: role }),
		status(200, { event: 'Role.Data.Updated', data: { ...role, name: 's' } }),
		status(204, { event: 'Role.Deleted', params: { id: role.id } }),
		status(201, { event: 'Organization.Created', data: organization }),
		status(200, { event: 'Organization.Data.Updated', data: { ...organization, name: 'p' } }),
		status(201, { event: membership, organizationId, addedUserIds: [one] }),
		status(204, { event: membership, addedUserIds: [two], removedUserIds: [one] }),
		status(204, { event: membership, removedUserIds: [two] }),
		status(204, { event: 'Organization.Deleted', params: { id: organizationId } }),
	];
	let told: Array<{ payload: { hookRequest: { body: object } } }> = [];
	for (let tries = 0; tries < 200 && told.length < expected.length; tries++) {
		await new Promise((resolve) => setTimeout(resolve, 10));
		told = (await api.get(`/hooks/${hook.id}/recent-logs`)).data;
	}
	const bodies = told.map(({ payload }) => payload.hookRequest.body);
	expect(bodies).toHaveLength(expected.length);
	expect(bodies).toEqual(expect.arrayContaining(expected));
});
