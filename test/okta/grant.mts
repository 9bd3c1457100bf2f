import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { USER_ID } from './user.mjs';

const of = (resource: string, operation: string) =>
	({ node: 'okta', resource, operation }) as const;

const GRANT_ID = 'oag3ih1zrm1cBFOiq0h6';
const CLIENT_ID = '0oabskvc6442nkvQO0h7';
const TOKEN_ID = 'oar579Mcp7OUsNTlo0g3';
const grants = `/api/v1/users/${USER_ID}/grants`;
const clients = `/api/v1/users/${USER_ID}/clients`;
const tokens = `${clients}/${CLIENT_ID}/tokens`;
const byId = { user: { mode: 'id', value: USER_ID } };
const ofClient = { ...byId, client: { mode: 'id', value: CLIENT_ID } };

/** A grant as Okta answers with it (Management API, "OAuth2ScopeConsentGrant"). */
const grant: IDataObject = {
	id: GRANT_ID,
	status: 'ACTIVE',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	createdBy: { id: USER_ID, type: 'User' },
	source: 'END_USER',
	issuer: 'https://acme.okta.com',
	clientId: CLIENT_ID,
	userId: USER_ID,
	scopeId: 'okta.apps.read',
	_links: { app: { href: `https://acme.okta.com/api/v1/apps/${CLIENT_ID}` } },
};
const { createdBy: _by, _links: _all, ...shortGrant } = grant;

/** A refresh token as Okta tells of it ("OAuth2RefreshToken"). */
const token: IDataObject = {
	id: TOKEN_ID,
	status: 'ACTIVE',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	expiresAt: '2026-02-03T03:04:05.000Z',
	issuer: 'https://acme.okta.com',
	clientId: CLIENT_ID,
	userId: USER_ID,
	scopes: ['offline_access'],
	_links: {},
};
const { _links: _none, ...shortToken } = token;

