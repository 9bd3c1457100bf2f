import type { IDataObject } from 'n8n-workflow';
import { pickers, runNode, testCredential } from '../engine/engine.mjs';
import { ruleShown } from '../engine/n8n.mjs';
import { startServer, type TestServer } from '../engine/server.mjs';

const TYPE = 'oktaManagementApi';
const TOKEN = '00secret-Api_Token-42';

let server: TestServer;
/** Stands for any other host: whatever arrives here has leaked. */
let other: TestServer;
beforeAll(async () => {
	[server, other] = await Promise.all([startServer(), startServer()]);
});
afterAll(async () => {
	await Promise.all([server.close(), other.close()]);
});
beforeEach(() => {
	server.received = [];
	other.received = [];
	server.respond = () => ({ body: [] });
});

const credential = (settings: IDataObject = {}) => ({
	url: server.origin,
	apiToken: TOKEN,
	...settings,
});

const read = async (settings: IDataObject = credential(), parameters: IDataObject = {}) =>
	await runNode({
		node: 'okta',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true, ...parameters },
		credentials: { [TYPE]: settings as never },
	});

test('is sent the way Okta wants it, and is what a node without a choice uses', async () => {
	await read(credential({ apiToken: ` ${TOKEN}\n` }));
	await read(credential(), { authentication: 'apiToken' });
	expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
		`SSWS ${TOKEN}`,
		`SSWS ${TOKEN}`,
	]);
});

test.each(['SSWS', 'ssws', 'Authorization: SSWS', 'Bearer'])(
	'copied with its scheme, "%s", is sent as it is, and no message repeats it',
	async (scheme) => {
		server.respond = () => ({
			status: 400,
			body: { errorCode: 'E0000001', errorSummary: `Not with ${TOKEN}` },
		});
		const { error } = await read(credential({ apiToken: `\u200b${scheme} ${TOKEN}\ufeff` }));
		expect(server.received.map(({ headers }) => headers.authorization)).toEqual([`SSWS ${TOKEN}`]);
		expect(error?.message).toBe('Not with ***');
	},
);

describe('goes to no other origin', () => {
	test('by a link to the next page: path and query are asked at home', async () => {
		server.respond = ({ query }) =>
			query.some(([name]) => name === 'after')
				? { body: [{ id: '2' }] }
				: {
						headers: { link: `<${other.origin}/api/v1/users?after=x>; rel="next"` },
						body: [{ id: '1' }],
					};
		const { items } = await read();
		expect(items.map(({ json }) => json.id)).toEqual(['1', '2']);
		expect(other.received).toEqual([]);
	});

	test('by a link without a scheme', async () => {
		const host = other.origin.replace('http:', '');
		let asked = 0;
		server.respond = () =>
			++asked > 1
				? { body: [] }
				: { headers: { link: `<${host}/api/v1/users?after=x>; rel="next"` }, body: [{ id: '1' }] };
		await read();
		expect(server.received).toHaveLength(2);
		expect(other.received).toEqual([]);
	});

	test.each([301, 302, 303, 307, 308])('by a redirect with %i', async (status) => {
		server.respond = () => ({ status, headers: { location: `${other.origin}/api/v1/users` } });
		const { error } = await read();
		expect(error!.message).toBe('Okta answered with a redirect to another address');
		expect(other.received).toEqual([]);
	});

	test('by a redirect in the test of the credential', async () => {
		server.respond = () => ({
			status: 302,
			headers: { location: `${other.origin}/api/v1/users/me` },
		});
		expect((await testCredential(TYPE, credential())).status).toBe('Error');
		expect(other.received).toEqual([]);
	});

	test("by n8n's own use of the credential for a URL that somebody else chose", async () => {
		const { OktaManagementApi } = await import('../../credentials/OktaManagementApi.credentials');
		const authenticate = new OktaManagementApi().authenticate as (
			credentials: object,
			request: object,
		) => Promise<object>;
		for (const url of [`${other.origin}/api/v1/users`, '//evil.example/', 'not a url']) {
			await expect(authenticate(credential(), { method: 'GET', url })).rejects.toThrow(
				`This credential is for ${server.origin} and is not sent to `,
			);
		}
	});
});

describe('is in no message, no item and no stored execution', () => {
	test.each<[string, object]>([
		[
			'401',
			{ status: 401, body: { errorCode: 'E0000011', errorSummary: 'Invalid token provided' } },
		],
		['403', { status: 403, body: { errorCode: 'E0000006', errorSummary: 'No permission' } }],
		['404', { status: 404, body: { errorCode: 'E0000007', errorSummary: 'Not found' } }],
		['500', { status: 500, body: 'down' }],
		['a web page', { status: 200, body: '<html>' }],
		['a redirect', { status: 302, headers: { location: '/x' } }],
		['success', { body: [{ id: '1' }] }],
	])('after %s', async (_what, answer) => {
		server.respond = () => answer;
		const { run, error } = await read();
		expect(server.received[0].headers.authorization).toContain(TOKEN);
		const seen = [
			JSON.stringify(run),
			error?.message,
			error?.description,
			error?.stack,
			JSON.stringify(error),
			JSON.stringify(error?.context),
		].join('\n');
		expect(seen).not.toContain(TOKEN);
	});

	test('when the server hangs up', async () => {
		server.respond = (_request, reply) => {
			reply.raw.destroy();
			return undefined;
		};
		const { run, error } = await read(credential(), {
			operation: 'create',
			login: 'a@acme.example',
			email: 'a@acme.example',
			firstName: 'A',
			lastName: 'B',
		});
		expect(error).toBeDefined();
		expect(JSON.stringify([run, error, error!.message, error!.stack])).not.toContain(TOKEN);
	});

	test('of a picker', async () => {
		server.respond = () => ({ status: 401, body: { errorSummary: 'Invalid token provided' } });
		const failure = await pickers('okta', { [TYPE]: credential() as never })
			.search('searchUsers')
			.catch((error: Error) => error);
		expect(failure).toBeInstanceOf(Error);
		expect(JSON.stringify([failure, (failure as Error).message])).not.toContain(TOKEN);
	});
});

describe('the test of the credential', () => {
	test('reads the owner of the token, at the cleaned-up address', async () => {
		const { status } = await testCredential(TYPE, credential({ url: `${server.origin}/admin/` }));
		expect(status).toBe('OK');
		expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api/v1/users/me',
		]);
		expect(server.received[0].headers.authorization).toBe(`SSWS ${TOKEN}`);
	});

	test.each([
		[401, /does not accept this API token/],
		[403, /may not read users/],
		[404, /There is no Okta API at this URL/],
		[500, /./],
	])('explains %i', async (status, message) => {
		server.respond = () => ({ status, body: {} });
		const outcome = await testCredential(TYPE, credential());
		expect(outcome.status).toBe('Error');
		expect(outcome.message).toMatch(ruleShown(message));
		expect(outcome.message).not.toContain(TOKEN);
	});
});
