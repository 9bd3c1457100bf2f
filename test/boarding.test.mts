/**
 * What the Code nodes of onboarding and offboarding make of what the nodes before them gave, and how
 * long the nodes wait for a system.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

type Json = Record<string, unknown>;

interface Workflow {
	nodes: Array<{
		name: string;
		type: string;
		parameters: { jsCode?: string; requestSettings?: object; options?: object };
	}>;
}

const workflow = (name: string): Workflow =>
	JSON.parse(readFileSync(join(__dirname, `../workflows/${name}.json`), 'utf8'));

/**
 * Runs the text of a Code node.
 *
 * @param given what other nodes gave, by name; the ones that are missing were not executed
 * @returns the only item that comes out
 */
function run(file: string, name: string, given: Record<string, Json[]>): Json {
	const { jsCode } = workflow(file).nodes.find((node) => node.name === name)!.parameters;
	const $ = (node: string) => {
		const items = given[node]?.map((json) => ({ json }));
		const all = () => {
			if (items) return items;
			throw new Error(`${node} was not executed`);
		};
		return { isExecuted: items !== undefined, all, first: () => all()[0] };
	};
	const items = compileFunction(jsCode!, ['$'])($) as Array<{ json: Json }>;
	expect(items).toHaveLength(1);
	return items[0].json;
}

const email = 'lea.berg@halden.example';

describe('onboarding: whether an account still waits for its first password', () => {
	const pending = { id: 7, email, status: 7, state: 1, password_changed_at: null };

	test.each([
		['is new', [], { action: 'create', needsPassword: true }],
		['was made without one', [pending], { needsPassword: true }],
		['was never activated', [{ ...pending, status: 0 }], { needsPassword: true }],
		['is active', [{ ...pending, status: 1 }], { needsPassword: false }],
		['must reset it', [{ ...pending, status: 5 }], { needsPassword: false }],
		[
			'has had one',
			[{ ...pending, password_changed_at: '2025-01-01T00:00:00.000Z' }],
			{ needsPassword: false },
		],
		[
			'has been used',
			[{ ...pending, last_login: '2025-01-01T00:00:00.000Z' }],
			{ needsPassword: false },
		],
		['has it in a directory', [{ ...pending, directory_id: 12 }], { needsPassword: false }],
		[
			'has it at another identity provider',
			[{ ...pending, trusted_idp_id: 3 }],
			{ needsPassword: false },
		],
	])('OneLogin: one that %s', (_, found, expected) => {
		const decided = run('onboarding', 'OneLogin: Decide', {
			'Check Input': [{ email }],
			'OneLogin: Find': found.length > 0 ? found : [{}],
		});
		expect(decided).toMatchObject({ action: 'update', ...expected });
	});

	const unused = { id: 'u1', primaryEmail: email, hasPassword: false, lastSignInAt: null };

	test.each([
		['is new', [], { action: 'create', needsPassword: true }],
		['was made without one', [{ ...unused, identities: {} }], { needsPassword: true }],
		['has one', [{ ...unused, hasPassword: true }], { needsPassword: false }],
		['signs in with a code', [{ ...unused, lastSignInAt: 1 }], { needsPassword: false }],
		[
			'belongs to a social account',
			[{ ...unused, identities: { github: { userId: '1' } } }],
			{ needsPassword: false },
		],
		['does not tell', [{ ...unused, hasPassword: undefined }], { needsPassword: false }],
	])('Logto: one that %s', (_, found, expected) => {
		const decided = run('onboarding', 'Logto: Decide', {
			'Check Input': [{ email }],
			'Logto: Find': found.length > 0 ? found : [{}],
		});
		expect(decided).toMatchObject({ action: 'update', ...expected });
	});
});

describe('onboarding: what is done about an account that is there', () => {
	const decide = (system: string, person: Json): Json =>
		run('onboarding', `${system}: Decide`, {
			'Check Input': [{ email }],
			'Okta: Find by Login': [{ error: `No user has the login "${email}"` }],
			'Okta: Find by Email': [person],
			'OneLogin: Find': [person],
			'Logto: Find': [person],
		});
	const okta = (status: string): Json => decide('Okta', { id: '00u1', email, status });
	const oneLogin = (status: number, state: number): Json =>
		decide('OneLogin', { id: 7, email, status, state });
	const logto = (isSuspended: boolean): Json =>
		decide('Logto', { id: 'u1', primaryEmail: email, isSuspended });

	test.each([
		['Okta', 'deactivated', okta('DEPROVISIONED')],
		['Okta', 'suspended', okta('SUSPENDED')],
		['Okta', 'locked', okta('LOCKED_OUT')],
		['OneLogin', 'suspended', oneLogin(2, 1)],
		['OneLogin', 'locked', oneLogin(3, 1)],
		['OneLogin', 'not approved', oneLogin(1, 0)],
		['OneLogin', 'rejected', oneLogin(1, 2)],
		['OneLogin', 'unlicensed', oneLogin(1, 3)],
		['OneLogin', 'suspended and unlicensed', oneLogin(2, 3)],
		['Logto', 'suspended', logto(true)],
	])('%s: one that is %s is left to a person', (_, word, decided) => {
		expect(decided).toMatchObject({
			action: 'stop',
			reason: `The account exists, but it is ${word}. Nothing was changed.`,
		});
	});

	test.each(['ACTIVE', 'PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED'])(
		'one that is %s in Okta is updated',
		(status) => {
			expect(okta(status)).toEqual({ action: 'update', id: '00u1', isStaged: false });
		},
	);

	test('one that is staged in Okta is updated and activated', () => {
		expect(okta('STAGED')).toEqual({ action: 'update', id: '00u1', isStaged: true });
	});

	test.each([0, 1, 4, 5, 7, 8])('one with status %i in OneLogin is updated', (status) => {
		expect(oneLogin(status, 1)).toMatchObject({ action: 'update', id: '7' });
	});

	test('one in Logto is updated', () => {
		expect(logto(false)).toMatchObject({ action: 'update', id: 'u1' });
	});
});

