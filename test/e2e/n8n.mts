/** The setup that start.mjs started, for all suites of this folder. */
import { Agent } from 'node:http';
import axios from 'axios';
import { OWNER } from '../../sandbox/n8n/start.mjs';
import type { Access } from '../sandbox/sandbox.mjs';
import type { N8n } from './executions.mjs';

/** What `npm start -- --json` printed, and n8n's data folder. */
export const setup = JSON.parse(process.env.E2E_SETUP!) as Access & {
	editor: string;
	templates: Array<{ id: string; name: string; active: boolean; note: string }>;
	/** The header that webhooks ask for which do not listen to everybody. */
	webhookKey: { name: string; value: string };
	data: string;
};

export async function logIn(): Promise<N8n> {
	const url = setup.editor;
	const rest = axios.create({
		baseURL: `${url}/rest`,
		validateStatus: () => true,
		proxy: false,
		// n8n closes a connection that rests for five seconds, and loading a suite can take longer.
		httpAgent: new Agent({ keepAlive: false }),
	});
	const { status, headers } = await rest.post('/login', {
		emailOrLdapLoginId: OWNER.email,
		password: OWNER.password,
	});
	expect(status).toBe(200);
	rest.defaults.headers.common.Cookie = headers['set-cookie']!.join('; ');
	return { url, rest };
}
