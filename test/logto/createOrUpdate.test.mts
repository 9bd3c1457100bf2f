/** What Create or Update claims of a change that the vendor accepts and does not make. */
import type { IDataObject } from 'n8n-workflow';
import { jsons, runNode } from '../engine/engine.mjs';
import { isToken, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const server = useServer();

const ID = 'a1b2c3d4e5f6';
const ROLE = 'abcdefghij1234567890k';
const record = { id: ID, username: 'ada', name: 'Ada', isSuspended: true, hasPassword: false };

/** Logto says yes to everything, and all stays as it is. */
const run = async (more: IDataObject) => {
	server.respond = (request) => {
		if (isToken(request)) return undefined;
		if (request.path.endsWith('/roles')) return { body: [], headers: { 'Total-Number': '0' } };
		return { body: request.path === '/api/users' ? [record] : record };
	};
	const { items } = await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation: 'createOrUpdate', username: 'ada', ...more },
		credentials: credentialsFor('logto', server.origin),
		onError: 'continueRegularOutput',
	});
	return (jsons(items)[0] as { error: IDataObject }).error;
};

test('none of it is claimed', async () => {
	const error = await run({
		name: 'Ada Vogel',
		roles: [ROLE],
		options: { ifClosed: 'reopen', password: 'Hunter2-Hunter2', checkWait: 0 },
	});
	expect(error.message).toMatch(/^4 of 4 steps did not succeed/);
	expect(error).toMatchObject({
		outcome: 'unchanged',
		changes: [],
		steps: [
			{ step: 'reopen', outcome: 'failed', reason: 'It was accepted, and does not show.' },
			{ step: 'update', outcome: 'failed', reason: 'It was accepted, and does not show: name' },
			{ step: 'setPassword', outcome: 'failed', reason: 'It was accepted, and does not show.' },
			{
				step: 'addRoles',
				outcome: 'failed',
				reason: 'It was accepted, and does not show after 0 seconds',
			},
		],
	});
	expect(JSON.stringify(error)).not.toContain('Hunter2');
});
