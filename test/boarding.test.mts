/**
 * What the Code nodes of the onboarding and the expressions of the offboarding make of what the nodes
 * before them gave, and how long the nodes wait for a system.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { type INode, Workflow } from 'n8n-workflow';

type Json = Record<string, unknown>;

interface Template {
	nodes: Array<{
		name: string;
		type: string;
		parameters: {
			jsCode?: string;
			requestSettings?: object;
			options?: object;
			assignments?: { assignments: Array<{ name: string; value: string }> };
			conditions?: { conditions: object[] };
		};
	}>;
}

const workflow = (name: string): Template =>
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

test('onboarding: nobody is taken for absent when the look-up by login fails', () => {
	const given = {
		'Check Input': [{ email }],
		'Okta: Find by Login': [{ error: 'Okta could not be reached' }],
	};
	expect(run('onboarding', 'Okta: Decide', given)).toEqual({
		action: 'fail',
		reason: 'The person could not be looked up: Okta could not be reached',
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

/** Resolves an expression of the offboarding, with these items in front of the node. */
function resolved(name: string, expression: string, items: Json[]): unknown {
	const node: INode = {
		id: 'node',
		name,
		type: 'test.any',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const type = { description: { properties: [], inputs: ['main'], outputs: ['main'] } };
	const { expression: engine } = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => type, getByName: () => type } as never,
	});
	const given = items.map((json) => ({ json })) as never;
	return engine.getParameterValue(expression, null, 0, 0, name, given, 'manual', {});
}

/** What the answer of the offboarding says of a system, from what the system's node gave. */
function said(system: string, item: Json): Json {
	const { parameters } = workflow('offboarding').nodes.find(
		({ name }) => name === `${system}: Result`,
	)!;
	return Object.fromEntries(
		parameters.assignments!.assignments.map(({ name, value }) => [
			name,
			// "Edit Fields" makes null of what has no value.
			resolved(`${system}: Result`, value, [item]) ?? null,
		]),
	);
}

describe.each(['Okta', 'OneLogin', 'Logto'])(
	'offboarding: what the answer says of %s',
	(system) => {
		const lea = { id: '1', login: email, email, name: 'Lea Berg' };
		const steps = [{ step: 'suspend', outcome: 'done' }];
		const held = { what: 'role', id: '7', name: 'Staff', why: 'It is still listed.' };

		test.each<[string, Json, Json]>([
			[
				'where everything was taken',
				{ found: true, complete: true, user: lea, steps, left: [] },
				{ status: 200, found: true, complete: true, reason: '', user: lea, steps, left: [] },
			],
			[
				'where something is left',
				{ found: true, complete: false, user: lea, steps, left: [held] },
				{ status: 502, found: true, complete: false, reason: '', user: lea, steps, left: [held] },
			],
			[
				'where a step failed',
				{
					error: {
						message: '1 of 1 steps did not succeed: suspend (No)',
						description: 'Running it again does no harm.',
						outcome: 'failed',
						found: true,
						complete: false,
						user: lea,
						steps,
						left: [held],
					},
					message: '1 of 1 steps did not succeed: suspend (No)',
				},
				{
					status: 502,
					found: true,
					complete: false,
					reason: '1 of 1 steps did not succeed: suspend (No) Running it again does no harm.',
					user: lea,
					steps,
					left: [held],
				},
			],
			[
				'where nobody is found',
				{ found: false, complete: false },
				{ status: 404, found: false, complete: false, reason: 'Nobody has this e-mail address.' },
			],
			[
				'where the look-up failed, so that nobody knows',
				{ error: { message: 'No answer', outcome: 'failed' }, message: 'No answer' },
				{ status: 502, found: null, complete: false, reason: 'No answer' },
			],
			[
				'where several people have the address',
				{ error: { message: '2 users: 1, 2', outcome: 'ambiguous' }, message: '2 users: 1, 2' },
				{ status: 502, found: null, complete: false, reason: '2 users: 1, 2' },
			],
			[
				'where the address cannot be looked for',
				{ error: { message: '"User" is empty', outcome: 'invalid' }, message: '"User" is empty' },
				{ status: 400, found: null, complete: false, reason: '"User" is empty' },
			],
			[
				'where its node is switched off, and hands on what was posted',
				{ headers: {}, body: { email } },
				{ status: 502, found: null, complete: false, reason: '' },
			],
		])('%s', (_, item, expected) => {
			const nothing = { user: null, steps: null, left: null };
			expect(said(system, item)).toEqual({ system, ...nothing, ...expected });
		});
	},
);

describe('offboarding: the answer', () => {
	const { nodes } = workflow('offboarding');
	const parametersOf = (name: string) => nodes.find((node) => node.name === name)!.parameters;
	const { responseCode } = parametersOf('Answer').options as { responseCode: string };

	test.each([
		[[200, 200, 200], 200],
		[[404, 200, 404], 200],
		[[404, 404, 404], 404],
		[[200, 200, 502], 502],
		[[502, 404, 404], 502],
		[[400, 400, 400], 400],
		[[404, 400, 404], 400],
		[[200, 400, 200], 400],
		[[400, 502, 200], 502],
		[[404], 404],
		[[200], 200],
	])('systems with %j are answered with %i', (statuses, expected) => {
		const items = statuses.map((status) => ({ system: 'any', status }));
		expect(resolved('Answer', responseCode, items)).toBe(expected);
	});

	test('whatever is answered with another status than 200 is an alert', () => {
		const [condition, ...more] = parametersOf('All Done?').conditions!.conditions;
		expect(more).toEqual([]);
		expect(condition).toMatchObject({
			leftValue: responseCode,
			rightValue: 200,
			operator: { type: 'number', operation: 'equals' },
		});
	});
});

// The bounds that workflows/README.md states follow from these.
describe('the others come after a silent system', () => {
	test.each([
		['onboarding', 18],
		['offboarding', 3],
	])('so our nodes of the %s do not wait long', (file, count) => {
		const ours = workflow(file).nodes.filter(({ type }) => type.startsWith('n8n-nodes-identity.'));
		expect(ours).toHaveLength(count);
		expect(ours.map(({ name, parameters }) => [name, parameters.requestSettings])).toEqual(
			ours.map(({ name }) => [name, { timeout: 15, maxWait: 30 }]),
		);
	});

	test('nor do HTTP Request nodes, none of which follows a redirect', () => {
		const { nodes } = workflow('onboarding');
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
});