describe('onboarding: what is said of an activation', () => {
	const report = (activated: Json): Json =>
		run('onboarding', 'Okta: Report', {
			'Check Input': [{ oktaApps: [] }],
			'Okta: Decide': [{ action: 'update', id: '00u1', isStaged: true }],
			'Okta: Update': [{ id: '00u1' }],
			'Okta: Activate': [activated],
			'Okta: List Apps': [{ body: [] }],
		});

	test.each<[Json, string]>([
		[{ statusCode: 403, body: { errorSummary: 'You may not' } }, 'You may not'],
		[{ statusCode: 502, body: '<html>' }, 'Okta answered with status 502'],
		[{ statusCode: 302 }, 'Okta answered with status 302'],
		[{ error: { message: 'The connection was aborted' } }, 'The connection was aborted'],
	])('%j is no success', (activated, reason) => {
		expect(report(activated)).toEqual({
			system: 'Okta',
			status: 'failed',
			account: 'updated',
			reason: `The account was not activated: ${reason}`,
			id: '00u1',
		});
	});

	test('one that succeeded is followed by an e-mail', () => {
		expect(report({ statusCode: 200, body: {} })).toMatchObject({
			status: 'done',
			invitation: 'Okta sends the activation e-mail',
		});
	});
});

describe('offboarding: who is meant in Okta', () => {
	const lea = { id: '00u1', email, login: email };
	const other = { id: '00u2', email, login: 'lea@halden.example' };
	const nobody = { error: `No user has the login "${email}"` };
	const broken = { error: 'Okta could not be reached' };
	const who = (byLogin: Json, found: Json[]): Json =>
		run('offboarding', 'Okta: Who?', {
			'Check Input': [{ email }],
			'Okta: Find by Login': [byLogin],
			'Okta: Search': found.length > 0 ? found : [{}],
		});

	test.each([
		['nobody', nobody, [], { status: 'notFound' }],
		['somebody whom both know', lea, [lea], { status: 'found', id: '00u1' }],
		['somebody whom the search does not know yet', lea, [], { status: 'found', id: '00u1' }],
		['somebody with another login', nobody, [other], { status: 'found', id: '00u2' }],
	])('%s', (_, byLogin, found, expected) => {
		expect(who(byLogin, found)).toEqual(expected);
	});

	test('two, of whom the search knows one, are named', () => {
		expect(who(lea, [other])).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/00u2, 00u1$/),
		});
	});

	const unknown = {
		status: 'failed',
		reason: 'The person could not be looked up: Okta could not be reached',
	};

	test('nobody is taken for the only one when the search fails', () => {
		expect(who(lea, [broken])).toEqual(unknown);
	});

	test('nobody is taken for absent when the look-up by login fails, after which none is made', () => {
		const given = { 'Check Input': [{ email }], 'Okta: Find by Login': [broken] };
		expect(run('offboarding', 'Okta: Who?', given)).toEqual(unknown);
		const { reason } = unknown;
		expect(run('onboarding', 'Okta: Decide', given)).toEqual({ action: 'fail', reason });
	});
});

