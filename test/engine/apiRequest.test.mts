/** The free request: it goes nowhere but to the tenant's API, and keeps what the other operations promise. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../nodes/shared/errors';
import { freePath } from '../../nodes/shared/freePath';
import { useAsTool, ways } from './agent.mjs';
import { jsons, type NodeName, runNode } from './engine.mjs';
import { isToken, useServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

const server = useServer();
beforeEach(() => {
	server.respond = () => undefined;
});

const send = async (parameters: IDataObject, node: NodeName = 'okta') =>
	await runNode({
		node,
		parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
		credentials: credentialsFor(node, server.origin),
	});

const NOTHING = /^\/nothing$/;
const attempt = (text: string) => {
	try {
		return freePath(text, NOTHING);
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return undefined;
	}
};

/** What comes after a server that decodes an address and folds it, as proxies do. */
function normalised(address: string): string {
	let text = address;
	try {
		text = decodeURIComponent(address);
	} catch {
		// Sent on as it is.
	}
	return new URL(text, 'http://tenant.example').href;
}

const nasty = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...[
					'/',
					'//',
					'\\',
					'.',
					'..',
					'/..',
					'/./',
					'%',
					'?',
					'#',
					';',
					'@',
					':',
					' ',
					'\n',
					'\t',
					'\0',
				],
				...[
					'%2e',
					'%2E',
					'%2f',
					'%2F',
					'%5c',
					'%25',
					'%252e',
					'%252f',
					'%25252f',
					'%00',
					'%0a',
					'%3f',
					'%23',
				],
				...[
					'api',
					'users',
					'http://evil.example',
					'//evil.example',
					'é',
					'🦊',
					'\ud800',
					'+',
					'&',
					'=',
				],
			),
			fc.string({ minLength: 1, maxLength: 3 }),
		),
		{ minLength: 1, maxLength: 7 },
	)
	.map((parts) => `/api/${parts.join('')}`);

test('no path leads out of the API, also behind servers that decode it again', () => {
	let taken = 0;
	fc.assert(
		fc.property(nasty, (text) => {
			const made = attempt(text);
			if (!made) return;
			taken++;
			const depth = made.path.split('/').length;
			let address: string = made.path;
			for (let round = 0; round < 3; round++) {
				const { origin, pathname, search, hash } = new URL(normalised(address));
				expect([origin, search, hash]).toEqual(['http://tenant.example', '', '']);
				expect(pathname.startsWith('/api')).toBe(true);
				expect(pathname.split('/')).toHaveLength(depth);
				address = pathname;
			}
		}),
		{ numRuns: 5_000 },
	);
	expect(taken).toBeGreaterThan(200);
});

test.each([
	['={{ "" }}', '"Path" is empty'],
	['api/v1/users', 'must begin with one slash'],
	['//evil.example/api', 'must begin with one slash'],
	['https://evil.example/api', 'is a whole address'],
	['/api/../oauth2', 'in place of a name'],
	['/api/%2e%2e/x', 'in place of a name'],
	['/api/%252e%252e/x', 'in place of a name'],
	['/api/..;/x', 'in place of a name'],
	['/api/a%2Fb', 'an encoded slash'],
	['/api/a%252fb', 'an encoded slash'],
	['/api/a%5cb', 'an encoded slash or backslash'],
	['/api\\v1', 'contains "\\\\"'],
	['/api/a%0ab', 'contains "\\n"'],
	['/api/x#y', 'contains "#"'],
	['/api/x%23y', 'contains "#"'],
	['/api/x%3fy', 'contains "?"'],
	['/api//x', 'has an empty part'],
	['/api/100%', 'encodes nothing'],
	['/oauth2/v1/token', 'give out tokens'],
	['/OAuth2/default/v1/token', 'give out tokens'],
	['/%6fauth2/v1/token', 'give out tokens'],
	['/%256fauth2/v1/token', 'give out tokens'],
])('"%s" is refused, and nothing is sent', async (path, fault) => {
	const { error } = await send({ path });
	expect(error?.message).toContain(fault);
	expect(server.received).toEqual([]);
});

