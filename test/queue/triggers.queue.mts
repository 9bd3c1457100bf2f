/**
 * Triggers in n8n's queue mode: the main process registers a webhook, another process takes what comes to
 * it, and a worker does the work. None of them knows what the others remember.
 */
import { readFileSync } from 'node:fs';
import type { AxiosInstance } from 'axios';
import { sandboxCredentials } from '../../sandbox/n8n/templates.mjs';
import { answerOf, OFTEN, until, Workflow } from '../e2e/published.mjs';
import { type Access, clientFor, controls, logtoClient, oktaClient } from '../sandbox/sandbox.mjs';

const { url, cookie, sandbox, webhooks } = JSON.parse(process.env.QUEUE_SETUP!) as {
	url: string;
	cookie: string;
	sandbox: Access;
	webhooks: { url: string; logFile: string };
};

const rest = clientFor(`${url}/rest`, { Cookie: cookie });
const stranger = clientFor('');
const okta = oktaClient(sandbox);
const { reset, state } = controls(sandbox);
let logto: AxiosInstance;

/** Vendors know another address than that of the editor. */
const n8n = () => ({ url: webhooks.url, rest });

const credentials: Record<string, Record<string, { id: string; name: string }>> = {};
const made: string[] = [];

beforeAll(async () => {
	await reset();
	logto = await logtoClient(sandbox);
	for (const { name, type, data } of sandboxCredentials(sandbox as never)) {
		const { id } = answerOf<{ id: string }>(await rest.post('/credentials', { name, type, data }));
		credentials[type] = { [type]: { id, name } };
		made.push(id);
	}
});
afterAll(async () => {
	// The other suite looks at what is stored.
	for (const id of made) answerOf(await rest.delete(`/credentials/${id}`));
	await reset();
});

/** Ids of people who can be suspended. */
async function people(vendor: 'okta' | 'logto', count: number): Promise<string[]> {
	const { users } = (await state(vendor)) as { users: Array<Record<string, unknown>> };
	const fit = users.filter(
		({ status = 'ACTIVE', isSuspended }) => status === 'ACTIVE' && !isSuspended,
	);
	return fit.slice(5, 5 + count).map(({ id }) => String(id));
}

const cases = {
	okta: {
		trigger: () => ({
			type: 'oktaEventHookTrigger',
			parameters: { authentication: 'apiToken', events: ['user.lifecycle.suspend'] },
			credentials: credentials.oktaManagementApi,
		}),
		hooks: async () => (await okta.get('/eventHooks')).data,
		suspend: async (id: string) => await okta.post(`/users/${id}/lifecycle/suspend`),
	},
	logto: {
		trigger: () => ({
			type: 'logtoTrigger',
			parameters: { events: ['User.SuspensionStatus.Updated'] },
			credentials: credentials.logtoOAuth2Api,
		}),
		hooks: async () => (await logto.get('/hooks')).data,
		suspend: async (id: string) =>
			await logto.patch(`/users/${id}/is-suspended`, { isSuspended: true }),
	},
};

test.each(['okta', 'logto'] as const)(
	'what %s delivers to the process for webhooks makes one execution each',
	async (vendor) => {
		const { trigger, hooks, suspend } = cases[vendor];
		const workflow = await Workflow.store(n8n, `Queue trigger ${vendor}`, trigger());
		await workflow.publish();
		await until(
			'it is registered',
			async () => (await stranger.post(workflow.url, {})).status === 401,
		);
		expect(JSON.stringify(await hooks())).toContain(`"${workflow.url}"`);
		const log = readFileSync(webhooks.logFile, 'utf8');
		const ids = await people(vendor, 5);
		for (const id of ids) {
			expect((await suspend(id)).status).toBe(200);
			const wrong = { 'logto-signature-sha-256': '0'.repeat(64), authorization: '0'.repeat(64) };
			expect((await stranger.post(workflow.url, {}, { headers: wrong })).status).toBe(401);
		}
		const runs = await until('all have come', async () => {
			const found = await workflow.runs();
			return found.flatMap(({ items }) => items).length >= ids.length && found;
		});
		const told = runs.flatMap(({ items }) => items.map(({ user }) => user.id));
		expect(told.sort()).toEqual([...ids].sort());
		expect(new Set(runs.map(({ mode, status }) => `${mode} ${status}`))).toEqual(
			new Set(['webhook success']),
		);
		// The process for webhooks has handed them on, and says nothing of strangers.
		const said = readFileSync(webhooks.logFile, 'utf8').slice(log.length).trim().split('\n');
		expect(said.filter((line) => /webhook|trigger|request|unauthorized|error/i.test(line))).toEqual(
			[],
		);
		expect(said.filter((line) => line.startsWith('Enqueued'))).toHaveLength(runs.length);
		await workflow.unpublish();
		await until('its webhook is gone', async () => (await hooks()).length === 0);
		await workflow.remove();
	},
);

test('the System Log is polled by one process', async () => {
	const workflow = await Workflow.store(n8n, 'Queue trigger log', {
		type: 'oktaTrigger',
		parameters: {
			authentication: 'apiToken',
			events: ['user.lifecycle.suspend'],
			pollTimes: OFTEN,
		},
		credentials: credentials.oktaManagementApi,
	});
	await workflow.publish();
	const { control } = controls(sandbox);
	const polls = async (): Promise<number> => {
		const { data } = await control.get('/requests', { params: { vendor: 'okta' } });
		return data.okta.filter((one: { url: string }) => one.url.startsWith('/api/v1/logs')).length;
	};
	await until('it is polled', async () => (await polls()) >= 3);
	const ids = await people('okta', 10).then((all) => all.slice(5));
	for (const id of ids) await cases.okta.suspend(id);
	const before = await polls();
	await until('it is polled again', async () => (await polls()) >= before + 3);
	const runs = await workflow.runs();
	expect(runs.flatMap(({ items }) => items.map(({ user }) => user.id))).toEqual(ids);
	await workflow.unpublish();
	await workflow.remove();
});
