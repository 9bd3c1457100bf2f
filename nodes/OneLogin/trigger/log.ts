import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../../shared/answer';
import type { Api, Call, QueryValue, Reply } from '../../shared/api';
import { clock } from '../../shared/clock';
import { ApiError, raise, type Refusal } from '../../shared/errors';
import { endless } from '../../shared/paging';
import { path } from '../../shared/path';
import type { Log, Step } from '../../shared/poll';
import { nextPage, oneLogin } from '../oneLogin.api';
import { namesOfTypes } from './types';

/** A place among the events. */
interface Place {
	/** From when on events are read, ISO 8601. */
	since: string;
	/** When the trigger began, ISO 8601: nothing that happened before it is given. */
	from: string;
	/** Events that were given already and may be read again, by ID. */
	seen: string[];
	/** Where a reading goes on that was cut off, and the latest event in it, ms. */
	walk?: { cursor: QueryValue; newest: number };
}

/** Most events that OneLogin gives at once (API v1, Get Events). */
const PAGE = 50;

/** Most pages of one poll: 5,000 events. The next goes on with the rest. */
const MOST_PAGES = 100;

/** How much later than others an event may be there. Nothing is documented; jobs write them. */
const LATE_MS = 300_000;

/** How far back is read at most while nothing new comes, however long ago the last event was, in ms. */
const IDLE_MS = 900_000;

/** How far back a test looks for an event, in ms, and in how many pages. */
const RECENT_MS = 86_400_000;

const RECENT_PAGES = 20;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** When OneLogin answered, ms by its clock. */
function servedAt({ headers }: Reply): number {
	const at = Date.parse(String(headers.date ?? ''));
	return Number.isNaN(at) ? clock.now() : at;
}

/** Statuses of a cursor that OneLogin no longer knows; how long it does is not documented. */
const LOST = new Set([400, 404, 410, 422]);

const isLost = (error: unknown): boolean =>
	error instanceof ApiError && LOST.has(error.refusal.status ?? 0);

const timeOf = ({ created_at: created }: IDataObject): number => Date.parse(String(created));

/** Older ones first, by ID: several have the same time. IDs count up; longer ones are later. */
const inOrder = (a: IDataObject, b: IDataObject): number => {
	const [x, y] = [String(a.id), String(b.id)];
	return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
};

/**
 * The events of an account as a trigger reads them. Their order is not documented, several may have the
 * same time, and some are there later than others that happened after them. So each poll reads a window
 * that begins some minutes before the last event, to its end, and gives those that were not given before.
 */
