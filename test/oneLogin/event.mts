import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) => ({ node: 'oneLogin', resource: 'event', operation }) as const;
const status = { error: false, code: 200, type: 'success', message: 'Success' };
const data = (records: unknown) => ({ body: { status, data: records } });

const event: IDataObject = {
	id: 900,
	created_at: '2026-03-01T10:00:00.000Z',
	account_id: 1,
	event_type_id: 4,
	user_id: 4711,
	user_name: 'Ada Vogel',
	actor_user_id: 1,
	actor_user_name: '',
	role_id: 77,
	role_name: 'Staff',
	app_id: null,
	'app-name': null,
	ipaddr: '192.0.2.1',
	risk_score: null,
};
const short: IDataObject = {
	id: 900,
	created_at: '2026-03-01T10:00:00.000Z',
	event_type_id: 4,
	user_id: 4711,
	user_name: 'Ada Vogel',
	actor_user_id: 1,
	role_id: 77,
	role_name: 'Staff',
	ipaddr: '192.0.2.1',
};
const types = [
	{ id: 4, name: 'USER_ASSIGNED_ROLE', description: '%user% got %role%' },
	{ id: 19, name: 'USER_LOCKED_USER', description: '%user% was locked' },
];

export const eventCases: OperationCase[] = [
	{
		...of('get'),
		title: 'short',
		parameters: { eventId: '900' },
		answers: [data([event])],
		requests: [{ method: 'GET', path: '/api/1/events/900' }],
		items: [short],
	},
	{
		...of('get'),
		title: 'bare, as some documents show it, raw',
		parameters: { eventId: '900', simplify: false },
		answers: [data(event)],
		requests: [{ method: 'GET', path: '/api/1/events/900' }],
		items: [event],
	},
	{
		...of('get'),
		title: 'one that is not there',
		parameters: { eventId: '900', options: { ifNotFound: 'item' } },
		answers: [
			{
				status: 404,
				body: { status: { error: true, code: 404, type: 'not found', message: 'No event' } },
			},
		],
		requests: [{ method: 'GET', path: '/api/1/events/900' }],
		items: [{ found: false }],
	},
	{
		...of('getAll'),
		title: 'the newest 7, and names with a hyphen',
		parameters: { limit: 7 },
		answers: [data([event, { ...event, 'app-name': 'Slack' }])],
		requests: [
			{
				method: 'GET',
				path: '/api/1/events',
				query: [
					['limit', '7'],
					['sort', '-id'],
				],
			},
		],
		items: [short, { ...short, app_name: 'Slack' }],
	},
	{
		...of('getAll'),
		title: 'by everything, the types by name and ID, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				clientId: 'c1',
				directoryId: 12,
				events: ['USER_LOCKED_USER', '4'],
				resolution: 'allowed',
				since: '2026-03-01T10:00:00Z',
				until: '2026-03-02T10:00:00Z',
				user: { mode: 'id', value: '4711' },
			},
			options: { fields: 'event_type_id', oldestFirst: true },
		},
		answers: [data(types), data([{ id: 900, event_type_id: 4 }])],
		requests: [
			{ method: 'GET', path: '/api/1/events/types' },
			{
				method: 'GET',
				path: '/api/1/events',
				query: [
					['client_id', 'c1'],
					['directory_id', '12'],
					['event_type_id', '19,4'],
					['fields', 'event_type_id'],
					['limit', '50'],
					['resolution', 'allowed'],
					['since', '2026-03-01T10:00:00.000Z'],
					['sort', '+id'],
					['until', '2026-03-02T10:00:00.000Z'],
					['user_id', '4711'],
				],
			},
		],
		items: [{ id: 900, event_type_id: 4 }],
	},
	{
		...of('getTypes'),
		title: 'all',
		parameters: { returnAll: true },
		answers: [data(types)],
		requests: [{ method: 'GET', path: '/api/1/events/types' }],
		items: types,
	},
];

export const eventDocumented: Documented[] = [
	{ ...of('get'), method: 'GET', path: '/api/1/events/{event_id}' },
	{
		...of('getAll'),
		method: 'GET',
		path: '/api/1/events',
		query: [
			...['client_id', 'directory_id', 'event_type_id', 'fields', 'resolution'],
			...['since', 'sort', 'until', 'user_id'],
		],
		exceptions: {
			id: 'Get reads one event',
			created_at: 'Since and Until say it for times that nobody knows to the millisecond',
			after_cursor: 'Return All and Limit',
			before_cursor: 'Return All and Limit',
		},
	},
	{
		...of('getTypes'),
		method: 'GET',
		path: '/api/1/events/types',
		exceptions: { 'Content-Type': 'there is no body' },
	},
];
