import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import { runNode } from '../engine/engine.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const { now, sleep } = clock;
let start = Date.parse('2030-01-01T00:00:00Z');
let time = start;
beforeEach(() => {
	server.received = [];
	// Time goes on from test to test: the engine remembers until when a server was busy.
	start += 86_400_000;
	time = start;
	clock.now = () => time;
	clock.sleep = async (ms) => {
		time += ms;
	};
});
afterEach(() => {
	Object.assign(clock, { now, sleep });
});

const answer = (...answers: Answer[]) => {
	server.respond = ({ path }) =>
		path.endsWith('/token')
			? undefined
			: answers[Math.min(server.calls().length, answers.length) - 1];
};

const run = async (resource: string, operation: string, parameters: IDataObject = {}) =>
	await runNode({
		node: 'logto',
		parameters: {
			resource,
			operation,
			user: { mode: 'id', value: 'u1' },
			...parameters,
		},
		credentials: credentialsFor('logto', server.origin),
	});

const create = async () =>
	await run('user', 'create', { primaryEmail: 'ada@example.com', primaryPhone: '4915' });

describe('what a refusal says', () => {
	test('each invalid field, as the form and as Logto call it, with the request id', async () => {
		answer({
			status: 400,
			headers: { 'Logto-Core-Request-Id': 'req-1' },
			body: {
				code: 'guard.invalid_input',
				message: 'The request input is invalid.',
				details: 'Error in key path "primaryPhone": (invalid_string) Invalid',
				data: {
					name: 'ZodError',
					issues: [
						{ code: 'invalid_string', path: ['primaryPhone'], message: 'Invalid' },
						{ code: 'custom', path: ['profile', 'website'], message: 'Expected string' },
						{ code: 'custom', path: [], message: 'Odd' },
					],
				},
			},
		});
		const { error } = await create();
		expect(error?.message).toBe('The request input is invalid.');
		expect(error?.description).toBe(
			[
				'"Phone" (primaryPhone): Invalid. profile.website: Expected string. input: Odd.',
				'Check the values of the parameters that the message names.',
				'HTTP 400, code guard.invalid_input, request req-1',
			].join('\n'),
		);
	});

	test('the lines of "details" where there are no issues', async () => {
		answer({
			status: 400,
			body: { code: 'request.invalid_input', message: 'Invalid.', details: 'First\nSecond' },
		});
		expect((await create()).error?.description).toMatch(/^First\. Second\.\n/);
	});

	test('broken JSON has no code', async () => {
		answer({ status: 400, body: { message: 'Unexpected token' } });
		const { error } = await create();
		expect(error?.message).toBe('Unexpected token');
		expect(error?.description).toBe(
			'Check the values of the parameters that the message names.\nHTTP 400',
		);
	});

	test.each<[number, string, RegExp, RegExp]>([
		[404, 'Not Found', /status 404 \(Not Found\)$/, /endpoint in the credential[^]*1 MB/],
		[405, 'Method Not Allowed', /status 405 \(Method Not Allowed\)$/, /endpoint in the credential/],
		[404, '<html><h1>nginx</h1></html>', /status 404$/, /endpoint in the credential/],
		[413, '', /status 413$/, /HTTP 413/],
	])('%i with the text "%s"', async (status, body, message, description) => {
		answer({ status, body });
		const { error } = await create();
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
	});

	test('500 names what Logto cannot store', async () => {
		answer({ status: 500, body: { message: 'Internal server error.' } });
		const { error } = await create();
		expect(error?.message).toBe('Internal server error.');
		expect(error?.description).toMatch(/NUL.*regular expression.*password hash.*social connector/);
		expect(server.calls()).toHaveLength(1);
	});

	test.each([
		[422, 'user.username_already_in_use', '"Username"'],
		[422, 'user.email_already_in_use', '"Email"'],
		[422, 'user.phone_already_in_use', '"Phone"'],
		[422, 'entity.value_too_long', '128 characters'],
		[400, 'password.invalid_legacy_password_format', '"Password Hash > Digest"'],
		[400, 'password.unsupported_legacy_hash_algorithm', '"Password Hash > Digest"'],
		[400, 'user.cannot_delete_self', '"User"'],
		[422, 'user.invalid_role_type', '"Role Names or IDs"'],
		[422, 'user.invalid_phone', '"Phone"'],
		[400, 'connector.general', 'all that this connector needs, usually "code" and "redirectUri"'],
		[404, 'entity.not_exists_with_id', '"Role Names or IDs"'],
		[422, 'entity.db_constraint_violated', 'a part of the change may have been made'],
		[404, 'entity.relation_foreign_key_not_found', '"User"'],
		[403, 'role.internal_role_violation', '#internal:'],
		[422, 'user.personal_access_token_name_exists', 'with this name'],
		[422, 'user.totp_already_in_use', 'Delete it first'],
		[422, 'user.totp_secret_invalid', '"TOTP Secret"'],
		[422, 'user.backup_code_already_in_use', 'Delete that verification first'],
		[422, 'session.mfa.backup_code_can_not_be_alone', 'another verification first'],
		[422, 'user.wrong_backup_code_format', '"Backup Codes"'],
		[422, 'session.invalid_connector_id', '"Connector"'],
		[422, 'user.identity_already_in_use', 'Another user is linked'],
		[404, 'user.identity_not_exist', '"Target"'],
		[400, 'request.invalid_input', '"Case Sensitive"'],
		[400, 'connector.invalid_response', '"Connector Data"'],
		[501, 'connector.not_implemented', 'Use Replace'],
	])('%i %s says what to look at', async (status, code, advice) => {
		answer({ status, body: { code, message: 'As Logto says it.' } });
		const { error } = await create();
		expect(error?.message).toBe('As Logto says it.');
		expect(error?.httpCode).toBe(String(status));
		expect(error?.description).toContain(advice);
		expect(error?.description).toContain(`code ${code}`);
		expect(server.calls()).toHaveLength(1);
	});

	test.each([401, 400])(
		'%i of a connector is about the sign-in, and not about the credential',
		async (status) => {
			answer({
				status,
				body: {
					code: 'connector.authorization_failed',
					data: { message: 'The person said no' },
					message: 'The authorization process is unsuccessful.',
				},
			});
			const { error } = await run('socialIdentity', 'link', {
				connector: { mode: 'id', value: 'c1' },
				connectorData: '{ "error": "access_denied" }',
			});
			expect(error?.message).toBe('The authorization process is unsuccessful.');
			expect(error?.description).toMatch(/^The person said no\.\nThe provider .*"Connector Data"/);
			expect(error?.description).not.toContain('Test the credential');
		},
	);

	test.each([
		'connector.social_auth_code_invalid',
		'connector.authorization_failed',
		'session.connector_session_not_found',
	])('401 %s is no matter of the token: each code for one use is sent once', async (code) => {
		answer({ body: { id: 'u1' } });
		await run('user', 'get');
		// A token that is old enough to be replaced, and not so old that it has run out.
		time += 1_800_000;
		server.received = [];
		answer({ status: 401, body: { code, message: 'The connector refused.' } });
		const { items } = await runNode({
			node: 'logto',
			parameters: {
				resource: 'socialIdentity',
				operation: 'link',
				user: { mode: 'id', value: '=u{{ $json.n }}' },
				connector: { mode: 'id', value: 'c1' },
				connectorData: '={ "code": "code-{{ $json.n }}" }',
			},
			credentials: credentialsFor('logto', server.origin),
			items: Array.from({ length: 30 }, (_, n) => ({ n })),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.message)).toEqual(Array(30).fill('The connector refused.'));
		const codes = server
			.calls()
			.map(({ json }) => (json as { connectorData: IDataObject }).connectorData.code);
		expect(codes.sort()).toEqual(Array.from({ length: 30 }, (_, n) => `code-${n}`).sort());
		// Nothing else was sent, no request for a token either.
		expect(server.received).toHaveLength(30);
	});

	test.each([
		[
			'what the database says',
			{ message: 'value too long' },
			'As Logto says it.',
			'value too long',
		],
		['nothing twice', { message: 'Logto' }, 'As Logto says it.', undefined],
		['no request over again', { message: '{"code":"4/0A"}' }, 'As Logto says it.', undefined],
		['no object', { message: { a: 1 } }, 'As Logto says it.', undefined],
		['no gap', undefined, '{{method}}: has not been implemented.', undefined],
	])('the reason beside the message: %s', async (_what, data, message, reason) => {
		answer({ status: 422, body: { code: 'x', data, message } });
		const { error } = await create();
		expect(error?.message).toBe(message.replace('{{method}}: ', ''));
		expect(error?.description?.split('\n')[0]).toBe(
			reason ? `${reason}.` : 'Check the values of the parameters that the message names.',
		);
	});

	test.each([
		[
			'userRole',
			'remove',
			{ role: { mode: 'id', value: 'r1aaaaaaaaaaaaaaaaaaa' } },
			'"User" and "Role"',
		],
		[
			'mfaVerification',
			'delete',
			{ verification: { mode: 'id', value: 'v1' } },
			'"User" and "MFA Verification"',
		],
		[
			'personalAccessToken',
			'delete',
			{ token: { mode: 'name', value: 'x' } },
			'"User" and "Token"',
		],
	])('404 of %s > %s names the locators', async (resource, operation, parameters, names) => {
		answer({ status: 404, body: { code: 'entity.not_found', message: 'Not found.' } });
		const { error } = await run(resource, operation, parameters);
		expect(error?.description).toContain(
			`Check ${names}: one of them is not known here or was deleted, or they do not belong together.`,
		);
	});

	test('an echo of a password is masked', async () => {
		answer({
			status: 422,
			body: { code: 'x', message: 'Rejected: hunter22', details: 'hunter22!' },
		});
		const { error } = await run('user', 'updatePassword', { password: 'hunter22' });
		expect(`${error?.message} ${error?.description}`).toContain('Rejected: ***');
		expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain(
			'hunter22',
		);
	});
});

