import type { IDataObject } from 'n8n-workflow';
import { APP_ID, missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();
const byId = { user: { mode: 'id', value: USER_ID } };
const login = { login: 'ada@example.com', email: 'ada@example.com' };

const create = async (parameters: IDataObject) =>
	await org.run({ resource: 'user', operation: 'create', ...login, ...parameters });
const update = async (parameters: IDataObject, more = {}) =>
	await org.run({ resource: 'user', operation: 'update', ...byId, ...parameters }, more);
const replace = async (parameters: IDataObject) =>
	await org.run({ resource: 'user', operation: 'replace', ...byId, ...login, ...parameters });

describe('an update that changes nothing is not sent', () => {
	test.each([
		['nothing set', {}],
		['empty attributes', { profile: { city: '', login: '' }, customAttributes: '{}' }],
		['an expression without a result', { profile: { city: '={{ $json.city }}' } }],
		['no attributes to clear', { clearAttributes: [] }],
		['only how to do it', { etag: 'W/"1"', options: { strict: true, realmId: '', typeId: '' } }],
	])('%s', async (_what, parameters: IDataObject) => {
		const { items, error } = await update(parameters);
		expect(items).toEqual([]);
		expect(error?.message).toBe('There is nothing to update');
		expect(org.server.received).toEqual([]);
	});

	test('nor is one of an application user', async () => {
		const messages = {
			credentials: '"Application Credentials > Username" has no value for this item',
			profile: 'There is nothing to update',
		};
		for (const [change, message] of Object.entries(messages)) {
			const { error } = await org.run({
				resource: 'applicationUser',
				operation: 'update',
				app: { mode: 'id', value: APP_ID },
				...byId,
				change,
				// Where it is shown, what was added must be filled in.
				appCredentials: { userName: '' },
				appProfile: '',
			});
			expect(error?.message).toBe(message);
		}
		expect(org.server.received).toEqual([]);
	});
});

test('an attribute cannot be set and cleared at once', async () => {
	const { error } = await update({ profile: { city: 'Kassel' }, clearAttributes: ['city'] });
	expect(error?.message).toBe('"city" is both to be set and to be cleared');
	expect(org.server.received).toEqual([]);
});

test.each(['login', 'email'])('%s cannot be chosen for clearing', async (name) => {
	const { error } = await update({ clearAttributes: [name] });
	expect(error?.message).toBe(`"Attributes to Clear" cannot be "${name}"`);
});

test.each(['login', 'email'])('Replace without %s is not sent', async (name) => {
	const { error } = await replace({ [name]: '={{ "" }}' });
	expect(error?.message).toMatch(/^"(Login|Email)" is empty$/);
	expect(org.server.received).toEqual([]);
});

describe('ETag', () => {
	test('Get gives it, Update takes it', async () => {
		const tag = 'W/"5d41402abc4b2a76"';
		org.answer({ headers: { ETag: tag }, body: person(USER_ID, 'ada@example.com') });
		const { items } = await org.run({ resource: 'user', operation: 'get', ...byId });
		await update(
			{ profile: { city: 'Kassel' }, etag: '={{ $json.etag }}' },
			{ items: items.map(({ json }) => json) },
		);
		expect(org.server.calls()[1].headers['if-match']).toBe(tag);
	});

	test.each(['update', 'replace'])(
		'%s is not sent when the expression for it has no result',
		async (operation) => {
			for (const etag of ['={{ $json.etag }}', '={{ null }}', ' ']) {
				const { error } = await org.run({
					resource: 'user',
					operation,
					...byId,
					...login,
					profile: { city: 'Kassel' },
					etag,
				});
				expect(error?.message).toBe('"ETag" has no value for this item');
			}
			expect(org.server.received).toEqual([]);
		},
	);

	test.each(['update', 'replace'])('%s refuses one that adds a header', async (operation) => {
		const { error } = await org.run({
			resource: 'user',
			operation,
			...byId,
			...login,
			profile: { city: 'Kassel' },
			etag: 'W/"1"\r\nX-Injected: yes',
		});
		expect(error?.message).toContain('"If-Match" contains a line break');
		expect(org.server.received).toEqual([]);
	});

	test('a user who was changed meanwhile is not changed, and the text says what to do', async () => {
		org.answer(refused(412, 'E0000231', 'The provided ETag does not match'));
		const { error } = await update({ profile: { city: 'Kassel' }, etag: 'W/"old"' });
		expect(org.server.calls()).toHaveLength(1);
		expect(error?.message).toBe('The provided ETag does not match');
		expect(error?.description).toContain('Get the user again');
		expect(error?.httpCode).toBe('412');
	});
});

describe('credentials', () => {
	const refusals: Array<[string, IDataObject, string]> = [
		[
			'an empty password, which would make a user without one',
			{ password: { value: '' } },
			'"Credentials > Password" is empty',
		],
		[
			'a password whose expression has no result',
			{ password: { value: '={{ $json.password }}' } },
			'"Credentials > Password > Password" has no value for this item',
		],
		[
			'a password and a hash',
			{ password: { value: 'correct horse' }, hash: { algorithm: 'MD5', value: 'x' } },
			'"Credentials" has "Password" and "Password Hash", but a user has one password',
		],
		[
			'a hash without a digest',
			{ hash: { algorithm: 'MD5', value: '' } },
			'"Credentials > Password Hash > Hash" is empty',
		],
		[
			'a BCRYPT hash with a salt of another length',
			{ hash: { algorithm: 'BCRYPT', value: 'x', salt: 'abc' } },
			'"Credentials > Password Hash > Salt" must have 22 characters for BCRYPT',
		],
		[
			'a BCRYPT work factor of 21',
			{ hash: { algorithm: 'BCRYPT', value: 'x', workFactor: 21 } },
			'"Credentials > Password Hash > Work Factor" must be at most 20, but it is 21',
		],
		[
			'too few PBKDF2 iterations',
			{ hash: { algorithm: 'PBKDF2', value: 'x', iterationCount: 1000 } },
			'"Credentials > Password Hash > Iterations" must be at least 4096, but it is 1000',
		],
		[
			'a salt whose expression has no result, without which the hash matches no password',
			{ hash: { algorithm: 'SHA-256', value: 'x', salt: '={{ $json.missing }}' } },
			'"Credentials > Password Hash > Salt" has no value for this item',
		],
		[
			'a question without an answer',
			{ recoveryQuestion: { question: 'First pet?' } },
			'"Credentials > Recovery Question > Answer" is empty',
		],
		[
			'an answer without a question',
			{ recoveryQuestion: { answer: 'Rex' } },
			'"Credentials > Recovery Question > Question" is empty',
		],
	];

	test('a choice that does not belong to the algorithm of the item needs no value', async () => {
		await create({
			credentials: {
				hash: {
					algorithm: '={{ "BCRYPT" }}',
					value: 'abc',
					salt: 'x'.repeat(22),
					workFactor: 10,
					saltOrder: '={{ $json.missing }}',
					digestAlgorithm: '={{ $json.missing }}',
				},
			},
		});
		expect(org.server.calls().map(({ json }) => json)).toMatchObject([
			{
				credentials: {
					password: {
						hash: { algorithm: 'BCRYPT', value: 'abc', salt: 'x'.repeat(22), workFactor: 10 },
					},
				},
			},
		]);
	});

	test.each(refusals)('%s is refused', async (_what, credentials, message) => {
		for (const send of [create, update, replace]) {
			const { items, error } = await send({ credentials });
			expect(items).toEqual([]);
			expect(error?.message).toBe(message);
		}
		expect(org.server.received).toEqual([]);
	});

	test('a directory needs the name of its instance', async () => {
		const { error } = await create({ credentials: { provider: { type: 'LDAP' } } });
		expect(error?.message).toBe('"Credentials > Provider > Name" is empty');
		expect(org.server.received).toEqual([]);
	});

	test('a password that Okta repeats is masked, the one of an application too', async () => {
		const secret = 'correct horse battery';
		org.answer(refused(400, 'E0000001', `Api validation failed: ${secret}`));
		const runs = [
			await update({ credentials: { password: { value: secret } } }),
			await update({ credentials: { recoveryQuestion: { question: 'Q', answer: secret } } }),
			await org.run({
				resource: 'applicationUser',
				operation: 'assign',
				app: { mode: 'id', value: APP_ID },
				...byId,
				appCredentials: { password: secret },
			}),
		];
		for (const { error, run } of runs) {
			expect(error?.message).toBe('Api validation failed: ***');
			expect(JSON.stringify(run.data.resultData.runData)).not.toContain(`failed: ${secret}`);
		}
	});
});

describe('a password at creation', () => {
	test.each([
		['without a password', { options: { changePassword: true } }],
		[
			'without activation',
			{
				activate: false,
				credentials: { password: { value: 'correct horse' } },
				options: { changePassword: true },
			},
		],
	])('cannot be changed at the next login %s', async (_how, parameters) => {
		const { error } = await create(parameters);
		expect(error?.message).toContain('needs a password and "Activate"');
		expect(org.server.received).toEqual([]);
	});
});

describe('JSON', () => {
	test.each([
		['user', 'update', 'customAttributes', 'Custom Attributes'],
		['user', 'replace', 'customAttributes', 'Custom Attributes'],
		['applicationUser', 'assign', 'appProfile', 'Application Profile'],
	])('%s > %s: %s must be an object', async (resource, operation, name, label) => {
		for (const value of ['["a"]', '"a"', '{ "__proto__": {} }', '{']) {
			const { error } = await org.run({
				resource,
				operation,
				app: { mode: 'id', value: APP_ID },
				...byId,
				...login,
				[name]: value,
			});
			expect(error?.message).toContain(`"${label}"`);
		}
		expect(org.server.received).toEqual([]);
	});
});

describe('an answer without a record is not a success', () => {
	const operations: Array<[string, string, IDataObject]> = [
		['user', 'create', login],
		['user', 'get', {}],
		['user', 'update', { profile: { city: 'Kassel' } }],
		['user', 'replace', login],
		['user', 'getBlocks', {}],
		['user', 'delete', {}],
		['applicationUser', 'get', {}],
		['applicationUser', 'assign', {}],
		['applicationUser', 'update', { appProfile: '{ "a": 1 }' }],
	];
	test.each(operations)('%s > %s', async (resource, operation, parameters) => {
		for (const body of ['', '<html>Sign in</html>', 'null']) {
			org.answer({ body, headers: { 'content-type': 'application/json' } });
			const { items, error } = await org.run({
				resource,
				operation,
				app: { mode: 'id', value: APP_ID },
				...byId,
				...parameters,
			});
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/^The answer could not be read: expected /);
		}
	});
});

