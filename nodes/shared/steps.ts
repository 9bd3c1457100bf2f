import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from './clock';
import { ApiError, JobError, raise } from './errors';
import type { Field } from './field';

/** What became of a step of a job. */
export interface StepReport extends IDataObject {
	step: string;
	outcome: 'done' | 'already' | 'skipped' | 'failed';
	reason?: string;
}

/** How a job is carried out. */
export interface Manner {
	/** Whether to read only. */
	dryRun?: boolean;
	/** Longest time in which what was done need not show yet, in seconds. */
	checkWait?: number;
}

/** How the reason of what was only planned begins. */
export const DRY = 'Dry run.';

/** Why a step cannot be taken, where that shows on the way. */
export class Skipped extends Error {}

/** Waits between two looks at what was done, ms; the last one is repeated. */
export const PAUSES = [500, 1_000, 2_000, 5_000];

/** Names in the reason of a step: a list of hundreds would say no more. */
const MOST_NAMES = 5;

/** Refusals that are not about what was asked for: of the token, and of anything at this moment. */
const EVERYBODYS = new Set([401, 408, 429]);

/** In the options of a job. */
export const dryRun = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to say what would be done, and do nothing: only reads are sent',
} as const satisfies Field;

/** In the options of a job. */
export const checkWait = (seconds: number, description: string) =>
	({
		displayName: 'Max Wait for Check',
		name: 'checkWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: seconds,
		description,
	}) as const satisfies Field;

/** What a step came to, whatever became of it. */
export async function report(
	step: string,
	work: () => Promise<Omit<StepReport, 'step'>>,
): Promise<StepReport> {
	try {
		return { step, ...(await work()) } as StepReport;
	} catch (error) {
		if (error instanceof CancelledError) return raise(error);
		const outcome = error instanceof Skipped ? 'skipped' : 'failed';
		return { step, outcome, reason: (error as Error).message };
	}
}

/**
 * The item of a job.
 *
 * @throws {JobError} when a step did not succeed, with everything that is known
 */
export function finished(reports: readonly StepReport[], item: IDataObject): IDataObject {
	const failed = reports.filter(({ outcome }) => outcome === 'failed');
	if (failed.length === 0) return item;
	throw new JobError(
		`${failed.length} of ${reports.length} steps did not succeed: ${failed.map(({ step, reason }) => `${step} (${reason})`).join(', ')}`,
		'The other steps were taken; the item says which. Running it again does no harm.',
		item,
	);
}

/** Things by name, for the reason of a step. */
export function namesOf(
	things: ReadonlyArray<{ what: string; id: string; name?: string }>,
): string {
	const names = things.slice(0, MOST_NAMES).map(({ what, id, name }) => `${what} ${name ?? id}`);
	const more = things.length - names.length;
	return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/**
 * Does one after the other. What the vendor refuses keeps none of the others from being done; anything
 * else than a refusal does, since it would meet the others as well.
 *
 * @throws {ApiError} naming the first that was refused, once all were tried
 */
export const each =
	<T extends { what: string; id: string; name?: string }>(work: (one: T) => Promise<void>) =>
	async (all: readonly T[]): Promise<void> => {
		const refused: string[] = [];
		for (const one of all) {
			try {
				await work(one);
			} catch (error) {
				const { status = 0 } = error instanceof ApiError ? error.refusal : {};
				if (status < 400 || status >= 500 || EVERYBODYS.has(status)) return raise(error as Error);
				refused.push(`${namesOf([one])}: ${(error as Error).message}`);
			}
		}
		if (refused.length > 0) {
			const count = all.length > 1 ? `${refused.length} of ${all.length} refused, ` : '';
			throw new ApiError({ summary: `${count}${refused[0]}` });
		}
	};
