/** What magic links carry. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { at, done, limited, missing, page, PAGE } from './records.mjs';

const ID = 'o6uo2kq8x4m1zv7b9c3nd';
const oneTimeToken = { mode: 'id', value: ID };
const LIST = '/api/one-time-tokens';
const AT = `${LIST}/${ID}`;

const record: IDataObject = {
	tenantId: 'default',
	id: ID,
	email: 'ada@example.com',
	token: 'not-a-real-token',
	context: {},
	status: 'active',
	createdAt: 1767323045000,
	expiresAt: 1767323645000,
};
const { token: _token, ...bare } = record;
const used: IDataObject = { ...record, id: 'other', status: 'consumed' };
const { token: _used, ...bareUsed } = used;

export const oneTimeTokenCases: OperationCase[] = [
	{
		...at('oneTimeToken', 'create'),
		title: 'by an address alone',
		parameters: { email: ' ada@example.com ' },
		answers: [{ status: 201, body: record }],
		requests: [{ method: 'POST', path: LIST, body: { email: 'ada@example.com' } }],
		items: [record],
	},
	{
		...at('oneTimeToken', 'create'),
		title: 'with everything',
		parameters: {
			email: 'ada@example.com',
			options: {
				expiresIn: '60',
				organizations: ['c9wei6jij6dh', 'Northwind'],
				interactionEvent: 'SignIn',
			},
		},
		answers: [page({ id: 'c9wei6jij6dh', name: 'Northwind' }), { status: 201, body: record }],
		requests: [
			{ method: 'GET', path: '/api/organizations', query: [...PAGE, ['q', 'Northwind']] },
			{
				method: 'POST',
				path: LIST,
				body: {
					email: 'ada@example.com',
					expiresIn: 60,
					context: { jitOrganizationIds: ['c9wei6jij6dh'], interactionEvent: 'SignIn' },
				},
			},
		],
		items: [record],
	},
	{
		...at('oneTimeToken', 'get'),
		title: 'without the token',
		parameters: { oneTimeToken },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: AT }],
		items: [bare],
	},
	{
		...at('oneTimeToken', 'get'),
		title: 'with the token, when told to',
		parameters: { oneTimeToken, options: { includeTokenValue: 'true' } },
		answers: [{ body: record }],
		requests: [{ method: 'GET', path: AT }],
		items: [record],
	},
	{
		...at('oneTimeToken', 'get'),
		title: 'an item where there is none, when told to',
		parameters: { oneTimeToken, options: { ifNotFound: 'item' } },
		answers: [missing],
		requests: [{ method: 'GET', path: AT }],
		items: [{ found: false }],
	},
	{
		...at('oneTimeToken', 'getAll'),
		title: 'some, without the tokens',
		parameters: { limit: 2 },
		answers: [page(record, used)],
		requests: [{ method: 'GET', path: LIST, query: limited(2) }],
		items: [bare, bareUsed],
	},
	{
		...at('oneTimeToken', 'getAll'),
		title: 'of an address: whole, since the total would be that of all',
		parameters: {
			limit: 1,
			filters: { email: ' ada@example.com ' },
			options: { includeTokenValue: true },
		},
		answers: [{ body: [record, used] }],
		requests: [{ method: 'GET', path: LIST, query: [['email', 'ada@example.com']] }],
		items: [record],
	},
	{
		...at('oneTimeToken', 'getAll'),
		title: 'in a state as it is shown, which Logto does not look for',
		parameters: { limit: 1, filters: { status: 'consumed' } },
		answers: [page(record, used)],
		requests: [{ method: 'GET', path: LIST, query: PAGE }],
		items: [bareUsed],
	},
	{
		...at('oneTimeToken', 'verify'),
		title: 'and does not repeat it',
		parameters: { email: 'ada@example.com', tokenValue: 'not-a-real-token' },
		answers: [{ body: { ...record, status: 'consumed' } }],
		requests: [
			{
				method: 'POST',
				path: `${LIST}/verify`,
				body: { email: 'ada@example.com', token: 'not-a-real-token' },
			},
		],
		items: [{ ...bare, status: 'consumed' }],
	},
	{
		...at('oneTimeToken', 'revoke'),
		title: 'one that is good',
		parameters: { oneTimeToken },
		answers: [{ body: record }, { body: { ...record, status: 'revoked' } }],
		requests: [
			{ method: 'GET', path: AT },
			{ method: 'PUT', path: `${AT}/status`, body: { status: 'revoked' } },
		],
		items: [{ ...bare, status: 'revoked', already: false }],
	},
	{
		...at('oneTimeToken', 'revoke'),
		title: 'not one that was used, which stays to be seen',
		parameters: { oneTimeToken },
		answers: [{ body: { ...record, status: 'consumed' } }],
		requests: [{ method: 'GET', path: AT }],
		items: [{ ...bare, status: 'consumed', already: true }],
	},
	{
		...at('oneTimeToken', 'delete'),
		title: 'by id',
		parameters: { oneTimeToken },
		answers: [done],
		requests: [{ method: 'DELETE', path: AT }],
		items: [{ id: ID, deleted: true }],
	},
];

export const oneTimeTokenDocumented: Documented[] = [
	{
		...at('oneTimeToken', 'create'),
		method: 'POST',
		path: LIST,
		body: ['email', 'expiresIn', 'context.jitOrganizationIds', 'context.interactionEvent'],
	},
	{ ...at('oneTimeToken', 'get'), method: 'GET', path: `${LIST}/{id}` },
	{
		...at('oneTimeToken', 'getAll'),
		method: 'GET',
		path: LIST,
		query: ['email'],
		exceptions: { status: 'finds what is stored, not what is shown: filtered by the node' },
	},
	{
		...at('oneTimeToken', 'verify'),
		method: 'POST',
		path: `${LIST}/verify`,
		body: ['email', 'token'],
	},
	{
		...at('oneTimeToken', 'revoke'),
		method: 'PUT',
		path: `${LIST}/{id}/status`,
		body: ['status'],
	},
	{ ...at('oneTimeToken', 'delete'), method: 'DELETE', path: `${LIST}/{id}` },
];
