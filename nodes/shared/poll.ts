import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { inOneText } from './activation';
import type { Api } from './api';
import { askTenant } from './ask';
import { CancelledError, clock } from './clock';
import { ApiError, InputError, raise, type Refusal } from './errors';
import { Recent } from './recent';
import type { Vendor } from './vendor';

/** A part of a log, as it was read. */
export interface Step<P> {
	events: IDataObject[];
	/** Where to go on after these events, as plain JSON. */
	place: P;
	/** When the vendor answered, ms by its own clock. */
	at: number;
}

/** A log that a trigger polls. `P` is a place in it. */
export interface Log<P> {
	vendor: Vendor;
	/** What a place belongs to beside the tenant, such as a filter; `''` where it suits any. */
	query: string;
	/** The place at which the log ends now: what is older is none of the trigger's business. */
	start: (api: Api) => Promise<Omit<Step<P>, 'events'>>;
	/** A place from which nothing is missed, when that of another query was reached at `at` (ms). */
	resume: (place: P, at: number) => P;
	/**
	 * What came after a place, page by page, each event once. Ends where the log ends for now.
	 *
	 * @param at when the place was reached, ms by the vendor's clock
	 */
	read: (api: Api, place: P, at: number) => AsyncGenerator<Step<P>>;
	/** Recent events, the newest first, for a look at what comes. */
	recent: (api: Api) => Promise<IDataObject[]>;
	/** The items of events; none for those that are not wanted. */
	items: (events: IDataObject[]) => IDataObject[];
	/** Advice for a refusal. */
	advise: (refusal: Refusal) => string | undefined;
}

/** What n8n keeps of a trigger between two polls. */
interface Kept<P> {
	origin: string;
	query: string;
	/** When the vendor said so, ms by its own clock. */
	at: number;
	/** Counts the polls: some vendors tell whole seconds. */
	turn: number;
	place: P;
}

/** What this process knows of a trigger. */
interface Memory {
	isBusy: boolean;
	/** Whether it has polled before. */
	hasBegun: boolean;
	/**
	 * Where the last poll ended that found nothing. n8n saves the place of a poll only when items came with
	 * it: not that of the first poll with some settings, and none after the trigger was given another
	 * name. No place beyond events is kept here, since n8n may not have taken them.
	 */
	silent?: Kept<unknown>;
}

const memories = new Recent<Memory>(() => ({ isBusy: false, hasBegun: false }));

/** Forgets what the process knows of all triggers, as when it is started anew. */
export const forgetPolls = (): void => memories.clear();

/** How long a poll may take in an n8n that does not say so, in ms. */
const BUDGET_MS = 300_000;

/**
 * How n8n activates what was published before. It polls at once, and gives a trigger up for good, in
 * silence, when that does not succeed a few times within a minute (2.41). A poll later on is another matter:
 * it makes an execution that did not succeed, and the schedule goes on.
 */
const STARTS: ReadonlySet<string> = new Set(['init', 'leadershipChange']);

/** Part of this time after which no further page is begun: the last one has its time as well. */
const SHARE = 1 / 3;

const isKept = <P>(value: unknown): value is Kept<P> => {
	const { origin, query, at, turn, place } = (value ?? {}) as Partial<Kept<unknown>>;
	return (
		typeof origin === 'string' &&
		typeof query === 'string' &&
		typeof at === 'number' &&
		typeof turn === 'number' &&
		typeof place === 'object' &&
		place !== null
	);
};

/** Of two places the one of the later poll. The vendor's clock counts first: n8n may have several processes. */
function later<P>(a?: Kept<P>, b?: Kept<P>): Kept<P> | undefined {
	if (a === undefined || b === undefined) return a ?? b;
	return (b.at - a.at || b.turn - a.turn) > 0 ? b : a;
}

/**
 * One poll of a log: what came since the last one, each event as an item, or nothing.
 *
 * A first poll finds the end of the log and gives nothing. What was read before something went wrong is
 * given, and the next poll goes on from there; only where nothing was read it is an error.
 *
 * @throws {NodeApiError | NodeOperationError}
 */