describe('onboarding: the settings', () => {
	const urls = {
		oktaUrl: 'https://acme.okta.com',
		oneLoginUrl: 'https://acme.onelogin.com',
		logtoUrl: 'http://127.0.0.1:3001',
	};
	const systems = ['okta', 'oneLogin', 'logto'];
	const lea = { firstName: 'Lea', lastName: 'Berg', email, department: 'Engineering' };
	const check = (settings: Json, body: Json = lea): Json =>
		run('onboarding', 'Check Input', {
			Settings: [{ systems, access: { Engineering: {} }, ...urls, ...settings }],
			Webhook: [{ body }],
		});

	test.each([
		[{}, { oktaApps: [], oneLoginRoles: [], logtoRoles: [] }],
		[{ oktaApps: ['Jira'] }, { oktaApps: ['Jira'], oneLoginRoles: [], logtoRoles: [] }],
		[
			{ logtoRoles: ['Staff'], oneLoginRoles: ['Employee'] },
			{ oktaApps: [], oneLoginRoles: ['Employee'], logtoRoles: ['Staff'] },
		],
	])('a department with %j gives nothing more than that', (entry, lists) => {
		expect(check({ access: { Engineering: entry } })).toMatchObject({ ...lists, invalid: [] });
	});

	const where = 'Settings > access > Engineering';
	const lists = 'oktaApps, oneLoginRoles, logtoRoles';

	test.each<[unknown, string]>([
		[null, `${where}: must have lists named ${lists}`],
		[['Jira'], `${where}: must have lists named ${lists}`],
		[{ oktaApps: 'Jira' }, `${where} > oktaApps: must be a list of names`],
		[{ oneLoginRoles: [471000] }, `${where} > oneLoginRoles: must be a list of names`],
		[{ logtoRoles: [''] }, `${where} > logtoRoles: must be a list of names`],
		[{ logtoRoles: null }, `${where} > logtoRoles: must be a list of names`],
		[{ oktaApp: ['Jira'] }, `${where} > oktaApp: is unknown; the lists are named ${lists}`],
	])('a department with %j is refused', (entry, reason) => {
		expect(check({ access: { Engineering: entry } }).invalid).toEqual([reason]);
	});

	test('a fault in one department does not stop the others', () => {
		const access = { Engineering: { oktaApps: ['Jira'] }, Sales: null };
		expect(check({ access }).invalid).toEqual([]);
	});

	test.each([undefined, null, {}, 'Engineering', ['Engineering']])(
		'no departments, as in %j, are said once',
		(access) => {
			const reason = 'Settings > access: must name the departments and what they get';
			expect(check({ access }).invalid).toEqual([reason]);
		},
	);

	test.each([undefined, [], 'okta', ['okta', 'Logto'], { okta: true }])(
		'systems %j are refused',
		(wrong) => {
			const reason = 'Settings > systems: must be a list of one or more of okta, oneLogin, logto';
			expect(check({ systems: wrong }).invalid).toEqual([reason]);
			expect(check({ systems: wrong }, { ...lea, systems: ['okta'] }).invalid).toEqual([reason]);
		},
	);

	test('addresses are needed, of the systems that are asked for', () => {
		const reason = (name: string): string =>
			`Settings > ${name}: must be the address in your credential, with https://`;
		expect(check({ oktaUrl: '', logtoUrl: undefined }).invalid).toEqual([
			reason('oktaUrl'),
			reason('logtoUrl'),
		]);
		const body = { ...lea, systems: ['oneLogin'] };
		expect(check({ oktaUrl: '', logtoUrl: undefined }, body).invalid).toEqual([]);
		expect(check({ oneLoginUrl: 'acme.onelogin.com' }, body).invalid).toEqual([
			reason('oneLoginUrl'),
		]);
	});
});

test('offboarding: a wrong list of apps is reported and stops no other system', () => {
	const given = {
		'Okta: Who?': [{ status: 'found', id: '00u1' }],
		'Okta: Deactivate': [{ outcome: 'deactivated' }],
		'Okta: List Apps': [{ body: [{ id: '0oa1', label: 'Intranet' }] }],
		Settings: [{}],
	};
	const matched = run('offboarding', 'Okta: Match Apps', given);
	expect(matched).toEqual({});
	expect(run('offboarding', 'Okta: Report', { ...given, 'Okta: Match Apps': [matched] })).toEqual({
		system: 'Okta',
		status: 'failed',
		id: '00u1',
		steps: [
			{ step: 'deactivate', status: 'done' },
			{
				step: 'unassign apps',
				status: 'failed',
				reason: 'Settings > oktaUnassignApps: must be a list of names',
			},
		],
	});
});

// The bounds that workflows/README.md states follow from these.
describe.each(['onboarding', 'offboarding'])(
	'%s: the others come after a silent system',
	(file) => {
		const { nodes } = workflow(file);

		test('so our nodes do not wait long', () => {
			const ours = nodes.filter(({ type }) => type.startsWith('n8n-nodes-identity.'));
			expect(ours.length).toBeGreaterThan(10);
			expect(ours.map(({ name, parameters }) => [name, parameters.requestSettings])).toEqual(
				ours.map(({ name }) => [name, { timeout: 15, maxWait: 30 }]),
			);
		});

		test('nor do HTTP Request nodes, none of which follows a redirect', () => {
			const requests = nodes.filter(({ type }) => type === 'n8n-nodes-base.httpRequest');
			expect(requests).not.toEqual([]);
			for (const { name, parameters } of requests) {
				expect({ name, ...parameters.options }).toMatchObject({
					name,
					timeout: 15_000,
					redirect: { redirect: { followRedirects: false } },
				});
			}
		});
	},
);
