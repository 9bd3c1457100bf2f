// The templates of `workflows/`, ready for an n8n that talks to the sandbox.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../workflows/', import.meta.url));

/**
 * The credentials of a sandbox, in the form that n8n imports. Ids are fixed, so that a second start
 * replaces them.
 *
 * @param {Awaited<ReturnType<typeof import('../start.mjs').startSandbox>>} sandbox
 */
export const sandboxCredentials = ({ okta, oneLogin, logto }) => [
	{
		id: 'sandboxOkta00001',
		name: 'Okta sandbox',
		type: 'oktaManagementApi',
		data: { url: okta.url, apiToken: okta.apiToken },
	},
	{
		id: 'sandboxOneLogin1',
		name: 'OneLogin sandbox',
		type: 'oneLoginOAuth2Api',
		data: { url: oneLogin.url, clientId: oneLogin.clientId, clientSecret: oneLogin.clientSecret },
	},
	{
		id: 'sandboxLogto0001',
		name: 'Logto sandbox',
		type: 'logtoOAuth2Api',
		data: { endpoint: logto.endpoint, clientId: logto.clientId, clientSecret: logto.clientSecret },
	},
];

/**
 * The header that a template asks for which does not listen to everybody. Another one each time: whoever
 * leaves this n8n open has no key that is in a public file.
 */
export const webhookCredential = () => ({
	id: 'sandboxWebhook01',
	name: 'Webhook key',
	type: 'httpHeaderAuth',
	data: { name: 'X-Webhook-Key', value: randomBytes(12).toString('hex') },
});

const CREDENTIAL_OF_NODE = {
	'n8n-nodes-identity.okta': 'oktaManagementApi',
	'n8n-nodes-identity.oktaEventHookTrigger': 'oktaManagementApi',
	'n8n-nodes-identity.oktaTrigger': 'oktaManagementApi',
	'n8n-nodes-identity.oneLogin': 'oneLoginOAuth2Api',
	'n8n-nodes-identity.oneLoginTrigger': 'oneLoginOAuth2Api',
	'n8n-nodes-identity.logto': 'logtoOAuth2Api',
	'n8n-nodes-identity.logtoTrigger': 'logtoOAuth2Api',
};

/** Which credentials nodes take that ask for one only where they are set so. */
const CREDENTIAL_OF_AUTHENTICATION = { headerAuth: 'httpHeaderAuth' };

/** Which credential knows the address that a template's "Settings" asks for. */
const ADDRESS_IN_SETTINGS = {
	oktaUrl: ['oktaManagementApi', 'url'],
	oneLoginUrl: ['oneLoginOAuth2Api', 'url'],
	logtoUrl: ['logtoOAuth2Api', 'endpoint'],
};

/**
 * The templates, with these credentials chosen in every node that takes one, and their addresses in
 * "Settings". The files themselves name none: whoever imports them chooses their own.
 *
 * @param {Array<{ id: string, name: string, type: string, data: Record<string, string> }>} credentials
 * @returns {Promise<Array<Record<string, any>>>}
 */
export async function templates(credentials) {
	const present = await readdir(folder).catch((error) => {
		if (error.code !== 'ENOENT') throw error;
		return [];
	});
	const files = present.filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const workflow = JSON.parse(await readFile(folder + file, 'utf8'));
			for (const node of workflow.nodes) {
				const type =
					CREDENTIAL_OF_NODE[node.type] ??
					node.parameters?.nodeCredentialType ??
					CREDENTIAL_OF_AUTHENTICATION[node.parameters?.authentication];
				const chosen = credentials.find((one) => one.type === type);
				if (chosen) node.credentials = { [type]: { id: chosen.id, name: chosen.name } };
				for (const setting of node.parameters?.assignments?.assignments ?? []) {
					const [owner, field] = ADDRESS_IN_SETTINGS[setting.name] ?? [];
					const known = credentials.find((one) => one.type === owner);
					if (known) setting.value = known.data[field];
				}
			}
			return workflow;
		}),
	);
}
