/** What the Okta sandbox does is what the Management API is documented to do. */
import { generateKeyPairSync, createHash, randomUUID } from 'node:crypto';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import type { AxiosInstance, AxiosResponse } from 'axios';
import {
	clientFor,
	jwt,
	linksOf,
	oktaClient,
	oktaToken,
	startSandbox,
	type Sandbox,
} from './sandbox.mjs';

let sandbox: Sandbox;
let okta: AxiosInstance;

beforeAll(async () => {
	sandbox = await startSandbox();
	okta = oktaClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.reset());

const profile = (name: string) => ({
	login: `${name}@halden.example`,
	email: `${name}@halden.example`,
	firstName: 'Test',
	lastName: name,
});
const create = async (name: string, extra: object = {}, query = '') =>
	await okta.post(`/users${query}`, { profile: profile(name), ...extra });
const byLogin = async (name: string) => (await okta.get(`/users/${name}@halden.example`)).data;
const search = async (expression: string) =>
	await okta.get('/users', { params: { search: expression } });

describe('lists', () => {
	test('give a self and a next link in headers of their own; self holds a cursor, too', async () => {
		const { rawHeaders } = await new Promise<{ rawHeaders: string[] }>((resolve, reject) => {
			httpGet(
				`${sandbox.access.okta.url}/api/v1/users?limit=2`,
				{ headers: { authorization: `SSWS ${sandbox.access.okta.apiToken}` } },
				(answer) => {
					answer.resume();
					resolve(answer);
				},
			).on('error', reject);
		});
		expect(rawHeaders.filter((name) => name === 'link')).toHaveLength(2);
		const second = await okta.get(linksOf(await okta.get('/users?limit=2')).next);
		expect(linksOf(second).self).toContain('after=');
		expect(linksOf(second).next).not.toBe(linksOf(second).self);
	});

	test('hold everyone exactly once, and the last page has no next link', async () => {
		const ids: string[] = [];
		let url: string | undefined = '/users?limit=37&search=status%20pr';
		while (url) {
			const page: AxiosResponse = await okta.get(url);
			ids.push(...page.data.map(({ id }: { id: string }) => id));
			url = linksOf(page).next;
		}
		const { users } = await sandbox.state('okta');
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.sort()).toEqual(users.map(({ id }: { id: string }) => id).sort());
	});

	test('lose what was asked for besides in their next links, as Okta does with expand', async () => {
		const asked = 'limit=2&search=status%20pr&sortBy=id&sortOrder=desc&expand=classification';
		const next = new URL(linksOf(await okta.get(`/users?${asked}&fields=status`)).next!);
		expect([...next.searchParams.keys()].sort()).toEqual(['after', 'limit', 'search']);
		const [app] = (await okta.get('/apps?q=Slack')).data;
		const page = await okta.get(`/apps/${app.id}/users?limit=2&q=a&expand=user`);
		const { searchParams } = new URL(linksOf(page).next!);
		expect([...searchParams.keys()].sort()).toEqual(['after', 'limit', 'q']);
	});

	test('leave out deactivated users unless a search or a filter is given', async () => {
		const statuses = async (params: object) =>
			(await okta.get('/users', { params })).data.map(({ status }: { status: string }) => status);
		expect(await statuses({ limit: 200 })).not.toContain('DEPROVISIONED');
		expect(await statuses({ search: 'status eq "DEPROVISIONED"' })).toContain('DEPROVISIONED');
		expect(await statuses({ filter: 'status eq "DEPROVISIONED"' })).toContain('DEPROVISIONED');
	});

	test('have one page of 10 and no next link with q', async () => {
		const answer = await okta.get('/users', { params: { q: 'a' } });
		expect(answer.data).toHaveLength(10);
		expect(linksOf(answer).next).toBeUndefined();
	});

	test.each([
		'profile.lastName eq "vogel" and (status eq "ACTIVE" or status eq "SUSPENDED")',
		'profile.login sw "ADA.V"',
		'profile.email co "vogel@"',
		'created lt "2100-01-01T00:00:00.000Z" and profile.login eq "ada.vogel@halden.example"',
		'profile.badgeNumber eq 4001',
		'profile.contractor eq false and profile.lastName eq "Vogel"',
		'profile.department pr and id pr and profile.login eq "ada.vogel@halden.example"',
	])('find Ada by the search %s', async (expression) => {
		const { status, data } = await search(expression);
		expect(status).toBe(200);
		expect(data.map((user: { profile: { login: string } }) => user.profile.login)).toContain(
			'ada.vogel@halden.example',
		);
	});

	test('bind and closer than or', async () => {
		const { data } = await search(
			'profile.login eq "ada.vogel@halden.example" or status eq "SUSPENDED" and profile.login eq "nobody@x.y"',
		);
		expect(data).toHaveLength(1);
	});

	test.each([
		'profile.lastName eq Vogel',
		'profile.lastName eq "Vogel',
		'profile.LastName eq "Vogel"',
		'profile.city co "ass"',
		'profile.lastName ne "Vogel"',
		'(status eq "ACTIVE"',
		'status eq "ACTIVE" status eq "ACTIVE"',
		'created lt "yesterday"',
		'',
	])('refuse the search %s', async (expression) => {
		const { status, data } = await search(expression);
		expect([status, data.errorCode]).toEqual([400, 'E0000031']);
	});

	test('take quotes and backslashes in a search only when they are escaped', async () => {
		await create('quoted', { profile: { ...profile('quoted'), nickName: 'a "b" \\c' } });
		expect((await search('profile.nickName eq "a \\"b\\" \\\\c"')).data).toHaveLength(1);
		expect((await search('profile.nickName eq "a "b" c"')).status).toBe(400);
	});

	test('filter with regard to case, and on few attributes', async () => {
		const filter = async (text: string) => await okta.get('/users', { params: { filter: text } });
		expect((await filter('profile.lastName eq "Vogel"')).data.length).toBeGreaterThan(0);
		expect((await filter('profile.lastName eq "vogel"')).data).toHaveLength(0);
		expect((await filter('profile.department eq "IT"')).data.errorCode).toBe('E0000053');
		expect((await filter('profile.lastName sw "V"')).data.errorCode).toBe('E0000053');
		const both = await okta.get('/users?search=id%20pr&filter=id%20eq%20%22x%22');
		expect([both.status, both.data.errorCode]).toEqual([400, 'E0000033']);
	});

	test('sort only a search, and give the fields that were asked for', async () => {
		const names = async (params: object) =>
			(await okta.get('/users', { params: { limit: 200, ...params } })).data.map(
				(user: { profile: { lastName: string } }) => user.profile.lastName.toLowerCase(),
			);
		const sorted = await names({ search: 'id pr', sortBy: 'profile.lastName', sortOrder: 'desc' });
		expect(sorted).toEqual([...sorted].sort().reverse());
		const unsorted = await names({ sortBy: 'profile.lastName' });
		expect(unsorted).not.toEqual([...unsorted].sort());
		const { data } = await okta.get('/users?limit=1&fields=status,profile:(login)');
		expect(Object.keys(data[0])).toEqual(['id', 'status', 'profile']);
		expect(Object.keys(data[0].profile)).toEqual(['login']);
	});

	test('leave credentials out only when the Content-Type names all three parts', async () => {
		const get = async (parts: string) =>
			(
				await okta.get('/users?limit=1', {
					headers: { 'Content-Type': `application/json; okta-response=${parts}` },
					data: '',
				})
			).data[0];
		const all = 'omitCredentials,omitCredentialsLinks,omitTransitioningToStatus';
		expect(await get(all)).not.toHaveProperty('credentials');
		expect(await get('omitCredentials,omitCredentialsLinks')).toHaveProperty('credentials');
	});

	test.each(['/users?limit=0', '/users?limit=201', '/users?limit=x', '/users?after=nonsense'])(
		'refuse %s as paging',
		async (url) => {
			const { status, data } = await okta.get(url);
			expect([status, data.errorCode]).toEqual([400, 'E0000029']);
		},
	);

	test('can point their links at another host', async () => {
		await sandbox.dial('okta', { linkOrigin: 'https://halden.okta.example' });
		expect(linksOf(await okta.get('/users?limit=1')).next).toMatch(
			/^https:\/\/halden\.okta\.example\/api\/v1\/users\?/,
		);
	});
});