export async function poll<P extends object>(
	context: IPollFunctions,
	log: Log<P>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [[await sample(context, log)]];
	const memory = memories.of(String(context.getWorkflow().id), context.getNode().id);
	// n8n does not wait for the poll before, and both would give the same events.
	if (memory.isBusy) return null;
	const isStartOfN8n = !memory.hasBegun && STARTS.has(context.getActivationMode());
	memory.hasBegun = true;
	memory.isBusy = true;
	try {
		return await once(context, log, memory);
	} catch (error) {
		// The first poll is a part of the activation, and no poll is told whether it is the first.
		const said = inOneText(error);
		if (!isStartOfN8n) return raise(said);
		context.logger.warn(`${context.getNode().name}: ${said.message} The next poll tries again.`);
		return null;
	} finally {
		memory.isBusy = false;
	}
}

async function once<P extends object>(
	context: IPollFunctions,
	log: Log<P>,
	memory: Memory,
): Promise<INodeExecutionData[][] | null> {
	const { vendor, query } = log;
	const data = context.getWorkflowStaticData('node');
	const began = clock.now();
	const budget = context.getPollBudgetMs?.() ?? BUDGET_MS;
	return await asked(context, log, budget, async (api, { origin }) => {
		const known = [data.kept, memory.silent].map((one) => (isKept<P>(one) ? one : undefined));
		const [stored, silent] = known.map((one) => (one?.origin === origin ? one : undefined));
		const last = later(stored, silent);
		const found: IDataObject[] = [];
		let reached: Omit<Step<P>, 'events'> | undefined;
		if (last === undefined) {
			reached = await log.start(api);
		} else {
			const place = last.query === query ? last.place : log.resume(last.place, last.at);
			try {
				for await (const step of log.read(api, place, last.at)) {
					for (const item of log.items(step.events)) found.push(item);
					reached = step;
					if (clock.now() - began > budget * SHARE) break;
				}
			} catch (error) {
				if (reached === undefined) return raise(error as Error);
				context.logger.warn(
					`${context.getNode().name}: ${vendor.name} stopped answering within its log. What was read is passed on; the next poll goes on from there.`,
				);
			}
		}
		if (reached === undefined) return null;
		// As one new value: n8n does not see a change within one.
		const turn = (last?.turn ?? 0) + 1;
		const kept: Kept<P> = { origin, query, at: reached.at, turn, place: reached.place };
		data.kept = kept as unknown as IDataObject;
		if (found.length === 0) {
			memory.silent = kept;
			return null;
		}
		return [found.map((json) => ({ json }))];
	});
}

/** The newest event, for the editor. Nothing is remembered, so that the trigger itself misses nothing. */
async function sample<P>(context: IPollFunctions, log: Log<P>): Promise<INodeExecutionData> {
	return await asked(context, log, BUDGET_MS, async (api) => {
		const [newest] = log.items(await log.recent(api));
		if (newest !== undefined) return { json: newest };
		throw new InputError(
			`${log.vendor.name} has had no such event lately`,
			'Cause one and try again, or choose other events. When the workflow is published, every such event starts it.',
		);
	});
}

/** Asks within the time that a poll has. */
async function asked<P, T>(
	context: IPollFunctions,
	{ vendor, advise }: Log<P>,
	budget: number,
	work: (...asked: Parameters<Parameters<typeof askTenant<T>>[3]>) => Promise<T>,
): Promise<T> {
	const settings = {
		timeout: Math.min(30, Math.floor(budget / 3_000)),
		maxWait: Math.min(20, Math.floor(budget / 3_000)),
	};
	const stop = clock.alarm(budget * 0.9);
	return await askTenant(context, vendor, { settings, advise, stop }, async (api, tenant) => {
		try {
			return await work(api, tenant);
		} catch (error) {
			if (!(error instanceof CancelledError)) return raise(error as Error);
			return raise(
				new ApiError(
					{ summary: `${vendor.name} did not answer in the time that a poll has` },
					'Nothing is lost: the next poll goes on where this one began.',
				),
			);
		}
	});
}
