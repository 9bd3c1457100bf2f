/** Webhooks of a Logto tenant, through the node. */
import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { startServer, type TestServer } from '../engine/server.mjs';
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoWebhooks({ node }: Given): void {
	let target: TestServer;
	beforeAll(async () => {
		target = await startServer();
	});
	afterAll(async () => await target.close());
	beforeEach(() => {
		target.received = [];
		target.respond = () => ({ status: 200, body: 'ok' });
	});

	const secrets = { options: { includeSecrets: true } };
	const make = async (more: Json = {}) =>
		(
			await node.items('webhook', 'create', {
				name: 'Audit trail',
				events: ['User.Created', 'User.Deleted'],
				url: `${target.origin}/in`,
				...more,
			})
		)[0];
	const webhook = { mode: 'name', value: 'Audit trail' };
	const isSignedWith = (key: string, one: { text: string; headers: IncomingHttpHeaders }) =>
		one.headers['logto-signature-sha-256'] ===
		createHmac('sha256', key).update(one.text).digest('hex');

	test('a webhook comes, changes and goes', async () => {
		const header = [{ name: 'X-Own', value: 'correct-horse-battery' }];
		const made = await make({ additionalFields: { headers: { header } } });
		expect(made).not.toHaveProperty('signingKey');
		expect(made.config.headers).toEqual({ 'X-Own': '******' });
		const url = `${target.origin}/new`;
		const updateFields = { url, events: ['Role.Created'], enabled: false };
		await node.items('webhook', 'update', { webhook, updateFields });
		const [read] = await node.items('webhook', 'get', { webhook, ...secrets });
		expect(read).toMatchObject({
			events: ['Role.Created'],
			enabled: false,
			config: { url, headers: { 'X-Own': 'correct-horse-battery' } },
			signingKey: expect.any(String),
		});
		const all = await node.items('webhook', 'getAll', { options: { includeStatistics: true } });
		expect(all).toMatchObject([{ executionStats: { successCount: 0, requestCount: 0 } }]);
		const picked = await node.pick().search('searchWebhooks', 'audit');
		expect(picked.results).toEqual([{ name: `Audit trail (${url})`, value: made.id }]);
		await node.items('webhook', 'delete', { webhook: byId(made.id) });
		expect(await node.items('webhook', 'getAll')).toEqual([]);
		const gone = { webhook: byId(made.id) };
		expect(await node.refusal('webhook', 'getRecentDeliveries', gone)).toMatch(/does not exist/);
	});

	test('a webhook is tested, and signs with its new key', async () => {
		await make();
		const [before] = await node.items('webhook', 'get', { webhook, ...secrets });
		expect(await node.items('webhook', 'sendTest', { webhook })).toMatchObject([
			{ success: true, events: ['User.Created', 'User.Deleted'] },
		]);
		expect(target.received.map(({ json }) => (json as Json).event).sort()).toEqual([
			'User.Created',
			'User.Deleted',
		]);
		const [rotated] = await node.items('webhook', 'rotateSigningKey', { webhook });
		expect(rotated).not.toHaveProperty('signingKey');
		const [after] = await node.items('webhook', 'get', { webhook, ...secrets });
		expect(after.signingKey).not.toBe(before.signingKey);
		await node.items('webhook', 'sendTest', { webhook, events: ['Role.Created'] });
		const [first, , last] = target.received;
		expect([first, last].map((one) => isSignedWith(before.signingKey, one))).toEqual([true, false]);
		expect(isSignedWith(after.signingKey, last)).toBe(true);
		target.respond = () => ({ status: 500, body: 'No' });
		expect(await node.refusal('webhook', 'sendTest', { webhook })).toMatch(
			/responded with an error/,
		);
	});

	test('a webhook says what it sent, and how that went', async () => {
		await make();
		await node.items('user', 'create', { username: 'ines_brandt' });
		let sent: Json[] = [];
		for (let tries = 0; tries < 100 && sent.length === 0; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
			const filters = { event: 'User.Created' };
			sent = await node.items('webhook', 'getRecentDeliveries', { webhook, filters });
		}
		expect(sent).toMatchObject([{ event: 'User.Created', result: 'Success', statusCode: 200 }]);
		const all = { webhook, returnAll: true, simplify: false };
		expect(await node.items('webhook', 'getRecentDeliveries', all)).toMatchObject([
			{ id: sent[0].id, payload: { hookRequest: { body: { event: 'User.Created' } } } },
		]);
	});
}
