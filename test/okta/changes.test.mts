import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../engine/server.mjs';
import { APP_ID, missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();
const byId = { user: { mode: 'id', value: USER_ID } };
const login = { login: 'ada@example.com', email: 'ada@example.com' };

/** The example of Okta's own documentation: a salt and a digest in Radix-64. */
const SALT = 'rwh3vH166HCH/NT9XV5FYu';
const BCRYPTED = 'qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna';

/** Digests of the word "password", as most systems write them. */
const HEX = {
	MD5: '5f4dcc3b5aa765d61d8327deb882cf99',
	'SHA-1': '5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8',
	'SHA-256': '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
	'SHA-512':
		'b109f3bbbc244eb82441917ed06d618b9008dd09b3befd1b5e07394c706a8bb980b1d7785e5976ec049b46df5f1326af5a2ea6d103fd07c95385ffab0cacbc86',
};

/** The same in Base64, as Okta reads them. */
const BASE64 = {
	MD5: 'X03MO1qnZdYdgyfeuILPmQ==',
	'SHA-1': 'W6ph5Mm5Pz8GgiULbPgzG37mj9g=',
	'SHA-256': 'XohImNooBHFR0OVvjcYpJ3NgPQ1qq73WKhHvch0VQtg=',
	'SHA-512':
		'sQnzu7wkTrgkQZF+0G1hi5AI3Qmzvv0bXgc5THBqi7mAsdd4Xll27ASbRt9fEyavWi6m0QP9B8lThf+rDKy8hg==',
};

/** The key that PBKDF2 makes of the word "password" and the salt "salt", 64 bytes. */
const PBKDF2 = {
	algorithm: 'PBKDF2',
	value: 'UhbOkZvFcE+6BdZrsy/mXS7WLLViku2FntVN/c/AYTbPbDoxDoJDah5KvpEV/NMHCUbKUnSmr5SAYLkvwiz1ew==',
	salt: 'c2FsdA==',
	iterationCount: 8192,
	keySize: 64,
	digestAlgorithm: 'SHA512_HMAC',
};

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

describe('an attribute that is given twice is refused: JSON must not say who somebody is', () => {
	// A webhook's JSON would otherwise decide who is created, renamed or gets the mail.
	const both: Array<[string, string, IDataObject, IDataObject]> = [
		['login', 'Login', {}, { login: 'eve@example.com' }],
		['email', 'Email', {}, { email: 'eve@example.com' }],
		['firstName', 'First Name', { firstName: 'Ada' }, { firstName: 'Eve' }],
		['mobilePhone', 'Mobile Phone', { profile: { mobilePhone: '1' } }, { mobilePhone: '1' }],
		['title', 'Title', { profile: { title: '={{ null }}' } }, { title: 'Boss' }],
	];
	test.each(both)('%s', async (name, label, typed, customAttributes) => {
		const message = `"${label}" is given twice: in its own field and as "${name}" in "Custom Attributes"`;
		for (const given of [customAttributes, JSON.stringify(customAttributes)]) {
			for (const send of [create, replace]) {
				const { items, error } = await send({ ...typed, customAttributes: given });
				expect(items).toEqual([]);
				expect(error?.message).toBe(message);
			}
			const { profile = {}, ...identity } = { ...login, ...typed };
			const { error } = await update({
				profile: { ...identity, ...(profile as IDataObject) },
				customAttributes: given,
			});
			expect(error?.message).toBe(message);
		}
		expect(org.server.received).toEqual([]);
	});

	test('one that has no field here, or whose field was left alone, is sent', async () => {
		org.answer({ body: person(USER_ID, 'ada@example.com') });
		await create({ profile: { city: '' }, customAttributes: { city: 'Kassel', badge: 7 } });
		await update({ customAttributes: { login: 'ada@example.org' } });
		expect(org.server.calls().map(({ json }) => json)).toEqual([
			{ profile: { ...login, city: 'Kassel', badge: 7 } },
			{ profile: { login: 'ada@example.org' } },
		]);
	});
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
			{ hash: { algorithm: 'BCRYPT', value: BCRYPTED, salt: 'abc' } },
			'"Credentials > Password Hash > Salt" must have 22 characters for BCRYPT',
		],
		[
			'a BCRYPT hash of another length',
			{ hash: { algorithm: 'BCRYPT', value: `${BCRYPTED}x`, salt: SALT } },
			'"Credentials > Password Hash > Hash" is no BCRYPT hash',
		],
		[
			'a whole BCRYPT hash that lost its end',
			{
				hash: { algorithm: 'BCRYPT', value: `$2a$10$${SALT}${BCRYPTED}`.slice(0, -1), salt: SALT },
			},
			'"Credentials > Password Hash > Hash" is no BCRYPT hash',
		],
		[
			'a whole BCRYPT hash beside the salt of another one',
			{ hash: { algorithm: 'BCRYPT', value: `$2a$10$${SALT}${BCRYPTED}`, salt: 'x'.repeat(22) } },
			'"Credentials > Password Hash > Salt" is another one than the hash holds',
		],
		[
			'a whole BCRYPT hash of a cost that Okta does not take',
			{ hash: { algorithm: 'BCRYPT', value: `$2b$21$${SALT}${BCRYPTED}` } },
			'"Credentials > Password Hash > Hash" has a cost of 21, and Okta takes 1 to 20',
		],
		...(['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const).map(
			(algorithm): [string, IDataObject, string] => [
				`what is no ${algorithm} digest in Base64 or hexadecimal`,
				{ hash: { algorithm, value: `${HEX[algorithm].slice(0, -1)}g` } },
				`"Credentials > Password Hash > Hash" is no ${algorithm} digest`,
			],
		),
		[
			'the digest of another algorithm',
			{ hash: { algorithm: 'SHA-1', value: HEX.MD5 } },
			'"Credentials > Password Hash > Hash" is no SHA-1 digest',
		],
		[
			'a PBKDF2 key of another length than Key Size says',
			{ hash: { ...PBKDF2, keySize: 32 } },
			'"Credentials > Password Hash > Hash" is not as long as "Key Size" says: 32 bytes',
		],
		...['salt of mine', 'c2FsdA', 'c2FsdA=', 'c2F_dA==', 'f09f$'].map(
			(salt): [string, IDataObject, string] => [
				`the salt "${salt}", which is not Base64`,
				{ hash: { algorithm: 'SHA-256', value: HEX['SHA-256'], salt } },
				'"Credentials > Password Hash > Salt" is not Base64',
			],
		),
		[
			'a salt of PBKDF2 that is not Base64',
			{ hash: { ...PBKDF2, salt: 'grain' } },
			'"Credentials > Password Hash > Salt" is not Base64',
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

	/** The hash that goes to Okta for the one in the form. */
	const sent = async (hash: IDataObject) => {
		org.server.received = [];
		org.answer({ body: person(USER_ID, 'ada@example.com') });
		const { error } = await create({ credentials: { hash } });
		expect(error).toBeUndefined();
		const [{ json }] = org.server.calls();
		return (json as { credentials: { password: { hash: IDataObject } } }).credentials.password.hash;
	};

	// Okta takes hexadecimal without a word, and no password ever matches.
	test.each(['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const)(
		'a %s digest in hexadecimal is sent in Base64',
		async (algorithm) => {
			const inBase64 = { algorithm, value: BASE64[algorithm] };
			for (const value of [HEX[algorithm], HEX[algorithm].toUpperCase(), BASE64[algorithm]]) {
				expect(await sent({ algorithm, value })).toEqual(inBase64);
			}
		},
	);

	test('so is a key of PBKDF2', async () => {
		const value = Buffer.from(PBKDF2.value, 'base64').toString('hex');
		expect(await sent({ ...PBKDF2, value })).toEqual(PBKDF2);
		expect(await sent(PBKDF2)).toEqual(PBKDF2);
	});

	test.each(['$2a$', '$2b$', '$2y$'])(
		'a whole BCRYPT hash (%s) is taken apart, whatever Work Factor says',
		async (kind) => {
			const value = `${kind}12$${SALT}${BCRYPTED}`;
			const parts = { algorithm: 'BCRYPT', value: BCRYPTED, salt: SALT, workFactor: 12 };
			for (const more of [{}, { salt: '' }, { salt: SALT }]) {
				expect(await sent({ algorithm: 'BCRYPT', value, workFactor: 10, ...more })).toEqual(parts);
			}
		},
	);

	test('a hash that was converted is masked when Okta repeats it', async () => {
		org.answer(refused(400, 'E0000001', `Api validation failed: ${BASE64['SHA-256']}`));
		const hash = { algorithm: 'SHA-256', value: HEX['SHA-256'] };
		const { error } = await create({ credentials: { hash } });
		expect(error?.message).toBe('Api validation failed: ***');
	});

	test('a choice that does not belong to the algorithm of the item needs no value', async () => {
		await create({
			credentials: {
				hash: {
					algorithm: '={{ "BCRYPT" }}',
					value: BCRYPTED,
					salt: SALT,
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
						hash: { algorithm: 'BCRYPT', value: BCRYPTED, salt: SALT, workFactor: 10 },
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

	test('one that a group gives is refused, with what to do and in words about the group', async () => {
		const errorCauses = [{ errorSummary: 'The user is a member of the group Sales' }];
		org.answer(
			refused(403, 'E0000046', 'Deactivate application for user forbidden.', { errorCauses }),
		);
		for (const options of [{}, option]) {
			const { items, error } = await unassign(options);
			expect(items).toEqual([]);
			expect(error?.message).toBe('Deactivate application for user forbidden.');
			expect(error?.description).toContain('member of the group Sales.');
			expect(error?.description).toContain('Remove the user from that group');
		}
		expect(org.asked()).toHaveLength(2);
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

describe('a user whom Okta does not find for a change', () => {
	const run = async (operation: string, found: Answer) => {
		org.answer(({ method }) => (method === 'GET' ? found : missing()));
		return await org.run({
			resource: 'user',
			operation,
			user: { mode: 'id', value: USER_ID },
			firstName: 'Ada',
			lastName: 'Vogel',
			email: 'ada@example.com',
			login: 'ada@example.com',
			profile: { city: 'Kassel' },
		});
	};

	test.each(['update', 'replace'])('%s says that the user is deactivated', async (operation) => {
		const { error } = await run(operation, { body: { id: USER_ID, status: 'DEPROVISIONED' } });
		expect(error?.message).toBe(
			`The user ${USER_ID} is deactivated, and Okta changes no deactivated users`,
		);
		expect(error?.context?.outcome).toBe('closed');
	});

	test.each([
		['is gone', missing()],
		['is active', { body: { id: USER_ID, status: 'ACTIVE' } }],
		['may not be looked at', { status: 403, body: { errorCode: 'E0000006', errorSummary: 'No.' } }],
	])("Okta's own words where the user %s", async (_what, found) => {
		for (const operation of ['update', 'replace']) {
			const { error } = await run(operation, found);
			expect(error?.message).toMatch(/^Not found: Resource not found/);
			expect(error?.context?.outcome).toBe('notFound');
		}
	});
});
