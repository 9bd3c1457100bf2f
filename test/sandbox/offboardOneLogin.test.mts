/**
 * OneLogin's Offboard, in accounts whose people have all sorts of things: what it says is what the account
 * holds afterwards, as the sandbox's own side tells it.
 */
import type { IDataObject } from 'n8n-workflow';
import { useAsTool, ways } from '../engine/agent.mjs';
import { jsons, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { credentialsIn } from './access.mjs';
import { KINDS, numbers } from './chance.mjs';
import { oneLoginClient, type Sandbox, startSandbox } from './sandbox.mjs';

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
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'offboard', user, ...more },
		credentials: credentialsIn('oneLogin', sandbox.access),
		onError: onError as never,
	});

const byId = (id: unknown) => ({ mode: 'id', value: String(id) });
const users = async (): Promise<Json[]> => ((await sandbox.state('oneLogin')) as Json).users;
const userIn = async (id: number) => (await users()).find((one) => one.id === id);

/** What gives access to somebody; roles that a mapping gives are its business. */
const accessOf = (user: Json) => ({
	isOpen: user.status !== 2,
	sessions: user.sessions,
	devices: user.devices,
	roles: user.roles.filter((name: string) => !user.mappedRoles.includes(name)).length,
});
const NONE = { isOpen: false, sessions: 0, devices: 0, roles: 0 };

const STEPS = ['suspend', 'logOut', 'removeDevices', 'removeRoles'];

const isOwner = ({ roles }: Json) => roles.includes('Account Owner');

/** People of all sorts: those who have most of each thing, one of each status and state, some others. */
async function sample(): Promise<Json[]> {
	const all = (await users()).filter((user) => !isOwner(user));
	const most = (of: (user: Json) => number) => [...all].sort((a, b) => of(b) - of(a)).slice(0, 3);
	return [
		...new Set([
			...most((user) => user.sessions),
			...most((user) => user.devices),
			...most((user) => user.roles.length),
			...all.filter(({ roles }) => roles.length === 0).slice(0, 2),
			...[0, 1, 2, 3, 7].flatMap((status) =>
				all.filter((user) => user.status === status).slice(0, 2),
			),
			...all.filter(({ state }) => state === 3).slice(0, 2),
			...all.slice(20, 24),
		]),
	];
}
const withRoles = async (): Promise<Json> =>
	(await sample()).find((user) => accessOf(user).roles > 0 && user.mappedRoles.length > 0);

const outcomesOf = ({ steps }: Json): IDataObject =>
	Object.fromEntries(steps.map(({ step, outcome }: Json) => [step, outcome]));

/** What is said of roles that all stay. */
const ofMapped = ({ mappedRoles }: Json) => (mappedRoles.length > 0 ? 'skipped' : 'already');

test.each(['v1', 'oas'])(
	'in the shape %s nothing is left to anybody but what a mapping gives, and a second run changes nothing',
	async (shape) => {
		await sandbox.dial('oneLogin', { shape });
		const chosen = await sample();
		const before = (await users()).filter(({ id }) => !chosen.some((one) => one.id === id));
		for (const user of chosen) {
			const { items, error } = await run(byId(user.id));
			expect(error?.message).toBeUndefined();
			const [item] = jsons(items) as Json[];
			expect(item).toMatchObject({ found: true, complete: true, user: { id: user.id } });
			expect(item.left.map(({ name }: Json) => name)).toEqual(user.mappedRoles);
			for (const { why } of item.left) expect(why).toContain(`"${user.department} gives its role"`);
			const had = accessOf(user);
			expect(outcomesOf(item)).toEqual({
				suspend: had.isOpen ? 'done' : 'already',
				logOut: had.isOpen ? 'done' : 'already',
				removeDevices: had.devices > 0 ? 'done' : 'already',
				removeRoles: had.roles > 0 ? 'done' : ofMapped(user),
			});
			const now = await userIn(user.id);
			expect(accessOf(now)).toEqual(NONE);
			expect(now.roles).toEqual(user.mappedRoles);

			const again = jsons((await run(byId(user.id))).items)[0] as Json;
			expect(again).toMatchObject({ found: true, complete: true, left: item.left });
			expect(outcomesOf(again)).toEqual({
				suspend: 'already',
				// OneLogin lists no sessions, so that they are ended each time.
				logOut: 'already',
				removeDevices: 'already',
				removeRoles: ofMapped(user),
			});
			expect(await userIn(user.id)).toEqual(now);
		}
		const after = (await users()).filter(({ id }) => !chosen.some((one) => one.id === id));
		expect(after).toEqual(before);
	},
);

