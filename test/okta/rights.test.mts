/** Which right is missing: the one of the operation, as Okta's own document has it. */
import { specsOf } from '../engine/openapi.mjs';
import { nodes } from '../engine/forms.mjs';
import { scopesOf } from '../../nodes/Okta/rights';
import { oktaDocumented } from './operations.mjs';
import { refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const byId = { user: { mode: 'id', value: USER_ID } };
const challenge = (scope: string) => ({
	status: 403,
	headers: {
		'WWW-Authenticate': `Bearer ${scope}error="insufficient_scope", error_description="The access token lacks a scope"`,
	},
});

const sources = nodes.find(({ name }) => name === 'okta')!.sources;

describe('a scope that is missing', () => {
	test('is named with the operation', async () => {
		org.answer(challenge(''));
		const { error } = await org.run({ resource: 'user', operation: 'getGroups', ...byId });
		expect(error?.description).toContain('User > Get Groups takes okta.users.read:');
	});

	test('is the one that Okta names, where it does', async () => {
		org.answer(challenge('scope="okta.roles.read", '));
		const { error } = await org.run({
			resource: 'adminRole',
			operation: 'assign',
			...byId,
			role: 'APP_ADMIN',
		});
		expect(error?.description).toContain('Okta wants the scope okta.roles.read.');
		expect(error?.description).toContain('Admin Role > Assign takes okta.roles.manage:');
	});

	test('is each of those that an operation takes', async () => {
		org.answer(challenge(''));
		const { error } = await org.run({
			resource: 'factor',
			operation: 'setTemporaryAccessCode',
			...byId,
			returnCode: true,
		});
		expect(error?.description).toContain('okta.users.manage and okta.authenticators.read:');
	});

	test('is unknown for a request that is written by hand', async () => {
		org.answer(challenge(''));
		const { error } = await org.run({
			resource: 'apiRequest',
			operation: 'send',
			method: 'GET',
			path: '/api/v1/zones',
		});
		expect(error?.description).toContain('its scopes do not allow this. Grant the missing one');
	});
});

const specs = specsOf('okta') as unknown as Array<{
	paths: Record<string, Record<string, { security?: Array<{ oauth2?: string[] }> }>>;
}>;
const shape = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
const documentedScopes = (method: string, path: string): string[] =>
	specs
		.flatMap(({ paths }) => Object.entries(paths))
		.filter(([known]) => shape(known) === shape(path))
		.flatMap(([, item]) => item[method.toLowerCase()]?.security ?? [])
		.flatMap(({ oauth2 = [] }) => oauth2);

(specs.length > 0 ? test : test.skip)('the scopes are those of the document', () => {
	const wrong = oktaDocumented.flatMap(({ resource, operation, method, path }) => {
		const named = scopesOf(resource, sources.get(`${resource}/${operation}`)!);
		const wanted = documentedScopes(method, path).filter(
			// What manages may read, too.
			(scope) => ![scope, scope.replace(/\.read$/, '.manage')].some((one) => named.includes(one)),
		);
		return wanted.map((scope) => `${resource} ${operation} ${method} ${path}: ${scope}`);
	});
	expect(wrong).toEqual([]);
});

describe('a permission that is missing', () => {
	const denied = refused(
		403,
		'E0000006',
		'You do not have permission to perform the requested action',
	);

	test('is named where it is known', async () => {
		org.answer(denied);
		const { error } = await org.run({ resource: 'user', operation: 'clearSessions', ...byId });
		expect(error?.description).toContain('a role with okta.users.lifecycle.clearSessions');
	});

	test('is the role of a super administrator for administrator roles', async () => {
		org.answer({ body: [] }, denied);
		const { error } = await org.run({
			resource: 'adminRole',
			operation: 'assign',
			...byId,
			role: 'APP_ADMIN',
		});
		expect(error?.description).toContain('Only a super administrator');
	});

	test('is left open otherwise', async () => {
		org.answer(denied);
		const { error } = await org.run({ resource: 'user', operation: 'get', ...byId });
		expect(error?.description).toContain(
			'administrator role or scopes do not allow this operation',
		);
	});
});