export function eventLog(types: string[], isSimple: boolean): Log<Place> {
	const wanted = types.join(',');
	let names = new Map<string, string>();

	const call = (query: Call['query']): Call => ({
		method: 'GET',
		path: path`/api/1/events`,
		query: { event_type_id: wanted, limit: PAGE, ...query },
	});

	const recordsOf = (reply: Reply): IDataObject[] => asRecords(oneLogin.payload(reply));

	async function* read(api: Api, place: Place): AsyncGenerator<Step<Place>> {
		const { since, from, walk } = place;
		const seen = new Set(place.seen);
		const times = new Map<string, number>();
		const found: IDataObject[] = [];
		const cursors = new Set<unknown>();
		let next: Call | undefined = call({ since, ...(walk && { after_cursor: walk.cursor }) });
		let newest = walk?.newest ?? 0;
		let at = 0;
		let failure: Error | undefined;
		for (let pages = 0; next && pages < MOST_PAGES; pages++) {
			let reply: Reply;
			try {
				if (cursors.has(next.query?.after_cursor)) throw endless();
				reply = await api.send(next);
				for (const event of recordsOf(reply)) {
					const id = String(event.id);
					const time = timeOf(event);
					times.set(id, time);
					newest = Math.max(newest, Number.isNaN(time) ? 0 : time);
					if (!seen.has(id) && !(time < Date.parse(from))) found.push(event);
					seen.add(id);
				}
			} catch (error) {
				if (pages === 0) return raise(error as Error);
				failure = error as Error;
				break;
			}
			cursors.add(next.query?.after_cursor);
			at = servedAt(reply);
			next = nextPage(reply, next);
		}
		if (found.length > 0) names = await namesOfTypes(api);
		const events = found.sort(inOrder);
		if (next) {
			const cursor = next.query?.after_cursor ?? next.query?.cursor;
			yield { events, at, place: { since, from, seen: [...seen], walk: { cursor, newest } } };
			if (failure) throw failure;
			return;
		}
		// What is dated later than now would hide what comes next.
		const last = newest > 0 ? Math.min(newest, at) : Date.parse(since) + LATE_MS;
		const begin = Math.max(last - LATE_MS, at - IDLE_MS, Date.parse(since));
		// Of those that the pages of polls before had, the times are not known any more.
		const again = [...seen].filter((id) => (times.get(id) ?? (walk ? begin : 0)) >= begin);
		yield { events, at, place: { since: isoOf(begin), from, seen: again } };
	}

	return {
		vendor: oneLogin,
		query: wanted,

		async start(api) {
			const now = servedAt(await api.send(call({ limit: 1 })));
			return { at: now, place: { since: isoOf(now - LATE_MS), from: isoOf(now), seen: [] } };
		},

		resume: ({ since, from, seen }) => ({ since, from, seen }),

		async *read(api, place) {
			let isBegun = false;
			try {
				for await (const step of read(api, place)) {
					isBegun = true;
					yield step;
				}
			} catch (error) {
				if (isBegun || !place.walk || !isLost(error)) return raise(error as Error);
				const { since, from, seen } = place;
				yield* read(api, { since, from, seen });
			}
		},

		async recent(api) {
			const found: IDataObject[] = [];
			let next: Call | undefined = call({ since: isoOf(clock.now() - RECENT_MS) });
			for (let pages = 0; next && pages < RECENT_PAGES; pages++) {
				const reply: Reply = await api.send(next);
				found.push(...recordsOf(reply));
				next = nextPage(reply, next);
			}
			names = await namesOfTypes(api);
			return found.sort(inOrder).reverse();
		},

		items(events) {
			const chosen = events.filter(({ event_type_id: type }) => types.includes(String(type)));
			return isSimple ? chosen.map((event) => simplifyEvent(event, names)) : chosen;
		},

		advise: ({ summary }: Refusal) =>
			/insufficient permission/i.test(summary)
				? 'Events take an API credential with the scope "Read users" or one that may do more.'
				: undefined,
	};
}

/**
 * The short form of an event, with the keys that events of all vendors have. The name of its type is beside
 * the number, which is what is chosen and does not change.
 */
function simplifyEvent(event: IDataObject, names: Map<string, string>): IDataObject {
	const thing = (name: string): IDataObject | undefined => {
		const id = event[`${name}_id`];
		return id === null || id === undefined ? undefined : { id, name: event[`${name}_name`] };
	};
	const type = String(event.event_type_id);
	const group = thing('group');
	const application = thing('app');
	const role = thing('role');
	const hasActor = event.actor_user_id !== null && event.actor_user_id !== undefined;
	return {
		id: event.id,
		event: type,
		eventName: names.get(type) ?? null,
		occurredAt: event.created_at,
		outcome: event.error_description ? 'FAILURE' : 'SUCCESS',
		// OneLogin says what a person is called, not how they sign in.
		user: { id: event.user_id, login: null, name: event.user_name },
		actor: hasActor
			? { id: event.actor_user_id, type: 'User', name: event.actor_user_name }
			: { id: null, type: 'System', name: event.actor_system },
		...(group && { group }),
		...(application && { application }),
		...(role && { role }),
		ip: event.ipaddr ?? null,
	};
}
