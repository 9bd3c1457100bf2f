import type { IDataObject } from 'n8n-workflow';
import { specifiedInputs, specsOf } from '../engine/openapi.mjs';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) =>
	({ node: 'oneLogin', resource: 'application', operation }) as const;

const app = { mode: 'id', value: '12' };
const connector = { mode: 'id', value: '108419' };
const apps = '/api/2/apps';
const one = `${apps}/12`;

/** An application as v2 answers with it. */
const record: IDataObject = {
	id: 12,
	name: 'Wiki',
	connector_id: 108419,
	auth_method: 8,
	auth_method_description: 'OpenId Connect',
	description: 'Knowledge',
	notes: null,
	visible: true,
	policy_id: null,
	role_ids: [77],
	provisioning: { enabled: false },
	configuration: { redirect_uri: 'https://example.com/callback' },
	created_at: '2026-01-02T03:04:05.000Z',
	updated_at: '2026-01-02T03:04:05.000Z',
};
const sso = { client_id: 'c1', client_secret: 'client-secret-of-the-wiki' };
const created = { ...record, sso, enforcement_point: { token: 'token-of-the-gate', target: 'x' } };
const short: IDataObject = {
	id: 12,
	name: 'Wiki',
	connector_id: 108419,
	auth_method: 8,
	auth_method_description: 'OpenId Connect',
	description: 'Knowledge',
	visible: true,
	policy_id: null,
	role_ids: [77],
	created_at: '2026-01-02T03:04:05.000Z',
	updated_at: '2026-01-02T03:04:05.000Z',
	provisioning: false,
};
const person = { id: 4711, firstname: 'Ada', lastname: 'Vogel', username: 'ada', email: 'a@x.co' };

const form = {
	allow_assumed_signin: true,
	configuration: '{ "redirect_uri": "https://example.com/callback" }',
	description: 'Knowledge',
	notes: 'Until June',
	parameters: '{ "email": { "label": "Email", "user_attribute_mappings": "email" } }',
	policy_id: '5',
	provisioning: true,
	tab_id: 3,
	visible: false,
};
const sent = {
	allow_assumed_signin: true,
	configuration: { redirect_uri: 'https://example.com/callback' },
	description: 'Knowledge',
	notes: 'Until June',
	parameters: { email: { label: 'Email', user_attribute_mappings: 'email' } },
	policy_id: 5,
	provisioning: { enabled: true },
	tab_id: 3,
	visible: false,
};

