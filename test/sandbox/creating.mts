/**
 * What holds of Create or Update for every vendor: it ends in what was asked, says what the tenant holds
 * afterwards, and finds nothing to do the next time.
 */
import type { IDataObject } from 'n8n-workflow';
import { jsons, type NodeName, runNode } from '../engine/engine.mjs';
import { fakeClock } from '../engine/fakeClock.mjs';
import { credentialsIn } from './access.mjs';
import { type Draw, KINDS, numbers } from './chance.mjs';
import { type Sandbox, startSandbox } from './sandbox.mjs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** One call, and how the sandbox shows that it was done. */
export interface Asked {
	parameters: IDataObject;
	/** Who it is about, in the sandbox's own words; `undefined` for somebody new. */
	who?: Json;
	/** What the account is to look like, as a part of what the sandbox shows of it. */
	expected: Json;
	/** Finds the account. */
	is: (user: Json) => boolean;
}

/** Matches a list of just these entries, in any order. */
export const withAll = (some: readonly string[], others: readonly string[] = []): Json => ({
	asymmetricMatch: (seen: unknown) =>
		Array.isArray(seen) &&
		JSON.stringify([...seen].sort()) === JSON.stringify([...new Set([...some, ...others])].sort()),
	toAsymmetricMatcher: () => `just ${[...some, ...others].join(', ')}`,
});

/** What a vendor's Create or Update is about. */
export interface Creating {
	node: NodeName;
	/** Where the vendor's addresses begin, for faults. */
	at: string;
	/** What is set of the sandbox, e.g. that nothing is waited for. */
	dials?: object;
	/** Somebody new or present, and what is to become of them. */
	ask: (pick: Draw, state: Json) => Asked;
}

/** A running sandbox, and Create or Update in it. */
export function useCreateOrUpdate({ node, dials = {} }: Pick<Creating, 'node' | 'dials'>) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(async () => {
		await sandbox.reset();
		await sandbox.dial(node, dials);
	});
	return {
		state: async (): Promise<Json> => await sandbox.state(node),
		fault: async (...faults: IDataObject[]) => await sandbox.fault(node, ...faults),
		mend: async () => await sandbox.control.delete('/faults', { params: { vendor: node } }),
		run: async (parameters: IDataObject, onError = 'stopWorkflow') =>
			await runNode({
				node,
				parameters: { resource: 'user', operation: 'createOrUpdate', ...parameters },
				credentials: credentialsIn(node, sandbox.access),
				onError: onError as never,
			}),
	};
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => [seed + 1]);

export function itCreatesOrUpdates(about: Creating): void {
	const { state, fault, mend, run } = useCreateOrUpdate(about);

	test.each(seeds(16))('it ends in what was asked, and then is unchanged (%i)', async (seed) => {
		const before = await state();
		const { parameters, who, expected, is } = about.ask(numbers(seed), before);

		const dry = { ...parameters, options: { ...(parameters.options as object), dryRun: true } };
		const [planned] = jsons((await run(dry)).items) as Json[];
		expect(await state()).toEqual(before);

		const { items, error } = await run(parameters);
		expect(error?.message).toBeUndefined();
		const [item] = jsons(items) as Json[];
		const after = await state();
		expect(after.users.filter(is)).toEqual([expect.objectContaining(expected)]);
		if (!who) expect([planned.outcome, item.outcome]).toEqual(['created', 'created']);
		else expect(item.outcome).toBe(planned.outcome);
		expect(item.changes.map(({ attribute }: Json) => attribute).sort()).toEqual(
			planned.changes.map(({ attribute }: Json) => attribute).sort(),
		);
		const others = ({ users }: Json) => users.filter((user: Json) => !is(user));
		expect(others(after)).toEqual(others(before));

		const again = jsons((await run(parameters)).items)[0] as Json;
		expect(again).toMatchObject({ outcome: 'unchanged', changes: [], user: item.user });
		for (const { step, outcome } of again.steps) {
			expect([step, ['already', 'skipped'].includes(outcome)]).toEqual([step, true]);
		}
		expect(await state()).toEqual(after);
	});

	test.each(seeds(24))(
		'with faults anywhere nothing is claimed that did not happen (%i)',
		async (seed) => {
			const pick = numbers(seed + 100);
			const { parameters, expected, is } = about.ask(pick, await state());
			await fault(
				...Array.from({ length: 1 + pick(3) }, () => ({
					path: about.at,
					skip: pick(12),
					times: 1 + pick(6),
					...KINDS[pick(KINDS.length)],
				})),
			);
			// What is waited for takes no time.
			const clock = fakeClock();
			const { items } = await run(parameters, 'continueRegularOutput').finally(clock.restore);
			const [json] = jsons(items) as Json[];
			if (!json.error) {
				expect((await state()).users.filter(is)).toEqual([expect.objectContaining(expected)]);
				expect(['created', 'updated', 'unchanged']).toContain(json.outcome);
				return;
			}
			// What was begun is ended by a second run.
			await mend();
			const { error } = await run(parameters);
			expect(error?.message).toBeUndefined();
			expect((await state()).users.filter(is)).toEqual([expect.objectContaining(expected)]);
		},
	);
}