describe('a body that is not what Logto documents', () => {
	test.each([
		['user', 'get', {}],
		['user', 'suspend', {}],
		['user', 'hasPassword', {}],
		['user', 'updateProfile', { profile: { nickname: 'x' } }],
		['customData', 'get', {}],
		['customData', 'update', { customData: '{"a":1}' }],
		['socialIdentity', 'delete', { target: 'github' }],
		['mfaVerification', 'create', {}],
		['personalAccessToken', 'create', { name: 'x', neverExpires: true }],
		['personalAccessToken', 'rename', { token: { mode: 'name', value: 'x' }, newName: 'y' }],
	])(
		'%s > %s refuses an empty answer, a list and text',
		async (resource, operation, parameters) => {
			for (const body of ['', [], 'Created', '<html></html>']) {
				answer({ body, status: body === 'Created' ? 201 : 200 });
				const { items, error } = await run(resource, operation, parameters);
				expect(items).toEqual([]);
				expect(error?.message).toMatch(/^The answer could not be read/);
			}
		},
	);
});

describe.each([
	['assign', 'POST'],
	['replace', 'PUT'],
])('userRole > %s', (operation, method) => {
	const give = async (body: unknown, status: number) => {
		server.respond = (request) =>
			request.path.endsWith('/token')
				? undefined
				: request.method === method
					? { body, status }
					: { body: { id: 'r1aaaaaaaaaaaaaaaaaaa', name: 'Sales', type: 'User' } };
		return await run('userRole', operation, { roles: ['r1aaaaaaaaaaaaaaaaaaa'] });
	};

	test.each([
		[201, 'Created'],
		[200, 'OK'],
	])('%i with the bare word "%s" is success: servers before January 2026', async (status, word) => {
		const { items, error } = await give(word, status);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ userId: 'u1', roleIds: ['r1aaaaaaaaaaaaaaaaaaa'] },
		]);
	});

	test.each<[number, unknown]>([
		[200, ''],
		[200, []],
		[200, 'Created'],
		[200, 'OK '],
		[201, 'OK'],
		[200, '<html></html>'],
	])('%i with %j is no answer', async (status, body) => {
		const { items, error } = await give(body, status);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The answer could not be read/);
	});
});