describe('Unassign of a user without the application', () => {
	const unassign = async (options: IDataObject) =>
		await org.run({
			resource: 'applicationUser',
			operation: 'unassign',
			app: { mode: 'id', value: APP_ID },
			...byId,
			options,
		});
	const option = { succeedIfNotAssigned: true };

	test('is refused unless the option says otherwise', async () => {
		org.answer(missing('AppUser'));
		for (const options of [{}, { succeedIfNotAssigned: false }]) {
			const { items, error } = await unassign(options);
			expect(items).toEqual([]);
			expect(error?.description).toContain('The user is not assigned to the application.');
		}
		expect(org.asked()).toHaveLength(2);
	});

	test.each([
		['the application does not exist', 1, missing('AppInstance')],
		['the user does not exist', 2, missing()],
		['the application may not be read', 1, refused(403, 'E0000006', 'No permission')],
		['the user may not be read', 2, refused(403, 'E0000006', 'No permission')],
	])('is refused all the same when %s', async (_why, step, answer) => {
		const answers = [missing('AppUser'), { body: { id: APP_ID } }, { body: { id: USER_ID } }];
		answers[step] = answer;
		org.answer(...answers);
		const { items, error } = await unassign(option);
		expect(items).toEqual([]);
		expect(error?.message).toBe('Not found: Resource not found: x (AppUser)');
	});

	test.each([
		['a refusal', refused(403, 'E0000006', 'No permission')],
		['a web page with status 404', { status: 404, body: '<html></html>' }],
	])('%s does not count as done', async (_what, answer) => {
		org.answer(answer);
		const { items, error } = await unassign(option);
		expect(items).toEqual([]);
		expect(error).toBeDefined();
		expect(org.asked()).toHaveLength(1);
	});
});
