/** Offboard in Logto: what holds for every vendor, and what a step does that does not succeed. */
import { jsons } from '../engine/engine.mjs';
import {
	byId,
	itOffboards,
	type Json,
	leftTo,
	type Offboarding,
	useOffboard,
} from './offboarding.mjs';

const steps: Offboarding['steps'] = {
	suspend: (user) => Number(!user.isSuspended),
	endSessions: (user) => user.sessions,
	revokeGrants: (user) => user.refreshTokens,
	deleteTokens: (user) => user.personalAccessTokens.length,
	removeFromOrganizations: (user) => user.organizations.length,
	removeRoles: (user) => user.roles.length,
};
const NONE = Object.fromEntries(Object.keys(steps).map((step) => [step, 0]));

describe('Logto', () => {
	itOffboards({
		node: 'logto',
		steps,
		goAlong: ['endSessions', 'revokeGrants'],
		at: '/api/',
		nobody: [{ mode: 'email', value: 'nobody@halden.example' }, byId('0123456789ab')],
		/** Those who have most of each thing, and some others. */
		sample(users) {
			const most = (of: (user: Json) => number) =>
				[...users].sort((a, b) => of(b) - of(a)).slice(0, 3);
			return [
				...new Set([
					...Object.values(steps).slice(1).flatMap(most),
					...users.filter(({ isSuspended }) => isSuspended).slice(0, 2),
					...users.slice(20, 26),
				]),
			];
		},
	});
});

describe('Logto, one step', () => {
	const { run, users, userIn, fault } = useOffboard({ node: 'logto' });
	const withRoles = async (count = 1) =>
		(await users()).find(
			({ roles, organizations }) => roles.length >= count && organizations.length > 0,
		);

	test('a dry run names what would be taken', async () => {
		const user = await withRoles();
		const [item] = jsons((await run(byId(user.id), { options: { dryRun: true } })).items) as Json[];
		expect(item).toMatchObject({ found: true, complete: false });
		const roles = item.steps.find(({ step }: Json) => step === 'removeRoles');
		expect(roles.outcome).toBe('skipped');
		for (const name of user.roles) expect(roles.reason).toContain(name);
		expect(item.left.filter(({ what }: Json) => what === 'role')).toHaveLength(user.roles.length);
	});

	test('that is left out is not taken, and nothing is said of it', async () => {
		const user = await withRoles();
		const chosen = { removeRoles: false, suspend: true };
		const [item] = jsons((await run(byId(user.id), { steps: chosen })).items) as Json[];
		expect(item.steps.map(({ step }: Json) => step)).toEqual(Object.keys(steps).slice(0, -1));
		expect(leftTo(steps, await userIn(user.id))).toEqual({
			...NONE,
			removeRoles: user.roles.length,
		});
	});

	const broken = { method: 'DELETE', path: '/roles/', kind: 'status', status: 403, times: 99 };

	test('that fails stops nothing else; the item says what was done and what is left', async () => {
		const user = await withRoles();
		await fault(broken);
		const { items } = await run(byId(user.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		expect(error.message).toMatch(/^1 of 6 steps did not succeed: removeRoles \(/);
		expect(error).toMatchObject({ found: true, complete: false, user: { id: user.id } });
		const outcomes = Object.fromEntries(
			error.steps.map(({ step, outcome }: Json) => [step, outcome]),
		);
		expect(outcomes).toMatchObject({
			suspend: 'done',
			removeFromOrganizations: 'done',
			removeRoles: 'failed',
		});
		expect(error.left.map(({ name }: Json) => name).sort()).toEqual([...user.roles].sort());
		expect(leftTo(steps, await userIn(user.id))).toEqual({
			...NONE,
			removeRoles: user.roles.length,
		});
	});

	test('takes what else it is about: one role that is refused keeps no other', async () => {
		const user = await withRoles(2);
		await fault({ ...broken, times: 1 });
		const { items } = await run(byId(user.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		const { outcome, reason } = error.steps.at(-1);
		expect(outcome).toBe('failed');
		expect(reason).toMatch(new RegExp(`^1 of ${user.roles.length} refused, role `));
		expect(leftTo(steps, await userIn(user.id))).toEqual({ ...NONE, removeRoles: 1 });
		expect(error.left).toHaveLength(1);
	});

	test('that fails stops the workflow where nothing else was chosen, by its name', async () => {
		const user = await withRoles();
		await fault(broken);
		const { error, items } = await run(byId(user.id));
		expect(items).toEqual([]);
		expect(error?.message).toContain('removeRoles');
		expect(error?.description).toContain('The other steps were taken');
	});
});
