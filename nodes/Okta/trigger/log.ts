import { asRecords } from '../../shared/answer';
import type { Api, Call, Reply } from '../../shared/api';
import { clock } from '../../shared/clock';
import { ApiError, raise, type Refusal } from '../../shared/errors';
import { path } from '../../shared/path';
import type { Log, Step } from '../../shared/poll';
import { nextPage } from '../links';
import { okta } from '../okta.api';
import { isSuccess, simplifyLogEvent } from './logEvent';

/** A place in the System Log. */
interface Place {
	/** The query of the next link that Okta gave last. Its cursor is Okta's own and never made here. */
	next?: string;
	/** Where to begin without one, ISO 8601. Counts from when events are stored. */
	since?: string;
	/** When the trigger began, ISO 8601: nothing before it is given, however a place is found again. */
	from: string;
	/** The last events that were read, by uuid. */
	seen: string[];
}

/** Most events that Okta gives at once. */
const PAGE = 1000;

/** Few enough for a query that took Okta too long: 30 seconds end it with E0000009 (System Log API). */
const SMALL_PAGE = 100;

/** Most events of one poll. Those beyond come with the next. */
const MOST = 10_000;

/** How many events are known again. */
const MOST_SEEN = 1000;

/** How far before the last poll to begin where its next link is of no use, in ms. */
const BACK_MS = 600_000;

/** How far before now the end of the log is looked for: what is stored may be some time under way. */
const START_MS = 60_000;

/** Event types that fit into an address; with more, the whole log is read and sorted out here. */
const MOST_TYPES = 60;

const isoOf = (ms: number): string => new Date(ms).toISOString();

const call = (query: Call['query']): Call => ({ method: 'GET', path: path`/api/v1/logs`, query });

/** When Okta answered, ms by its clock. */
function servedAt({ headers }: Reply): number {
	const at = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(at) ? clock.now() : at;
}

/** Statuses of a cursor that Okta no longer knows; how long it does is not documented. */
const LOST = new Set([400, 404, 410]);

const hasStatus = (error: unknown, ...statuses: number[]): error is ApiError =>
	error instanceof ApiError && statuses.includes(error.refusal.status ?? 0);

/** What to do about a refusal of the log. */
function adviseLog({ status, code }: Refusal): string | undefined {
	if (status !== 403 && code !== 'insufficient_scope') return undefined;
	return 'Reading the System Log takes the scope okta.logs.read, granted to the app in Okta and named in the credential, and an administrator role that may see the log, such as Read-only Administrator or Report Administrator. An API token has the role of the administrator who made it.';
}

/** The events that a node wants of the System Log. */
export interface Wanted {
	types: string[];
	isOnlySuccess: boolean;
	isSimple: boolean;
}

/**
 * The System Log as a trigger reads it. Without `until` and in ascending order Okta gives every event
 * once, in the order in which they are stored, and a next link always, also of an empty page. Only this
 * link misses nothing: events may be stored later than others that happened after them (System Log API,
 * "Polling requests").
 */
export function systemLog({ types, isOnlySuccess, isSimple }: Wanted): Log<Place> {
	const filter =
		types.length > MOST_TYPES
			? undefined
			: types.map((type) => `eventType eq ${JSON.stringify(type)}`).join(' or ');
	const polling = { sortOrder: 'ASCENDING', limit: String(PAGE), filter };

	/** The next link of an answer. What it lacks of the query is added, but never a time beside its cursor. */
	const nextOf = (reply: Reply): string | undefined => {
		const next = nextPage(reply, call(polling));
		if (next === undefined) return undefined;
		const entries = Object.entries(next.query ?? {}).filter(([, value]) => value !== undefined);
		return new URLSearchParams(entries as Array<[string, string]>).toString();
	};

	async function ask(api: Api, query: Record<string, string | undefined>): Promise<Reply> {
		try {
			return await api.send(call(query));
		} catch (error) {
			if (!hasStatus(error, 500) || error.refusal.code !== 'E0000009') return raise(error as Error);
			return await api.send(call({ ...query, limit: String(SMALL_PAGE) }));
		}
	}

	const back = ({ from, seen }: Place, at: number): Place => ({
		since: isoOf(Math.max(at - BACK_MS, Date.parse(from))),
		from,
		seen,
	});

	async function* read(api: Api, place: Place): AsyncGenerator<Step<Place>> {
		const seen = new Set(place.seen);
		let query: Record<string, string | undefined> =
			place.next === undefined
				? { ...polling, since: place.since ?? place.from }
				: Object.fromEntries(new URLSearchParams(place.next));
		for (let count = 0; count < MOST; ) {
			const reply = await ask(api, query);
			const page = asRecords(okta.payload(reply));
			const events = page.filter(({ uuid }) => !seen.has(String(uuid)));
			for (const { uuid } of events) seen.add(String(uuid));
			const next = nextOf(reply);
			const at = servedAt(reply);
			const known = { from: place.from, seen: [...seen].slice(-MOST_SEEN) };
			yield {
				events,
				at,
				place: next === undefined ? back({ ...known }, at) : { ...known, next },
			};
			if (next === undefined || page.length === 0) return;
			query = Object.fromEntries(new URLSearchParams(next));
			// The page before is full where it holds what was asked for, and Okta gives 100 by itself.
			if (page.length < Number(query.limit ?? SMALL_PAGE)) return;
			count += page.length;
		}
	}

	return {
		vendor: okta,
		query: filter ?? '',

		async start(api) {
			// Only Okta's clock says what is now: with ours ahead, events would be left out.
			const now = servedAt(await api.send(call({ sortOrder: 'DESCENDING', limit: '1' })));
			let reached: Step<Place> | undefined;
			const begin = { since: isoOf(now - START_MS), from: isoOf(now), seen: [] };
			for await (const step of read(api, begin)) reached = step;
			return { at: now, place: reached?.place ?? begin };
		},

		resume: back,

		async *read(api, place, at) {
			let isBegun = false;
			try {
				for await (const step of read(api, place)) {
					isBegun = true;
					yield step;
				}
			} catch (error) {
				if (isBegun || place.next === undefined || !hasStatus(error, ...LOST)) {
					return raise(error as Error);
				}
				yield* read(api, back(place, at));
			}
		},

		async recent(api) {
			const query = { sortOrder: 'DESCENDING', limit: '100', filter };
			return asRecords(okta.payload(await api.send(call(query))));
		},

		items(events) {
			const wanted = events.filter(
				(event) => types.includes(String(event.eventType)) && (!isOnlySuccess || isSuccess(event)),
			);
			return isSimple ? wanted.map(simplifyLogEvent) : wanted;
		},

		advise: adviseLog,
	};
}
