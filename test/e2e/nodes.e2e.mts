/**
 * The packed package in the real n8n: installed like a community package, with credentials and a
 * workflow stored and run through n8n's API, and judged by what n8n stored.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envelopePages } from '../oneLogin/lists.mjs';
import { numberedPages } from '../logto/lists.mjs';
import { oktaPages } from '../okta/lists.mjs';
import { type Received, startServer, type TestServer } from '../engine/server.mjs';
import { type N8n, output, runWorkflow, type StoredRun } from './executions.mjs';
import { logIn, setup } from './n8n.mjs';

const SECRET = 'e2e-secret-5hT';

type Vendor = 'okta' | 'oneLogin' | 'logto';

const servers = {} as Record<Vendor, TestServer>;
let n8n: N8n;
let workflowId: string;

const people = (count: number, make: (index: number) => Record<string, unknown>) =>
	Array.from({ length: count }, (_, index) => make(index));

const oktaPeople = people(201, (index) => ({
	id: `00u${index}`,
	status: 'ACTIVE',
	profile: { login: `p${index}@example.com`, firstName: 'P', lastName: String(index) },
}));
const oneLoginPeople = people(51, (index) => ({ id: 100 + index, email: `p${index}@example.com` }));
const logtoPeople = people(101, (index) => ({ id: `p${index}`, username: `p${index}` }));

const isToken = ({ path }: Received) => path.endsWith('/token');

const ok = { error: false, code: 200, type: 'success', message: 'Success' };

const answers: Record<Vendor, (request: Received, origin: string) => object | undefined> = {
	okta: (request, origin) =>
		request.path === '/api/v1/users/me'
			? { body: { id: '00uMe' } }
			: request.method === 'POST'
				? { body: { id: '00uNew', status: 'STAGED', profile: (request.json as never)['profile'] } }
				: oktaPages(request, oktaPeople as never, origin),
	oneLogin: (request, origin) =>
		request.method === 'PUT'
			? { body: { status: ok } }
			: envelopePages(request, oneLoginPeople as never, origin),
	logto: (request, origin) =>
		request.method === 'POST'
			? { status: 201, body: { roleIds: [ROLE], addedRoleIds: [ROLE] } }
			: numberedPages(request, logtoPeople as never, origin),
};

const credentials = {
	okta: {
		id: '',
		name: 'Okta of the test',
		type: 'oktaManagementApi',
		data: () => ({ url: servers.okta.origin, apiToken: SECRET }),
	},
	oneLogin: {
		id: '',
		name: 'OneLogin of the test',
		type: 'oneLoginOAuth2Api',
		data: () => ({ url: servers.oneLogin.origin, clientId: 'c', clientSecret: SECRET }),
	},
	logto: {
		id: '',
		name: 'Logto of the test',
		type: 'logtoOAuth2Api',
		data: () => ({ endpoint: servers.logto.origin, clientId: 'c', clientSecret: SECRET }),
	},
};

/** An ID as Logto makes it, which is not looked up as a name. */
const ROLE = 'r1aaaaaaaaaaaaaaaaaaa';

const step = (vendor: Vendor, name: string, parameters: object, x: number) => ({
	id: name.toLowerCase().replace(/ /g, '-'),
	name,
	type: `n8n-nodes-identity.${vendor}`,
	typeVersion: 1,
	position: [x, 0],
	parameters,
	// A step that gives many items is followed by one that is to run once.
	executeOnce: true,
	credentials: {
		[credentials[vendor].type]: { id: credentials[vendor].id, name: credentials[vendor].name },
	},
});

const user = (value: string) => ({ __rl: true, mode: 'id', value });

const steps = () => [
	step('okta', 'Okta List', { resource: 'user', operation: 'getAll', returnAll: true }, 200),
	step(
		'okta',
		'Okta Create',
		{ resource: 'user', operation: 'create', email: 'n@example.com', login: 'n@example.com' },
		400,
	),
	step(
		'oneLogin',
		'OneLogin List',
		{ resource: 'user', operation: 'getAll', returnAll: true },
		600,
	),
	step(
		'oneLogin',
		'OneLogin Roles',
		{ resource: 'user', operation: 'addRoles', user: user('100'), roles: ['5'] },
		800,
	),
	step('logto', 'Logto List', { resource: 'user', operation: 'getAll', returnAll: true }, 1000),
	step(
		'logto',
		'Logto Roles',
		{ resource: 'userRole', operation: 'assign', user: user('p0'), roles: [ROLE] },
		1200,
	),
];

