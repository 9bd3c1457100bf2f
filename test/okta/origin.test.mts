import { type INode, type INodeTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import { CredentialStore, credentialTypes, runNode, testCredential } from '../engine/engine.mjs';
import { oktaOrigin } from '../../nodes/Okta/origin';

const ACME = 'https://acme.okta.com';

/** What people paste, and the origin that is meant. */
const understood: Array<[string, string]> = [
	['https://acme.okta.com', ACME],
	['https://acme.okta.com/', ACME],
	['acme.okta.com', ACME],
	['  acme.okta.com/ ', ACME],
	['HTTPS://ACME.okta.com', ACME],
	['https://acme.okta.com/api/v1', ACME],
	['https://acme.okta.com/oauth2/default', ACME],
	['https://acme.okta.com/admin/dashboard', ACME],
	['https://acme.okta.com/login?fromURI=https://other.example/', ACME],
	['https://acme.okta.com#x', ACME],
	['https://acme-admin.okta.com/admin/users', ACME],
	['acme-admin.okta.com', ACME],
	['https://acme-admin.oktapreview.com', 'https://acme.oktapreview.com'],
	['https://acme-admin.okta-emea.com', 'https://acme.okta-emea.com'],
	['https://acme-admin.okta-gov.com/admin', 'https://acme.okta-gov.com'],
	['https://acme-admin.okta.mil', 'https://acme.okta.mil'],
	['https://acme-admin.okta-miltest.com', 'https://acme.okta-miltest.com'],
	['https://acme-admin.trex-gov.com', 'https://acme.trex-gov.com'],
	['https://acme-admin.trex-govcloud.com', 'https://acme.trex-govcloud.com'],
	['https://trial-123.okta.com', 'https://trial-123.okta.com'],
	['https://login.acme.example', 'https://login.acme.example'],
	// Custom domains are left alone, whatever they contain.
	['https://login-admin.acme.example', 'https://login-admin.acme.example'],
	['https://acme-admin.okta.com.acme.example', 'https://acme-admin.okta.com.acme.example'],
	['https://acme-admin.myokta.com', 'https://acme-admin.myokta.com'],
	['https://acme-administration.okta.com', 'https://acme-administration.okta.com'],
	['https://login.acme.example:8443/x', 'https://login.acme.example:8443'],
	['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
	['http://localhost:8080/', 'http://localhost:8080'],
	['localhost:8080', 'http://localhost:8080'],
	['http://[::1]:8080/x', 'http://[::1]:8080'],
];

/** What is refused, with a part of the message. */
const refused: Array<[string, string]> = [
	['', '"Okta URL" is empty'],
	['   ', '"Okta URL" is empty'],
	['http://acme.okta.com', 'must start with https://'],
	['http://127.evil.example', 'must start with https://'],
	['http://okta:8080', 'must start with https://'],
	['http://192.168.1.20', 'must start with https://'],
	['http://localhost.evil.example', 'must start with https://'],
	['ftp://acme.okta.com', 'is not a URL'],
	['https://admin:secret@acme.okta.com', 'must not contain a user name or password'],
	['https://acme.okta.com@evil.example', 'must not contain a user name or password'],
	['https://{yourOktaDomain}', 'still contains {yourOktaDomain}'],
	['{yourOktaDomain}', 'still contains {yourOktaDomain}'],
	['https://{tenant}.okta.com', 'is not a URL'],
	['https://acme.okta.com.com', 'looks mistyped'],
	['https://https://acme.okta.com', 'looks mistyped'],
	['https://acme okta.com', 'is not a URL'],
	['https://', 'is not a URL'],
];

test.each(understood)('%s is understood', (given, origin) => {
	expect(oktaOrigin(given)).toBe(origin);
});

test.each(refused)('%s is refused', (given, message) => {
	expect(() => oktaOrigin(given)).toThrow(message);
});

describe('the OAuth2 credential, where n8n reads expressions', () => {
	const TYPE = 'oktaManagementOAuth2Api';
	const resolved = async (url: string) => {
		const store = new CredentialStore();
		store.set('one', { url, clientId: 'id', clientSecret: 'secret' });
		return await store.getDecrypted({} as never, { id: 'one' }, TYPE);
	};

	test.each(understood)('%s leads to the same host', async (given, origin) => {
		expect(await resolved(given)).toMatchObject({
			authUrl: `${origin}/oauth2/v1/authorize`,
			accessTokenUrl: `${origin}/oauth2/v1/token`,
			allowedDomains: new URL(origin).hostname,
		});
	});

	test.each(refused)('%s leads to no host but its own, and never in the clear', async (given) => {
		const { authUrl, accessTokenUrl, allowedDomains } = await resolved(given);
		const own = URL.canParse(String(accessTokenUrl)) ? new URL(String(accessTokenUrl)) : undefined;
		expect(allowedDomains).toBe(own?.hostname ?? '');
		for (const text of [authUrl, accessTokenUrl]) {
			const url = URL.canParse(String(text)) ? new URL(String(text)) : undefined;
			expect(url?.protocol).not.toBe('http:');
			expect([url?.username ?? '', url?.password ?? '']).toEqual(['', '']);
			expect(url?.host ?? '').not.toBe('evil.example');
		}
	});

	/** What n8n's HTTP Request node, with this in its field "URL", is told of the domains. */
	const boundTo = async (url: string, asked?: string): Promise<unknown> => {
		const fields = credentialTypes.get(TYPE)!.properties;
		const rule = fields.find(({ name }) => name === 'allowedHttpRequestDomains')!.default as string;
		const node: INode = {
			id: 'ask',
			name: 'Ask',
			type: 'unknown',
			typeVersion: 1,
			position: [0, 0],
			parameters: asked === undefined ? {} : { url: asked },
		};
		const unknown = () => undefined as never;
		const nodeTypes: INodeTypes = {
			getByName: unknown,
			getByNameAndVersion: unknown,
			getKnownTypes: () => ({}),
		};
		const { expression } = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes,
		});
		await expression.acquireIsolate();
		const values = { rule };
		const resolved = expression.getComplexParameterValue(
			node,
			values,
			'internal',
			{},
			undefined,
			undefined,
			{ url },
		);
		await expression.releaseIsolate();
		return (resolved as typeof values).rule;
	};

	test.each([
		[ACME, 'https://acme.okta.com/api/v1/users'],
		[ACME, 'HTTPS://Acme.okta.com?limit=1'],
		['acme-admin.okta.com/admin', 'https://acme.okta.com/'],
		['https://login.acme.example:8443', 'https://login.acme.example:8443/api/v1/users'],
	])('with %s, HTTP Request may ask %s', async (url, asked) => {
		expect(await boundTo(url, asked)).toBe('domains');
	});

	test('the test of the credential, which has no such parameter, may ask', async () => {
		expect(await boundTo(ACME)).toBe('domains');
	});

	test.each([
		[ACME, 'https://evil.example/https://acme.okta.com/'],
		[ACME, 'https://acme.okta.com.evil.example/'],
		[ACME, 'https://acme.okta.com@evil.example/'],
		[ACME, 'https://acme.okta.com\\@evil.example/'],
		[ACME, 'https://acme.okta.com:8443/'],
		[ACME, 'http://acme.okta.com/'],
		[ACME, 'acme.okta.com/'],
		[ACME, ''],
		['https://acme.okta.com@evil.example', 'https://evil.example/'],
		['https://login.acme.example:8443', 'https://login.acme.example/'],
	])('with %s, HTTP Request may not ask %s', async (url, asked) => {
		expect(await boundTo(url, asked)).toBe('none');
	});

	test.each(refused)('%s is refused by the node at its first use', async (url, message) => {
		const { error, items } = await runNode({
			node: 'okta',
			parameters: { authentication: 'oAuth2', resource: 'user', operation: 'getAll' },
			credentials: {
				[TYPE]: {
					url,
					clientId: 'id',
					clientSecret: 'secret',
					oauthTokenData: { access_token: 'token', token_type: 'Bearer' },
				},
			},
		});
		expect(items).toEqual([]);
		expect(error!.message).toContain(message);
	});

	test('the fields that decide how to sign in are hidden and cannot be overridden', async () => {
		const store = new CredentialStore();
		store.set('one', {
			url: ACME,
			authUrl: 'https://evil.example/authorize',
			accessTokenUrl: 'https://evil.example/token',
			grantType: 'pkce',
			usePkce: false,
			authentication: 'body',
		});
		expect(await store.getDecrypted({} as never, { id: 'one' }, TYPE)).toMatchObject({
			authUrl: `${ACME}/oauth2/v1/authorize`,
			accessTokenUrl: `${ACME}/oauth2/v1/token`,
			grantType: 'authorizationCode',
			usePkce: true,
			authentication: 'header',
		});
	});

	test('it asks for what the operations and pickers need, and the form can change that', () => {
		const scope = credentialTypes.get(TYPE)!.properties.find(({ name }) => name === 'scope')!;
		expect(scope.type).toBe('string');
		expect(String(scope.default).split(' ').sort()).toEqual([
			'offline_access',
			'okta.apps.manage',
			'okta.groups.read',
			'okta.userTypes.read',
			'okta.users.manage',
		]);
	});
});

