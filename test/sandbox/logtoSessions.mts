/** Sessions, grants, settings and lockouts of Logto, through the node. */
import type { Sandbox } from './sandbox.mjs';
import type { Node } from './nodes.test.mjs';

/** JSON of which a test reads what it needs; a wrong path fails the test that takes it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** What the tests of a resource are given. */
export interface Given {
	node: Node;
	sandbox: () => Sandbox;
	state: () => Promise<Json>;
	userIn: (id: unknown) => Promise<Json>;
	/** The user whose email begins so. */
	named: (name: string) => Promise<Json>;
}

export const byId = (id: unknown) => ({ mode: 'id', value: String(id) });

export function logtoSessions({ node, sandbox, state, userIn, named }: Given): void {
	const signedIn = async (): Promise<Json> =>
		(await state()).users.find(
			({ sessions, refreshTokens }: Json) => sessions > 0 && refreshTokens > 0,
		);

	test('all sessions end, and the refresh tokens with them', async () => {
		const { id } = await signedIn();
		const user = byId(id);
		const [session] = await node.items('user', 'getSessions', { user });
		expect(session).toMatchObject({ userId: id, applicationIds: [expect.any(String)] });
		const [grant] = await node.items('user', 'getGrants', { user });
		expect(grant).toMatchObject({ userId: id, applicationName: 'Customer Portal' });
		expect(await node.items('user', 'endAllSessions', { user })).toMatchObject([
			{ userId: id, sessionIds: [session.id], left: [], already: false },
		]);
		expect(await userIn(id)).toMatchObject({ sessions: 0, refreshTokens: 0 });
		expect(await node.items('user', 'endAllSessions', { user })).toMatchObject([
			{ sessionIds: [], already: true },
		]);
	});

	test('a session ends alone, and what still works is said', async () => {
		const { id } = await signedIn();
		const user = byId(id);
		const session = (await node.pick({ user }).search('searchSessions')).results[0];
		expect(session.name).toMatch(/^Signed in \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
		await node.items('user', 'endSession', {
			user,
			session: byId(session.value),
			options: { revokeGrantsTarget: 'none' },
		});
		expect(await userIn(id)).toMatchObject({ sessions: 0, refreshTokens: 1 });
		const [{ left }] = await node.items('user', 'endAllSessions', { user });
		expect(left).toMatchObject([{ what: 'grant', name: 'Customer Portal' }]);
		const grant = (await node.pick({ user }).search('searchGrants')).results[0];
		expect(grant.name).toMatch(/^Customer Portal, /);
		await node.items('user', 'revokeGrant', { user, grant: byId(grant.value) });
		expect(await userIn(id)).toMatchObject({ refreshTokens: 0 });
	});

	test('all grants end, and sessions stay', async () => {
		const { id } = await signedIn();
		const user = byId(id);
		const others = { user, options: { appType: 'thirdParty' } };
		expect(await node.items('user', 'revokeAllGrants', others)).toMatchObject([{ already: true }]);
		expect(await node.items('user', 'revokeAllGrants', { user })).toMatchObject([
			{ userId: id, grantIds: [expect.any(String)], left: [], already: false },
		]);
		expect(await userIn(id)).toMatchObject({ sessions: 1, refreshTokens: 0 });
	});

	test('nobody has no sessions and no grants', async () => {
		const user = byId('nobody000000');
		for (const operation of ['getSessions', 'endAllSessions', 'getGrants', 'revokeAllGrants']) {
			expect(await node.refusal('user', operation, { user })).toMatch(/does not exist/);
		}
	});

	test('identities and settings are told, and settings changed one by one', async () => {
		const { users } = await state();
		const { id } = users.find(({ identities }: Json) => identities.google);
		const user = byId(id);
		expect(await node.items('user', 'getIdentities', { user })).toMatchObject([
			{ userId: id, type: 'social', target: 'google', identity: {} },
		]);
		const updateFields = { mfaSkipped: true };
		await node.items('user', 'updateSignInSettings', { user, updateFields });
		await node.items('user', 'updateSignInSettings', {
			user,
			updateFields: { passkeySkipped: true },
		});
		expect(await node.items('user', 'getSignInSettings', { user })).toEqual([
			{
				userId: id,
				mfa: { skipped: true, skipMfaOnSignIn: false },
				passkeySignIn: { skipped: true },
			},
		]);
	});

	test('a password expires where the tenant has a policy for it', async () => {
		const { id } = await named('ada.vogel');
		const user = byId(id);
		expect(await node.refusal('user', 'expirePassword', { user })).toMatch(/not enabled/);
		await sandbox().dial('logto', { passwordExpiration: true });
		expect(await node.items('user', 'expirePassword', { user })).toMatchObject([{ id }]);
	});

	test('somebody who was locked out can sign in again', async () => {
		const { users } = await state();
		const { id } = users.find(({ isBlocked }: Json) => isBlocked);
		await node.items('user', 'unblock', { user: byId(id) });
		expect((await userIn(id)).isBlocked).toBe(false);
	});
}
