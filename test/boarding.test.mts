/** What the Code nodes of onboarding and offboarding make of what the nodes before them gave. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

type Json = Record<string, unknown>;

interface Workflow {
	nodes: Array<{ name: string; parameters: { jsCode?: string } }>;
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

	test.each([
		['the look-up by login', broken, [lea]],
		['the search', lea, [broken]],
	])('nobody is taken for absent or for the only one when %s fails', (_, byLogin, found) => {
		expect(who(byLogin, found)).toMatchObject({
			status: 'failed',
			reason: 'The person could not be looked up: Okta could not be reached',
		});
	});
});
