/**
 * What holds of Offboard for every vendor, in tenants whose people have all sorts of things: what it says
 * is what the tenant holds afterwards, as the sandbox's own side tells it.
 */
import type { IDataObject } from 'n8n-workflow';
import { useAsTool, ways } from '../engine/agent.mjs';
import { jsons, type NodeName, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { credentialsIn } from './access.mjs';
import { KINDS, numbers } from './chance.mjs';
import { type Sandbox, startSandbox } from './sandbox.mjs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** What a vendor's offboarding is about. */
export interface Offboarding {
	node: NodeName;
	/** Its steps, in their order, by name: how much of it somebody has in the sandbox. */
	steps: Record<string, (user: Json) => number>;
	/** Steps that take what nobody can read: they are "done" each time, or tell that they were before. */
	unseen?: readonly string[];
	/** Steps of which a step before may leave nothing to take. */
	goAlong?: readonly string[];
	/** People of all sorts. */
	sample: (users: Json[]) => Json[];
	/** Where the vendor's addresses begin, for faults. */
	at: string;
	/** An email and an ID of nobody. */
	nobody: IDataObject[];
	/** What is set of the sandbox, e.g. that nothing is waited for. */
	dials?: object;
}

/** A running sandbox, and Offboard in it. */
export function useOffboard({ node, dials = {} }: Pick<Offboarding, 'node' | 'dials'>) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.stop());
	const anew = async (): Promise<void> => {
		await sandbox.reset();
		await sandbox.dial(node, dials);
	};
	beforeEach(anew);
	const users = async (): Promise<Json[]> => ((await sandbox.state(node)) as Json).users;
	return {
		users,
		userIn: async (id: string): Promise<Json> => (await users()).find((one) => one.id === id),
		state: async () => await sandbox.state(node),
		anew,
		asked: async () => {
			const { data } = await sandbox.control.get('/requests');
			await sandbox.control.delete('/requests');
			return data[node].filter(({ url }: Json) => !/\/(token|api\/me)/.test(url)).length;
		},
		fault: async (...faults: IDataObject[]) => await sandbox.fault(node, ...(faults as Json)),
		credentials: () => credentialsIn(node, sandbox.access),
		run: async (user: IDataObject, more: IDataObject = {}, onError = 'stopWorkflow') =>
			await runNode({
				node,
				parameters: { resource: 'user', operation: 'offboard', user, ...more },
				credentials: credentialsIn(node, sandbox.access),
				onError: onError as never,
			}),
	};
}

export const byId = (id: unknown): IDataObject => ({ mode: 'id', value: String(id) });

/** What is left to somebody, by step. */
export const leftTo = (steps: Offboarding['steps'], user: Json) =>
	Object.fromEntries(Object.entries(steps).map(([step, of]) => [step, of(user)]));

const FROM_READS = /It is still listed|could not be read/;

