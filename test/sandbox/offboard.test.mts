/**
 * Offboard, in tenants whose people have all sorts of things: what it says is what the tenant holds
 * afterwards, as the sandbox's own side tells it.
 */
import type { IDataObject } from 'n8n-workflow';
import { useAsTool, ways } from '../engine/agent.mjs';
import { jsons, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { credentialsIn } from './access.mjs';
import { type Sandbox, startSandbox } from './sandbox.mjs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.reset());

const run = async (user: IDataObject, more: IDataObject = {}, onError = 'stopWorkflow') =>
	await runNode({
		node: 'logto',
		parameters: { resource: 'user', operation: 'offboard', user, ...more },
		credentials: credentialsIn('logto', sandbox.access),
		onError: onError as never,
	});

const byId = (id: unknown) => ({ mode: 'id', value: String(id) });
const users = async (): Promise<Json[]> => ((await sandbox.state('logto')) as Json).users;
const userIn = async (id: string) => (await users()).find((one) => one.id === id);

/** What gives access to somebody. */
const accessOf = (user: Json) => ({
	isOpen: !user.isSuspended,
	sessions: user.sessions,
	refreshTokens: user.refreshTokens,
	personalAccessTokens: user.personalAccessTokens.length,
	organizations: user.organizations.length,
	roles: user.roles.length,
});
const NONE = {
	isOpen: false,
	sessions: 0,
	refreshTokens: 0,
	personalAccessTokens: 0,
	organizations: 0,
	roles: 0,
};

const STEPS = [
	'suspend',
	'endSessions',
	'revokeGrants',
	'deleteTokens',
	'removeFromOrganizations',
	'removeRoles',
];

/** People of all sorts: those who have most of each thing, and some others. */
async function sample(): Promise<Json[]> {
	const all = await users();
	const most = (of: (user: Json) => number) => [...all].sort((a, b) => of(b) - of(a)).slice(0, 3);
	return [
		...new Set([
			...most((user) => user.sessions),
			...most((user) => user.refreshTokens),
			...most((user) => user.personalAccessTokens.length),
			...most((user) => user.organizations.length),
			...most((user) => user.roles.length),
			...all.filter(({ isSuspended }) => isSuspended).slice(0, 2),
			...all.slice(20, 26),
		]),
	];
}

test('nothing is left to anybody, others keep what they have, and a second run changes nothing', async () => {
	const chosen = await sample();
	const before = (await users()).filter(({ id }) => !chosen.some((one) => one.id === id));
	for (const user of chosen) {
		const { items, error } = await run(byId(user.id));
		expect(error?.message).toBeUndefined();
		const [item] = jsons(items) as Json[];
		expect(item).toMatchObject({ found: true, complete: true, left: [], user: { id: user.id } });
		expect(item.steps.map(({ step }: Json) => step)).toEqual(STEPS);
		const had = accessOf(user);
		const outcomes = item.steps.map(({ outcome }: Json) => outcome);
		expect(outcomes[0]).toBe(had.isOpen ? 'done' : 'already');
		expect(outcomes[3]).toBe(had.personalAccessTokens > 0 ? 'done' : 'already');
		expect(outcomes[4]).toBe(had.organizations > 0 ? 'done' : 'already');
		expect(outcomes[5]).toBe(had.roles > 0 ? 'done' : 'already');
		expect(accessOf(await userIn(user.id))).toEqual(NONE);

		const again = jsons((await run(byId(user.id))).items)[0] as Json;
		expect(again).toMatchObject({ found: true, complete: true, left: [] });
		expect(again.steps.map(({ outcome }: Json) => outcome)).toEqual(STEPS.map(() => 'already'));
	}
	const after = (await users()).filter(({ id }) => !chosen.some((one) => one.id === id));
	expect(after).toEqual(before);
});

test('a dry run says what would be taken, and takes nothing', async () => {
	const [user] = (await sample()).filter(({ roles }) => roles.length > 0);
	const before = await sandbox.state('logto');
	const [item] = jsons((await run(byId(user.id), { options: { dryRun: true } })).items) as Json[];
	expect(item).toMatchObject({ found: true, complete: false });
	const roles = item.steps.find(({ step }: Json) => step === 'removeRoles');
	expect(roles.outcome).toBe('skipped');
	for (const name of user.roles) expect(roles.reason).toContain(name);
	expect(item.left.filter(({ what }: Json) => what === 'role')).toHaveLength(user.roles.length);
	expect(await sandbox.state('logto')).toEqual(before);
});

test('a step that is left out is not taken, and nothing is said of it', async () => {
	const [user] = (await sample()).filter(({ roles }) => roles.length > 0);
	const steps = { removeRoles: false, suspend: true };
	const [item] = jsons((await run(byId(user.id), { steps })).items) as Json[];
	expect(item.steps.map(({ step }: Json) => step)).toEqual(STEPS.slice(0, -1));
	expect(accessOf(await userIn(user.id))).toEqual({ ...NONE, roles: user.roles.length });
});

test.each([
	['nobody', { mode: 'email', value: 'nobody@halden.example' }],
	['an ID of nobody', byId('0123456789ab')],
])('%s: the item says so, and no step is taken', async (_what, user) => {
	const before = await sandbox.state('logto');
	const { items, error } = await run(user);
	expect(error).toBeUndefined();
	expect(jsons(items)).toEqual([{ found: false, complete: false }]);
	expect(await sandbox.state('logto')).toEqual(before);
});

describe('a step that does not succeed', () => {
	const broken = { method: 'DELETE', path: '/roles/', kind: 'status', status: 403, times: 99 };

	test('stops nothing else; the item that failed says what was done and what is left', async () => {
		const [user] = (await sample()).filter(
			({ roles, organizations }) => roles.length > 0 && organizations.length > 0,
		);
		await sandbox.fault('logto', broken);
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
		expect(accessOf(await userIn(user.id))).toEqual({ ...NONE, roles: user.roles.length });
	});

	test('takes what else the step is about: one role that is refused keeps no other', async () => {
		const all = await users();
		const [user] = all.filter(({ roles }) => roles.length > 1);
		await sandbox.fault('logto', { ...broken, times: 1 });
		const { items } = await run(byId(user.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		const { outcome, reason } = error.steps.at(-1);
		expect(outcome).toBe('failed');
		expect(reason).toMatch(new RegExp(`^1 of ${user.roles.length} not taken, role `));
		expect(accessOf(await userIn(user.id))).toEqual({ ...NONE, roles: 1 });
		expect(error.left).toHaveLength(1);
	});

	test('stops the workflow where nothing else was chosen, by its name', async () => {
		const [user] = (await sample()).filter(({ roles }) => roles.length > 0);
		await sandbox.fault('logto', broken);
		const { error, items } = await run(byId(user.id));
		expect(items).toEqual([]);
		expect(error?.message).toContain('removeRoles');
		expect(error?.description).toContain('The other steps were taken');
	});
});

describe('faults anywhere', () => {
	/** Pseudo-random numbers below `below`, the same each time (Lehmer). */
	const numbers = (seed: number) => {
		let state = seed * 7919 + 1;
		return (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
	};
	const KINDS = [
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 403 },
		{ kind: 'status', status: 404, body: 'nothing here' },
		{ kind: 'truncate' },
		{ kind: 'reset' },
		{ kind: 'resetAfter' },
	];
	const OF: Record<string, (user: Json) => number> = {
		suspend: (user) => Number(!user.isSuspended),
		endSessions: (user) => user.sessions,
		revokeGrants: (user) => user.refreshTokens,
		deleteTokens: (user) => user.personalAccessTokens.length,
		removeFromOrganizations: (user) => user.organizations.length,
		removeRoles: (user) => user.roles.length,
	};
	const FROM_READS = /It is still listed|could not be read/;

	test.each(Array.from({ length: 24 }, (_, seed) => [seed]))(
		'nothing is claimed that did not happen (%i)',
		async (seed) => {
			const pick = numbers(seed + 1);
			const people = await sample();
			const user = people[pick(people.length)];
			await sandbox.fault(
				'logto',
				...Array.from({ length: 1 + pick(3) }, () => ({
					path: '/api/',
					skip: pick(20),
					times: 1 + pick(6),
					...KINDS[pick(KINDS.length)],
				})),
			);
			// What is waited for takes no time.
			const clock = fakeClock();
			const { items } = await run(byId(user.id), {}, 'continueRegularOutput').finally(
				clock.restore,
			);
			const [json] = jsons(items) as Json[];
			const said = json.error ?? json;
			const now = await userIn(user.id);
			if (said.complete) expect(accessOf(now)).toEqual(NONE);
			if (json.error?.steps) expect(said.complete).toBe(false);
			const isUnsure = said.left?.some(({ why }: Json) => FROM_READS.test(why));
			for (const { step, outcome } of said.steps ?? []) {
				if (outcome === 'failed' || isUnsure) continue;
				expect([step, OF[step](now)]).toEqual([step, 0]);
			}
		},
	);
});

test.each(ways)(
	'as a tool of an AI agent (%s) it only looks, unless a person allowed more',
	async (way) => {
		const [user] = await sample();
		const use = async (options: IDataObject) =>
			await useAsTool(
				way,
				{ user: user.id },
				{
					node: 'logto',
					parameters: {
						resource: 'user',
						operation: 'offboard',
						user: { mode: 'id', value: "={{ $fromAI('user', '', 'string') }}" },
						options,
					},
					credentials: credentialsIn('logto', sandbox.access),
				},
			);
		const before = await sandbox.state('logto');
		expect((await use({})).error).toContain('An AI agent may not use "Offboard"');
		expect((await use({ dryRun: true })).error).toBeUndefined();
		expect(await sandbox.state('logto')).toEqual(before);
		expect((await use({ allowAsTool: true })).error).toBeUndefined();
		expect(accessOf(await userIn(user.id))).toEqual(NONE);
	},
);
