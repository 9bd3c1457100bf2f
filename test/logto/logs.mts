/** The audit log. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { ada, at, missing } from './records.mjs';

const ID = 'x7kq2m8v4zt1b9w5c3ndp';
const log = { mode: 'id', value: ID };

const payload: IDataObject = {
	key: 'ExchangeTokenBy.AuthorizationCode',
	result: 'Success',
	ip: '203.0.113.7',
	userAgent: 'Mozilla/5.0',
	userId: 'a1b2c3d4e5f6',
	applicationId: 'app1',
};

/** An entry as Logto 1.42 answers with it, values invented: secrets are hidden, and the code is not. */
const entry: IDataObject = {
	tenantId: 'default',
	id: ID,
	key: 'ExchangeTokenBy.AuthorizationCode',
	payload: { ...payload, params: { grant_type: 'authorization_code', code: 'not-a-real-one' } },
	createdAt: 1795562357052,
};

const withoutCode: IDataObject = {
	...entry,
	payload: { ...payload, params: { grant_type: 'authorization_code', code: '******' } },
};

const short: IDataObject = {
	id: ID,
	createdAt: 1795562357052,
	event: 'ExchangeTokenBy.AuthorizationCode',
	result: 'Success',
	userId: 'a1b2c3d4e5f6',
	applicationId: 'app1',
	ip: '203.0.113.7',
	userAgent: 'Mozilla/5.0',
};

const failed: IDataObject = {
	...entry,
	key: 'Interaction.SignIn.Submit',
	payload: { result: 'Error', error: { code: 'session.invalid_credentials' } },
};

export const logCases: OperationCase[] = [
	{
		...at('log', 'get'),
		title: 'short',
		parameters: { log },
		answers: [{ body: entry }],
		requests: [{ method: 'GET', path: `/api/logs/${ID}` }],
		items: [short],
	},
	{
		...at('log', 'get'),
		title: 'raw, without a code that is worth a token',
		parameters: { log, simplify: false },
		answers: [{ body: entry }],
		requests: [{ method: 'GET', path: `/api/logs/${ID}` }],
		items: [withoutCode],
	},
	{
		...at('log', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { log, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: `/api/logs/${ID}` }],
		items: [{ found: false }],
	},
	{
		...at('log', 'getAll'),
		title: 'the newest, short',
		parameters: { limit: 2 },
		answers: [{ headers: { 'Total-Number': '2' }, body: [entry, { ...failed, id: 'other' }] }],
		requests: [
			{
				method: 'GET',
				path: '/api/logs',
				query: [
					['page', '1'],
					['page_size', '2'],
				],
			},
		],
		items: [
			short,
			{
				...short,
				id: 'other',
				event: 'Interaction.SignIn.Submit',
				result: 'Error',
				userId: null,
				applicationId: null,
				ip: null,
				userAgent: null,
				error: { code: 'session.invalid_credentials' },
			},
		],
	},
	{
		...at('log', 'getAll'),
		title: 'by every filter, raw',
		parameters: {
			returnAll: true,
			simplify: false,
			filters: {
				user: ada,
				app: 'Customer Portal',
				logKey: 'ExchangeTokenBy.AuthorizationCode',
				since: '2026-11-01T00:00:00Z',
				until: '2026-12-01T00:00:00Z',
			},
		},
		answers: [
			{ body: [{ id: 'app1', name: 'Customer Portal' }] },
			{ headers: { 'Total-Number': '1' }, body: [entry] },
		],
		requests: [
			{
				method: 'GET',
				path: '/api/applications',
				query: [
					['mode', 'exact'],
					['page', '1'],
					['page_size', '100'],
					['search', 'Customer Portal'],
				],
			},
			{
				method: 'GET',
				path: '/api/logs',
				query: [
					['applicationId', 'app1'],
					['end_time', '1796083200000'],
					['logKey', 'ExchangeTokenBy.AuthorizationCode'],
					['page', '1'],
					['page_size', '100'],
					['start_time', '1793491200000'],
					['userId', 'a1b2c3d4e5f6'],
				],
			},
		],
		items: [withoutCode],
	},
];

export const logDocumented: Documented[] = [
	{ ...at('log', 'get'), method: 'GET', path: '/api/logs/{id}' },
	{
		...at('log', 'getAll'),
		method: 'GET',
		path: '/api/logs',
		query: ['userId', 'applicationId', 'logKey', 'start_time', 'end_time'],
		exceptions: { enableCap: 'a total that is cut off could pass for the whole' },
	},
];