test('mappings give nothing back, however long one waits', async () => {
	const user = await withRoles();
	const client = await oneLoginClient(sandbox.access);
	// The mapping would give the role of the new department when the user changes the next time.
	await client.put(
		`/api/2/users/${user.id}`,
		{ department: 'Legal' },
		{ params: { mappings: 'disabled' } },
	);
	const clock = fakeClock();
	await run(byId(user.id), {}, 'continueRegularOutput').finally(clock.restore);
	await sandbox.advance(3_600_000);
	expect((await userIn(user.id)).roles).not.toContain('Legal');
});

test('a role that stays although no mapping explains it is named, and the job is not complete', async () => {
	const user = await withRoles();
	const client = await oneLoginClient(sandbox.access);
	const { data } = await client.get('/api/2/mappings');
	for (const { id } of data) await client.delete(`/api/2/mappings/${id}`);
	const clock = fakeClock();
	const { items } = await run(byId(user.id)).finally(clock.restore);
	const [item] = jsons(items) as Json[];
	expect(item).toMatchObject({ found: true, complete: false });
	expect(item.left).toMatchObject(
		user.mappedRoles.map((name: string) => ({
			what: 'role',
			name,
			why: 'It is still listed.',
			maybeStale: true,
		})),
	);
});

test('a dry run says what would be taken, and sends GETs only', async () => {
	const user = await withRoles();
	await sandbox.control.delete('/requests', { params: { vendor: 'oneLogin' } });
	const before = await sandbox.state('oneLogin');
	const [item] = jsons((await run(byId(user.id), { options: { dryRun: true } })).items) as Json[];
	expect(item).toMatchObject({ found: true, complete: false });
	expect(outcomesOf(item)).toMatchObject({ logOut: 'skipped', removeRoles: 'skipped' });
	const { reason } = item.steps.find(({ step }: Json) => step === 'removeRoles');
	for (const name of user.roles.slice(0, 3)) {
		if (!user.mappedRoles.includes(name)) expect(reason).toContain(name);
	}
	expect(item.left.filter(({ what }: Json) => what === 'role')).toHaveLength(user.roles.length);
	expect(await sandbox.state('oneLogin')).toEqual(before);
	const { data } = await sandbox.control.get('/requests', { params: { vendor: 'oneLogin' } });
	const asked = data.oneLogin.filter(({ path, url = path }: Json) => !url.startsWith('/auth/'));
	expect(asked.length).toBeGreaterThan(4);
	expect(asked.filter(({ method }: Json) => method !== 'GET')).toEqual([]);
});

test('a step that is left out is not taken, and nothing is said of it', async () => {
	const user = await withRoles();
	const steps = { removeRoles: false, suspend: true };
	const [item] = jsons((await run(byId(user.id), { steps })).items) as Json[];
	expect(item.steps.map(({ step }: Json) => step)).toEqual(STEPS.slice(0, -1));
	expect(accessOf(await userIn(user.id))).toEqual({ ...NONE, roles: accessOf(user).roles });
	expect(item.left).toEqual([]);
});

test.each([
	['nobody', { mode: 'email', value: 'nobody@halden.example' }],
	['an ID of nobody', byId(999_999_999)],
])('%s: the item says so, and no step is taken', async (_what, user) => {
	const before = await sandbox.state('oneLogin');
	const { items, error } = await run(user);
	expect(error).toBeUndefined();
	expect(jsons(items)).toEqual([{ found: false, complete: false }]);
	expect(await sandbox.state('oneLogin')).toEqual(before);
});

