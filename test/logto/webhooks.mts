/** Webhooks, their keys, and what they have sent. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { at, done, limited, missing, page } from './records.mjs';

const ID = 'h6uo2kq8x4m1zv7b9c3nd';
const webhook = { mode: 'id', value: ID };
const AT = `/api/hooks/${ID}`;
const LOGS = `${AT}/recent-logs`;
const URL = 'https://example.com/logto';
const events = ['User.Created', 'User.Deleted'];

const record: IDataObject = {
	tenantId: 'default',
	id: ID,
	name: 'Audit trail',
	event: null,
	events,
	config: { url: URL, headers: { 'X-Own': 'not-a-real-one' }, retries: 2 },
	signingKey: 'not-a-real-key',
	enabled: true,
	createdAt: 1767323045000,
};
const { signingKey: _signingKey, ...bare } = record;
const shown: IDataObject = {
	...bare,
	config: { url: URL, headers: { 'X-Own': '******' }, retries: 2 },
};
const stats = { executionStats: { successCount: 1, requestCount: 2 } };

const delivery: IDataObject = {
	id: 'l6uo2kq8x4m1zv7b9c3nd',
	key: 'TriggerHook.User.Created',
	payload: {
		key: 'TriggerHook.User.Created',
		hookId: ID,
		hookRequest: { body: { event: 'User.Created' } },
		result: 'Error',
		response: { statusCode: 500, body: 'No' },
		error: 'HTTPError',
	},
	createdAt: 1767323045000,
};

const header = [{ name: 'X-Api-Key', value: 'correct-horse-battery' }];

export const webhookCases: OperationCase[] = [
	{
		...at('webhook', 'create'),
		title: 'without its key',
		parameters: { name: ' Audit trail ', events, url: ` ${URL} ` },
		answers: [{ status: 201, body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/hooks',
				body: { name: 'Audit trail', events, config: { url: URL } },
			},
		],
		items: [shown],
	},
	{
		...at('webhook', 'create'),
		title: 'with everything, and its key',
		parameters: {
			name: 'Audit trail',
			events: [...events, 'User.Created'],
			url: URL,
			additionalFields: { enabled: 'false', headers: { header } },
			options: { includeSecrets: true },
		},
		answers: [{ status: 201, body: record }],
		requests: [
			{
				method: 'POST',
				path: '/api/hooks',
				body: {
					name: 'Audit trail',
					events,
					config: { url: URL, headers: { 'X-Api-Key': 'correct-horse-battery' } },
					enabled: false,
				},
			},
		],
		items: [record],
	},
	{
		...at('webhook', 'get'),
		title: 'by a name, without what is secret',
		parameters: { webhook: { mode: 'name', value: 'Audit trail' } },
		answers: [
			{ body: [{ ...record, id: 'other', name: 'AUDIT trail' }, record] },
			{ body: record },
		],
		requests: [
			{ method: 'GET', path: '/api/hooks' },
			{ method: 'GET', path: AT },
		],
		items: [shown],
	},
	{
		...at('webhook', 'get'),
		title: 'with what is secret, and how it went',
		parameters: { webhook, options: { includeSecrets: 'true', includeStatistics: true } },
		answers: [{ body: { ...record, ...stats } }],
		requests: [{ method: 'GET', path: AT, query: [['includeExecutionStats', 'true']] }],
		items: [{ ...record, ...stats }],
	},
	{
		...at('webhook', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { webhook, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: AT }],
		items: [{ found: false }],
	},
	{
		...at('webhook', 'getAll'),
		title: 'without what is secret',
		parameters: { limit: 2 },
		answers: [page(record)],
		requests: [{ method: 'GET', path: '/api/hooks', query: limited(2) }],
		items: [shown],
	},
	{
		...at('webhook', 'getAll'),
		title: 'with what is secret, and how it went',
		parameters: { limit: 2, options: { includeSecrets: true, includeStatistics: true } },
		answers: [page({ ...record, ...stats })],
		requests: [
			{
				method: 'GET',
				path: '/api/hooks',
				query: [['includeExecutionStats', 'true'], ...limited(2)],
			},
		],
		items: [{ ...record, ...stats }],
	},
	{
		...at('webhook', 'update'),
		title: 'its name alone',
		parameters: { webhook, updateFields: { name: ' Audit ' } },
		answers: [{ body: record }],
		requests: [{ method: 'PATCH', path: AT, body: { name: 'Audit' } }],
		items: [shown],
	},
	{
		...at('webhook', 'update'),
		title: 'its address, with the headers and all that is there already',
		parameters: {
			webhook,
			updateFields: { url: 'https://example.com/new', events: ['Role.Created'], enabled: false },
			options: { includeSecrets: true },
		},
		answers: [{ body: record }, { body: record }],
		requests: [
			{ method: 'GET', path: AT },
			{
				method: 'PATCH',
				path: AT,
				body: {
					events: ['Role.Created'],
					enabled: false,
					config: {
						url: 'https://example.com/new',
						headers: { 'X-Own': 'not-a-real-one' },
						retries: 2,
					},
				},
			},
		],
		items: [record],
	},
	{
		...at('webhook', 'update'),
		title: 'its headers, with the address that it has',
		parameters: { webhook, updateFields: { headers: { header } } },
		answers: [{ body: record }, { body: record }],
		requests: [
			{ method: 'GET', path: AT },
			{
				method: 'PATCH',
				path: AT,
				body: {
					config: { url: URL, headers: { 'X-Api-Key': 'correct-horse-battery' }, retries: 2 },
				},
			},
		],
		items: [shown],
	},
	{
		...at('webhook', 'delete'),
		title: 'by id',
		parameters: { webhook },
		answers: [done],
		requests: [{ method: 'DELETE', path: AT }],
		items: [{ id: ID, deleted: true }],
	},
	{
		...at('webhook', 'sendTest'),
		title: 'all its events',
		parameters: { webhook },
		answers: [{ body: record }, done],
		requests: [
			{ method: 'GET', path: AT },
			{ method: 'POST', path: `${AT}/test`, body: { events, config: record.config } },
		],
		items: [{ success: true, webhookId: ID, url: URL, events }],
	},
	{
		...at('webhook', 'sendTest'),
		title: 'some events, of one of before there were several',
		parameters: { webhook, events: ['Role.Created', 'Role.Created'] },
		answers: [{ body: { ...record, events: [], event: 'PostSignIn' } }, done],
		requests: [
			{ method: 'GET', path: AT },
			{
				method: 'POST',
				path: `${AT}/test`,
				body: { events: ['Role.Created'], config: record.config },
			},
		],
		items: [{ success: true, webhookId: ID, url: URL, events: ['Role.Created'] }],
	},
	{
		...at('webhook', 'rotateSigningKey'),
		title: 'without the new one',
		parameters: { webhook },
		answers: [{ body: record }],
		requests: [{ method: 'PATCH', path: `${AT}/signing-key` }],
		items: [shown],
	},
	{
		...at('webhook', 'rotateSigningKey'),
		title: 'and the new one',
		parameters: { webhook, options: { includeSecrets: true } },
		answers: [{ body: record }],
		requests: [{ method: 'PATCH', path: `${AT}/signing-key` }],
		items: [record],
	},
	{
		...at('webhook', 'getRecentDeliveries'),
		title: 'short',
		parameters: { webhook, limit: 2 },
		answers: [page(delivery, { ...delivery, id: 'other', payload: { result: 'Success' } })],
		requests: [{ method: 'GET', path: LOGS, query: limited(2) }],
		items: [
			{
				id: delivery.id,
				createdAt: 1767323045000,
				event: 'User.Created',
				result: 'Error',
				statusCode: 500,
				error: 'HTTPError',
			},
			{
				id: 'other',
				createdAt: 1767323045000,
				event: 'User.Created',
				result: 'Success',
				statusCode: null,
			},
		],
	},
	{
		...at('webhook', 'getRecentDeliveries'),
		title: 'by every filter, raw',
		parameters: {
			webhook,
			limit: 2,
			simplify: false,
			filters: {
				event: 'User.Created',
				since: '2026-11-01T00:00:00Z',
				until: '2026-12-01T00:00:00Z',
			},
		},
		answers: [page(delivery)],
		requests: [
			{
				method: 'GET',
				path: LOGS,
				query: [
					['end_time', '1796083200000'],
					['logKey', 'TriggerHook.User.Created'],
					...limited(2),
					['start_time', '1793491200000'],
				],
			},
		],
		items: [delivery],
	},
	{
		...at('webhook', 'getRecentDeliveries'),
		title: 'none, having looked at the webhook',
		parameters: { webhook, limit: 2 },
		answers: [page(), { body: record }],
		requests: [
			{ method: 'GET', path: LOGS, query: limited(2) },
			{ method: 'GET', path: AT },
		],
		items: [],
	},
];

const TENANT = {
	tenantId: 'a token is good for one tenant',
	event: 'the one event of webhooks of before there were several',
	createdAt: 'when it was made is not for us to say',
	'config.retries': 'deprecated: how often is fixed',
	'config.headers': 'stands for what is in it',
};

export const webhookDocumented: Documented[] = [
	{
		...at('webhook', 'create'),
		method: 'POST',
		path: '/api/hooks',
		body: ['name', 'events', 'config.url', 'config.headers.X-Api-Key', 'enabled'],
		exceptions: TENANT,
	},
	{
		...at('webhook', 'get'),
		method: 'GET',
		path: '/api/hooks/{id}',
		query: ['includeExecutionStats'],
	},
	{
		...at('webhook', 'getAll'),
		method: 'GET',
		path: '/api/hooks',
		query: ['includeExecutionStats'],
	},
	{
		...at('webhook', 'update'),
		method: 'PATCH',
		path: '/api/hooks/{id}',
		body: ['name', 'events', 'config.url', 'config.headers.X-Api-Key', 'enabled'],
		exceptions: TENANT,
	},
	{ ...at('webhook', 'delete'), method: 'DELETE', path: '/api/hooks/{id}' },
	{
		...at('webhook', 'sendTest'),
		method: 'POST',
		path: '/api/hooks/{id}/test',
		body: ['events', 'config.url', 'config.headers.X-Own', 'config.retries'],
		exceptions: { event: TENANT.event, 'config.headers': 'stands for what is in it' },
	},
	{
		...at('webhook', 'rotateSigningKey'),
		method: 'PATCH',
		path: '/api/hooks/{id}/signing-key',
	},
	{
		...at('webhook', 'getRecentDeliveries'),
		method: 'GET',
		path: '/api/hooks/{id}/recent-logs',
		query: ['logKey', 'start_time', 'end_time'],
		exceptions: { enableCap: 'a capped count would end a list early' },
	},
];
