/** One read and one write of each vendor, for the claims that hold for every operation. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeName } from './engine.mjs';
import type { Answer } from './server.mjs';

export interface Sample {
	node: NodeName;
	kind: 'read' | 'write';
	parameters: IDataObject;
	/** A good answer. */
	answer: Answer;
	/** "Too many requests", to be repeated after `seconds` from now. */
	throttled: (seconds: number) => Answer;
	/** How many milliseconds longer than that the vendor's own SDK waits. */
	margin: number;
	/** "There is no such record". */
	missing: Answer;
	missingText: string;
	/** "This token is not good". */
	badToken: Answer;
	/** Whether the credential fetches tokens for itself. */
	isFetching: boolean;
}

const okta = {
	node: 'okta' as const,
	margin: 1000,
	throttled: (seconds: number): Answer => {
		const now = Math.floor(Date.now() / 1000) * 1000;
		return {
			status: 429,
			headers: {
				date: new Date(now).toUTCString(),
				'x-rate-limit-limit': '100',
				'x-rate-limit-remaining': '0',
				'x-rate-limit-reset': String(now / 1000 + seconds),
			},
			body: {
				errorCode: 'E0000047',
				errorSummary: 'API call exceeded rate limit due to too many requests.',
				errorId: 'oae1',
				errorCauses: [],
			},
		};
	},
	missing: {
		status: 404,
		body: {
			errorCode: 'E0000007',
			errorSummary: 'Not found: Resource not found: 00u1 (User)',
			errorId: 'oae2',
			errorCauses: [],
		},
	},
	missingText: 'Not found: Resource not found: 00u1 (User)',
	badToken: {
		status: 401,
		body: { errorCode: 'E0000011', errorSummary: 'Invalid token provided', errorCauses: [] },
	},
	isFetching: false,
};

const oneLogin = {
	node: 'oneLogin' as const,
	margin: 0,
	throttled: (seconds: number): Answer => ({
		status: 429,
		headers: { 'x-ratelimit-reset': String(seconds) },
		body: { status: { error: true, code: 429, type: 'x', message: 'rate_limit_exceeded' } },
	}),
	missing: {
		status: 404,
		body: {
			status: { error: true, code: 404, type: 'not found', message: 'User for id 1 was not found' },
		},
	},
	missingText: 'User for id 1 was not found',
	badToken: {
		status: 401,
		body: {
			status: { error: true, code: 401, type: 'Unauthorized', message: 'Authentication Failure' },
		},
	},
	isFetching: true,
};

const logto = {
	node: 'logto' as const,
	margin: 0,
	throttled: (seconds: number): Answer => ({
		status: 429,
		headers: { 'retry-after': String(seconds) },
		body: '',
	}),
	missing: {
		status: 404,
		body: { code: 'entity.not_found', message: 'Resource not found.' },
	},
	missingText: 'Resource not found.',
	badToken: {
		status: 401,
		body: { code: 'auth.unauthorized', message: 'Unauthorized. Please check credentials.' },
	},
	isFetching: true,
};

const success = { error: false, code: 200, type: 'success', message: 'Success' };

export const samples: Sample[] = [
	{
		...okta,
		kind: 'read',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true },
		answer: { body: [{ id: '00u1', profile: {} }] },
	},
	{
		...okta,
		kind: 'write',
		parameters: { resource: 'user', operation: 'create', email: 'a@b.co', login: 'a@b.co' },
		answer: { body: { id: '00u1', profile: {} } },
	},
	{
		...oneLogin,
		kind: 'read',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true },
		answer: { body: { status: success, pagination: {}, data: [{ id: 1 }] } },
	},
	{
		...oneLogin,
		kind: 'write',
		parameters: {
			resource: 'user',
			operation: 'addRoles',
			user: { mode: 'id', value: '1' },
			roles: ['2'],
		},
		answer: { body: { status: success } },
	},
	{
		...logto,
		kind: 'read',
		parameters: { resource: 'user', operation: 'getAll', returnAll: true },
		answer: { headers: { 'total-number': '1' }, body: [{ id: 'u1' }] },
	},
	{
		...logto,
		kind: 'write',
		parameters: {
			resource: 'userRole',
			operation: 'assign',
			user: { mode: 'id', value: 'u1' },
			roles: ['r1aaaaaaaaaaaaaaaaaaa'],
		},
		answer: { status: 201, body: { roleIds: ['r1'], addedRoleIds: ['r1'] } },
	},
];
