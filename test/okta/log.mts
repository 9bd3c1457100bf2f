import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { USER_ID } from './user.mjs';

const getMany = { node: 'okta', resource: 'log', operation: 'getAll' } as const;

const UNTIL = '2100-06-01T00:00:00.000Z';

/** An event as Okta answers with it (Management API, "LogEvent"). */
export const event: IDataObject = {
	uuid: 'dc9fd3c0-598c-11ef-8478-2b7584bf8d5a',
	published: '2026-03-01T10:00:00.000Z',
	eventType: 'group.user_membership.add',
	version: '0',
	severity: 'INFO',
	displayMessage: 'Add user to group membership',
	actor: { id: '00uRoot0000000000001', type: 'User', alternateId: 'root', displayName: 'Root' },
	client: { ipAddress: '203.0.113.7' },
	outcome: { result: 'SUCCESS', reason: null },
	target: [
		{ id: USER_ID, type: 'User', alternateId: 'ada@example.com', displayName: 'Ada Vogel' },
		{ id: '00g1', type: 'UserGroup', alternateId: 'unknown', displayName: 'Sales' },
	],
};

const short: IDataObject = {
	id: 'dc9fd3c0-598c-11ef-8478-2b7584bf8d5a',
	event: 'group.user_membership.add',
	occurredAt: '2026-03-01T10:00:00.000Z',
	outcome: 'SUCCESS',
	user: { id: USER_ID, login: 'ada@example.com', name: 'Ada Vogel' },
	actor: { id: '00uRoot0000000000001', type: 'User', name: 'Root' },
	group: { id: '00g1', name: 'Sales' },
	ip: '203.0.113.7',
};

export const logCases: OperationCase[] = [
	{
		...getMany,
		title: 'the newest ones until a moment',
		parameters: { limit: 3, filters: { until: UNTIL } },
		answers: [{ body: [event] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/logs',
				query: [
					['until', UNTIL],
					['sortOrder', 'DESCENDING'],
					['limit', '3'],
				],
			},
		],
		items: [short],
	},
	{
		...getMany,
		title: 'every filter at once, the oldest first, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				actor: { mode: 'id', value: USER_ID },
				additionalEvents: 'policy.rule.update, user.session.start',
				events: ['user.session.start', 'user.session.end'],
				filter: 'client.ipAddress eq "203.0.113.7" or client.ipAddress eq "203.0.113.8"',
				outcome: 'FAILURE',
				q: 'kassel',
				since: '2026-03-01T00:00:00.000Z',
				targetId: '00g1',
				targetUser: { mode: 'id', value: '00uBob00000000000002' },
				until: UNTIL,
			},
			options: { oldestFirst: true },
		},
		answers: [{ body: [event] }],
		requests: [
			{
				method: 'GET',
				path: '/api/v1/logs',
				query: [
					['since', '2026-03-01T00:00:00.000Z'],
					['until', UNTIL],
					[
						'filter',
						'(eventType eq "user.session.start" or eventType eq "user.session.end" or eventType eq "policy.rule.update") ' +
							`and actor.id eq "${USER_ID}" and target.id eq "00uBob00000000000002" and target.id eq "00g1" and outcome.result eq "FAILURE" ` +
							'and (client.ipAddress eq "203.0.113.7" or client.ipAddress eq "203.0.113.8")',
					],
					['q', 'kassel'],
					['sortOrder', 'ASCENDING'],
					['limit', '1000'],
				],
			},
		],
		items: [event],
	},
];

export const logDocumented: Documented[] = [
	{
		...getMany,
		method: 'GET',
		path: '/api/v1/logs',
		query: ['since', 'until', 'filter', 'q', 'sortOrder'],
	},
];
