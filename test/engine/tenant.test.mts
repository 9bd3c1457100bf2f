/** What belongs to a tenant: its secrets, its limits, its address and its certificate. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { jsons, pickers, runNode, testCredential } from './engine.mjs';
import { selfSigned } from './selfSigned.mjs';
import { isToken, startServer, useServer } from './server.mjs';
import { credentialsFor, SECRET } from './vendors.mjs';

const server = useServer();

const read = { resource: 'user', operation: 'get', user: { mode: 'id', value: '4711' } };
const success = { error: false, code: 200, type: 'success', message: 'Success' };
const nodes = ['okta', 'oneLogin', 'logto'] as const;

describe('requests in flight', () => {
	test('50 executions at once have no more than 30 at the tenant', async () => {
		let now = 0;
		let most = 0;
		const waiting: Array<() => void> = [];
		server.respond = async () => {
			most = Math.max(most, ++now);
			// Each is held until no more can come, so that all that are let through are seen together.
			await new Promise<void>((resolve) => {
				waiting.push(resolve);
				if (waiting.length >= 30) setTimeout(() => waiting.splice(0).forEach((go) => go()), 50);
			});
			now--;
			return { body: { id: '00u1', profile: {} } };
		};
		const flush = setInterval(() => waiting.splice(0).forEach((go) => go()), 1000);
		const runs = await Promise.all(
			Array.from(
				{ length: 50 },
				async () =>
					await runNode({
						node: 'okta',
						parameters: {
							resource: 'user',
							operation: 'get',
							user: { mode: 'id', value: '00u1abcdefghijklmnop' },
						},
						credentials: credentialsFor('okta', server.origin),
						items: [{}, {}, {}],
					}),
			),
		);
		clearInterval(flush);
		expect(runs.flatMap(({ items }) => items)).toHaveLength(150);
		expect(most).toBe(30);
	});
});

describe('a credential whose expressions give other values for other items', () => {
	test('nothing is sent for an item that is meant for another tenant', async () => {
		const other = await startServer();
		server.respond = ({ path }) => ({ body: { id: path.split('/').pop(), profile: {} } });
		const { items, errorItems } = await runNode({
			node: 'okta',
			parameters: {
				resource: 'user',
				operation: 'get',
				user: { mode: 'id', value: '={{ $json.id }}' },
			},
			credentials: { oktaManagementApi: { url: '={{ $json.url }}', apiToken: SECRET } },
			items: [
				{ id: '00u1', url: server.origin },
				{ id: '00u2', url: other.origin },
				{ id: '00u3', url: server.origin },
			],
			onError: 'continueErrorOutput',
		});
		await other.close();
		expect(jsons(items).map(({ id }) => id)).toEqual(['00u1', '00u3']);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].json.message).toBe(
			'The credential has other values for this item than for the first one',
		);
		expect(other.received).toEqual([]);
		expect(server.calls().map(({ path }) => path)).not.toContain('/api/v1/users/00u2');
	});

	test('another secret at the same address counts too', async () => {
		server.respond = () => ({ body: { id: '00u1', profile: {} } });
		const { items, error } = await runNode({
			node: 'okta',
			parameters: {
				resource: 'user',
				operation: 'get',
				user: { mode: 'id', value: '00u1abcdefghijklmnop' },
			},
			credentials: { oktaManagementApi: { url: server.origin, apiToken: '={{ $json.token }}' } },
			items: [{ token: 'first-token' }, { token: 'second-token' }],
		});
		expect(items).toEqual([]);
		expect(error?.message).toContain('other values for this item');
		expect(error?.context?.itemIndex).toBe(1);
	});

	test('expressions that give the same for all items are fine', async () => {
		server.respond = () => ({ body: { id: '00u1', profile: {} } });
		const { items } = await runNode({
			node: 'okta',
			parameters: {
				resource: 'user',
				operation: 'get',
				user: { mode: 'id', value: '00u1abcdefghijklmnop' },
			},
			credentials: { oktaManagementApi: { url: '={{ $json.url }}', apiToken: SECRET } },
			items: [{ url: server.origin }, { url: server.origin }],
		});
		expect(items).toHaveLength(2);
	});
});

describe('what no message repeats', () => {
	const echo = (words: string) => ({ status: 400, body: { message: words, errorSummary: words } });

	test.each(nodes)('%s: a picker masks what an item would mask', async (node) => {
		server.respond = (request) =>
			isToken(request)
				? undefined
				: echo(`bad header ${String(request.headers.authorization)}, secret ${SECRET}`);
		const { search } = pickers(node, credentialsFor(node, server.origin));
		const error = (await search('searchUsers').catch((reason: unknown) => reason)) as Error & {
			description?: string;
		};
		expect(error.constructor.name).toBe('NodeApiError');
		const sent = String(server.calls()[0].headers.authorization).split(' ')[1];
		expect(error.message).toContain('bad header');
		for (const secret of [SECRET, sent]) {
			expect(`${error.message} ${error.description} ${error.stack}`).not.toContain(secret);
		}
	});

	test('the secrets of other tenants are not looked for: that would cost more with each of them', async () => {
		const others = await startServer();
		others.respond = (request) =>
			isToken(request)
				? { status: 200, body: { access_token: 'public-knowledge', expires_in: 3600 } }
				: { body: { status: success, data: [{ id: 4711 }] } };
		await runNode({
			node: 'oneLogin',
			parameters: read,
			credentials: credentialsFor('oneLogin', others.origin),
		});
		await others.close();
		server.respond = (request) => (isToken(request) ? undefined : echo('public-knowledge'));
		const { error } = await runNode({
			node: 'oneLogin',
			parameters: read,
			credentials: credentialsFor('oneLogin', server.origin),
		});
		expect(error?.message).toBe('public-knowledge');
	});
});

describe('a server with a certificate of its own', () => {
	let secure: Server;
	let origin: string;
	const paths: string[] = [];
	beforeAll(async () => {
		secure = createServer(selfSigned, (request, response) => {
			paths.push(request.url!.split('?')[0]);
			response.setHeader('content-type', 'application/json');
			response.end(
				request.url === '/oidc/token'
					? JSON.stringify({ access_token: 'secure-1', expires_in: 3600, scope: 'all' })
					: JSON.stringify([{ id: 'u1' }]),
			);
		});
		await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
		origin = `https://localhost:${(secure.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		secure.closeAllConnections();
		secure.close();
	});
	beforeEach(() => paths.splice(0));

	const credential = (more: IDataObject) => ({
		logtoOAuth2Api: {
			...credentialsFor('logto', origin).logtoOAuth2Api,
			...(more as Record<string, string>),
		},
	});
	const list = async (more: IDataObject) =>
		await runNode({
			node: 'logto',
			parameters: { resource: 'user', operation: 'getAll', limit: 1 },
			credentials: credential(more),
		});

	test('is refused, and nothing reaches it', async () => {
		const { error } = await list({});
		expect(error?.message).toMatch(/certificate|SELF_SIGNED/);
		expect(error?.description).toMatch(/NODE_EXTRA_CA_CERTS.*"Ignore SSL Issues \(Insecure\)"/);
		expect(paths).toEqual([]);
	});

	test.each([true, 'true'])('is reached when the credential says %j', async (ignoreSSLIssues) => {
		const { items, error } = await list({
			ignoreSSLIssues,
			clientId: `${typeof ignoreSSLIssues} app`,
		});
		expect(error).toBeUndefined();
		expect(jsons(items).map(({ id }) => id)).toEqual(['u1']);
		expect(paths).toEqual(['/oidc/token', '/api/users']);
	});

	test('so is the test of the credential', async () => {
		const { logtoOAuth2Api: data } = credential({ ignoreSSLIssues: true, clientId: 'tested' });
		expect((await testCredential('logtoOAuth2Api', data)).message).toBe('Connection successful!');
		const strict = credential({ clientId: 'tested' }).logtoOAuth2Api;
		expect((await testCredential('logtoOAuth2Api', strict)).status).toBe('Error');
	});
});