describe('too many requests', () => {
	const busy = (headers: Record<string, string> = {}): Answer => ({
		status: 429,
		headers,
		body: { message: 'Too many requests' },
	});
	const done: Answer = { body: { hasPassword: true } };

	test('waits as long as Retry-After says, in seconds', async () => {
		answer(busy({ 'Retry-After': '7' }), done);
		const { error } = await run('user', 'hasPassword');
		expect(error).toBeUndefined();
		expect(time - start).toBe(7_000);
		expect(server.calls()).toHaveLength(2);
	});

	test('or until the date that it names', async () => {
		answer(busy({ 'Retry-After': new Date(start + 9_000).toUTCString() }), done);
		await run('user', 'hasPassword');
		expect(time - start).toBe(9_000);
	});

	test.each<[Record<string, string>]>([
		[{}],
		[{ 'Retry-After': 'soon' }],
		[{ 'Retry-After': '-3600' }],
	])('without a time (%j) it waits longer each time', async (headers) => {
		answer(busy(headers), busy(headers), busy(headers), done);
		const { error } = await run('user', 'hasPassword');
		expect(error).toBeUndefined();
		expect(server.calls()).toHaveLength(4);
		expect(time - start).toBeGreaterThanOrEqual(4_000);
		expect(time - start).toBeLessThan(10_000);
	});

	test('a write is sent again too: it was not carried out', async () => {
		answer(busy({ 'Retry-After': '1' }), { body: { id: 'u1' } });
		const { error } = await create();
		expect(error).toBeUndefined();
		expect(server.calls().map(({ method }) => method)).toEqual(['POST', 'POST']);
	});

	test('gives up when it would take too long, and says how long', async () => {
		answer(busy({ 'Retry-After': '31' }));
		const { error } = await run('user', 'hasPassword', { requestSettings: { maxWait: 30 } });
		expect(error?.message).toContain('31 seconds');
		expect(error?.description).toContain('Too many requests');
		expect(server.calls()).toHaveLength(1);
	});
});

describe('a server that breaks down', () => {
	test.each([502, 503, 504])('%i: a read is tried again', async (status) => {
		answer({ status, body: 'Bad gateway' }, { body: { hasPassword: true } });
		const { error } = await run('user', 'hasPassword');
		expect(error).toBeUndefined();
		expect(server.calls()).toHaveLength(2);
	});

	test.each([502, 503, 504])('%i: a write is not sent again', async (status) => {
		answer({ status, body: 'Bad gateway' });
		const { error } = await create();
		expect(error?.httpCode).toBe(String(status));
		expect(server.calls()).toHaveLength(1);
	});
});
