/** Groups of applications: what a second assignment must not do, and secrets that nobody asked for. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { APP_ID, missing, refused, useOrg } from './org.mjs';

const org = useOrg();

const GROUP_ID = '00gSales000000000001';
const byId = { app: { mode: 'id', value: APP_ID } };
const both = { ...byId, group: { mode: 'id', value: GROUP_ID } };
const ONE = `/api/v1/apps/${APP_ID}/groups/${GROUP_ID}`;

const run = async (operation: string, more: IDataObject = {}) =>
	await org.run({ resource: 'application', operation, ...both, ...more });

const assignment = { id: GROUP_ID, priority: 2, profile: { role: 'Developer' } };

describe('a group that has the application already', () => {
	test.each([
		{ priority: 3 },
		{ profile: '{ "role": "Lead" }' },
		{ priority: 2, profile: '{ "region": "EU" }' },
	])('is not changed on the way: %j', async (additionalFields) => {
		org.answer({ body: assignment });
		const { items, error } = await run('assignGroup', { additionalFields });
		expect(items).toEqual([]);
		expect(error?.message).toContain('already, with another priority or profile');
		expect(error?.description).toContain('Update Group');
		expect(org.asked()).toEqual([`GET ${ONE}`]);
	});

	test('is told, or stops the item', async () => {
		org.answer({ body: assignment });
		expect(jsons((await run('assignGroup')).items)).toMatchObject([{ already: true }]);
		const { error } = await run('assignGroup', { options: { ifAlreadyDone: 'stop' } });
		expect(error?.context?.outcome).toBe('already');
		expect(org.asked()).toEqual([`GET ${ONE}`, `GET ${ONE}`]);
	});
});

describe('a group that has not', () => {
	test.each([
		['application', [missing('AppInstance'), missing('AppInstance')]],
		['group', [missing('UserGroup'), { body: { id: APP_ID } }, missing('UserGroup')]],
	])('is not said to be without an %s that is not there', async (_what, answers) => {
		org.answer(...answers);
		const { items, error } = await run('unassignGroup');
		expect([items, error?.httpCode]).toEqual([[], '404']);
	});

	test('is not said to be while one may not look', async () => {
		org.answer(missing('x'), refused(403, 'E0000006', 'No'));
		const { items, error } = await run('unassignGroup');
		expect([items, error?.httpCode]).toEqual([[], '404']);
	});
});

test("an application's own secret is in no item, however it was asked for", async () => {
	const app = {
		id: APP_ID,
		label: 'Web',
		credentials: {
			oauthClient: { client_id: 'abc', client_secret: 'SECRET' },
			password: { value: 'SECRET' },
			userNameTemplate: { template: '${source.login}' },
		},
	};
	for (const [resource, operation, body] of [
		['application', 'get', app],
		['application', 'getAll', [app]],
		['group', 'getApplications', [app]],
	] as const) {
		org.answer({ body });
		const { items, run: whole } = await org.run({ resource, operation, ...both, simplify: false });
		expect(JSON.stringify(whole.data.resultData)).not.toContain('SECRET');
		expect(jsons(items)).toEqual([
			{
				id: APP_ID,
				label: 'Web',
				credentials: {
					oauthClient: { client_id: 'abc' },
					userNameTemplate: { template: '${source.login}' },
				},
			},
		]);
	}
});

test('filters that exclude each other are refused before anything is sent', async () => {
	const { error } = await run('getAll', { filters: { status: 'ACTIVE', filter: 'id eq "x"' } });
	expect(error?.message).toBe('"Filter" and "Status" cannot be used together');
	expect(org.server.received).toEqual([]);
});

test.each([{}, { profile: '{}' }])(
	'an update with %j is refused before anything is sent',
	async (updateFields) => {
		const { error } = await run('updateGroup', { updateFields });
		expect(error?.message).toBe('There is nothing to update');
		expect(org.server.received).toEqual([]);
	},
);
