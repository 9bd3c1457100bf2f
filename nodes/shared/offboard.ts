import type { IDataObject } from 'n8n-workflow';
import type { Api } from './api';
import { CancelledError, watch } from './clock';
import { JobError, raise } from './errors';
import type { Field } from './field';

/** Something that a person has and is to lose, such as a role, a session, or an account that is open. */
export interface Holding {
	/** What it is, in one word: `role`, `session`, `account` … */
	what: string;
	id: string;
	/** As people know it; absent where it has no name. */
	name?: string;
	/** Why it stays although the step was taken, where that is known beforehand: then it is no failure. */
	stays?: string;
}

/** One thing that an offboarding takes away. */
export interface Taking {
	/** Name of its switch in the form, which comes out as `step`. */
	step: string;
	/** What there is to take now. */
	held: () => Promise<Holding[]>;
	/** Takes it, or a part of it. */
	take: (held: Holding[]) => Promise<void>;
}

/** What became of a step. */
export interface StepReport extends IDataObject {
	step: string;
	outcome: 'done' | 'already' | 'skipped' | 'failed';
	reason?: string;
}

/** How an offboarding is carried out. */
interface Manner {
	/** Whether to read only. */
	dryRun?: boolean;
	/** Longest time in which what was taken may still be listed, in seconds. */
	checkWait?: number;
}

/** Waits between two looks at what is left, ms; the last one is repeated. */
const PAUSES = [500, 1_000, 2_000, 5_000];

/** Names in the reason of a step: a list of hundreds would say no more. */
const MOST_NAMES = 5;

/** In the options of an offboarding. */
export const dryRun = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to say what would be taken, and take nothing: only reads are sent',
} as const satisfies Field;

/** In the options of an offboarding. */
export const checkWait = (seconds: number) =>
	({
		displayName: 'Max Wait for Check',
		name: 'checkWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: seconds,
		description:
			'Seconds in which what was taken may still be listed. What is listed then counts as left.',
	}) as const satisfies Field;

/**
 * Takes from a person what the steps are about, one step after the other, and then looks at what is left.
 * A step that does not succeed keeps none of the others from being taken: each of them is access less.
 *
 * What a step finds is what is left of it: nothing is counted as taken because the vendor said so.
 *
 * @param user what the item says of the person
 * @throws {JobError} when a step did not succeed, with everything that is known
 */
export async function offboard(
	api: Api,
	user: IDataObject,
	steps: readonly Taking[],
	manner: Manner,
): Promise<IDataObject> {
	const reports: StepReport[] = [];
	for (const taking of steps) reports.push(await taken(taking, manner));
	const left = manner.dryRun
		? await leftOf(steps)
		: await settledLeft(api, steps, reports, manner.checkWait ?? 0);
	const failed = reports.filter(({ outcome }) => outcome === 'failed');
	const complete = failed.length === 0 && left.every(({ counts }) => !counts);
	const item: IDataObject = {
		complete,
		user,
		steps: reports,
		left: left.map(({ what, id, name, why, maybeStale }) => ({ what, id, name, why, maybeStale })),
	};
	if (failed.length === 0) return item;
	throw new JobError(
		`${failed.length} of ${reports.length} steps did not succeed: ${failed.map(({ step, reason }) => `${step} (${reason})`).join(', ')}`,
		'The other steps were taken; the item says what is left. Running it again does no harm.',
		{ found: true, ...item },
	);
}

async function taken(taking: Taking, { dryRun }: Manner): Promise<StepReport> {
	const { step } = taking;
	try {
		const held = (await taking.held()).filter(({ stays }) => stays === undefined);
		if (held.length === 0) return { step, outcome: 'already' };
		if (dryRun) {
			return { step, outcome: 'skipped', reason: `Dry run. It would take: ${namesOf(held)}` };
		}
		await taking.take(held);
		return { step, outcome: 'done', reason: `Taken: ${namesOf(held)}` };
	} catch (error) {
		if (error instanceof CancelledError) return raise(error);
		return { step, outcome: 'failed', reason: (error as Error).message };
	}
}

function namesOf(held: readonly Holding[]): string {
	const names = held.slice(0, MOST_NAMES).map(({ what, id, name }) => `${what} ${name ?? id}`);
	const more = held.length - names.length;
	return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** What is left of a step, for the item. */
interface Left extends IDataObject {
	what: string;
	id: string | null;
	name: string | null;
	why: string;
	/** Whether a list may lag behind what was done, so that it may be gone. */
	maybeStale: boolean;
	/** Whether the job is incomplete because of it. */
	counts: boolean;
}

async function leftOf(
	steps: readonly Taking[],
	reports: readonly StepReport[] = [],
): Promise<Left[]> {
	const left: Left[] = [];
	for (const [index, { step, held }] of steps.entries()) {
		const isDone = reports[index]?.outcome === 'done';
		try {
			for (const { what, id, name = null, stays } of await held()) {
				const why = stays ?? (isDone ? 'It is still listed.' : 'It was not taken.');
				left.push({ what, id, name, why, maybeStale: isDone && !stays, counts: !stays });
			}
		} catch (error) {
			if (error instanceof CancelledError) return raise(error);
			const why = `It could not be read: ${(error as Error).message}`;
			left.push({ what: step, id: null, name: null, why, maybeStale: false, counts: true });
		}
	}
	return left;
}

/** What is left once the vendor's lists have had time to follow. */
async function settledLeft(
	api: Api,
	steps: readonly Taking[],
	reports: readonly StepReport[],
	seconds: number,
): Promise<Left[]> {
	let left: Left[] = [];
	await watch(seconds, PAUSES, api.signal, async () => {
		left = await leftOf(steps, reports);
		return left.some(({ maybeStale }) => maybeStale) ? undefined : true;
	});
	return left;
}