test.each<[NodeName, string]>([
	['oneLogin', '/auth/oauth2/v2/token'],
	['oneLogin', '/oidc/2/token'],
	['logto', '/oidc/token'],
])('%s: %s gives out tokens and is refused', async (node, path) => {
	const { error } = await send({ path, method: 'POST' }, node);
	expect(error?.message).toContain('give out tokens');
	expect(server.received).toEqual([]);
});

test.each([
	'Authorization',
	'cookie',
	'Proxy-Authorization',
	'HOST',
	'DPoP',
	'X-HTTP-Method-Override',
	'a b',
	'',
])('the header "%s" is refused', async (name) => {
	const { error } = await send({
		path: '/api/v1/users',
		options: { headers: { parameter: [{ name, value: 'x' }] } },
	});
	expect(error?.message).toMatch(/header|Headers/);
	expect(server.received).toEqual([]);
});

test('a header that ends and begins another is refused', async () => {
	const { error } = await send({
		path: '/api/v1/users',
		options: { headers: { parameter: [{ name: 'X-A', value: '={{ "b\\r\\nX-C: d" }}' }] } },
	});
	expect(error?.message).toContain('no header can have');
	expect(server.received).toEqual([]);
});

describe('what comes out', () => {
	test.each<[string, IDataObject, IDataObject[]]>([
		['nothing', { status: 204 }, [{ success: true, statusCode: 204 }]],
		['a record', { body: { id: 'x' } }, [{ id: 'x' }]],
		['a list of texts', { body: ['a', 'b'] }, [{ data: 'a' }, { data: 'b' }]],
		['an empty list', { body: [] }, []],
	])('of %s', async (_what, answer, items) => {
		server.respond = () => answer;
		expect(jsons((await send({ path: '/api/v1/x' })).items)).toEqual(items);
	});

	test('of a list within an object', async () => {
		server.respond = () => ({ body: { value: [{ id: 1 }, { id: 2 }] } });
		const { items } = await send({ path: '/api/v1/x', limit: 1, options: { recordsAt: 'value' } });
		expect(jsons(items)).toEqual([{ id: 1 }]);
	});

	test('a list that is not where it was said to be', async () => {
		server.respond = () => ({ body: { values: [] } });
		const { error } = await send({ path: '/api/v1/x', options: { recordsAt: 'value' } });
		expect(error?.message).toMatch(/expected a list/);
	});
});

test('a change that may have been made is not sent again', async () => {
	server.respond = () => ({ status: 503, body: 'gateway' });
	const { error } = await send({ path: '/api/v1/x', method: 'POST', body: '{}' });
	expect(error?.context?.outcome).toBe('unclear');
	expect(server.calls()).toHaveLength(1);
});

describe.each(ways)('as a tool, %s', (way) => {
	const use = async (parameters: IDataObject) =>
		await useAsTool(
			way,
			{ path: '/api/v1/users/u1' },
			{
				node: 'okta',
				parameters: {
					resource: 'apiRequest',
					operation: 'send',
					path: "={{ $fromAI('path', '', 'string') }}",
					...parameters,
				},
				credentials: credentialsFor('okta', server.origin),
			},
		);

	test.each(['DELETE', 'PATCH', 'POST', 'PUT'])('%s is refused', async (method) => {
		const { error } = await use({ method });
		expect(error).toContain('An AI agent may not use "Send" in this way');
		expect(server.received).toEqual([]);
	});

	test('GET is sent, and what a person has allowed', async () => {
		server.respond = (request) => (isToken(request) ? undefined : { body: { id: 'u1' } });
		expect((await use({ method: 'GET' })).error).toBeUndefined();
		expect((await use({ method: 'DELETE', options: { allowAsTool: true } })).error).toBeUndefined();
		expect(server.calls().map(({ method }) => method)).toEqual(['GET', 'DELETE']);
	});
});
