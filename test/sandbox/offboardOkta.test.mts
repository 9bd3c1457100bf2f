/** Offboard in Okta: what holds for every vendor, and what the status of a user makes of it. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import {
	byId,
	itOffboards,
	type Json,
	leftTo,
	type Offboarding,
	useOffboard,
} from './offboarding.mjs';

/** Groups that nobody takes from a user, and those that an active rule of the sandbox fills. */
const KEPT = new Set(['Everyone', 'AD Finance Share', 'AD Print Operators', 'Office Kassel']);

const CLOSED = ['SUSPENDED', 'DEPROVISIONED'];

const steps: Offboarding['steps'] = {
	suspend: ({ status }) => Number(!CLOSED.includes(status)),
	clearSessions: (user) => user.sessions,
	revokeGrants: (user) => user.grants + user.tokens,
	removeFactors: (user) => user.factors.length,
	removeAdminRoles: (user) => user.roles.length,
	removeFromGroups: (user) => user.groups.filter((name: string) => !KEPT.has(name)).length,
	removeApplications: (user) => user.apps.filter(({ scope }: Json) => scope === 'USER').length,
	deactivate: ({ status }) => Number(status !== 'DEPROVISIONED'),
};
const NONE = Object.fromEntries(Object.keys(steps).map((step) => [step, 0]));

/** No limit and no delay: what is waited for, other tests tell. */
const dials = { rateLimit: 100_000, deactivationMs: 0 };

/** Whose API token the node has. */
const isOwn = ({ roles }: Json) => roles.includes('SUPER_ADMIN');

describe('Okta', () => {
	itOffboards({
		node: 'okta',
		dials,
		steps,
		unseen: ['clearSessions'],
		// A deactivation takes applications and factors along.
		goAlong: ['revokeGrants', 'removeFactors', 'removeAdminRoles', 'removeApplications'],
		at: '/api/',
		nobody: [{ mode: 'email', value: 'nobody@halden.example' }, byId('00uNobody00000000001')],
		/** Somebody with each status, and those who have most of each thing. */
		sample(all) {
			const users = all.filter((user) => !isOwn(user));
			const most = (of: (user: Json) => number) =>
				[...users].sort((a, b) => of(b) - of(a)).slice(0, 2);
			const byStatus = new Map(users.map((user) => [user.status, user]));
			return [...new Set([...Object.values(steps).slice(2).flatMap(most), ...byStatus.values()])];
		},
	});
});

describe('Okta, by the status of the user', () => {
	const { run, users, userIn, fault } = useOffboard({ node: 'okta', dials });
	const withStatus = async (status: string, is: (user: Json) => unknown = () => true) =>
		(await users()).find((user) => user.status === status && !isOwn(user) && is(user));
	const outcomes = ({ steps }: Json) =>
		Object.fromEntries(steps.map(({ step, outcome }: Json) => [step, outcome]));
	const item = async (user: Json, more?: IDataObject): Promise<Json> =>
		jsons((await run(byId(user.id), more, 'continueRegularOutput')).items)[0];

	test('who cannot be suspended is deactivated before anything else', async () => {
		const user = await withStatus('LOCKED_OUT');
		const { steps: said } = await item(user);
		expect(said.slice(0, 3)).toMatchObject([
			{ step: 'suspend', outcome: 'skipped', reason: 'Locked users cannot be suspended.' },
			{ step: 'deactivate', outcome: 'done' },
			{ step: 'clearSessions', outcome: 'done' },
		]);
		expect((await userIn(user.id)).status).toBe('DEPROVISIONED');
	});

	test('without deactivation, the account that could not be suspended is left', async () => {
		const user = await withStatus('PROVISIONED');
		const said = await item(user, { steps: { deactivate: false }, options: { checkWait: 0 } });
		expect(said.complete).toBe(false);
		expect(said.left).toContainEqual(
			expect.objectContaining({ what: 'account', why: 'It was not taken.' }),
		);
		expect((await userIn(user.id)).status).toBe('PROVISIONED');
	});

	test('applications of a group that everybody is in are left while the account is', async () => {
		const user = await withStatus('ACTIVE', ({ apps }) => apps.length > 0);
		const said = await item(user, { steps: { deactivate: false }, options: { checkWait: 0 } });
		expect(said.complete).toBe(false);
		const kept = said.left.filter(({ what }: Json) => what === 'application');
		expect(kept.map(({ name }: Json) => name)).toContain('Google Workspace');
		for (const { why } of kept) expect(why).toBe('A group gives it.');
		const now = await userIn(user.id);
		expect(now.status).toBe('SUSPENDED');
		expect(leftTo(steps, now)).toEqual({ ...NONE, deactivate: 1 });
	});

	test('groups that a rule fills are left and named, and taken where that was chosen', async () => {
		const user = await withStatus('ACTIVE', ({ groups }) => groups.includes('Office Kassel'));
		const said = await item(user);
		expect(said.complete).toBe(true);
		expect(said.left).toContainEqual(
			expect.objectContaining({
				what: 'group',
				name: 'Office Kassel',
				why: expect.stringContaining('"Kassel to office"'),
			}),
		);
		expect((await userIn(user.id)).groups).toContain('Office Kassel');
		await item(user, { options: { removeRuled: true } });
		expect((await userIn(user.id)).groups).not.toContain('Office Kassel');
	});

	test('deletion is the last step, and only where it was switched on', async () => {
		const user = await withStatus('ACTIVE');
		const said = await item(user, { steps: { delete: true } });
		expect(outcomes(said)).toMatchObject({ deactivate: 'done', delete: 'done' });
		expect(said).toMatchObject({ complete: true, left: [] });
		expect(await userIn(user.id)).toBeUndefined();
		expect(await item(user, { steps: { delete: true } })).toEqual({
			found: false,
			complete: false,
		});
	});

	test('deletion without deactivation is refused before anything is taken', async () => {
		const user = await withStatus('ACTIVE');
		const { error } = await item(user, { steps: { delete: true, deactivate: false } });
		expect(error.message).toContain('"Delete" is switched on under "Steps", and "Deactivate" off');
		expect(await userIn(user.id)).toEqual(user);
	});

	test('what may not be read is a failed step, and nothing of it is claimed', async () => {
		const user = await withStatus('ACTIVE', ({ roles }) => roles.length > 0);
		await fault({ method: 'GET', path: '/roles', kind: 'status', status: 403, times: 99 });
		const { error } = await item(user);
		expect(outcomes(error)).toMatchObject({ removeAdminRoles: 'failed', deactivate: 'done' });
		expect(error.complete).toBe(false);
	});

	test('the user whose API token this is stays: everything after would be refused', async () => {
		const user = (await users()).find(isOwn);
		const { error } = await item(user);
		expect(error.message).toBe(
			`The credential acts as the user ${user.login}, who is to be offboarded`,
		);
		expect(await userIn(user.id)).toEqual(user);
	});
});
