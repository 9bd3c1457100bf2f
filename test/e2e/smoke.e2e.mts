/**
 * What has to work in every n8n, with the packed package and the sandbox. Of the suites of this folder,
 * this one, tokens.e2e.mts, hosts.e2e.mts and triggers.e2e.mts also run in an older n8n
 * (`npm run test:old`).
 */
import { sandboxCredentials } from '../../sandbox/n8n/templates.mjs';
import { controls } from '../sandbox/sandbox.mjs';
import { type N8n, output, runNodes } from './executions.mjs';
import { logIn, setup } from './n8n.mjs';

const sandbox = controls(setup);
const stored = sandboxCredentials(setup as never);

/** JSON of which a test reads what it needs. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

const EMAIL = 'ines.brandt@halden.example';

/** Of each vendor: who is in its full list, how a person is made, and what to look for then. */
const vendors = {
	okta: {
		type: 'oktaManagementApi',
		// Okta's list leaves out whoever is deactivated.
		isListed: ({ status }: Json) => status !== 'DEPROVISIONED',
		create: { email: EMAIL, login: EMAIL, firstName: 'Ines', lastName: 'Brandt' },
		made: { login: EMAIL, profile: { firstName: 'Ines' } },
	},
	oneLogin: {
		type: 'oneLoginOAuth2Api',
		isListed: () => true,
		create: { email: EMAIL, username: EMAIL, firstname: 'Ines', lastname: 'Brandt' },
		made: { email: EMAIL, username: EMAIL },
	},
	logto: {
		type: 'logtoOAuth2Api',
		isListed: () => true,
		create: { primaryEmail: EMAIL },
		made: { primaryEmail: EMAIL },
	},
};

type Vendor = keyof typeof vendors;

let n8n: N8n;
beforeAll(async () => {
	n8n = await logIn();
});

// The suites share the sandbox.
beforeEach(async () => {
	await sandbox.reset();
});
afterAll(async () => {
	await sandbox.reset();
});

test('the nodes are there, those for actions also as tools', async () => {
	const { data } = await n8n.rest.get(`${n8n.url}/types/nodes.json`);
	const names = (data as Json[]).map(({ name }) => String(name));
	expect(names.filter((name) => name.startsWith('n8n-nodes-identity.')).sort()).toEqual(
		[
			'logto',
			'logtoTool',
			'logtoTrigger',
			'okta',
			'oktaEventHookTrigger',
			'oktaTool',
			'oktaTrigger',
			'oneLogin',
			'oneLoginTool',
			'oneLoginTrigger',
		].map((name) => `n8n-nodes-identity.${name}`),
	);
});

describe.each(Object.keys(vendors) as Vendor[])('%s', (vendor) => {
	const { type, isListed, create, made } = vendors[vendor];
	const { id, name, data } = stored.find((one) => one.type === type)!;
	const credentials = { [type]: { id, name } };
	const step = (operation: string, parameters: object, onError?: 'continueErrorOutput') => ({
		name: 'Ask',
		type: `n8n-nodes-identity.${vendor}`,
		parameters: { resource: 'user', operation, ...parameters },
		credentials,
		onError,
	});
	const users = async (): Promise<Json[]> => (await sandbox.state(vendor)).users;
	const idsOf = (list: Json[]) => list.map(({ id }) => String(id)).sort();

	test('the test of the credential is green', async () => {
		const { data: answer } = await n8n.rest.post('/credentials/test', {
			credentials: { id, name, type, data },
		});
		expect(answer.data).toMatchObject({ status: 'OK' });
	});

	test('a list is whole', async () => {
		const run = await runNodes(n8n.rest, [step('getAll', { returnAll: true })]);
		expect([run.status, run.data.resultData.error?.message]).toEqual(['success', undefined]);
		const listed = (await users()).filter(isListed);
		expect(listed.length).toBeGreaterThan(200);
		expect(idsOf(output(run, 'Ask').map(({ json }) => json))).toEqual(idsOf(listed));
	});

	test('a person is made', async () => {
		const run = await runNodes(n8n.rest, [step('create', create)]);
		expect([run.status, run.data.resultData.error?.message]).toEqual(['success', undefined]);
		const [one, ...others] = output(run, 'Ask');
		expect(others).toEqual([]);
		expect(one.pairedItem).toEqual({ item: 0 });
		const person = (await users()).find((user) => String(user.id) === String(one.json.id));
		expect(person).toMatchObject(made);
	});

	test('an item that does not succeed leaves by the error output, and the others by the first', async () => {
		const [{ id: known }] = (await users()).filter(isListed);
		const run = await runNodes(
			n8n.rest,
			[step('get', { user: byId('={{ $json.id }}') }, 'continueErrorOutput')],
			[{ id: String(known) }, { id: '404404404' }],
		);
		expect(run.status).toBe('success');
		expect(output(run, 'Ask').map(({ json }) => String(json.id))).toEqual([String(known)]);
		const refused = output(run, 'Ask', 1);
		expect(refused.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(refused[0].json.error).toBeTruthy();
	});

	test('a picker finds a person', async () => {
		const { status, data: answer } = await n8n.rest.post(
			'/dynamic-node-parameters/resource-locator-results',
			{
				nodeTypeAndVersion: { name: `n8n-nodes-identity.${vendor}`, version: 1 },
				path: 'parameters.user',
				methodName: 'searchUsers',
				// The editor sends the form with its defaults; only Okta has this one.
				currentNodeParameters: {
					authentication: 'apiToken',
					resource: 'user',
					operation: 'get',
				},
				credentials,
				filter: 'malik.torres',
			},
		);
		expect([status, answer.message]).toEqual([200, undefined]);
		const malik = (await users()).find((user) => JSON.stringify(user).includes('malik.torres'));
		expect(answer.data.results.map(({ value }: Json) => value)).toEqual([String(malik.id)]);
	});
});
