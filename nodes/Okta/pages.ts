import type { IDataObject } from 'n8n-workflow';
import { recordsOf } from '../shared/answer';
import type { Api, Call, ListCall, Reply } from '../shared/api';
import { ApiError, raise } from '../shared/errors';
import type { Field } from '../shared/field';
import { follow, sizeOf } from '../shared/paging';
import { nextPage } from './links';

/** Fewest records of a page that is asked for after a larger one took too long. */
const FEWEST = 10;

/** How many records to ask for at once; in the options of a list. */
export const pageSize = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200, numberPrecision: 0 },
	default: 200,
	description:
		'Max number of results that Okta is asked for at once. A smaller one helps where Okta takes too long; after an answer that says so, the node takes smaller ones by itself.',
} as const satisfies Field;

const TOO_LONG =
	'Okta says this also when a list takes too long to put together. Try again, narrow the list with filters, or set a lower limit or page size.';

/** Okta's word for "something went wrong here", also for a list that takes it more than 30 seconds. */
const isTooLong = (error: unknown): error is ApiError =>
	error instanceof ApiError && error.refusal.status === 500 && error.refusal.code === 'E0000009';

/**
 * Sends the requests of a list. One that takes Okta too long is sent again for half as many records, and
 * so are those after it: smaller pages work (public reports of lists of 500 users of an application, and
 * of 200 users).
 *
 * A list of `q` has one page only, so a smaller one would be a part of it.
 */
function patient(api: Api, floor: number): Pick<Api, 'send'> {
	let most = Infinity;
	const smaller = (call: Call): Call =>
		Number(call.query?.limit) > most ? { ...call, query: { ...call.query, limit: most } } : call;
	return {
		async send(call) {
			for (;;) {
				try {
					return await api.send(smaller(call));
				} catch (error) {
					if (!isTooLong(error)) return raise(error as Error);
					const half = Math.floor(Number(smaller(call).query?.limit) / 2);
					if (!(half >= floor) || call.query?.q) {
						return raise(new ApiError(error.refusal, TOO_LONG));
					}
					most = half;
				}
			}
		},
	};
}

/** The pages of a list, by Okta's links. */
export async function* pages(
	api: Api,
	{ pageSize, smallestPage, recordsAt, endsEmpty, ...call }: ListCall,
	limit: number,
	payload: (reply: Reply) => unknown,
): AsyncGenerator<IDataObject[]> {
	const query = { ...call.query, limit: sizeOf({ pageSize, smallestPage }, limit) };
	const first = { ...call, query };
	yield* follow(
		patient(api, Math.max(FEWEST, smallestPage ?? 1)),
		first,
		(reply) => nextPage(reply, first),
		(reply) => recordsOf(payload(reply), recordsAt),
		endsEmpty,
	);
}