export const grantCases: OperationCase[] = [
	{
		...of('grant', 'getAll'),
		title: 'the first ones of a scope, with the scope itself',
		parameters: {
			...byId,
			limit: 5,
			filters: { scopeId: 'okta.apps.read' },
			options: { expand: 'scope' },
		},
		answers: [{ body: [{ ...grant, _embedded: { scope: { id: 'okta.apps.read' } } }] }],
		requests: [
			{
				method: 'GET',
				path: grants,
				query: [
					['scopeId', 'okta.apps.read'],
					['expand', 'scope'],
					['limit', '5'],
				],
			},
		],
		items: [{ ...shortGrant, scope: { id: 'okta.apps.read' } }],
	},
	{
		...of('grant', 'getAll'),
		title: 'all, raw',
		parameters: { ...byId, returnAll: true, simplify: false },
		answers: [{ body: [grant] }],
		requests: [{ method: 'GET', path: grants, query: [['limit', '200']] }],
		items: [grant],
	},
	{
		...of('grant', 'get'),
		title: 'short',
		parameters: {
			...byId,
			grant: { mode: 'id', value: GRANT_ID },
			options: { expand: 'scope', ifNotFound: 'stop' },
		},
		answers: [{ body: grant }],
		requests: [{ method: 'GET', path: `${grants}/${GRANT_ID}`, query: [['expand', 'scope']] }],
		items: [shortGrant],
	},
	{
		...of('grant', 'revoke'),
		title: 'one',
		parameters: { ...byId, grant: { mode: 'id', value: GRANT_ID } },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: `${grants}/${GRANT_ID}` }],
		items: [{ userId: USER_ID, grantId: GRANT_ID, success: true }],
	},
	{
		...of('grant', 'revokeAll'),
		title: 'of those that are still good',
		parameters: { ...byId, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: [grant, { ...grant, id: 'oag0', status: 'REVOKED' }] }, { status: 204 }],
		requests: [
			{ method: 'GET', path: grants, query: [['limit', '200']] },
			{ method: 'DELETE', path: grants },
		],
		items: [{ userId: USER_ID, grantIds: [GRANT_ID], success: true }],
	},
	{
		...of('grant', 'revokeAll'),
		title: 'of none, and nothing is sent',
		parameters: byId,
		answers: [{ body: [] }],
		requests: [{ method: 'GET', path: grants, query: [['limit', '200']] }],
		items: [{ userId: USER_ID, grantIds: [], success: true, already: true }],
	},
	{
		...of('token', 'getClients'),
		title: 'all of them',
		parameters: { ...byId, returnAll: true },
		answers: [
			{
				body: [
					{
						client_id: CLIENT_ID,
						client_name: 'Dashboard',
						client_uri: 'https://x.example',
						logo_uri: null,
						_links: {},
					},
				],
			},
		],
		requests: [{ method: 'GET', path: clients }],
		items: [
			{
				userId: USER_ID,
				client_id: CLIENT_ID,
				client_name: 'Dashboard',
				client_uri: 'https://x.example',
				logo_uri: null,
			},
		],
	},
	{
		...of('token', 'getAll'),
		title: 'the first ones, with their scopes',
		parameters: { ...ofClient, limit: 5, options: { expand: 'scope' } },
		answers: [{ body: [{ ...token, _embedded: { scopes: [{ id: 'scp1' }] } }] }],
		requests: [
			{
				method: 'GET',
				path: tokens,
				query: [
					['expand', 'scope'],
					['limit', '5'],
				],
			},
		],
		items: [{ ...shortToken, scopeDetails: [{ id: 'scp1' }] }],
	},
	{
		...of('token', 'getAll'),
		title: 'all, raw',
		parameters: { ...ofClient, returnAll: true, simplify: false },
		answers: [{ body: [token] }],
		requests: [{ method: 'GET', path: tokens, query: [['limit', '200']] }],
		items: [token],
	},
	{
		...of('token', 'revoke'),
		title: 'one',
		parameters: { ...ofClient, token: { mode: 'id', value: TOKEN_ID } },
		answers: [{ status: 204 }],
		requests: [{ method: 'DELETE', path: `${tokens}/${TOKEN_ID}` }],
		items: [{ userId: USER_ID, clientId: CLIENT_ID, tokenId: TOKEN_ID, success: true }],
	},
	{
		...of('token', 'revokeAll'),
		title: 'of those that are still good',
		parameters: { ...ofClient, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: [token, { ...token, id: 'oar0', status: 'REVOKED' }] }, { status: 204 }],
		requests: [
			{ method: 'GET', path: tokens, query: [['limit', '200']] },
			{ method: 'DELETE', path: tokens },
		],
		items: [{ userId: USER_ID, clientId: CLIENT_ID, tokenIds: [TOKEN_ID], success: true }],
	},
	{
		...of('token', 'revokeAll'),
		title: 'of none, of a client that the user has',
		parameters: ofClient,
		answers: [{ body: [] }, { body: [{ client_id: CLIENT_ID }] }],
		requests: [
			{ method: 'GET', path: tokens, query: [['limit', '200']] },
			{ method: 'GET', path: clients },
		],
		items: [{ userId: USER_ID, clientId: CLIENT_ID, tokenIds: [], success: true, already: true }],
	},
];

const USER = '/api/v1/users/{userId}';

export const grantDocumented: Documented[] = [
	{
		...of('grant', 'getAll'),
		method: 'GET',
		path: `${USER}/grants`,
		query: ['scopeId', 'expand'],
	},
	{
		...of('grant', 'get'),
		method: 'GET',
		path: `${USER}/grants/{grantId}`,
		query: ['expand'],
	},
	{ ...of('grant', 'revoke'), method: 'DELETE', path: `${USER}/grants/{grantId}` },
	{ ...of('grant', 'revokeAll'), method: 'DELETE', path: `${USER}/grants` },
	{ ...of('token', 'getClients'), method: 'GET', path: `${USER}/clients` },
	{
		...of('token', 'getAll'),
		method: 'GET',
		path: `${USER}/clients/{clientId}/tokens`,
		query: ['expand'],
	},
	{
		...of('token', 'revoke'),
		method: 'DELETE',
		path: `${USER}/clients/{clientId}/tokens/{tokenId}`,
	},
	{ ...of('token', 'revokeAll'), method: 'DELETE', path: `${USER}/clients/{clientId}/tokens` },
];