describe('what a credential test says about an address', () => {
	test.each([
		['oktaManagementApi', { apiToken: 'token' }],
		['oktaManagementServiceApi', { clientId: 'id', privateKey: 'x', scope: 'okta.users.read' }],
	])('%s: refuses, and says why', async (type, settings) => {
		const { status, message } = await testCredential(type, {
			...settings,
			url: 'http://acme.okta.com',
		});
		expect(status).toBe('Error');
		expect(message).toBe('"Okta URL" in the credential must start with https://');
	});
});

test('the node shows exactly one credential for each way to authenticate', () => {
	const { Okta } =
		require('../../nodes/Okta/Okta.node') as typeof import('../../nodes/Okta/Okta.node');
	const { description } = new Okta();
	const authentication = description.properties.find(({ name }) => name === 'authentication')!;
	const shown = (authentication.options as Array<{ name: string; value: string }>).map(
		({ name, value }) => [
			name,
			value,
			description
				.credentials!.filter((credential) =>
					NodeHelpers.displayParameter(
						{ authentication: value },
						credential,
						null as never,
						description,
					),
				)
				.map((credential) => credential.name),
		],
	);
	expect(shown).toEqual([
		['API Token', 'apiToken', ['oktaManagementApi']],
		['OAuth2', 'oAuth2', ['oktaManagementOAuth2Api']],
		['Service App (Private Key)', 'serviceApp', ['oktaManagementServiceApi']],
	]);
	expect(authentication.default).toBe('apiToken');
});