describe('creating a user', () => {
	test('answers 200, and the status follows from activation and password', async () => {
		const status = async (name: string, extra?: object, query?: string) => {
			const answer = await create(name, extra, query);
			expect(answer.status).toBe(200);
			return answer.data.status;
		};
		const withPassword = { credentials: { password: { value: 'Correct4horse' } } };
		expect(await status('one')).toBe('PROVISIONED');
		expect(await status('two', withPassword)).toBe('ACTIVE');
		expect(await status('three', withPassword, '?activate=false')).toBe('STAGED');
		expect(await status('four', withPassword, '?nextLogin=changePassword')).toBe(
			'PASSWORD_EXPIRED',
		);
		const federated = { credentials: { provider: { type: 'FEDERATION', name: 'FEDERATION' } } };
		expect(await status('five', federated, '?provider=true')).toBe('ACTIVE');
	});

	test('names a login that exists in the causes', async () => {
		const { status, data } = await create('ADA.VOGEL');
		expect([status, data.errorCode]).toEqual([400, 'E0000001']);
		expect(data.errorCauses[0].errorSummary).toBe(
			'login: An object with this field already exists in the current organization',
		);
		expect(data.errorLink).toBe('E0000001');
		expect(data.errorId).toMatch(/^oae/);
	});

	test.each<[string, object, string, string]>([
		['no profile', { profile: undefined }, '', 'E0000001'],
		['an unknown key', { zzz: 1 }, '', 'E0000003'],
		['an unknown attribute', { profile: { ...profile('x'), zzz: 1 } }, '', 'E0000001'],
		['an attribute of the wrong type', { profile: { ...profile('x'), title: 1 } }, '', 'E0000001'],
		['a long country code', { profile: { ...profile('x'), countryCode: 'DEU' } }, '', 'E0000001'],
		['a bad address', { profile: { ...profile('x'), email: 'x' } }, '', 'E0000001'],
		['no last name', { profile: { ...profile('x'), lastName: '' } }, '', 'E0000001'],
		['21 groups', { groupIds: Array(21).fill('00g') }, '', 'E0000093'],
		['a group that is not there', { groupIds: ['00gnope'] }, '', 'E0000007'],
		['a type that is not there', { type: { id: 'otynope' } }, '', 'E0000007'],
		['a weak password', { credentials: { password: { value: 'short' } } }, '', 'E0000080'],
		['changePassword without a password', {}, '?nextLogin=changePassword', 'E0000124'],
		[
			'changePassword without activation',
			{ credentials: { password: { value: 'Correct4horse' } } },
			'?nextLogin=changePassword&activate=false',
			'E0000125',
		],
		['a boolean that is none', {}, '?activate=yes', 'E0000001'],
		[
			'half a recovery question',
			{ credentials: { recovery_question: { question: 'q' } } },
			'',
			'E0000001',
		],
		[
			'a BCRYPT salt of the wrong length',
			{
				credentials: {
					password: { hash: { algorithm: 'BCRYPT', value: 'v', salt: 'short', workFactor: 10 } },
				},
			},
			'',
			'E0000001',
		],
		[
			'a PBKDF2 hash with few iterations',
			{
				credentials: {
					password: {
						hash: {
							algorithm: 'PBKDF2',
							value: 'dg==',
							salt: 'dg==',
							iterationCount: 1000,
							keySize: 32,
							digestAlgorithm: 'SHA256_HMAC',
						},
					},
				},
			},
			'',
			'E0000001',
		],
		[
			'a password for a federated user',
			{ credentials: { provider: { type: 'SOCIAL' }, password: { value: 'Correct4horse' } } },
			'',
			'E0000001',
		],
	])('refuses %s', async (_title, extra, query, code) => {
		const { data } = await create('x', extra, query);
		expect(data.errorCode).toBe(code);
		expect(
			(await sandbox.state('okta')).users.map(({ login }: { login: string }) => login),
		).not.toContain('x@halden.example');
	});

	test.each(['odd[1]', 'odd;1'])(
		'the login %s@halden.example is found by a search, and is 400 in a path',
		async (name) => {
			const { data } = await create(name);
			const login = `${name}@halden.example`;
			const answer = await okta.get(`/users/${encodeURIComponent(login)}`);
			expect([answer.status, answer.data]).toEqual([400, expect.stringContaining('<html>')]);
			const found = await search(`profile.login eq "${login}"`);
			expect(found.data.map(({ id }: { id: string }) => id)).toEqual([data.id]);
		},
	);

	test('imports a hash, which makes the provider IMPORT, and joins groups', async () => {
		const { data: groups } = await okta.get('/groups', {
			params: { filter: 'type eq "OKTA_GROUP" ', q: 'VPN' },
		});
		const { data } = await create('hashed', {
			credentials: {
				password: {
					hash: { algorithm: 'SHA-512', value: 'dg==', salt: 'c2E=', saltOrder: 'PREFIX' },
				},
			},
			groupIds: [groups[0].id],
		});
		expect(data.credentials.provider).toEqual({ type: 'IMPORT', name: 'IMPORT' });
		const joined = (await okta.get(`/users/${data.id}/groups`)).data.map(
			(group: { profile: { name: string } }) => group.profile.name,
		);
		expect(joined).toEqual(['Everyone', 'VPN']);
	});

	test('refuses what is no JSON, another content type, emoji, and a body without length', async () => {
		const send = async (body: string, type = 'application/json') =>
			(await okta.post('/users', Buffer.from(body), { headers: { 'Content-Type': type } })).data
				.errorCode;
		expect(await send('{')).toBe('E0000003');
		expect(await send('a=b', 'application/x-www-form-urlencoded')).toBe('E0000021');
		expect(await send(JSON.stringify({ profile: { ...profile('e'), title: '😀' } }))).toBe(
			'E0000003',
		);
		expect((await okta.get('/users', { headers: { Accept: 'text/html' } })).data.errorCode).toBe(
			'E0000021',
		);
		const { port } = new URL(sandbox.access.okta.url);
		const answer = await new Promise<string>((resolve, reject) => {
			const socket = connect(Number(port), '127.0.0.1')
				.once('data', (bytes) => {
					resolve(bytes.toString());
					socket.destroy();
				})
				.on('error', reject);
			socket.write('POST /api/v1/users HTTP/1.1\r\nHost: x\r\n\r\n');
		});
		expect(answer).toMatch(/^HTTP\/1.1 411 /);
	});

	test('is followed by the search index a moment later, when told', async () => {
		await sandbox.dial('okta', { searchLagMs: 5_000 });
		const { data } = await create('late');
		const expression = 'profile.login eq "late@halden.example"';
		expect((await search(expression)).data).toHaveLength(0);
		expect((await okta.get(`/users/${data.id}`)).status).toBe(200);
		await sandbox.advance(5_001);
		expect((await search(expression)).data).toHaveLength(1);
	});

	test('can take its time to activate, and refuses changes meanwhile', async () => {
		await sandbox.dial('okta', { activationMs: 60_000 });
		const { data } = await create('slow');
		expect([data.status, data.transitioningToStatus]).toEqual(['STAGED', 'PROVISIONED']);
		const update = () => okta.post(`/users/${data.id}`, { profile: { title: 'T' } });
		expect([(await update()).status, (await update()).data.errorCode]).toEqual([409, 'E0000112']);
		await sandbox.advance(60_001);
		expect((await update()).data.status).toBe('PROVISIONED');
	});
});