export function itOffboards(about: Offboarding): void {
	const { node, steps, unseen = [], goAlong = [], at } = about;
	const { run, users, userIn, state, fault, anew, asked, credentials } = useOffboard(about);
	const names = Object.keys(steps);
	const none = Object.fromEntries(names.map((step) => [step, 0]));
	const sample = async () => about.sample(await users());

	test('nothing is left to anybody, others keep what they have, and a second run changes nothing', async () => {
		const chosen = await sample();
		const isOther = ({ id }: Json) => !chosen.some((one) => one.id === id);
		const before = (await users()).filter(isOther);
		for (const user of chosen) {
			const { items, error } = await run(byId(user.id));
			expect(error?.message).toBeUndefined();
			const [item] = jsons(items) as Json[];
			expect(item).toMatchObject({ found: true, complete: true, user: { id: user.id } });
			expect(item.steps.map(({ step }: Json) => step).sort()).toEqual([...names].sort());
			for (const { step, outcome } of item.steps) {
				if (outcome === 'skipped' || unseen.includes(step)) continue;
				const isGone = goAlong.includes(step) && outcome === 'already';
				const expected = steps[step](user) > 0 && !isGone ? 'done' : 'already';
				expect([step, outcome]).toEqual([step, expected]);
			}
			expect([user.id, leftTo(steps, await userIn(user.id))]).toEqual([user.id, none]);

			const held = await userIn(user.id);
			const again = jsons((await run(byId(user.id))).items)[0] as Json;
			expect(again).toMatchObject({ found: true, complete: true, left: item.left });
			for (const { step, outcome } of again.steps) {
				const first = item.steps.find((one: Json) => one.step === step).outcome;
				const isKept = outcome === 'skipped' && item.left.length > 0;
				expect([step, first, isKept ? 'already' : outcome]).toEqual([step, first, 'already']);
			}
			expect(await userIn(user.id)).toEqual(held);
		}
		expect((await users()).filter(isOther)).toEqual(before);
	});

	test('a dry run says what would be taken, and takes nothing', async () => {
		const before = await state();
		for (const user of await sample()) {
			const [item] = jsons(
				(await run(byId(user.id), { options: { dryRun: true } })).items,
			) as Json[];
			for (const { step, outcome } of item.steps) {
				if (!unseen.includes(step)) expect([step, outcome]).not.toEqual([step, 'done']);
				if (steps[step](user) > 0) expect([step, outcome]).toEqual([step, 'skipped']);
			}
		}
		expect(await state()).toEqual(before);
	});

	test.each(about.nobody.map((user) => [user]))(
		'nobody (%j): the item says so, and no step is taken',
		async (user) => {
			const before = await state();
			const { items, error } = await run(user);
			expect(error).toBeUndefined();
			expect(jsons(items)).toEqual([{ found: false, complete: false }]);
			expect(await state()).toEqual(before);
		},
	);

	test.each(Array.from({ length: 24 }, (_, seed) => [seed]))(
		'with faults anywhere nothing is claimed that did not happen (%i)',
		async (seed) => {
			const pick = numbers(seed + 1);
			const people = await sample();
			const user = people[pick(people.length)];
			await fault(
				...Array.from({ length: 1 + pick(3) }, () => ({
					path: at,
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
			if (said.complete) expect(leftTo(steps, now)).toEqual(none);
			if (json.error?.steps) expect(said.complete).toBe(false);
			const isUnsure = said.left?.some(({ why }: Json) => FROM_READS.test(why));
			for (const { step, outcome } of said.steps ?? []) {
				if (['failed', 'skipped'].includes(outcome) || isUnsure) continue;
				expect([step, steps[step](now)]).toEqual([step, 0]);
			}
		},
	);

	test.each([
		['the first step', true],
		['the check', false],
	])('a vendor that falls silent, from %s on, is not asked for long', async (_when, isEarly) => {
		const [user] = await sample();
		await asked();
		await run(byId(user.id));
		const all = await asked();
		await anew();
		// Nothing is answered from here on.
		const skip = isEarly ? 4 : all - 4;
		await fault({ kind: 'hang', path: at, skip, times: 1000 });
		const clock = fakeClock();
		const { items } = await run(
			byId(user.id),
			{ requestSettings: { timeout: 1 } },
			'continueRegularOutput',
		).finally(clock.restore);
		const [json] = jsons(items) as Json[];
		const said = json.error ?? json;
		expect(said).toMatchObject({ found: true, complete: false });
		expect(said.steps.map(({ step }: Json) => step).sort()).toEqual([...names].sort());
		if (isEarly) {
			const { outcome, reason } = said.steps.at(-1);
			expect(outcome).toBe('failed');
			expect(reason).toMatch(/did not answer within 1 second, and was not asked again$/);
		}
		// A read is sent four times, and two silences in a row are enough; a step that reads nothing may
		// stand between them.
		expect(await asked()).toBeLessThanOrEqual(skip + 3 * 4);
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
						node,
						parameters: {
							resource: 'user',
							operation: 'offboard',
							user: { mode: 'id', value: "={{ $fromAI('user', '', 'string') }}" },
							options,
						},
						credentials: credentials(),
					},
				);
			const before = await state();
			expect((await use({})).error).toContain('An AI agent may not use "Offboard"');
			expect((await use({ dryRun: true })).error).toBeUndefined();
			expect(await state()).toEqual(before);
			expect((await use({ allowAsTool: true })).error).toBeUndefined();
			expect(leftTo(steps, await userIn(user.id))).toEqual(none);
		},
	);
}
