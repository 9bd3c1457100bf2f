import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { Logto } from '../../nodes/Logto/Logto.node';
import { clock } from '../../nodes/shared/clock';
import { jsons, runNode } from '../engine/engine.mjs';
import { useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();
beforeEach(() => {
	server.respond = () => ({ body: {} });
});

const ada = { mode: 'id', value: 'a1b2c3d4e5f6' };

const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	items?: IDataObject[],
	timezone?: string,
) =>
	await runNode({
		node: 'logto',
		parameters: { resource, operation, ...parameters },
		credentials: credentialsFor('logto', server.origin),
		items,
		timezone,
	});

describe('refused before anything is sent', () => {
	test.each<[string, string, string, IDataObject, string | RegExp]>([
		['an empty user', 'user', 'create', {}, 'Nothing is set, so the user would be empty'],
		[
			'a user of blanks',
			'user',
			'create',
			{ username: '', profile: { nickname: '' }, additionalFields: { customData: '{}' } },
			'Nothing is set, so the user would be empty',
		],
		[
			'password and hash at once',
			'user',
			'create',
			{
				password: 'secret-one',
				additionalFields: { passwordHash: { hash: { algorithm: 'MD5', digest: 'd41d8' } } },
			},
			'"Password" and "Password Hash" cannot be used together',
		],
		[
			'a hash without digest',
			'user',
			'create',
			{
				username: 'ada',
				additionalFields: { passwordHash: { hash: { algorithm: 'MD5', digest: '' } } },
			},
			'"Password Hash > Digest" is empty',
		],
		[
			'an email with a space in it',
			'user',
			'create',
			{ primaryEmail: 'ada @example.com' },
			'"Email" is not an address that Logto takes: "ada @example.com"',
		],
		[
			'an update with an email that is a name',
			'user',
			'update',
			{ user: ada, updateFields: { primaryEmail: 'ada' } },
			'"Update Fields > Email" is not an address that Logto takes: "ada"',
		],
		[
			'half of an emoji, which Logto calls an empty list of values',
			'customData',
			'update',
			{ user: ada, customData: '{ "mood": ["good", "\\ud83d"] }' },
			'The value for "mood" contains half of a character (a lone surrogate)',
		],
		[
			'half of an emoji as a key',
			'customData',
			'update',
			{ user: ada, customData: '{ "\\ud83d": 1 }' },
			'The value for "customData" contains half of a character (a lone surrogate)',
		],
		[
			'a phone with letters',
			'user',
			'create',
			{ primaryPhone: '1-800-FLOWERS' },
			/^"Phone" is not a phone number/,
		],
		[
			'a phone with "(0)", which would become another number',
			'user',
			'update',
			{ user: ada, updateFields: { primaryPhone: '+49 (0)561 123' } },
			/^"Update Fields > Phone" is not a phone number/,
		],
		[
			'custom data that is a list',
			'user',
			'create',
			{ username: 'ada', additionalFields: { customData: '[1]' } },
			/^"Custom Data" must be a JSON object/,
		],
		['an update of nothing', 'user', 'update', { user: ada }, 'There is nothing to update'],
		[
			'an update of nothing but ignored blanks',
			'user',
			'update',
			{ user: ada, updateFields: { name: '' }, options: { emptyFields: 'ignore' } },
			'There is nothing to update',
		],
		[
			'an update with a blank email',
			'user',
			'update',
			{ user: ada, updateFields: { primaryEmail: '', name: 'Ada' } },
			'"Update Fields > Email" has no value',
		],
		[
			'an update with an email of null',
			'user',
			'update',
			{ user: ada, updateFields: { primaryEmail: null, name: 'Ada' } },
			'"Update Fields > Email" has no value',
		],
		[
			'an update that would wipe custom data',
			'user',
			'update',
			{ user: ada, updateFields: { customData: '{}', name: 'Ada' } },
			'"Update Fields > Custom Data" has no value',
		],
		[
			'an update that would wipe part of the profile',
			'user',
			'update',
			{ user: ada, profile: { familyName: '', givenName: 'Ada' } },
			'"Profile > Family Name" has no value',
		],
		[
			'an update that would wipe the address',
			'user',
			'update',
			{ user: ada, profile: { givenName: 'Ada', address: { parts: { region: '' } } } },
			'"Profile > Address" has no value',
		],
		[
			'an update whose expression found nothing',
			'user',
			'update',
			{ user: ada, updateFields: { name: '={{ $json.missing }}', username: 'ada' } },
			'"Update Fields > Name" has no value',
		],
		[
			'an update that would wipe custom data, since an expression found nothing',
			'user',
			'update',
			{ user: ada, updateFields: { customData: '={{ $json.missing }}', name: 'Ada' } },
			'"Update Fields > Custom Data" has no value',
		],
		[
			'an update that would wipe part of the profile, since an expression found nothing',
			'user',
			'update',
			{ user: ada, profile: { familyName: '={{ $json.missing }}', givenName: 'Ada' } },
			'"Profile > Family Name" has no value',
		],
		[
			'a profile update whose expressions all found nothing',
			'user',
			'updateProfile',
			{ user: ada, profile: { familyName: '={{ $json.missing }}' } },
			'"Profile > Family Name" has no value',
		],
		[
			'a profile update of nothing',
			'user',
			'updateProfile',
			{ user: ada },
			'There is nothing to update',
		],
		[
			'a profile update of nothing but ignored blanks',
			'user',
			'updateProfile',
			{
				user: ada,
				profile: { nickname: '', address: { parts: {} } },
				options: { emptyFields: 'ignore' },
			},
			'There is nothing to update',
		],
		[
			'custom data without keys',
			'customData',
			'update',
			{ user: ada, customData: '{}' },
			'"Custom Data" holds no keys, so there is nothing to update',
		],
		[
			'an empty password',
			'user',
			'updatePassword',
			{ user: ada, password: "={{ '' }}" },
			'"Password" is empty',
		],
		[
			'an empty user id',
			'user',
			'get',
			{ user: { mode: 'id', value: '={{ $json.missing }}' } },
			'"User" is empty',
		],
		[
			'a user id of spaces',
			'user',
			'delete',
			{ user: { mode: 'id', value: '  ' } },
			'"User" is empty',
		],
		[
			'a user id that would fold into another address',
			'user',
			'delete',
			{ user: { mode: 'id', value: '..' } },
			'"User" is "..", which is not an ID',
		],
		[
			'an empty role id',
			'userRole',
			'remove',
			{ user: ada, role: { mode: 'id', value: '={{ $json.missing }}' } },
			'"Role" is empty',
		],
		[
			'no roles to assign',
			'userRole',
			'assign',
			{ user: ada, roles: '={{ [] }}' },
			/^"Role Names or IDs" is empty/,
		],
		[
			'a blank among the roles to assign',
			'userRole',
			'assign',
			{ user: ada, roles: ['r1aaaaaaaaaaaaaaaaaaa', ' '] },
			'"Role Names or IDs" has an entry that is empty',
		],
		[
			'a replacement by roles that came out empty',
			'userRole',
			'replace',
			{ user: ada, roles: '={{ $json.roles ?? [] }}' },
			'"Role Names or IDs" is empty',
		],
		[
			'a replacement by roles that came out blank',
			'userRole',
			'replace',
			{ user: ada, roles: [''] },
			'"Role Names or IDs" has an entry that is empty',
		],
		[
			'a role to remove whose address would be that of the user',
			'userRole',
			'remove',
			{ user: ada, role: { mode: 'id', value: '..\\..' } },
			'"Role" contains "\\\\", which no ID has',
		],
		[
			'a target whose address could be that of the user',
			'socialIdentity',
			'delete',
			{ user: ada, target: '../..' },
			'"Target" contains "/", which a proxy on the way could take for a part of the address',
		],
		[
			'a target that is encoded already',
			'socialIdentity',
			'replace',
			{ user: ada, target: 'a%2fb', identityUserId: '1' },
			'"Target" contains "%2f", which a proxy on the way could take for a part of the address',
		],
		[
			'a target of spaces',
			'socialIdentity',
			'delete',
			{ user: ada, target: ' ' },
			'"Target" is empty',
		],
		[
			'a link without data',
			'socialIdentity',
			'link',
			{ user: ada, connector: { mode: 'id', value: 'c1' } },
			'"Connector Data" is empty',
		],
		[
			'a short TOTP secret',
			'mfaVerification',
			'create',
			{ user: ada, secret: 'JBSWY3DPEHPK3PX' },
			'"TOTP Secret" is not one that Logto takes',
		],
		...[17, 18, 20, 22, 26, 31].map<[string, string, string, IDataObject, string]>((length) => [
			`a TOTP secret of ${length} characters, which Logto refuses`,
			'mfaVerification',
			'create',
			{ user: ada, secret: 'A'.repeat(length) },
			'"TOTP Secret" is not one that Logto takes',
		]),
		...['A'.repeat(40), `${'A'.repeat(17)}=======`, `${'A'.repeat(26)}=====`, '1'.repeat(16)].map<
			[string, string, string, IDataObject, string]
		>((secret) => [
			`the TOTP secret ${secret}`,
			'mfaVerification',
			'create',
			{ user: ada, secret },
			'"TOTP Secret" is not one that Logto takes',
		]),
		...['delete', 'replace'].map<[string, string, string, IDataObject, string]>((operation) => [
			`the target __proto__ in ${operation}, which Logto answers as done and writes nowhere`,
			'socialIdentity',
			operation,
			{ user: ada, target: ' __proto__ ', identityUserId: '1' },
			'"Target" is "__proto__", which cannot be an attribute',
		]),
		[
			'nine backup codes',
			'mfaVerification',
			'create',
			{ user: ada, type: 'BackupCode', codes: Array(9).fill('0123456789').join(' ') },
			'"Backup Codes" must be ten codes, but there are 9',
		],
		[
			'a backup code that is not hexadecimal',
			'mfaVerification',
			'create',
			{
				user: ada,
				type: 'BackupCode',
				codes: [...Array(9).fill('0123456789'), '012345678g'].join(' '),
			},
			'"Backup Codes" has a code that Logto does not take: number 10',
		],
		[
			'a token without a name',
			'personalAccessToken',
			'create',
			{ user: ada, name: ' ', neverExpires: true },
			'"Name" is empty',
		],
		[
			'a token whose date came out empty, which would never expire',
			'personalAccessToken',
			'create',
			{ user: ada, name: 'x', expiresAt: '={{ $json.until }}' },
			'"Expires At" is empty',
		],
		[
			'an empty token name',
			'personalAccessToken',
			'delete',
			{ user: ada, token: { mode: 'name', value: "={{ '' }}" } },
			'"Token" is empty',
		],
		[
			'half a character in a token name',
			'personalAccessToken',
			'delete',
			{ user: ada, token: { mode: 'name', value: 'x\uD800' } },
			'"Token" contains half of a character (a lone surrogate)',
		],
		[
			'a rename to nothing',
			'personalAccessToken',
			'rename',
			{ user: ada, token: { mode: 'name', value: 'x' }, newName: ' ' },
			'"New Name" is empty',
		],
		[
			'two kinds of people to leave out',
			'user',
			'getAll',
			{ filters: { excludeRoleId: 'r1aaaaaaaaaaaaaaaaaaa', excludeOrganizationId: 'o1' } },
			'"Without Role" and "Not in Organization" cannot be used together',
		],
		[
			'a condition without a value',
			'userRole',
			'getAll',
			{ user: ada, conditions: { condition: [{ field: 'name', mode: 'exact', value: '' }] } },
			'"Advanced Search" has a condition on "name" without a value',
		],
		[
			'two like conditions on one field',
			'user',
			'getAll',
			{
				conditions: {
					condition: [
						{ field: 'name', mode: 'like', value: 'a' },
						{ field: 'name', mode: 'like', value: 'b' },
					],
				},
			},
			'"Advanced Search" has several conditions on "name"',
		],
		[
			'a condition whose way to compare has no result, which Logto would take for a pattern',
			'user',
			'getAll',
			{
				conditions: {
					condition: [{ field: 'username', mode: '={{ $json.missing }}', value: 'a_b' }],
				},
			},
			'"Advanced Search > Condition > Mode" has no value for this item',
		],
		...['={{ $json.missing }}', '={{ null }}'].flatMap<
			[string, string, string, IDataObject, string]
		>((value) => [
			[
				`a TOTP secret that came out as ${value}, in place of which Logto would make another`,
				'mfaVerification',
				'create',
				{ user: ada, secret: value },
				'"TOTP Secret" has no value for this item',
			],
			[
				`backup codes that came out as ${value}`,
				'mfaVerification',
				'create',
				{ user: ada, type: 'BackupCode', codes: value },
				'"Backup Codes" has no value for this item',
			],
		]),
		[
			'an account of blanks at the provider',
			'socialIdentity',
			'replace',
			{ user: ada, target: 'github', identityUserId: '  ' },
			'"Identity User ID" is empty',
		],
	])('%s', async (_what, resource, operation, parameters, message) => {
		const { items, error } = await run(resource, operation, parameters);
		expect(error?.message).toMatch(
			typeof message === 'string'
				? new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
				: message,
		);
		expect(error?.description).toBeTruthy();
		expect(items).toEqual([]);
		expect(server.calls()).toEqual([]);
	});

	test('no secret of the form is repeated in a refusal', async () => {
		const secrets = ['JBSWY3DPEHPK3PX', '012345678g', '$1$digest-x'];
		const runs = [
			await run('mfaVerification', 'create', { user: ada, secret: secrets[0] }),
			await run('mfaVerification', 'create', { user: ada, type: 'BackupCode', codes: secrets[1] }),
			await run('user', 'create', {
				password: 'clear-text-x',
				additionalFields: { passwordHash: { hash: { algorithm: 'MD5', digest: secrets[2] } } },
			}),
		];
		for (const { error } of runs) {
			const told = `${error?.message} ${error?.description} ${JSON.stringify(error?.context)}`;
			for (const secret of [...secrets, 'clear-text-x']) expect(told).not.toContain(secret);
		}
	});
});

