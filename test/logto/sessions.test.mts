/** What ends what, and what is not taken for done. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../engine/engine.mjs';
import { type Answer, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { ADA, ada, user } from './records.mjs';

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const run = async (operation: string, answers: Answer[], parameters: IDataObject = {}) => {
	server.received = [];
	server.respond = () => answers[server.calls().length - 1];
	return await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation, user: ada, ...parameters },
		credentials: credentialsFor('logto', server.origin),
	});
};

const nobody: Answer = {
	status: 404,
	body: { code: 'entity.not_found', message: 'The resource does not exist.' },
};
const refused = (status: number, code: string): Answer => ({
	status,
	body: { code, message: 'No.' },
});

describe('a user who does not exist', () => {
	test.each([
		['getSessions', { sessions: [] }],
		['endAllSessions', { sessions: [] }],
		['getGrants', { grants: [] }],
		['revokeAllGrants', { grants: [] }],
	])('%s: is not one who has none', async (operation, body) => {
		const { error, items } = await run(operation, [{ body }, nobody]);
		expect(error?.description).toMatch(/^Check "User"/);
		expect(items).toEqual([]);
		expect(server.calls().map(({ method }) => method)).toEqual(['GET', 'GET']);
	});
});

test.each([
	['endAllSessions', { sessions: [] }, 'The user has no session'],
	['revokeAllGrants', { grants: [] }, 'The user has no such grant'],
])('%s stops where there is nothing to do, when told to', async (operation, body, message) => {
	const none = { body };
	const one = { body: user };
	const answers = [none, one, none, one, { body: { grants: [] } }, one, { body: [] }];
	const { error } = await run(operation, answers, { options: { ifAlreadyDone: 'stop' } });
	expect(error?.message).toBe(message);
	expect(server.calls().every(({ method }) => method === 'GET')).toBe(true);
});

test('a refusal in the midst of all sessions is no success', async () => {
	const sessions = ['s1', 's2'].map((uid) => ({ payload: { uid }, accountId: 'a1b2c3d4e5f6' }));
	const { error, items } = await run('endAllSessions', [
		{ body: { sessions } },
		{ status: 204 },
		refused(500, 'oidc.failed'),
	]);
	expect(error?.httpCode).toBe('500');
	expect(items).toEqual([]);
	expect(server.calls()).toHaveLength(3);
});

test.each([
	['endAllSessions', { sessions: [{ payload: {}, accountId: 'a1b2c3d4e5f6' }] }],
	['revokeAllGrants', { grants: [{ payload: {} }] }],
])('%s: what has no ID is not passed over', async (operation, body) => {
	const { error } = await run(operation, [{ body }]);
	expect(error?.message).toMatch(/^The answer could not be read/);
	expect(server.calls()).toHaveLength(1);
});

test.each([
	['endSession', 'oidc.session_not_found', /ended already/],
	['endSession', 'oidc.invalid_session_account_id', /somebody else/],
	['revokeGrant', 'oidc.invalid_grant', /revoked or have run out already/],
])('%s: %s is refused, and says what it may be', async (operation, code, advice) => {
	const picked = { session: { mode: 'id', value: 's1' }, grant: { mode: 'id', value: 'g1' } };
	const { error } = await run(operation, [refused(404, code)], picked);
	expect(error?.description).toMatch(advice);
});

test('a password does not expire without a policy', async () => {
	const code = 'sign_in_experiences.password_expiration_not_enabled';
	const { error } = await run('expirePassword', [refused(400, code)]);
	expect(error?.description).toMatch(/turn on password expiration/);
});

test('settings without a setting are not sent', async () => {
	const { error } = await run('updateSignInSettings', []);
	expect(error?.message).toBe('There is nothing to update');
	expect(server.calls()).toEqual([]);
});

test('lockouts of a user who cannot be read stay', async () => {
	const { error } = await run('unblock', [nobody]);
	expect(error?.description).toMatch(/^Check "User"/);
	expect(server.calls().map(({ path }) => path)).toEqual([ADA]);
});
