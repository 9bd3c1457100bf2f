import type { IDataObject } from 'n8n-workflow';
import type { Api } from './api';
import { CancelledError, watch } from './clock';
import { ApiError, raise } from './errors';
import type { Field } from './field';
import {
	checkWait as waitForCheck,
	DRY,
	finished,
	type Manner,
	namesOf,
	PAUSES,
	report,
	Skipped,
	type StepReport,
} from './steps';

/**
 * Steps in a row that the vendor lets wait in vain, after which it is not asked any more: each may take
 * minutes, in which whatever comes after this job, such as the next vendor, waits as well.
 */
const MOST_SILENCES = 2;

/** Something that a person has and is to lose, such as a role, a session, or an account that is open. */
export interface Holding {
	/** What it is, in one word: `role`, `session`, `account` … */
	what: string;
	id: string;
	/** As people know it; absent where it has no name. */
	name?: string;
	/** Why it stays although the step was taken, where that is known beforehand: then it is no failure. */
	stays?: string;
	/** What gives it, as a sentence, where another step takes that: it goes with it, and until then is left. */
	through?: string;
}

/** One thing that an offboarding takes away. */
export interface Taking {
	/** Name of its switch in the form, which comes out as `step`. */
	step: string;
	/** What there is to take now. */
	held: () => Promise<Holding[]>;
	/** Takes what is listed, but for what stays and what another step takes. */
	take: (held: Holding[]) => Promise<void>;
	/** Why it is not taken, where that is known beforehand. */
	skipped?: string;
	/** What to say where nothing is found, and that need not mean that there is nothing. */
	none?: string;
	/**
	 * What to say of something that no request reads: it is taken each time, and nothing is claimed but
	 * that the vendor took the request.
	 */
	unseen?: string;
	/** Whether it was taken before as far as can be known, so that taking it once more changes nothing. */
	isAgain?: boolean;
}

/** The switch of a step. */
export const stepSwitch = <const N extends string>(
	name: N,
	displayName: string,
	description: string,
) => ({ displayName, name, type: 'boolean', default: true, description }) as const satisfies Field;

/** The steps that the form has switched on: all, but for those switched off, and `off` ones switched on. */
export const switchedOn = (
	takings: readonly Taking[],
	switches: object,
	off: readonly string[] = [],
): Taking[] =>
	takings.filter(
		({ step }) => (switches as Record<string, boolean | undefined>)[step] ?? !off.includes(step),
	);

/** In the options of an offboarding. */
export const checkWait = (seconds: number) =>
	waitForCheck(
		seconds,
		'Seconds in which what was taken may still be listed. What is listed then counts as left.',
	);

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
	const reads: Array<Taking['held']> = [];
	const ask = patiently();
	for (const taking of steps) {
		let held: Holding[] | undefined;
		const seen = async () => (held = await taking.held());
		const take = async () => await taken(taking, seen, manner);
		reports.push(await report(taking.step, async () => await ask(take)));
		// What a dry run has seen is what is there.
		const found = held;
		reads.push(manner.dryRun && found ? async () => found : async () => await ask(taking.held));
	}
	const look = async () => await leftOf(reports, reads);
	const left = manner.dryRun ? await look() : await settled(api, look, manner.checkWait ?? 0);
	const isDone = reports.every(({ outcome }) => outcome !== 'failed');
	return finished(reports, {
		found: true,
		complete: isDone && left.every(({ counts }) => !counts),
		user,
		steps: reports,
		left: left.map(({ what, id, name, why, maybeStale }) => ({ what, id, name, why, maybeStale })),
	});
}

/** Asks the vendor something, unless it was silent too often in a row. */
function patiently() {
	let silences: Error[] = [];
	return async <T>(question: () => Promise<T>): Promise<T> => {
		if (silences.length >= MOST_SILENCES) {
			throw new ApiError({ summary: `${silences[0].message}, and was not asked again` });
		}
		try {
			const answer = await question();
			silences = [];
			return answer;
		} catch (error) {
			const isSilence = error instanceof ApiError && error.refusal.code === 'ETIMEDOUT';
			silences = isSilence ? [...silences, error] : [];
			return raise(error as Error);
		}
	};
}

/** Takes one step. */
async function taken(
	{ take, skipped, none, unseen, isAgain }: Taking,
	read: Taking['held'],
	{ dryRun }: Manner,
): Promise<Omit<StepReport, 'step'>> {
	if (skipped !== undefined) throw new Skipped(skipped);
	const all = await read();
	const held = all.filter(({ stays, through }) => stays === undefined && through === undefined);
	if (held.length === 0 && unseen === undefined) {
		const reasons = new Set(all.flatMap(({ stays }) => stays ?? []));
		if (reasons.size > 0) throw new Skipped([...reasons].join(' '));
		return { outcome: 'already', ...(none !== undefined && { reason: none }) };
	}
	if (dryRun) {
		const what = unseen === undefined ? `It would take: ${namesOf(held)}` : 'It would be taken.';
		throw new Skipped(`${DRY} ${what}`);
	}
	await take(held);
	return { outcome: isAgain ? 'already' : 'done', reason: unseen ?? `Taken: ${namesOf(held)}` };
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
	reports: readonly StepReport[],
	reads: ReadonlyArray<Taking['held']>,
): Promise<Left[]> {
	const left: Left[] = [];
	for (const [index, { step, outcome }] of reports.entries()) {
		const isDone = outcome === 'done';
		try {
			for (const { what, id, name = null, stays, through } of await reads[index]()) {
				const why = stays ?? through ?? (isDone ? 'It is still listed.' : 'It was not taken.');
				const maybeStale = !stays && (isDone || (through !== undefined && outcome !== 'failed'));
				left.push({ what, id, name, why, maybeStale, counts: !stays });
			}
		} catch (error) {
			if (error instanceof CancelledError) return raise(error);
			if (error instanceof Skipped && outcome === 'skipped') continue;
			const why = `It could not be read: ${(error as Error).message}`;
			left.push({ what: step, id: null, name: null, why, maybeStale: false, counts: true });
		}
	}
	return left;
}

/** What is left once the vendor's lists have had time to follow. */
async function settled(api: Api, look: () => Promise<Left[]>, seconds: number): Promise<Left[]> {
	let left: Left[] = [];
	await watch(seconds, PAUSES, api.signal, async () => {
		left = await look();
		return left.some(({ maybeStale }) => maybeStale) ? undefined : true;
	});
	return left;
}