export const applicationCases: OperationCase[] = [
	{
		...of('get'),
		title: 'short',
		parameters: { app },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: one }],
		items: [short],
	},
	{
		...of('get'),
		title: 'raw, without its secrets',
		parameters: { app: { mode: 'name', value: 'Wiki' }, simplify: false },
		answers: [{ body: [record] }, { body: created }],
		requests: [
			{ method: 'GET', path: apps, query: [['limit', '50']] },
			{ method: 'GET', path: one },
		],
		items: [{ ...record, sso: { client_id: 'c1' }, enforcement_point: { target: 'x' } }],
	},
	{
		...of('get'),
		title: 'one that is not there',
		parameters: { app, options: { ifNotFound: 'item' } },
		answers: [
			{ status: 404, body: { statusCode: 404, name: 'NotFoundError', message: 'Not found' } },
		],
		requests: [{ method: 'GET', path: one }],
		items: [{ found: false }],
	},
	{
		...of('getAll'),
		title: 'the first 7',
		parameters: { limit: 7 },
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: apps, query: [['limit', '7']] }],
		items: [short],
	},
	{
		...of('getAll'),
		title: 'by everything',
		parameters: {
			returnAll: true,
			filters: { authMethod: 8, connector, name: 'Wi*' },
			options: { fields: 'notes' },
		},
		answers: [{ body: [{ id: 12, notes: null }] }],
		requests: [
			{
				method: 'GET',
				path: apps,
				query: [
					['auth_method', '8'],
					['connector_id', '108419'],
					['fields', 'notes'],
					['limit', '100'],
					['name', 'Wi*'],
				],
			},
		],
		items: [{ id: 12, notes: null }],
	},
	{
		...of('getUsers'),
		title: 'the first 7',
		parameters: { app, limit: 7 },
		answers: [{ body: [person] }],
		requests: [{ method: 'GET', path: `${one}/users`, query: [['limit', '7']] }],
		items: [person],
	},
	{
		...of('create'),
		title: 'only what must be, and the secret stays out',
		parameters: { connector, name: 'Wiki' },
		answers: [{ body: created }],
		requests: [{ method: 'POST', path: apps, body: { connector_id: 108419, name: 'Wiki' } }],
		items: [{ ...short, client_id: 'c1' }],
	},
	{
		...of('create'),
		title: 'everything, and the secret is handed over where that is meant',
		parameters: { connector, name: 'Wiki', additionalFields: form, showSecret: true },
		answers: [{ body: created }],
		requests: [
			{ method: 'POST', path: apps, body: { connector_id: 108419, name: 'Wiki', ...sent } },
		],
		items: [{ ...short, ...sso }],
	},
	{
		...of('create'),
		title: 'raw, and the secret stays out',
		parameters: { connector, name: 'Wiki', simplify: false },
		answers: [{ body: { ...record, sso } }],
		requests: [{ method: 'POST', path: apps, body: { connector_id: 108419, name: 'Wiki' } }],
		items: [{ ...record, sso: { client_id: 'c1' } }],
	},
	{
		...of('update'),
		title: 'one thing',
		parameters: { app, updateFields: { visible: false } },
		answers: [{ body: record }],
		requests: [{ method: 'PUT', path: one, body: { visible: false } }],
		items: [short],
	},
	{
		...of('update'),
		title: 'everything, raw',
		parameters: { app, updateFields: { ...form, name: 'Wiki' }, simplify: false },
		answers: [{ body: created }],
		requests: [{ method: 'PUT', path: one, body: { ...sent, name: 'Wiki' } }],
		items: [{ ...record, sso: { client_id: 'c1' }, enforcement_point: { target: 'x' } }],
	},
	{
		...of('delete'),
		title: 'by ID',
		parameters: { app },
		answers: [{ status: 204, body: '' }],
		requests: [{ method: 'DELETE', path: one }],
		items: [{ id: 12, deleted: true }],
	},
];

const FREE = ['configuration', 'parameters'];
const WRITTEN = [
	...['allow_assumed_signin', 'description', 'name', 'notes', 'policy_id'],
	...['provisioning.enabled', 'tab_id', 'visible'],
];

/** What the OpenAPI lets a caller send besides, each with the reason why no field says it. */
const unsaid = (method: string, path: string) => {
	const inputs = specifiedInputs(specsOf('oneLogin'), method, path);
	return Object.fromEntries(
		(inputs?.body ?? [])
			.filter((name) => ![...WRITTEN, 'connector_id'].includes(name))
			.map((name) => [
				name,
				FREE.some((one) => name.startsWith(one))
					? 'in the JSON of Configuration or Parameters: it differs with the connector'
					: 'read-only, or a part of a feature of its own (enforcement points)',
			]),
	);
};

export const applicationDocumented: Documented[] = [
	{ ...of('get'), method: 'GET', path: '/api/2/apps/{app_id}' },
	{
		...of('getAll'),
		method: 'GET',
		path: apps,
		query: ['name', 'connector_id', 'auth_method', 'fields'],
	},
	{ ...of('getUsers'), method: 'GET', path: '/api/2/apps/{app_id}/users' },
	{
		...of('create'),
		method: 'POST',
		path: apps,
		body: [...WRITTEN, 'connector_id'],
		exceptions: { ...unsaid('POST', apps), 'Content-Type': 'goes with every body' },
	},
	{
		...of('update'),
		method: 'PUT',
		path: '/api/2/apps/{app_id}',
		body: WRITTEN,
		exceptions: {
			...unsaid('PUT', '/api/2/apps/{app_id}'),
			connector_id: 'what an application is made from stays',
		},
	},
	{ ...of('delete'), method: 'DELETE', path: '/api/2/apps/{app_id}' },
];
