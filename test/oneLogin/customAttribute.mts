import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) =>
	({ node: 'oneLogin', resource: 'customAttribute', operation }) as const;

const customAttribute = { mode: 'id', value: '61' };
const list = '/api/2/users/custom_attributes';
const one = `${list}/61`;
const record = { id: 61, name: 'Branch', shortname: 'branch', position: null };

export const customAttributeCases: OperationCase[] = [
	{
		...of('getAll'),
		title: 'with IDs, by v2',
		parameters: { options: { includeIds: true } },
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: list }],
		items: [record],
	},
	{
		...of('get'),
		title: 'by ID',
		parameters: { customAttribute },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: one }],
		items: [record],
	},
	{
		...of('get'),
		title: 'by a short name that is not there',
		parameters: {
			customAttribute: { mode: 'shortname', value: 'Branch' },
			options: { ifNotFound: 'item' },
		},
		answers: [{ body: [record] }],
		requests: [{ method: 'GET', path: list }],
		items: [{ found: false }],
	},
	{
		...of('create'),
		title: 'wrapped, as OneLogin takes it',
		parameters: { name: 'Branch', shortname: 'branch' },
		answers: [{ body: record }],
		requests: [
			{ method: 'POST', path: list, body: { user_field: { name: 'Branch', shortname: 'branch' } } },
		],
		items: [record],
	},
	{
		...of('create'),
		title: 'in a place of its own',
		parameters: { name: 'Branch', shortname: 'branch', additionalFields: { position: 2 } },
		answers: [{ status: 201, body: { ...record, position: 2 } }],
		requests: [
			{
				method: 'POST',
				path: list,
				body: { user_field: { name: 'Branch', shortname: 'branch', position: 2 } },
			},
		],
		items: [{ ...record, position: 2 }],
	},
	{
		...of('update'),
		title: 'another name, with the short name that it must not lose',
		parameters: {
			customAttribute: { mode: 'shortname', value: 'branch' },
			updateFields: { name: 'Office' },
		},
		answers: [{ body: [record] }, { body: record }, { body: { ...record, name: 'Office' } }],
		requests: [
			{ method: 'GET', path: list },
			{ method: 'GET', path: one },
			{ method: 'PUT', path: one, body: { name: 'Office', shortname: 'branch' } },
		],
		items: [{ ...record, name: 'Office' }],
	},
	{
		...of('update'),
		title: 'everything',
		parameters: {
			customAttribute,
			updateFields: { name: 'Office', shortname: 'office', position: 2 },
		},
		answers: [{ body: record }, { body: record }],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'PUT', path: one, body: { name: 'Office', shortname: 'office', position: 2 } },
		],
		items: [record],
	},
	{
		...of('update'),
		title: 'another place',
		parameters: { customAttribute, updateFields: { position: 3 } },
		answers: [{ body: record }, { body: record }],
		requests: [
			{ method: 'GET', path: one },
			{ method: 'PUT', path: one, body: { name: 'Branch', shortname: 'branch', position: 3 } },
		],
		items: [record],
	},
	{
		...of('delete'),
		title: 'by ID',
		parameters: { customAttribute },
		answers: [{ status: 204, body: '' }],
		requests: [{ method: 'DELETE', path: one }],
		items: [{ id: 61, deleted: true }],
	},
];

const at = '/api/2/users/custom_attributes/{custom_attribute_id}';
export const customAttributeDocumented: Documented[] = [
	{ ...of('getAll'), method: 'GET', path: list },
	{ ...of('get'), method: 'GET', path: at },
	{
		...of('create'),
		method: 'POST',
		path: list,
		body: ['user_field.name', 'user_field.shortname', 'user_field.position'],
	},
	{ ...of('update'), method: 'PUT', path: at, body: ['name', 'shortname', 'position'] },
	{ ...of('delete'), method: 'DELETE', path: at },
];
