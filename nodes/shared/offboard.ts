import type { IDataObject } from 'n8n-workflow';
import type { Api } from './api';
import { CancelledError, watch } from './clock';
import { ApiError, JobError, raise } from './errors';
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

/** Why a step cannot be taken, where that shows on the way; thrown by `held` or `take`. */
export class Skipped extends Error {}

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

/** Refusals that are not about what was to be taken: of the token, and of anything at this moment. */
const EVERYBODYS = new Set([401, 408, 429]);

/** The switch of a step. */
export const stepSwitch = <const N extends string>(
	name: N,
	displayName: string,
	description: string,
) => ({ displayName, name, type: 'boolean', default: true, description }) as const satisfies Field;

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
	const reads: Array<Taking['held']> = [];
	for (const taking of steps) {
		const { held, ...report } = await taken(taking, manner);
		reports.push(report as StepReport);
		// What a dry run has seen is what is there.
		reads.push(manner.dryRun && held ? async () => held : taking.held);
	}
	const look = async () => await leftOf(reports, reads);
	const left = manner.dryRun ? await look() : await settled(api, look, manner.checkWait ?? 0);
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

/** Takes one step; gives what it found as well. */
async function taken(
	{ step, held: read, take, skipped, none, unseen, isAgain }: Taking,
	{ dryRun }: Manner,
): Promise<StepReport & { held?: Holding[] }> {
	let all: Holding[] | undefined;
	const outcome = (outcome: StepReport['outcome'], reason?: string) => ({
		step,
		outcome,
		...(reason !== undefined && { reason }),
		...(all && { held: all }),
	});
	if (skipped !== undefined) return outcome('skipped', skipped);
	try {
		all = await read();
		const held = all.filter(({ stays, through }) => stays === undefined && through === undefined);
		if (held.length === 0 && unseen === undefined) {
			const reasons = new Set(all.flatMap(({ stays }) => stays ?? []));
			return reasons.size > 0
				? outcome('skipped', [...reasons].join(' '))
				: outcome('already', none);
		}
		if (dryRun) {
			const what = unseen === undefined ? `It would take: ${namesOf(held)}` : 'It would be taken.';
			return outcome('skipped', `Dry run. ${what}`);
		}
		await take(held);
		return outcome(isAgain ? 'already' : 'done', unseen ?? `Taken: ${namesOf(held)}`);
	} catch (error) {
		if (error instanceof CancelledError) return raise(error);
		if (error instanceof Skipped) return outcome('skipped', error.message);
		return outcome('failed', (error as Error).message);
	}
}

/**
 * Takes one thing after the other. What the vendor refuses to take keeps none of the others from being
 * taken; anything else than a refusal does, since it would meet the others as well.
 *
 * @throws {ApiError} naming the first that was refused, once all were tried
 */
export const each =
	(take: (one: Holding) => Promise<void>): Taking['take'] =>
	async (held) => {
		const refused: string[] = [];
		for (const one of held) {
			try {
				await take(one);
			} catch (error) {
				const { status = 0 } = error instanceof ApiError ? error.refusal : {};
				if (status < 400 || status >= 500 || EVERYBODYS.has(status)) return raise(error as Error);
				refused.push(`${one.what} ${one.name ?? one.id}: ${(error as Error).message}`);
			}
		}
		if (refused.length > 0) {
			const count = held.length > 1 ? `${refused.length} of ${held.length} not taken, ` : '';
			throw new ApiError({ summary: `${count}${refused[0]}` });
		}
	};

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