describe('a step that does not succeed', () => {
	test('stops nothing else; the item that failed says what was done and what is left', async () => {
		const user = await withRoles();
		await sandbox.fault('oneLogin', {
			method: 'PUT',
			path: '/remove_roles',
			kind: 'status',
			status: 403,
			times: 99,
		});
		const { items } = await run(byId(user.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		expect(error.message).toMatch(/^1 of 4 steps did not succeed: removeRoles \(/);
		expect(error).toMatchObject({ found: true, complete: false, user: { id: user.id } });
		expect(outcomesOf(error)).toMatchObject({ logOut: 'done', removeRoles: 'failed' });
		expect(error.left.map(({ name }: Json) => name).sort()).toEqual([...user.roles].sort());
		expect(accessOf(await userIn(user.id))).toEqual({ ...NONE, roles: accessOf(user).roles });
	});

	test('the owner of the account stays open, which the item says, and loses the rest', async () => {
		const owner = (await users()).find(isOwner);
		const { items } = await run(byId(owner.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		expect(error.message).toMatch(/suspend \(.*account owner/);
		expect(error.left).toContainEqual(expect.objectContaining({ what: 'account' }));
		const now = accessOf(await userIn(owner.id));
		expect(now).toEqual({ ...NONE, isOpen: owner.status !== 2 });
	});

	test('log out is claimed only where OneLogin took it', async () => {
		const user = await withRoles();
		await sandbox.fault('oneLogin', {
			method: 'PUT',
			path: '/logout',
			kind: 'status',
			status: 500,
			times: 99,
		});
		const { items } = await run(byId(user.id), {}, 'continueRegularOutput');
		const [{ error }] = jsons(items) as Json[];
		expect(outcomesOf(error)).toMatchObject({ logOut: 'failed' });
		expect(error.complete).toBe(false);
	});

	test('a credential that may not read mappings takes all the same', async () => {
		const user = await withRoles();
		await sandbox.fault('oneLogin', {
			method: 'GET',
			path: '/api/2/mappings',
			kind: 'status',
			status: 403,
			times: 99,
		});
		const clock = fakeClock();
		const { items, error } = await run(byId(user.id)).finally(clock.restore);
		expect(error).toBeUndefined();
		expect(accessOf(await userIn(user.id))).toEqual(NONE);
		expect(jsons(items)).toMatchObject([
			{ complete: false, left: [{ what: 'role', why: 'It is still listed.' }] },
		]);
	});
});

describe('faults anywhere', () => {
	const ALL_KINDS = [...KINDS, { kind: 'status', status: 401 }];
	const OF: Record<string, (access: ReturnType<typeof accessOf>) => number> = {
		suspend: ({ isOpen }) => Number(isOpen),
		logOut: ({ sessions }) => sessions,
		removeDevices: ({ devices }) => devices,
		removeRoles: ({ roles }) => roles,
	};
	const FROM_READS = /It is still listed|could not be read/;

	test.each(Array.from({ length: 30 }, (_, seed) => [seed]))(
		'nothing is claimed that did not happen (%i)',
		async (seed) => {
			const pick = numbers(seed + 1);
			const people = await sample();
			const user = people[pick(people.length)];
			await sandbox.fault(
				'oneLogin',
				...Array.from({ length: 1 + pick(3) }, () => ({
					path: '/api/',
					skip: pick(20),
					times: 1 + pick(6),
					...ALL_KINDS[pick(ALL_KINDS.length)],
				})),
			);
			// What is waited for takes no time.
			const clock = fakeClock();
			const { items } = await run(byId(user.id), {}, 'continueRegularOutput').finally(
				clock.restore,
			);
			const [json] = jsons(items) as Json[];
			const said = json.error ?? json;
			const now = accessOf(await userIn(user.id));
			if (said.complete) expect(now).toEqual(NONE);
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
				{ user: String(user.id) },
				{
					node: 'oneLogin',
					parameters: {
						resource: 'user',
						operation: 'offboard',
						user: { mode: 'id', value: "={{ $fromAI('user', '', 'string') }}" },
						options,
					},
					credentials: credentialsIn('oneLogin', sandbox.access),
				},
			);
		const before = await sandbox.state('oneLogin');
		expect((await use({})).error).toContain('An AI agent may not use "Offboard"');
		expect((await use({ dryRun: true })).error).toBeUndefined();
		expect(await sandbox.state('oneLogin')).toEqual(before);
		expect((await use({ allowAsTool: true })).error).toBeUndefined();
		expect(accessOf(await userIn(user.id))).toEqual(NONE);
	},
);