describe('one user', () => {
	test('is found by id, login and unambiguous short name, whatever the case', async () => {
		const user = await byLogin('ada.vogel');
		for (const name of [user.id, 'ADA.vogel', 'Ada.Vogel@Halden.Example']) {
			expect((await okta.get(`/users/${name}`)).data.id).toBe(user.id);
		}
		const missing = await okta.get('/users/missing@halden.example');
		expect(missing.status).toBe(404);
		expect(missing.data.errorSummary).toBe(
			'Not found: Resource not found: missing@halden.example (User)',
		);
	});

	test('cannot be asked for by a login with a slash, even an encoded one', async () => {
		const { data } = await create('slash', {
			profile: { ...profile('s'), login: 'a/b@halden.example' },
		});
		expect((await okta.get(`/users/${encodeURIComponent('a/b@halden.example')}`)).status).toBe(404);
		expect((await search('profile.login eq "a/b@halden.example"')).data[0].id).toBe(data.id);
	});

	test('is me for an API token, and nobody for a service app', async () => {
		expect((await okta.get('/users/me')).data.profile.login).toBe('priya.strand@halden.example');
		const { data } = await oktaToken(sandbox.access);
		const service = clientFor(`${sandbox.access.okta.url}/api/v1`, {
			Authorization: `Bearer ${data.access_token}`,
		});
		expect((await service.get('/users/me')).status).toBe(404);
	});

	test('has all links alone, and only self in a list', async () => {
		const { id } = await byLogin('ada.vogel');
		expect(Object.keys((await okta.get(`/users/${id}`)).data._links)).toContain('suspend');
		const [listed] = (await search(`id eq "${id}"`)).data;
		expect(Object.keys(listed._links)).toEqual(['self']);
	});

	test('changes partly with POST, wholly with PUT', async () => {
		const { id, profile: before } = await byLogin('ada.vogel');
		const updated = await okta.post(`/users/${id}`, { profile: { title: 'Boss', city: null } });
		expect(updated.data.profile).toEqual({ ...before, title: 'Boss', city: null });
		const replaced = await okta.put(`/users/${id}`, { profile: profile('ada.vogel') });
		expect(replaced.data.profile).toEqual({
			...profile('ada.vogel'),
			secondEmail: null,
			mobilePhone: null,
		});
		const incomplete = await okta.put(`/users/${id}`, { profile: { title: 'Boss' } });
		expect(incomplete.data.errorCode).toBe('E0000001');
	});

	test('changes its type only with PUT', async () => {
		const { id, profile: before, type } = await byLogin('ada.vogel');
		const { data: types } = await okta.get('/meta/types/user');
		const other = types.find((one: { id: string }) => one.id !== type.id);
		expect((await okta.post(`/users/${id}`, { type: { id: other.id } })).status).toBe(400);
		expect((await okta.post(`/users/${id}`, { type })).status).toBe(200);
		const { data } = await okta.put(`/users/${id}`, { profile: before, type: { id: other.id } });
		expect(data.type.id).toBe(other.id);
	});

	test('is changed only in the version that If-Match names', async () => {
		const { id } = await byLogin('ada.vogel');
		const { etag } = (await okta.get(`/users/${id}`)).headers;
		expect(etag).toMatch(/^W\/".+"$/);
		const update = async (tag: string) =>
			await okta.post(
				`/users/${id}`,
				{ profile: { title: tag } },
				{ headers: { 'If-Match': tag } },
			);
		expect((await update(etag)).status).toBe(200);
		const stale = await update(etag);
		expect([stale.status, stale.data.errorCode]).toEqual([412, 'E0000231']);
		const broken = await update('nonsense');
		expect([broken.status, broken.data.errorCode]).toEqual([400, 'E0000242']);
		expect((await okta.get(`/users/${id}`)).data.profile.title).toBe(etag);
	});

	test('remembers passwords when strict', async () => {
		const { id } = await byLogin('ada.vogel');
		const set = async (query = '') =>
			await okta.post(`/users/${id}${query}`, {
				credentials: { password: { value: 'Correct4horse' } },
			});
		expect((await set()).status).toBe(200);
		expect((await set()).status).toBe(200);
		expect((await set('?strict=true')).data.errorCode).toBe('E0000014');
	});

	test('shows what blocks it, also embedded', async () => {
		const blocks = [{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' }];
		expect((await okta.get('/users/zeno.castell/blocks')).data).toEqual(blocks);
		expect((await okta.get('/users/ada.vogel/blocks')).data).toEqual([]);
		const { data } = await okta.get('/users/zeno.castell?expand=blocks');
		expect(data._embedded.blocks).toEqual(blocks);
	});
});

describe('deleting a user', () => {
	test('takes two steps, and the first one takes its time', async () => {
		await sandbox.dial('okta', { deactivationMs: 60_000 });
		const { id } = await byLogin('malik.torres');
		expect((await okta.delete(`/users/${id}?sendEmail=true`)).status).toBe(204);
		const during = (await okta.get(`/users/${id}`)).data;
		expect([during.status, during.transitioningToStatus]).toEqual(['ACTIVE', 'DEPROVISIONED']);
		expect((await okta.delete(`/users/${id}`)).data.errorCode).toBe('E0000038');
		await sandbox.advance(60_001);
		const after = (await okta.get(`/users/${id}`)).data;
		expect([after.status, after.transitioningToStatus]).toEqual(['DEPROVISIONED', undefined]);
		expect((await okta.delete(`/users/${id}`)).status).toBe(204);
		expect((await okta.get(`/users/${id}`)).status).toBe(404);
		expect((await okta.delete(`/users/${id}`)).status).toBe(404);
	});

	test('takes apps and factors with the deactivation', async () => {
		await sandbox.dial('okta', { deactivationMs: 0 });
		const { id } = await byLogin('malik.torres');
		const find = async () =>
			(await sandbox.state('okta')).users.find((user: { id: string }) => user.id === id);
		expect((await find()).apps.length).toBeGreaterThan(3);
		await okta.delete(`/users/${id}`);
		expect(await find()).toMatchObject({
			apps: [],
			factors: [],
			sessions: 0,
			status: 'DEPROVISIONED',
		});
	});

	test('finishes in the background with Prefer: respond-async', async () => {
		await sandbox.dial('okta', { deactivationMs: 60_000 });
		const { id } = await byLogin('freya.imhof');
		const headers = { Prefer: 'respond-async' };
		expect((await okta.delete(`/users/${id}`, { headers })).status).toBe(204);
		expect((await okta.get(`/users/${id}`)).status).toBe(200);
		await sandbox.advance(60_001);
		expect((await okta.get(`/users/${id}`)).status).toBe(404);
	});
});

describe('lifecycle', () => {
	test('suspends only who is active, and answers without a body', async () => {
		const suspend = async () => await okta.post('/users/jana.quist/lifecycle/suspend');
		const answer = await suspend();
		expect([answer.status, answer.data]).toEqual([200, '']);
		const again = await suspend();
		expect([again.status, again.data.errorCode]).toEqual([400, 'E0000001']);
		await okta.post('/users/jana.quist/lifecycle/unsuspend');
		expect((await byLogin('jana.quist')).status).toBe('ACTIVE');
	});

	test.each([
		['jana.quist', 'activate', 403, 'E0000016'],
		['jana.quist', 'reactivate', 403, 'E0000038'],
		['jana.quist', 'unlock', 403, 'E0000032'],
		['jana.quist', 'reset_password', 400, 'E0000028'],
		['jana.quist', 'unsuspend', 400, 'E0000001'],
		['jana.quist', 'fly', 404, 'E0000008'],
	])('refuses for %s to %s', async (name, action, status, code) => {
		const answer = await okta.post(`/users/${name}/lifecycle/${action}`);
		expect([answer.status, answer.data.errorCode]).toEqual([status, code]);
	});

	test('gives the activation link only when no e-mail is sent', async () => {
		const activate = '/users/mara.lindner/lifecycle/reactivate';
		expect((await okta.post(`${activate}?sendEmail=true`)).data).toEqual({});
		expect((await okta.post(activate)).data).toHaveProperty('activationUrl');
	});
});

describe('apps', () => {
	const appNamed = async (label: string) =>
		(await okta.get('/apps', { params: { q: label } })).data[0];
	const assign = async (label: string, body: object) =>
		await okta.post(`/apps/${(await appNamed(label)).id}/users`, body);

	test('list 20 at a time, and by filter', async () => {
		const { data } = await okta.get('/apps?limit=200');
		expect(data.length).toBeGreaterThan(10);
		const { id } = await byLogin('ada.vogel');
		const own = await okta.get('/apps', { params: { filter: `user.id eq "${id}"`, limit: 200 } });
		const links = await okta.get(`/users/${id}/appLinks`);
		expect(own.data.map((app: { label: string }) => app.label).sort()).toEqual(
			links.data.map((link: { label: string }) => link.label).sort(),
		);
	});

	test('page their users by 50, take no filter, and embed the user when asked', async () => {
		const { id } = await appNamed('Slack');
		const page = await okta.get(`/apps/${id}/users`);
		expect(page.data).toHaveLength(50);
		expect(linksOf(page).next).toContain('after=');
		expect((await okta.get(`/apps/${id}/users?filter=x`)).status).toBe(400);
		expect((await okta.get(`/apps/${id}/users?limit=501`)).status).toBe(400);
		const embedded = await okta.get(`/apps/${id}/users?limit=1&expand=user&q=ada.vogel`);
		expect(embedded.data[0]._embedded.user.profile.login).toBe('ada.vogel@halden.example');
	});

	test('know their users by id alone', async () => {
		const { id } = await appNamed('Slack');
		const user = await byLogin('ada.vogel');
		expect((await okta.get(`/apps/${id}/users/${user.id}`)).data).toMatchObject({
			id: user.id,
			scope: 'GROUP',
		});
		expect((await okta.get(`/apps/${id}/users/ada.vogel@halden.example`)).status).toBe(404);
		expect((await assign('Printing', { id: 'ada.vogel@halden.example' })).status).toBe(404);
	});

	test('are assigned with 200, and not a second time', async () => {
		const { id } = await byLogin('malik.torres');
		await okta.delete(`/apps/${(await appNamed('Printing')).id}/users/${id}`);
		const body = {
			id,
			scope: 'USER',
			credentials: { userName: 'malik', password: { value: 'p' } },
			profile: { role: 'Printer' },
		};
		const { status, data } = await assign('Printing', body);
		expect(status).toBe(200);
		expect(data).toMatchObject({
			id,
			scope: 'USER',
			credentials: { userName: 'malik', password: {} },
			profile: { role: 'Printer', email: 'malik.torres@halden.example' },
		});
		const again = await assign('Printing', body);
		expect([again.status, again.data.errorCode]).toEqual([409, 'E0000062']);
	});

	test.each([
		['Company Cards', { credentials: { userName: 'x' } }, 'E0000041'],
		['Zoom', { credentials: { password: { value: 'x' } } }, 'E0000041'],
		['Salesforce', { profile: { email: 'x@y.z' } }, 'E0000075'],
		['Zoom', { profile: { nope: 'x' } }, 'E0000001'],
		['Zoom', { scope: 'ALL' }, 'E0000001'],
	])('%s refuses %j', async (label, extra, code) => {
		const { id } = await create('assignee').then(({ data }) => data);
		expect((await assign(label, { id, ...extra })).data.errorCode).toBe(code);
	});

	test('are not for users who are not active', async () => {
		const { id } = await byLogin('nils.okafor');
		const answer = await assign('Printing', { id });
		expect([answer.status, answer.data.errorCode]).toEqual([403, 'E0000117']);
	});

	test('are not unassigned while a group assigns them', async () => {
		const user = await byLogin('ada.vogel');
		const slack = await appNamed('Slack');
		const refused = await okta.delete(`/apps/${slack.id}/users/${user.id}`);
		expect([refused.status, refused.data.errorCode]).toEqual([403, 'E0000046']);
		expect(refused.data.errorCauses[0].errorSummary).toContain('group Everyone');
		expect((await okta.get(`/apps/${slack.id}/users/${user.id}`)).data.scope).toBe('GROUP');
		const intranet = await appNamed('Intranet');
		await assign('Intranet', { id: user.id });
		const path = `/apps/${intranet.id}/users/${user.id}`;
		expect((await okta.delete(path)).status).toBe(204);
		expect((await okta.get(path)).status).toBe(404);
		expect((await okta.delete(path)).status).toBe(404);
	});

	test('update credentials and profile of a user', async () => {
		const { id } = await byLogin('ada.vogel');
		const slack = await appNamed('Slack');
		const path = `/apps/${slack.id}/users/${id}`;
		expect((await okta.post(path, { profile: { region: 'north' } })).data.profile.region).toBe(
			'north',
		);
		expect(
			(await okta.post(path, { credentials: { userName: 'ada' } })).data.credentials.userName,
		).toBe('ada');
		expect((await okta.put(path, {})).status).toBe(405);
		expect((await okta.post(path, { id })).data.errorCode).toBe('E0000003');
	});
});

describe('groups, factors and roles', () => {
	test('only groups of Okta take members, and apps come with them', async () => {
		const { id } = await byLogin('ada.vogel');
		const group = async (name: string) =>
			(await okta.get('/groups', { params: { q: name } })).data[0].id;
		const apps = async () =>
			(await okta.get(`/users/${id}/appLinks`)).data.map(({ label }: { label: string }) => label);
		const sales = await group('Sales');
		expect(await apps()).not.toContain('Salesforce');
		expect((await okta.put(`/groups/${sales}/users/${id}`)).status).toBe(204);
		expect(await apps()).toContain('Salesforce');
		expect((await okta.delete(`/groups/${sales}/users/${id}`)).status).toBe(204);
		expect(await apps()).not.toContain('Salesforce');
		// okta/okta-sdk-java#314, okta/terraform-provider-okta#903
		for (const [name, code] of [
			['AD Print', 'E0000006'],
			['Everyone', 'E0000060'],
		]) {
			const answer = await okta.put(`/groups/${await group(name)}/users/${id}`);
			expect(answer.data.errorCode).toBe(code);
		}
	});

	test('the people to review are there', async () => {
		const rolesOf = async (name: string) =>
			(await okta.get(`/users/${(await byLogin(name)).id}/roles`)).data.map(
				({ type }: { type: string }) => type,
			);
		const factorsOf = async (name: string) =>
			(await okta.get(`/users/${name}/factors`)).data.length;
		expect(await rolesOf('ada.vogel')).toEqual(['ORG_ADMIN']);
		expect(await factorsOf('ada.vogel')).toBe(0);
		expect(await factorsOf('priya.strand')).toBeGreaterThan(0);
		expect(await byLogin('mara.lindner')).toMatchObject({ status: 'PROVISIONED', lastLogin: null });
		expect(await byLogin('nils.okafor')).toMatchObject({ status: 'SUSPENDED' });
	});

	test('a role is assigned once, to an id alone', async () => {
		const { id } = await byLogin('jana.quist');
		const add = async (user: string) =>
			await okta.post(`/users/${user}/roles`, { type: 'REPORT_ADMIN' });
		expect((await add('jana.quist')).status).toBe(404);
		expect((await add(id)).status).toBe(201);
		const again = await add(id);
		expect([again.status, again.data.errorCode]).toEqual([409, 'E0000090']);
	});

	test('a role of a group is that of its members, and is taken from the group alone', async () => {
		const { data: groups } = await okta.get('/groups');
		const group = (name: string) =>
			groups.find(({ profile }: { profile: { name: string } }) => profile.name === name).id;
		const of = (name: string) => `/groups/${group(name)}/roles`;
		const { id } = await byLogin('jana.quist');
		await okta.put(`/groups/${group('On Call')}/users/${id}`);
		const { data: role } = await okta.post(of('On Call'), { type: 'HELP_DESK_ADMIN' });
		const { data: roles } = await okta.get(`/users/${id}/roles`);
		expect(roles).toMatchObject([{ id: role.id, assignmentType: 'GROUP' }]);
		expect(roles[0]._links.assignee.href).toContain(`/groups/${group('On Call')}`);
		expect((await okta.delete(`/users/${id}/roles/${role.id}`)).status).toBe(404);
		expect((await okta.delete(`${of('On Call')}/${role.id}`)).status).toBe(204);
		expect((await okta.get(`/users/${id}/roles`)).data).toEqual([]);
		for (const [name, code] of [
			['Everyone', 'E0000211'],
			['Office Kassel', 'E0000192'],
		]) {
			const refused = await okta.post(of(name), { type: 'HELP_DESK_ADMIN' });
			expect([refused.status, refused.data.errorCode]).toEqual([400, code]);
		}
	});

	test('a custom role needs a resource set, and both must be there', async () => {
		const { id } = await byLogin('jana.quist');
		const [{ id: role }] = (await okta.get('/iam/roles')).data.roles;
		const [{ id: set }, { id: other }] = (await okta.get('/iam/resource-sets')).data[
			'resource-sets'
		];
		const add = async (body: object) =>
			await okta.post(`/users/${id}/roles`, { type: 'CUSTOM', ...body });
		expect((await add({ role })).status).toBe(404);
		expect((await add({ role: 'cr0', 'resource-set': set })).status).toBe(404);
		for (const one of [set, other]) {
			const { status, data } = await add({ role, 'resource-set': one });
			expect([status, data.id.slice(0, 3)]).toEqual([201, 'irb']);
		}
		expect((await add({ role, 'resource-set': set })).data.errorCode).toBe('E0000090');
	});
});

describe('access', () => {
	const v1 = () => `${sandbox.access.okta.url}/api/v1`;

	test.each([
		[{}, 403, 'E0000005'],
		[{ Authorization: 'SSWS nonsense' }, 401, 'E0000011'],
	])('refuses %j', async (headers, status, code) => {
		const answer = await clientFor(v1(), headers).get('/users');
		expect([answer.status, answer.data.errorCode]).toEqual([status, code]);
		expect(answer.headers['x-okta-request-id']).toBeTruthy();
	});

	test('an API token has the rights of its owner, and dies with the owner', async () => {
		const reader = oktaClient(sandbox.access, sandbox.access.okta.readOnlyApiToken);
		expect((await reader.get('/users?limit=1')).status).toBe(200);
		const write = await reader.post('/users/jana.quist', { profile: { title: 'x' } });
		expect([write.status, write.data.errorCode]).toEqual([403, 'E0000006']);
		await okta.post('/users/ada.vogel/lifecycle/suspend');
		expect((await reader.get('/users?limit=1')).data.errorCode).toBe('E0000011');
	});

	test('a service app signs its way to a token, which has scopes and an end', async () => {
		const { status, data } = await oktaToken(sandbox.access, {
			scope: 'okta.users.read okta.groups.manage',
		});
		expect([status, data.token_type, data.expires_in]).toEqual([200, 'Bearer', 3600]);
		const service = clientFor(v1(), { Authorization: `Bearer ${data.access_token}` });
		expect((await service.get('/users?limit=1')).status).toBe(200);
		expect((await service.get('/groups?limit=1')).status).toBe(200);
		const refused = await service.get('/apps');
		expect([refused.status, refused.data]).toEqual([403, '']);
		expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope"');
		await sandbox.advance(3_601_000);
		const expired = await service.get('/users?limit=1');
		expect(expired.status).toBe(401);
		expect(expired.headers['www-authenticate']).toContain('The token has expired.');
	});

	test.each<[string, Parameters<typeof oktaToken>[1], number, string]>([
		['another audience', { claims: { aud: 'https://elsewhere.example' } }, 401, 'invalid_client'],
		[
			'an assertion for two hours',
			{ claims: { exp: Math.floor(Date.now() / 1000) + 7200 } },
			401,
			'invalid_client',
		],
		[
			'an assertion that ran out',
			{ claims: { exp: Math.floor(Date.now() / 1000) - 600 } },
			401,
			'invalid_client',
		],
		['another issuer', { claims: { iss: 'someone' } }, 401, 'invalid_client'],
		['no scope', { scope: '' }, 400, 'invalid_scope'],
	])('the token endpoint refuses %s', async (_title, options, status, error) => {
		const answer = await oktaToken(sandbox.access, options);
		expect([answer.status, answer.data.error]).toEqual([status, error]);
	});

	test('an assertion works once', async () => {
		const claims = { jti: 'once' + randomUUID() };
		expect((await oktaToken(sandbox.access, { claims })).status).toBe(200);
		expect((await oktaToken(sandbox.access, { claims })).data.error).toBe('invalid_client');
	});

	test('DPoP: a nonce at the token endpoint, a new proof for each call', async () => {
		const { okta: access } = sandbox.access;
		const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const proof = (claims: object) =>
			jwt(
				{ typ: 'dpop+jwt', jwk: publicKey.export({ format: 'jwk' }) },
				{ iat: Math.floor(Date.now() / 1000), jti: randomUUID(), ...claims },
				privateKey,
			);
		const clientId = access.dpopClientId;
		const htu = `${access.url}/oauth2/v1/token`;
		expect((await oktaToken(sandbox.access, { clientId })).status).toBe(400);
		const first = await oktaToken(sandbox.access, {
			clientId,
			headers: { DPoP: proof({ htm: 'POST', htu }) },
		});
		expect([first.status, first.data.error]).toEqual([400, 'use_dpop_nonce']);
		const { data } = await oktaToken(sandbox.access, {
			clientId,
			headers: { DPoP: proof({ htm: 'POST', htu, nonce: first.headers['dpop-nonce'] }) },
		});
		expect(data.token_type).toBe('DPoP');
		const ath = createHash('sha256').update(data.access_token).digest('base64url');
		const call = async (given: string, scheme = 'DPoP') =>
			(
				await clientFor(v1(), { Authorization: `${scheme} ${data.access_token}`, DPoP: given }).get(
					'/users?limit=1',
				)
			).status;
		const good = { htm: 'GET', htu: `${access.url}/api/v1/users`, ath };
		const once = proof(good);
		expect(await call(once)).toBe(200);
		expect(await call(once)).toBe(400);
		expect(await call(proof({ ...good, htu: `${good.htu}?limit=1` }))).toBe(400);
		expect(await call(proof({ ...good, ath: 'x' }))).toBe(400);
		expect(await call(proof(good), 'Bearer')).toBe(400);
	});
});

describe('limits', () => {
	test('count down by path in a minute, and say when in seconds since 1970', async () => {
		await sandbox.dial('okta', { rateLimit: 2 });
		const get = async (path: string) => await okta.get(path);
		const first = await get('/users?limit=1');
		expect(first.headers['x-rate-limit-limit']).toBe('2');
		expect(first.headers['x-rate-limit-remaining']).toBe('1');
		const reset =
			Number(first.headers['x-rate-limit-reset']) * 1000 - Date.parse(first.headers.date);
		expect(reset).toBeGreaterThan(0);
		expect(reset).toBeLessThanOrEqual(61_000);
		await get('/users?limit=1');
		const refused = await get('/users?limit=1');
		expect([refused.status, refused.data.errorCode]).toEqual([429, 'E0000047']);
		expect(refused.headers['x-rate-limit-remaining']).toBe('0');
		expect((await get('/groups?limit=1')).status).toBe(200);
		await sandbox.advance(60_000);
		expect((await get('/users?limit=1')).status).toBe(200);
	});

	test.each([
		['/users?limit=1', 600],
		['/users/nobody', 1000],
		['/users/nobody/factors', 600],
		['/users/nobody/roles', 600],
		['/iam/assignees/users', 600],
		['/groups/none/users', 600],
		['/apps/none/users', 100],
	])('of %s are those of a one-app organization', async (path, limit) => {
		const { headers } = await okta.get(path);
		expect(headers['x-rate-limit-limit']).toBe(String(limit));
	});

	test('of concurrency show 0 and 0', async () => {
		await sandbox.dial('okta', { concurrency: 2 }, { latencyMs: 100 });
		const answers = await Promise.all([1, 2, 3].map(async () => await okta.get('/users?limit=1')));
		const refused = answers.find(({ status }) => status === 429);
		expect(refused?.headers['x-rate-limit-limit']).toBe('0');
		expect(refused?.headers['x-rate-limit-remaining']).toBe('0');
		expect(answers.some(({ status }) => status === 200)).toBe(true);
	});
});

test('an unknown path is 404, a wrong method 405, an empty id no list', async () => {
	expect((await okta.get('/nope')).data.errorCode).toBe('E0000008');
	const method = await okta.patch('/users/x', {});
	expect([method.status, method.data.errorCode]).toEqual([405, 'E0000022']);
	expect((await okta.get('/users//blocks')).status).toBe(404);
});

describe('group rules', () => {
	const rules = '/groups/rules';
	const denver = async () => (await okta.get('/groups?q=Office Denver')).data[0].id;
	const VALUE = 'user.department=="Legal"';
	const rule = async (more: object = {}) => ({
		type: 'group_rule',
		name: 'Legal to Denver',
		conditions: { expression: { type: 'urn:okta:expression:1.0', value: VALUE } },
		actions: { assignUserToGroups: { groupIds: [await denver()] } },
		...more,
	});
	const members = async () =>
		(await okta.get(`/groups/${await denver()}/users`)).data.map(({ id }: { id: string }) => id);

	test('do nothing until they are active, and never add again whom somebody removed', async () => {
		const ada = await byLogin('ada.vogel');
		const value = `user.lastName=="${ada.profile.lastName}"`;
		const made = await okta.post(
			rules,
			await rule({ conditions: { expression: { type: 'urn:okta:expression:1.0', value } } }),
		);
		expect(made.data.status).toBe('INACTIVE');
		expect(await members()).not.toContain(ada.id);
		const one = `${rules}/${made.data.id}`;
		expect((await okta.post(`${one}/lifecycle/activate`)).status).toBe(204);
		expect(await members()).toContain(ada.id);
		await okta.delete(`/groups/${await denver()}/users/${ada.id}`);
		expect((await okta.get(one)).data.conditions.people.users.exclude).toEqual([ada.id]);
		await okta.post(`${one}/lifecycle/deactivate`);
		await okta.post(`${one}/lifecycle/activate`);
		expect(await members()).not.toContain(ada.id);
	});

	test('change while they are inactive alone, and not where they lead', async () => {
		const { data } = await okta.post(rules, await rule());
		const one = `${rules}/${data.id}`;
		await okta.post(`${one}/lifecycle/activate`);
		expect((await okta.put(one, await rule({ name: 'X' }))).status).toBe(400);
		expect((await okta.delete(one)).status).toBe(400);
		await okta.post(`${one}/lifecycle/deactivate`);
		const elsewhere = {
			assignUserToGroups: { groupIds: [(await okta.get('/groups?q=VPN')).data[0].id] },
		};
		expect((await okta.put(one, await rule({ actions: elsewhere }))).status).toBe(400);
		expect((await okta.put(one, await rule({ name: 'X' }))).data.name).toBe('X');
		expect((await okta.delete(one)).status).toBe(202);
	});

	test('become invalid with a group that they fill', async () => {
		const { data } = await okta.post(rules, await rule());
		await okta.delete(`/groups/${await denver()}`);
		expect((await okta.get(`${rules}/${data.id}`)).data.status).toBe('INVALID');
		expect((await okta.post(`${rules}/${data.id}/lifecycle/activate`)).status).toBe(400);
	});
});

describe('the log', () => {
	test('tells who did what, in both orders, and ends only where an end was given', async () => {
		const ada = await byLogin('ada.vogel');
		await okta.post(`/users/${ada.id}/lifecycle/suspend`);
		await okta.post(`/users/${ada.id}/lifecycle/unsuspend`);
		const types = async (query: string) =>
			(
				await okta.get(`/logs?filter=${encodeURIComponent(`target.id eq "${ada.id}"`)}${query}`)
			).data
				.map(({ eventType }: { eventType: string }) => eventType)
				.filter((type: string) => type.startsWith('user.lifecycle'));
		const both = ['user.lifecycle.suspend', 'user.lifecycle.unsuspend'];
		expect(await types('')).toEqual(both);
		expect(await types('&sortOrder=DESCENDING')).toEqual([...both].reverse());
		const empty = `since=${new Date(Date.now() + 60_000).toISOString()}`;
		expect(linksOf(await okta.get(`/logs?${empty}`)).next).toBeDefined();
		const until = `${empty}&until=${new Date(Date.now() + 120_000).toISOString()}`;
		expect(linksOf(await okta.get(`/logs?${until}`)).next).toBeUndefined();
	});

	test('has each event of a call once, with who did it to whom', async () => {
		const { data: user } = await create('logged', {}, '?activate=false');
		const { data: groups } = await okta.get('/groups?q=VPN');
		const { data: apps } = await okta.get('/apps?q=Printing');
		const membership = `/groups/${groups[0].id}/users/${user.id}`;
		const assignment = `/apps/${apps[0].id}/users`;
		await okta.post(`/users/${user.id}`, { profile: { title: 'x' } });
		await okta.put(membership);
		await okta.delete(membership);
		await okta.post(assignment, { id: user.id, scope: 'USER' });
		await okta.post(`${assignment}/${user.id}`, { profile: {} });
		await okta.delete(`${assignment}/${user.id}`);
		const { data: role } = await okta.post(`/users/${user.id}/roles`, { type: 'REPORT_ADMIN' });
		await okta.delete(`/users/${user.id}/roles/${role.id}`);
		await okta.delete(`/users/${user.id}`);
		await sandbox.advance(60_000);
		await okta.delete(`/users/${user.id}`);
		const filter = encodeURIComponent(`target.id eq "${user.id}"`);
		const { data: events } = await okta.get(`/logs?filter=${filter}`);
		expect(events.map(({ eventType }: { eventType: string }) => eventType)).toEqual([
			'user.lifecycle.create',
			'user.account.update_profile',
			'group.user_membership.add',
			'group.user_membership.remove',
			'application.user_membership.add',
			'application.user_membership.update',
			'application.user_membership.remove',
			'user.account.privilege.grant',
			'user.account.privilege.revoke',
			'user.lifecycle.deactivate',
			'user.lifecycle.delete.initiated',
			'user.lifecycle.delete.completed',
		]);
		const actors = events.map(({ actor }: { actor: { type: string } }) => actor);
		expect(actors).toEqual(events.map(() => actors[0]));
		expect(actors[0].type).toBe('User');
		expect(events[7].target).toMatchObject([{ id: user.id }, { displayName: role.label }]);
		// Backwards, by the links, it is the same.
		const back: string[] = [];
		const until = new Date(Date.now() + 3_600_000).toISOString();
		let next: string | undefined =
			`/logs?filter=${filter}&sortOrder=DESCENDING&limit=5&until=${until}`;
		while (next) {
			const answer: AxiosResponse = await okta.get(next);
			back.push(...answer.data.map(({ uuid }: { uuid: string }) => uuid));
			({ next } = linksOf(answer));
		}
		expect(back.reverse()).toEqual(events.map(({ uuid }: { uuid: string }) => uuid));
	});

	test.each(['filter=published%20eq%20%22x%22', 'since=2020-01-01T00:00:00Z'])(
		'refuses %s',
		async (query) => {
			const { status, data } = await okta.get(`/logs?${query}`);
			expect([status, data.errorCode]).toEqual([400, 'E0000053']);
		},
	);
});