/** All steps, one after the other. */
function workflow() {
	const chain = steps();
	const names = ['Start', ...chain.map(({ name }) => name)];
	return {
		name: 'All three vendors',
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...chain,
		],
		connections: Object.fromEntries(
			chain.map(({ name }, index) => [
				names[index],
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
	};
}

const execute = async (): Promise<StoredRun> => await runWorkflow(n8n.rest, workflowId, 'Start');

beforeAll(async () => {
	for (const vendor of Object.keys(answers) as Vendor[]) {
		servers[vendor] = await startServer((request) =>
			isToken(request) ? undefined : answers[vendor](request, servers[vendor].origin),
		);
	}
	n8n = await logIn();
	const store = async (path: string, record: object): Promise<string> => {
		const { status, data: answer } = await n8n.rest.post(path, record);
		expect([path, status]).toEqual([path, 200]);
		return answer.data.id;
	};
	for (const one of Object.values(credentials)) {
		const { name, type, data } = one;
		one.id = await store('/credentials', { name, type, data: data() });
	}
	workflowId = await store('/workflows', workflow());
});

afterAll(async () => {
	await Promise.all(Object.values(servers).map(async (server) => await server.close()));
});

test('icons are served', async () => {
	const { data } = await n8n.rest.get(`${n8n.url}/types/nodes.json`);
	const ours = (data as Array<{ name: string; iconUrl: { light: string; dark: string } }>).filter(
		({ name }) => name.startsWith('n8n-nodes-identity.'),
	);
	for (const { iconUrl } of ours) {
		for (const icon of [iconUrl.light, iconUrl.dark]) {
			const { status, headers } = await n8n.rest.get(`${n8n.url}/${icon}`);
			expect([icon, status, headers['content-type']]).toEqual([
				icon,
				200,
				expect.stringContaining('image/svg+xml'),
			]);
		}
	}
});

describe.each(Object.keys(credentials) as Vendor[])('the credential for %s', (vendor) => {
	const check = async (change: object = {}) => {
		const { id, name, type, data } = credentials[vendor];
		const { data: answer } = await n8n.rest.post('/credentials/test', {
			credentials: { id, name, type, data: { ...data(), ...change } },
		});
		return answer.data as { status: string; message: string };
	};

	test('passes its test', async () => {
		expect(await check()).toMatchObject({ status: 'OK' });
	});

	test('forgives a path behind the address', async () => {
		const field = vendor === 'logto' ? 'endpoint' : 'url';
		expect(await check({ [field]: `${servers[vendor].origin}/admin/x?y` })).toMatchObject({
			status: 'OK',
		});
	});

	test.each([401, 403, 404])('says what to do about a %i', async (status) => {
		const before = servers[vendor].respond;
		servers[vendor].respond = (request) => (isToken(request) ? undefined : { status, body: {} });
		const { status: verdict, message } = await check();
		servers[vendor].respond = before;
		expect(verdict).toBe('Error');
		expect(message).toMatch(vendor === 'oneLogin' ? /OneLogin/ : new RegExp(vendor, 'i'));
		expect(message).not.toContain(SECRET);
	});

	if (vendor !== 'okta') {
		test("shows the vendor's reason when no token is issued", async () => {
			const before = servers[vendor].respond;
			servers[vendor].respond = (request) =>
				isToken(request)
					? {
							status: 401,
							body: { error: 'invalid_client', error_description: 'client authentication failed' },
						}
					: undefined;
			const { status, message } = await check({ clientSecret: 'another' });
			servers[vendor].respond = before;
			expect(status).toBe('Error');
			expect(message).toContain('client authentication failed');
			expect(message).toContain('HTTP 401');
		});
	}
});

test('one workflow with all three vendors runs, and every list is whole', async () => {
	for (const server of Object.values(servers)) server.received = [];
	const run = await execute();
	expect(run.data.resultData.error).toBeUndefined();
	expect(run.status).toBe('success');
	expect(output(run, 'Okta List').map(({ json }) => json.id)).toEqual(
		oktaPeople.map(({ id }) => id),
	);
	expect(output(run, 'OneLogin List').map(({ json }) => json.id)).toEqual(
		oneLoginPeople.map(({ id }) => id),
	);
	expect(output(run, 'Logto List').map(({ json }) => json.id)).toEqual(
		logtoPeople.map(({ id }) => id),
	);
	expect(output(run, 'Okta Create')).toEqual([
		{
			json: expect.objectContaining({ id: '00uNew', login: 'n@example.com' }),
			pairedItem: { item: 0 },
		},
	]);
	expect(output(run, 'OneLogin Roles')[0].json).toEqual({
		userId: 100,
		addedRoleIds: [5],
		skippedRoleIds: [],
	});
	expect(output(run, 'Logto Roles')[0].json).toEqual({
		userId: 'p0',
		roleIds: [ROLE],
		addedRoleIds: [ROLE],
	});
	const wire = Object.values(servers).map((server) =>
		server.calls().map(({ method, path }) => `${method} ${path}`),
	);
	expect(wire).toEqual([
		['GET /api/v1/users', 'GET /api/v1/users', 'POST /api/v1/users'],
		['GET /api/1/users', 'GET /api/1/users', 'PUT /api/1/users/100/add_roles'],
		['GET /api/users', 'GET /api/users', 'POST /api/users/p0/roles'],
	]);
});

test('a token is fetched once and kept for the next execution', async () => {
	await execute();
	for (const vendor of ['oneLogin', 'logto'] as const) {
		servers[vendor].received = [];
		await execute();
		expect(servers[vendor].received.filter(isToken)).toEqual([]);
		expect(servers[vendor].calls()).toHaveLength(3);
	}
});

test('neither secret nor token is in the stored execution or in the log', async () => {
	const before = servers.logto.respond;
	servers.logto.respond = (request) =>
		isToken(request)
			? undefined
			: { status: 403, body: { code: 'auth.forbidden', message: 'No.' } };
	const run = await execute();
	servers.logto.respond = before;
	expect(run.status).toBe('error');
	expect(run.data.resultData.error?.message).toBe('No.');
	expect(run.data.resultData.error?.description).toContain('Logto Management API access');
	for (const text of [run.raw, readFileSync(join(setup.data, 'n8n.log'), 'utf8')]) {
		expect(text).not.toContain(SECRET);
		expect(text).not.toMatch(/token-\d/);
	}
});
