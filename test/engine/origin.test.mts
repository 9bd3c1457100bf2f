/**
 * The credentials in n8n's HTTP Request node, which names the address `uri` where everything else
 * says `url` (n8n-nodes-base 2.41, HttpRequestV3).
 */
import { generateKeyPairSync } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { credentialTypes } from './engine.mjs';

const ACME = 'https://acme.example';
const data = {
	url: ACME,
	endpoint: ACME,
	apiToken: 'token',
	clientId: 'id',
	clientSecret: 's',
	privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString(),
	scope: 'okta.users.read',
};

type Authenticate = (
	credentials: ICredentialDataDecryptedObject,
	request: object,
) => Promise<IHttpRequestOptions>;

describe.each([
	'oktaManagementApi',
	'oktaManagementServiceApi',
	'oneLoginOAuth2Api',
	'logtoOAuth2Api',
])('%s in the HTTP Request node', (type) => {
	const { preAuthentication, ...rest } = credentialTypes.get(type)!;
	const authenticate = rest.authenticate as Authenticate;

	/** n8n does so before each request. */
	beforeAll(async () => {
		const httpRequest = async () => ({
			statusCode: 200,
			headers: {},
			body: { access_token: 'token', scope: 'all' },
		});
		const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		await preAuthentication?.call(helper, data);
	});

	test("is sent to the credential's own origin", async () => {
		const request = { method: 'GET', uri: `${ACME}/api/roles`, headers: { accept: 'a/b' } };
		const sent = await authenticate(data, request);
		expect(sent).toMatchObject({ uri: request.uri, url: request.uri });
		expect(sent.headers).toMatchObject({
			accept: 'a/b',
			Authorization: expect.stringMatching(/ token$/),
		});
		expect(request.headers).toEqual({ accept: 'a/b' });
	});

	test.each([
		{ uri: 'https://evil.example/' },
		{ uri: `${ACME}@evil.example/` },
		{ uri: 'https://evil.example/', url: `${ACME}/` },
		{ uri: `${ACME}/`, url: 'https://evil.example/' },
		{},
	])('is not sent with %j', async (request) => {
		await expect(authenticate(data, request)).rejects.toThrow(`is for ${ACME} and is not sent to`);
	});
});
