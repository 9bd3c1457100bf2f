import type { IDataObject } from 'n8n-workflow';
import type { Documented, Expected, OperationCase } from '../engine/operations.mjs';
import type { Answer } from '../engine/server.mjs';

const ID = 'a1b2c3d4e5f6';
const USER = `/api/users/${ID}`;
const base = { node: 'logto', resource: 'user', operation: 'offboard' } as const;

/** What the person has, by the path below the user at which Logto lists it. */
const HELD: Record<string, unknown> = {
	sessions: { sessions: [{ payload: { uid: 's1' } }] },
	grants: { grants: [{ id: 'g1', application: { id: 'app1', name: 'Portal' } }] },
	'personal-access-tokens': [{ name: 'ci' }],
	organizations: [{ id: 'o1', name: 'Halden' }],
	roles: [{ id: 'r1', name: 'Sales' }],
};
const EMPTY: Record<string, unknown> = { sessions: { sessions: [] }, grants: { grants: [] } };

const record = (isSuspended: boolean): IDataObject => ({
	id: ID,
	username: 'ada',
	primaryEmail: 'ada@example.com',
	name: 'Ada',
	isSuspended,
});
/** Roles come in pages, of which Logto says how many there are. */
const total = (count: number) => ({ headers: { 'Total-Number': String(count) } });
const none = (what: string): Answer => ({ body: EMPTY[what] ?? [], ...total(0) });
/** Sessions and grants are empty for a user who does not exist as well, so that the user is asked for. */
const empty = Object.keys(HELD).flatMap((what) =>
	what in EMPTY ? [none(what), { body: record(true) }] : [none(what)],
);

const get = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'GET',
	path: `${USER}${path}`,
	query,
});
const remove = (path: string, query: Expected['query'] = []): Expected => ({
	method: 'DELETE',
	path,
	query,
});
const PAGED: Expected['query'] = [
	['page', '1'],
	['page_size', '100'],
];
const STEPS = [
	['suspend', 'account that is open'],
	['endSessions', 'session s1'],
	['revokeGrants', 'grant Portal'],
	['deleteTokens', 'personalAccessToken ci'],
	['removeFromOrganizations', 'organization Halden'],
	['removeRoles', 'role Sales'],
];
const user: IDataObject = { id: ID, login: 'ada', email: 'ada@example.com', name: 'Ada' };

export const offboardCases: OperationCase[] = [
	{
		...base,
		title: 'everything is taken in its order, and looked for afterwards',
		parameters: { user: { mode: 'id', value: ID } },
		answers: [
			{ body: record(false) },
			{ body: record(false) },
			{ body: record(true) },
			...Object.values(HELD).flatMap((body) => [{ body, ...total(1) }, { status: 204 }]),
			{ body: record(true) },
			...empty,
		],
		requests: [
			get(''),
			get(''),
			{ method: 'PATCH', path: `${USER}/is-suspended`, body: { isSuspended: true } },
			get('/sessions'),
			remove(`${USER}/sessions/s1`, [['revokeGrantsTarget', 'all']]),
			get('/grants'),
			remove(`${USER}/grants/g1`),
			get('/personal-access-tokens'),
			remove(`${USER}/personal-access-tokens/ci`),
			get('/organizations'),
			remove(`/api/organizations/o1/users/${ID}`),
			get('/roles', PAGED),
			remove(`${USER}/roles/r1`),
			get(''),
			get('/sessions'),
			get(''),
			get('/grants'),
			get(''),
			get('/personal-access-tokens'),
			get('/organizations'),
			get('/roles', PAGED),
		],
		items: [
			{
				found: true,
				complete: true,
				user,
				steps: STEPS.map(([step, names]) => ({ step, outcome: 'done', reason: `Taken: ${names}` })),
				left: [],
			},
		],
	},
	{
		...base,
		title: 'a token whose name has no place in an address, and nothing else',
		parameters: {
			user: { mode: 'id', value: ID },
			steps: Object.fromEntries(
				STEPS.map(([step]) => [step, step === 'deleteTokens']),
			) as IDataObject,
			options: { checkWait: 0 },
		},
		answers: [
			{ body: record(false) },
			{ body: [{ name: '../..' }] },
			{ status: 204 },
			{ body: [{ name: '../..' }] },
		],
		requests: [
			get(''),
			get('/personal-access-tokens'),
			{ method: 'POST', path: `${USER}/personal-access-tokens/delete`, body: { name: '../..' } },
			get('/personal-access-tokens'),
		],
		items: [
			{
				found: true,
				complete: false,
				user,
				steps: [
					{ step: 'deleteTokens', outcome: 'done', reason: 'Taken: personalAccessToken ../..' },
				],
				left: [
					{
						what: 'personalAccessToken',
						id: '../..',
						name: '../..',
						why: 'It is still listed.',
						maybeStale: true,
					},
				],
			},
		],
	},
];

export const offboardDocumented: Documented[] = [
	{
		...base,
		method: 'GET',
		path: '/api/users/{userId}',
		exceptions: {
			includeSsoIdentities: 'who it is, is known without',
			includePasswordHash: 'likewise',
		},
	},
	{ ...base, method: 'PATCH', path: '/api/users/{userId}/is-suspended', body: ['isSuspended'] },
	{
		...base,
		method: 'DELETE',
		path: '/api/users/{userId}/sessions/{sessionId}',
		query: ['revokeGrantsTarget'],
	},
	{ ...base, method: 'DELETE', path: '/api/users/{userId}/grants/{grantId}' },
	{ ...base, method: 'DELETE', path: '/api/users/{userId}/personal-access-tokens/{name}' },
	{
		...base,
		method: 'POST',
		path: '/api/users/{userId}/personal-access-tokens/delete',
		body: ['name'],
	},
	{ ...base, method: 'DELETE', path: '/api/organizations/{id}/users/{userId}' },
	{ ...base, method: 'DELETE', path: '/api/users/{userId}/roles/{roleId}' },
];