test('how a TOTP secret is to be filled up is said, and the secret is not', async () => {
	const { error } = await run('mfaVerification', 'create', { user: ada, secret: 'B'.repeat(26) });
	expect(error?.description).toBe('It has 26 characters: Logto wants 6 "=" behind them.');
	expect(`${error?.message} ${error?.description}`).not.toContain('BBB');
});

test.each([
	['deploy ', '/api/users/a1b2c3d4e5f6/personal-access-tokens/deploy%20'],
	['..', '/api/users/a1b2c3d4e5f6/personal-access-tokens/delete'],
])('the token %j from the list is that very one', async (value, path) => {
	await run('personalAccessToken', 'delete', { user: ada, token: { mode: 'list', value } });
	expect(server.calls().map((call) => call.path)).toEqual([path]);
});

test.each(['constructor', 'toString', '__proto__'])(
	'a code that every object has, %s, is one like any other',
	async (code) => {
		server.respond = ({ path }) =>
			path.endsWith('/token') ? undefined : { status: 400, body: { code, message: 'No.' } };
		const { items } = await runNode({
			node: 'logto',
			parameters: { resource: 'user', operation: 'get', user: ada },
			credentials: credentialsFor('logto', server.origin),
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(jsons(items)).toMatchObject([
			{ error: { message: 'No.', code }, message: 'No.' },
			{ error: { message: 'No.', code }, message: 'No.' },
		]);
	},
);

describe('replacing roles', () => {
	const roles: Record<string, IDataObject> = {
		r1aaaaaaaaaaaaaaaaaaa: { id: 'r1aaaaaaaaaaaaaaaaaaa', name: 'Sales', type: 'User' },
		m2maaaaaaaaaaaaaaaaaa: { id: 'm2maaaaaaaaaaaaaaaaaa', name: 'Robot', type: 'MachineToMachine' },
		internal1aaaaaaaaaaaa: { id: 'internal1aaaaaaaaaaaa', name: '#internal:admin', type: 'User' },
	};
	beforeEach(() => {
		server.respond = ({ method, path }) => {
			if (path.endsWith('/token')) return undefined;
			if (method === 'PUT') return { body: { roleIds: ['r1aaaaaaaaaaaaaaaaaaa'] } };
			const role = roles[path.split('/').pop()!];
			return role
				? { body: role }
				: { status: 404, body: { code: 'entity.not_exists_with_id', message: 'No such role.' } };
		};
	});

	test.each([
		[
			'an application',
			'm2maaaaaaaaaaaaaaaaaa',
			/"Robot" \(m2maaaaaaaaaaaaaaaaaa, type MachineToMachine\)$/,
		],
		['Logto itself', 'internal1aaaaaaaaaaaa', /"#internal:admin" \(internal1aaaaaaaaaaaa\)$/],
	])('a role of %s is refused while the user still has the old ones', async (_of, id, message) => {
		const { error } = await run('userRole', 'replace', {
			user: ada,
			roles: ['r1aaaaaaaaaaaaaaaaaaa', id],
		});
		expect(error?.message).toMatch(message);
		expect(server.calls().map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	test('a role that does not exist is refused while the user still has the old ones', async () => {
		const { error } = await run('userRole', 'replace', {
			user: ada,
			roles: ['r1aaaaaaaaaaaaaaaaaaa', 'gone1aaaaaaaaaaaaaaaa'],
		});
		expect(error?.message).toBe('No such role.');
		expect(error?.description).toContain('"Role Names or IDs"');
		expect(server.calls().some(({ method }) => method === 'PUT')).toBe(false);
	});

	test('an answer that is no role changes nothing', async () => {
		server.respond = () => ({ body: '<html>Sign in</html>' });
		const { error } = await run('userRole', 'replace', {
			user: ada,
			roles: ['r1aaaaaaaaaaaaaaaaaaa'],
		});
		expect(error?.message).toMatch(/^The answer could not be read/);
		expect(server.calls()).toHaveLength(1);
	});

	test('the empty list goes over the wire as such', async () => {
		await run('userRole', 'replace', {
			user: ada,
			removeAll: true,
			roles: ['r1aaaaaaaaaaaaaaaaaaa'],
		});
		expect(server.calls().map(({ method, text }) => [method, text])).toEqual([
			['PUT', '{"roleIds":[]}'],
		]);
	});
});

describe('roles by name', () => {
	const roles = [
		{ id: 'sales00000000000000', name: 'Sales' },
		{ id: 'robot00000000000000', name: 'Robot' },
		{ id: 'Robot', name: 'Old robot' },
	];
	const writes = () => server.calls().filter(({ method }) => method !== 'GET');

	beforeEach(() => {
		server.respond = ({ path, method, query }) => {
			if (path !== '/api/roles') return method === 'GET' ? undefined : { body: { roleIds: [] } };
			const given = new URLSearchParams(query);
			expect(given.get('joint')).toBe('or');
			expect([given.get('mode.name'), given.get('mode.id')]).toEqual(['exact', 'exact']);
			const wanted = given.get('search.name')?.toLowerCase();
			const body = roles.filter(
				({ id, name }) => name.toLowerCase() === wanted || id.toLowerCase() === wanted,
			);
			return { body, headers: { 'Total-Number': String(body.length) } };
		};
	});

	test('in an expression, names and IDs mixed, each looked up once', async () => {
		const { error } = await run(
			'userRole',
			'assign',
			{ user: ada, roles: '={{ "Sales, r1aaaaaaaaaaaaaaaaaaa" }}' },
			[{}, {}],
		);
		expect(error).toBeUndefined();
		expect(writes().map(({ text }) => JSON.parse(text) as unknown)).toEqual(
			Array.from({ length: 2 }, () => ({
				roleIds: ['sales00000000000000', 'r1aaaaaaaaaaaaaaaaaaa'],
			})),
		);
		expect(server.calls().filter(({ path }) => path === '/api/roles')).toHaveLength(1);
	});

	test('what is the ID of one and the name of another is the ID', async () => {
		await run('userRole', 'assign', { user: ada, roles: ['Robot'] });
		expect(writes().map(({ text }) => JSON.parse(text) as unknown)).toEqual([
			{ roleIds: ['Robot'] },
		]);
	});

	test.each([
		['sales', 'No role has the name "sales"', /there is "Sales"/],
		['../users/u1', 'No role has the name "../users/u1"', /Check "Role Names or IDs"/],
	])('"%s" is none, and nobody gets another', async (name, message, advice) => {
		const { error } = await run('userRole', 'assign', { user: ada, roles: [name] });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(advice);
		expect(writes()).toEqual([]);
	});
});

describe('a person is never mistaken', () => {
	const people = [
		{ id: 'u1', username: 'ada', primaryEmail: 'ada@example.com', primaryPhone: '14155550123' },
		{ id: 'u2', username: 'ADA', primaryEmail: 'ada_x@example.com', primaryPhone: '4915' },
	];

	test.each([
		['username', 'ada', 'u1'],
		['username', 'ADA', 'u2'],
		['email', 'ADA_X@Example.com', 'u2'],
		['phone', '+1 (415) 555-0123', 'u1'],
		['phone', '001 0415 555 0123', 'u1'],
	])('by %s "%s" is %s, even if the server ignores the search', async (mode, value, id) => {
		server.respond = ({ path }) => ({ body: path === '/api/users' ? people : { id } });
		const { items, error } = await run('user', 'get', { user: { mode, value } });
		expect(error).toBeUndefined();
		expect(server.calls().map(({ path }) => path)).toEqual(['/api/users', `/api/users/${id}`]);
		expect(items).toHaveLength(1);
	});

	test.each([
		['username', 'Ada', 'No user has the username "Ada"'],
		['username', 'a_a', 'No user has the username "a_a"'],
		['email', '%', 'No user has the email "%"'],
		['phone', '999', 'No user has the phone "999"'],
	])('by %s "%s" is nobody: nothing is deleted', async (mode, value, message) => {
		server.respond = () => ({ body: people });
		const { error } = await run('user', 'delete', { user: { mode, value } });
		expect(error?.message).toBe(message);
		expect(server.calls().map(({ method }) => method)).toEqual(['GET']);
	});

	test.each([
		['+44 07911 123456', ['4407911123456', '447911123456']],
		['0039 06 1234567', ['39061234567', '3961234567']],
		['39 6 1234567', ['3961234567', '39061234567']],
		['+14155550123', ['14155550123', '104155550123']],
	])('phone %s is asked for in each form that Logto may keep', async (value, forms) => {
		server.respond = ({ path }) => ({ body: path === '/api/users' ? people : {} });
		await run('user', 'get', { user: { mode: 'phone', value } });
		const query = new URLSearchParams(server.calls()[0].query);
		expect(query.getAll('search.primaryPhone')).toEqual(forms);
		expect(query.get('mode.primaryPhone')).toBe('exact');
	});

	test('both forms of a number may be two people, of whom none is chosen', async () => {
		server.respond = () => ({
			body: [
				{ id: 'u1', primaryPhone: '4407911123456' },
				{ id: 'u2', primaryPhone: '447911123456' },
			],
		});
		const { error } = await run('user', 'delete', {
			user: { mode: 'phone', value: '447911123456' },
		});
		expect(error?.message).toBe('2 users have the phone "447911123456": u1, u2');
	});

	test.each([
		[{ caseSensitive: false }, undefined],
		[{ caseSensitive: true }, 'No user has the username "ADA"'],
		[undefined, 'No user has the username "ADA"'],
		[null, 'No user has the username "ADA"'],
	])('"ADA" where usernames have the policy %j', async (usernamePolicy, message) => {
		server.respond = ({ path }) => {
			if (path === '/api/sign-in-exp') {
				return usernamePolicy === null
					? { status: 403, body: { code: 'auth.forbidden', message: 'Forbidden.' } }
					: { body: { usernamePolicy } };
			}
			return { body: path === '/api/users' ? [people[0]] : { id: 'u1' } };
		};
		const { error, items } = await run('user', 'get', { user: { mode: 'username', value: 'ADA' } });
		expect(error?.message).toBe(message);
		if (message) expect(error?.description).toContain('Upper and lower case count: there is "ada"');
		else expect(items[0].json).toMatchObject({ id: 'u1' });
	});

	test('two hits are refused, and both are named', async () => {
		server.respond = () => ({
			body: [people[0], { ...people[1], primaryEmail: 'ADA@example.com' }],
		});
		const { error } = await run('user', 'delete', {
			user: { mode: 'email', value: 'ada@example.com' },
		});
		expect(error?.message).toBe('2 users have the email "ada@example.com": u1, u2');
		expect(server.calls().map(({ method }) => method)).toEqual(['GET']);
	});

	test('a phone that is none is refused before it is searched', async () => {
		const { error } = await run('user', 'get', { user: { mode: 'phone', value: 'ada' } });
		expect(error?.message).toMatch(/^"User" is not a phone number/);
		expect(server.calls()).toEqual([]);
	});
});

describe('the expiry of a token', () => {
	const { now } = clock;
	beforeEach(() => {
		clock.now = () => Date.parse('2030-06-01T12:00:00Z');
	});
	afterEach(() => {
		clock.now = now;
	});
	const create = async (expiresAt: unknown, timezone?: string) =>
		await run(
			'personalAccessToken',
			'create',
			{ user: ada, name: 'x', expiresAt: expiresAt as string },
			[{}],
			timezone,
		);

	test.each([['2030-06-01T12:00:00Z'], ['2030-06-01T11:59:59Z'], ['2029-01-01']])(
		'%s is past and refused',
		async (date) => {
			const { error } = await create(date);
			expect(error?.message).toMatch(/^"Expires At" is in the past/);
			expect(server.calls()).toEqual([]);
		},
	);

	test.each<[string, unknown, number]>([
		[
			'the date picker, in the time zone of the workflow',
			'2030-06-02T00:00:00',
			Date.UTC(2030, 5, 1, 22),
		],
		['ISO 8601', '2030-06-02T00:00:00Z', Date.UTC(2030, 5, 2)],
		['milliseconds', '={{ 1906675200000 }}', 1906675200000],
		['a Luxon date', "={{ DateTime.fromISO('2030-06-02T00:00:00Z') }}", Date.UTC(2030, 5, 2)],
	])('%s becomes milliseconds', async (_kind, date, ms) => {
		server.respond = ({ path: at }) =>
			at.endsWith('/token') ? undefined : { status: 201, body: { name: 'x' } };
		const { error } = await create(date, 'Europe/Berlin');
		expect(error).toBeUndefined();
		expect(server.calls()[0].json).toEqual({ name: 'x', expiresAt: ms });
	});
});

describe('a password hash from another system', () => {
	const create = async (algorithm: string, digest: string) => {
		server.respond = ({ path: at }) => (at.endsWith('/token') ? undefined : { body: { id: 'u1' } });
		return await run('user', 'create', {
			additionalFields: { passwordHash: { hash: { algorithm, digest } } },
		});
	};
	const SHA1 = '5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8';
	const SHA256 = '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8';
	const BCRYPT = '$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
	const rest = 'v=19$m=65536,t=3,p=4$c29tZXNhbHQtMTIz$nf65EOgLrQMR7uIPA4rEsF5h7TKyQwu9U1bMCHGi/4g';

	test.each([
		['MD5', '5F4DCC3B5AA765D61D8327DEB882CF99', '5f4dcc3b5aa765d61d8327deb882cf99'],
		['MD5', 'X03MO1qnZdYdgyfeuILPmQ==', '5f4dcc3b5aa765d61d8327deb882cf99'],
		['SHA1', SHA1.toUpperCase(), SHA1],
		['SHA1', Buffer.from(SHA1, 'hex').toString('base64'), SHA1],
		['SHA256', ` ${SHA256}\n`, SHA256],
		['SHA256', 'XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=', SHA256],
		['Bcrypt', BCRYPT, BCRYPT],
		['Argon2i', `$argon2i$${rest}`, `$argon2i$${rest}`],
		['Argon2d', `$argon2d$${rest}`, `$argon2d$${rest}`],
		['Argon2id', ` $argon2id$${rest}`, `$argon2id$${rest}`],
		['Legacy', '["sha256",["@"],"ABCDEF"]', '["sha256",["@"],"ABCDEF"]'],
	])('%s %s goes out as %s', async (algorithm, digest, sent) => {
		const { error } = await create(algorithm, digest);
		expect(error).toBeUndefined();
		expect(server.calls()[0].json).toEqual({ passwordAlgorithm: algorithm, passwordDigest: sent });
	});

	// Logto takes each of them, and answers 500 to every later Verify, or "no" for ever.
	test.each([
		['Bcrypt', 'no-hash-at-all', '60 characters in all'],
		['Bcrypt', '$2b$12$abc', '60 characters in all'],
		['Bcrypt', `${BCRYPT}x`, '60 characters in all'],
		['Bcrypt', BCRYPT.replace('$10$', '$03$'), '60 characters in all'],
		['Bcrypt', BCRYPT.replace('$10$', '$32$'), '60 characters in all'],
		['Bcrypt', BCRYPT.replace('$2y$', '$2z$'), '60 characters in all'],
		['Bcrypt', `$argon2i$${rest}`, 'It looks like one of Argon2i'],
		['Argon2i', 'no-hash-at-all', '$argon2i$v=19$'],
		['Argon2i', BCRYPT, 'It looks like one of Bcrypt'],
		['Argon2i', `$argon2id$${rest}`, 'It looks like one of Argon2id'],
		['Argon2id', `$argon2id$${rest}=`, '$argon2id$v=19$'],
		['Argon2id', `$argon2id$${rest.replace('v=19', 'v=16')}`, '$argon2id$v=19$'],
		['Argon2id', `$argon2id$${rest.replace('v=19$', '')}`, '$argon2id$v=19$'],
		['Argon2id', `$argon2id$${rest.replace('t=3', 'm=3')}`, '$argon2id$v=19$'],
		['Argon2d', '$argon2d$v=19$m=65536,t=3,p=4$c29tZXNhbHQtMTIz', '$argon2d$v=19$'],
		['MD5', '5f4dcc3b5aa765d61d8327deb882cf9', '32 hexadecimal digits'],
		['MD5', SHA1, '32 hexadecimal digits'],
		['SHA1', SHA256, '40 hexadecimal digits'],
		['SHA256', 'XohImNooBHFR', '64 hexadecimal digits'],
		['SHA256', 'pass word', '64 hexadecimal digits'],
	])('%s %s is none and is not sent', async (algorithm, digest, advice) => {
		const { error, items } = await create(algorithm, digest);
		expect(error?.message).toBe(
			`"Password Hash > Digest" is none of the algorithm ${algorithm}, so nobody could sign in with it`,
		);
		expect(error?.description).toContain(advice);
		expect(error?.description).not.toContain(digest);
		expect([items, server.calls()]).toEqual([[], []]);
	});
});

test('the form says that a new password ends no session', () => {
	const { properties } = new Logto().description;
	const operations = properties.filter(({ name }) => name === 'operation');
	const all = operations.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const described = all.find(({ value }) => value === 'updatePassword')?.description;
	// logto-next.md, "What ends what".
	expect(described).toMatch(/Sessions and refresh tokens live on.*suspend.*unsuspend/);
});

describe('verifying a password', () => {
	const verify = async () =>
		await run('user', 'verifyPassword', { user: ada, password: 'hunter22' });

	test.each([
		[422, 'password.rejected'],
		[404, 'entity.not_found'],
		[400, 'session.invalid_credentials'],
	])('status %i with code %s is no answer to the question', async (status, code) => {
		server.respond = () => ({ status, body: { code, message: 'It is not hunter22' } });
		const { items, error } = await verify();
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe(String(status));
		expect(error?.message).toBe('It is not ***');
	});

	test.each(['<html>Sign in</html>', 'OK', '', {}])(
		'%j with status 200 does not pass for "yes", which is 204',
		async (body) => {
			server.respond = ({ path }) => (path.endsWith('/token') ? undefined : { body });
			const { items, error } = await verify();
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/^The answer could not be read/);
		},
	);

	test('changes nothing: a 500, as for a digest that is none, is not said to have done something', async () => {
		server.respond = ({ path }) =>
			path.endsWith('/token')
				? undefined
				: { status: 500, body: { message: 'Internal server error.' } };
		const { error } = await verify();
		expect(error?.message).toBe('Internal server error.');
		expect(error?.description).toMatch(/^Logto answers so .*stored password hash/);
		expect(error?.description).not.toContain('may have been carried out');
		expect(server.calls()).toHaveLength(1);
	});
});

test.each([
	['user', 'delete', {}],
	['userRole', 'remove', { role: { mode: 'id', value: 'r1aaaaaaaaaaaaaaaaaaa' } }],
	['mfaVerification', 'delete', { verification: { mode: 'id', value: 'v1' } }],
	['personalAccessToken', 'delete', { token: { mode: 'name', value: 'x' } }],
])('%s > %s does not say "done" after a page of a proxy', async (resource, operation, more) => {
	server.respond = () => ({ body: '<html>Sign in</html>' });
	const { items, error } = await run(resource, operation, { user: ada, ...more });
	expect(items).toEqual([]);
	expect(error?.message).toMatch(/^The answer could not be read/);
});

test('each of several items acts on its own user, and is linked to its item', async () => {
	server.respond = ({ path }) => ({ body: { id: path.split('/')[3], isSuspended: true } });
	const { items } = await run(
		'user',
		'suspend',
		{ user: { mode: 'id', value: '={{ $json.id }}' } },
		[{ id: 'u1' }, { id: 'u2' }],
	);
	expect(jsons(items).map(({ id }) => id)).toEqual(['u1', 'u2']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});
