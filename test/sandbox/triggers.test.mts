/** Each trigger in the sandbox: somebody is changed, and the right item comes. */
import type { AxiosInstance } from 'axios';
import { forgetBuckets } from '../../nodes/shared/budget';
import { forgetMemory, Published, Webhooks } from '../engine/triggers.mjs';
import { credentialsIn } from './access.mjs';
import { logtoClient, oktaClient, oneLoginClient, type Sandbox, startSandbox } from './sandbox.mjs';

let sandbox: Sandbox;
let okta: AxiosInstance;
beforeAll(async () => {
	sandbox = await startSandbox(['--people', '10']);
	okta = oktaClient(sandbox.access);
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	await sandbox.reset();
	forgetMemory();
	forgetBuckets();
});

const MALIK = { login: 'malik.torres@halden.example', name: 'Malik Torres' };

describe('Okta Management Trigger', () => {
	const published = (parameters: object) =>
		new Published({
			node: 'oktaTrigger',
			parameters: { authentication: 'apiToken', ...parameters } as never,
			credentials: credentialsIn('okta', sandbox.access),
		});

	test('says who was deactivated', async () => {
		const workflow = published({ events: ['user.lifecycle.deactivate'] });
		expect(await workflow.activate()).toBeNull();
		await okta.post('/users/malik.torres/lifecycle/deactivate');
		expect(await workflow.tick()).toEqual([
			{
				id: expect.any(String),
				event: 'user.lifecycle.deactivate',
				occurredAt: expect.any(String),
				outcome: 'SUCCESS',
				user: { id: expect.stringMatching(/^00u/), ...MALIK },
				actor: { id: expect.stringMatching(/^00u/), type: 'User', name: 'Priya Strand' },
				ip: '127.0.0.1',
			},
		]);
		expect(await workflow.tick()).toBeNull();
		expect((await workflow.fetchTestEvent())![0].user).toMatchObject(MALIK);
	});

	test('says who was put into which group and given which application and role', async () => {
		const events = [
			'group.user_membership.add',
			'application.user_membership.add',
			'user.account.privilege.grant',
		];
		const workflow = published({ events });
		await workflow.activate();
		const { data: user } = await okta.get('/users/malik.torres');
		const { data: groups } = await okta.get('/groups?q=VPN');
		await okta.put(`/groups/${groups[0].id}/users/${user.id}`);
		const { data: apps } = await okta.get('/apps?q=Printing');
		await okta.post(`/apps/${apps[0].id}/users`, { id: user.id, scope: 'USER' });
		await okta.post(`/users/${user.id}/roles`, { type: 'REPORT_ADMIN' });
		const items = await workflow.tick();
		expect(items!.map(({ event }) => event)).toEqual(events);
		expect(items![0]).toMatchObject({ user: { id: user.id }, group: { name: 'VPN' } });
		expect(items![1]).toMatchObject({ application: { id: apps[0].id, name: 'Printing Portal' } });
		expect(items![2]).toMatchObject({ role: { name: 'Report Administrator' } });
	});

	test('has late events, and more of them than a poll takes, once', async () => {
		const workflow = published({ events: ['user.account.update_profile'] });
		await workflow.activate();
		await sandbox.dial('okta', { logLagMs: 30_000, rateLimit: 10_000 });
		await okta.post('/users/malik.torres', { profile: { title: 'late' } });
		await sandbox.dial('okta', { logLagMs: 0 });
		for (let count = 0; count < 4; count++) {
			await okta.post('/users/malik.torres', { profile: { title: String(count) } });
		}
		const found = await workflow.tick();
		expect(found).toHaveLength(4);
		await sandbox.advance(31_000);
		const late = await workflow.tick();
		expect(late).toHaveLength(1);
		expect(late![0].occurredAt! < found![0].occurredAt!).toBe(true);
		expect(await workflow.tick()).toBeNull();
	});

	test('goes on when its cursor is too old', async () => {
		const workflow = published({ events: ['user.lifecycle.suspend'] });
		await workflow.activate();
		await okta.post('/users/malik.torres/lifecycle/suspend');
		expect(await workflow.tick()).toHaveLength(1);
		await sandbox.dial('okta', { logCursorMs: 1_000 });
		await sandbox.advance(60_000);
		await okta.post('/users/jana.quist/lifecycle/suspend');
		expect(await workflow.tick()).toMatchObject([{ user: { name: 'Jana Quist' } }]);
		expect(await workflow.tick()).toBeNull();
	});
});

describe('Okta Management Event Hook Trigger', () => {
	test('says who was suspended, and leaves nothing behind', async () => {
		const workflow = new Published({
			node: 'oktaEventHookTrigger',
			parameters: { authentication: 'apiToken', events: ['user.lifecycle.suspend'] },
			credentials: credentialsIn('okta', sandbox.access),
		});
		const n8n = await new Webhooks(workflow).start();
		await n8n.publish();
		await okta.post('/users/malik.torres/lifecycle/suspend');
		for (let tries = 0; tries < 200 && n8n.executions.length === 0; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(n8n.executions).toMatchObject([[{ event: 'user.lifecycle.suspend', user: MALIK }]]);
		await n8n.clear();
		expect((await okta.get('/eventHooks')).data).toEqual([]);
		await n8n.stop();
	});
});

describe('OneLogin Trigger', () => {
	test('says who was created and who got a role', async () => {
		const workflow = new Published({
			node: 'oneLoginTrigger',
			parameters: { events: ['13', '4'] },
			credentials: credentialsIn('oneLogin', sandbox.access),
		});
		expect(await workflow.activate()).toBeNull();
		await sandbox.advance(1_000);
		const client = await oneLoginClient(sandbox.access);
		const user = {
			firstname: 'Ines',
			lastname: 'Brandt',
			email: 'i@halden.example',
			username: 'i',
		};
		const { data } = await client.post('/api/1/users', user);
		const [{ id }] = data.data;
		const { roles } = await sandbox.state('oneLogin');
		await client.put(`/api/1/users/${id}/add_roles`, { role_id_array: [roles[0].id] });
		expect(await workflow.tick()).toMatchObject([
			{ event: '13', eventName: 'USER_CREATED_USER', user: { id, name: 'Ines Brandt' } },
			{ event: '4', role: { id: roles[0].id, name: roles[0].name } },
		]);
		expect(await workflow.tick()).toBeNull();
		expect(await workflow.load('getEventTypes')).toContainEqual({
			name: 'User Created User',
			value: '13',
			description: 'Somebody created a user',
		});
	});
});

describe('Logto Trigger', () => {
	test('says who was suspended, and leaves nothing behind', async () => {
		const workflow = new Published({
			node: 'logtoTrigger',
			parameters: { events: ['User.SuspensionStatus.Updated'] },
			credentials: credentialsIn('logto', sandbox.access),
		});
		const n8n = await new Webhooks(workflow).start();
		await n8n.publish();
		const client = await logtoClient(sandbox.access);
		const { data: users } = await client.get('/users?search=%25malik.torres%25');
		await client.patch(`/users/${users[0].id}/is-suspended`, { isSuspended: true });
		for (let tries = 0; tries < 200 && n8n.executions.length === 0; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(n8n.executions).toMatchObject([
			[{ event: 'User.SuspensionStatus.Updated', user: { id: users[0].id, name: MALIK.name } }],
		]);
		await n8n.clear();
		expect((await client.get('/hooks')).data).toEqual([]);
		await n8n.stop();
	});
});
