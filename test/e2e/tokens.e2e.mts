/**
 * A token that stops working before its time, and before n8n knows: our nodes get a new one and send the
 * request again. n8n's HTTP Request node does not send again what a credential of ours was refused: it
 * would do so after any error, also with a change that may have been made. Its next request has a new
 * token.
 */
import { clientFor, controls, oneLoginToken } from '../sandbox/sandbox.mjs';
import { type N8n, output, runNodes, type Step } from './executions.mjs';
import { logIn, setup } from './n8n.mjs';

const { okta, oneLogin, logto } = setup;
const sandbox = controls(setup);

/** OneLogin says 401 for more than a bad token, so a token this young, in ms, is kept. */
const KEPT = 60_000;

const serviceApp = (requireDpop: boolean) => ({
	url: okta.url,
	clientId: requireDpop ? okta.dpopClientId : okta.clientId,
	privateKey: okta.privateKey,
	keyId: okta.keyId,
	scope: 'okta.users.manage',
	requireDpop,
});

const oneLoginApp = (clientId: string) => ({
	url: oneLogin.url,
	clientId,
	clientSecret: oneLogin.clientSecret,
});

const logtoApp = {
	endpoint: logto.endpoint,
	clientId: logto.clientId,
	clientSecret: logto.clientSecret,
};

interface Access {
	type: string;
	data: Record<string, unknown>;
}

const service: Access = { type: 'oktaManagementServiceApi', data: serviceApp(false) };
const dpop: Access = { type: 'oktaManagementServiceApi', data: serviceApp(true) };
const logtoAccess: Access = { type: 'logtoOAuth2Api', data: logtoApp };

const ourNode = (vendor: string, parameters: object = {}) => ({
	type: `n8n-nodes-identity.${vendor}`,
	parameters: { resource: 'user', operation: 'getAll', limit: 1, ...parameters },
});

const httpRequest = (nodeCredentialType: string, url: string) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType },
});

const oneLoginUsers = `${oneLogin.url}/api/1/users?limit=1`;
const oktaUsers = `${okta.url}/api/v1/users?limit=1`;

/**
 * OneLogin comes first: its tokens are taken back one by one, those of the others by moving the time of
 * all three vendors on. For the same reason each of its two credentials has a client of its own.
 */
const rows: Array<[string, keyof typeof vendors, Access, Pick<Step, 'type' | 'parameters'>]> = [
	[
		'our OneLogin node',
		'oneLogin',
		{ type: 'oneLoginOAuth2Api', data: oneLoginApp(oneLogin.clientId) },
		ourNode('oneLogin'),
	],
	[
		'HTTP Request with the OneLogin credential',
		'oneLogin',
		{ type: 'oneLoginOAuth2Api', data: oneLoginApp(oneLogin.otherClients.readAll) },
		httpRequest('oneLoginOAuth2Api', oneLoginUsers),
	],
	['our Okta node', 'okta', service, ourNode('okta', { authentication: 'serviceApp' })],
	['our Okta node with DPoP', 'okta', dpop, ourNode('okta', { authentication: 'serviceApp' })],
	[
		"HTTP Request with the credential of Okta's service app",
		'okta',
		service,
		httpRequest('oktaManagementServiceApi', oktaUsers),
	],
	[
		"HTTP Request with the credential of Okta's service app with DPoP",
		'okta',
		dpop,
		httpRequest('oktaManagementServiceApi', oktaUsers),
	],
	['our Logto node', 'logto', logtoAccess, ourNode('logto')],
	[
		'HTTP Request with the Logto credential',
		'logto',
		logtoAccess,
		httpRequest('logtoOAuth2Api', `${logto.endpoint}/api/users?page_size=1`),
	],
];

/** How a vendor's tokens stop working. */
const vendors = {
	oneLogin: async ({ clientId }: Access['data']) => {
		await new Promise((resolve) => setTimeout(resolve, usedAt + KEPT - Date.now()));
		const { data } = await oneLoginToken(setup, String(clientId));
		const { status } = await clientFor(oneLogin.url).post(
			'/auth/oauth2/revoke',
			{ access_token: data.access_token },
			{ auth: { username: String(clientId), password: oneLogin.clientSecret } },
		);
		expect(status).toBe(200);
	},
	okta: async () => await sandbox.advance(2 * 3_600_000),
	logto: async () => await sandbox.advance(2 * 3_600_000),
};

let n8n: N8n;
let usedAt = 0;
const stored = new Map<Access, string>();

/** Runs a node by itself: how it ended, how many items came, and what the vendor saw apart from tokens. */
async function run([, vendor, access, node]: (typeof rows)[number]) {
	await sandbox.control.delete('/requests');
	const credentials = { [access.type]: { id: stored.get(access)!, name: access.type } };
	const ended = await runNodes(n8n.rest, [{ name: 'Ask', ...node, credentials }]);
	const { data } = await sandbox.control.get('/requests', { params: { vendor } });
	return {
		status: ended.status,
		message: ended.data.resultData.error?.message,
		items: output(ended, 'Ask').length,
		seen: (data[vendor] as Array<{ url: string; status: number }>)
			.filter(({ url }) => !/\/(token|revoke)$/.test(url))
			.map(({ status }) => status),
	};
}

beforeAll(async () => {
	n8n = await logIn();
	await sandbox.reset();
	for (const [, , access] of rows) {
		if (stored.has(access)) continue;
		const { data } = await n8n.rest.post('/credentials', { name: access.type, ...access });
		stored.set(access, data.data.id);
	}
	for (const row of rows) {
		expect(await run(row)).toMatchObject({ status: 'success', items: 1 });
		if (row[1] === 'oneLogin') usedAt = Date.now();
	}
});

// The suites share the sandbox.
afterAll(async () => {
	await sandbox.reset();
});

test.each(rows)('%s', async (...row) => {
	const [, vendor, { data }, { type }] = row;
	await vendors[vendor](data);
	expect(await run(row)).toEqual(
		type === 'n8n-nodes-base.httpRequest'
			? { status: 'error', message: expect.any(String), items: 0, seen: [401] }
			: { status: 'success', message: undefined, items: 1, seen: [401, 200] },
	);
	// And it stays so: the new one is kept.
	expect(await run(row)).toMatchObject({ status: 'success', items: 1, seen: [200] });
});
