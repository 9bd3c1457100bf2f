import type { IDataObject } from 'n8n-workflow';
import type { Api, Call, QueryValue, Reply } from '../shared/api';
import { inParallel } from '../shared/lanes';

/** Most records that Logto puts into a page. */
const LARGEST_PAGE = 100;

/** What Logto makes ids of, and what others that were imported are likely to have. */
const ID_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Longest id in Logto's database. */
const LONGEST_ID = 21;

/** Records that are asked for in one request, as long as there are as many letters to divide them by. */
const WANTED = 50;

/**
 * The lists that Logto searches by the ID of their records. All others, such as those of organizations that
 * are searched by `q`, and the log, pay no heed to it and give out the same again.
 */
const SEARCHED =
	/^\/api\/(?:(?:users|roles|applications)(?:\/[^/]+\/(?:users|roles|applications|scopes))?|resources\/[^/]+\/scopes)$/;

type Query = Record<string, QueryValue>;

/** The records of a search whose ids begin with `prefix` and one of `characters`. */
interface Part {
	query: Query;
	prefix: string;
	characters: string;
	/** All others, and the id that ends after the prefix: these cannot be divided further. */
	isRest?: boolean;
}

/**
 * All records of a list that is searched by ID, in parts of which each fits into one page; `undefined` where
 * they cannot be divided so far, or at all.
 *
 * What is in one page is one reading of the database, so nothing can move out of sight in it: who stays
 * in the tenant is found, whatever others do meanwhile. Logto orders users by the time of their creation
 * alone, and roles by nothing. Of users that were imported at once all have the same time, and PostgreSQL
 * then gives each page an order of its own: of 2,573 users, only 2,042 were on some page, every time
 * (observed).
 *
 * @param total how many records there are, about
 * @param records the records of a reply
 */
export async function inParts(
	api: Api,
	call: Call,
	total: number,
	records: (reply: Reply) => IDataObject[],
): Promise<IDataObject[] | undefined> {
	const searches = SEARCHED.test(call.path) ? searchesOf(call.query ?? {}) : undefined;
	if (!searches) return undefined;
	const found = new Map<unknown, IDataObject>();
	let isDivided = true;
	let parts = searches.flatMap((query) => divided({ query, prefix: '', characters: '' }, total));
	while (parts.length > 0 && isDivided) {
		const next: Part[] = [];
		await inParallel(parts.length, api.width, async (index) => {
			const part = parts[index];
			const reply = await api.send({ ...call, query: queryOf(part) });
			const page = records(reply);
			if (page.length < LARGEST_PAGE) {
				for (const record of page) found.set(record.id, record);
			} else if (part.isRest || part.prefix.length >= LONGEST_ID) {
				isDivided = false;
			} else {
				next.push(...divided(part, Number(reply.headers['total-number']) || 2 * LARGEST_PAGE));
			}
		});
		parts = next;
	}
	return isDivided ? [...found.values()] : undefined;
}

/**
 * One search for each condition where any may match: Logto joins all with the same word, so a further one
 * about the id could not narrow them. `undefined` where the search is one about ids that none can narrow.
 */
function searchesOf(query: Query): Query[] | undefined {
	const names = Object.keys(query).filter(
		(name) => /^search(\.|$)/.test(name) && query[name] !== undefined,
	);
	const isAny = names.length > 1 && query.joint !== 'and';
	const searches = isAny ? names.map((name) => alone(query, name)) : [query];
	return searches.some((one) => one['mode.id'] === 'similar_to') ? undefined : searches;
}

/** The query with one of its conditions. */
function alone(query: Query, wanted: string): Query {
	const mode = wanted.replace(/^search/, 'mode');
	const kept = Object.entries(query).filter(
		([name]) => !/^(search|mode|joint)(\.|$)/.test(name) || name === wanted || name === mode,
	);
	return Object.fromEntries(kept);
}

/** Narrower parts that together are the part. */
function divided(part: Part, total: number): Part[] {
	const { query, prefix, characters } = part;
	const isCaseSensitive = query.isCaseSensitive === true;
	// The hyphen last: elsewhere it would stand for a range.
	const all = `${ID_CHARACTERS}${isCaseSensitive ? ID_CHARACTERS.slice(10).toUpperCase() : ''}_-`;
	const isNew = characters.length < 2;
	const inner = isNew ? prefix + characters : prefix;
	const letters = isNew ? all : characters;
	const size = Math.max(1, Math.floor((letters.length * WANTED) / Math.max(total, WANTED)));
	const most = isNew ? letters.length : Math.ceil(letters.length / 2);
	const width = Math.min(size, most);
	const parts: Part[] = [];
	for (let at = 0; at < letters.length; at += width) {
		parts.push({ query, prefix: inner, characters: letters.slice(at, at + width) });
	}
	if (isNew) parts.push({ query, prefix: inner, characters: all, isRest: true });
	return parts;
}

/** The request of a part. A condition about ids that is there already is put into the same expression. */
function queryOf({ query, prefix, characters, isRest }: Part): Query {
	const start = isRest ? `${prefix}([^${characters}]|$)` : `${prefix}[${characters}]`;
	const wanted = query['search.id'];
	const also = wanted === undefined ? '' : `(?=${expressionOf(wanted, query['mode.id'])})`;
	return {
		...query,
		joint: 'and',
		'search.id': `^${also}${start}`,
		'mode.id': 'posix',
		page: 1,
		page_size: LARGEST_PAGE,
	};
}

/** A condition as a regular expression that looks ahead from the beginning of an id. */
function expressionOf(wanted: QueryValue, mode: QueryValue): string {
	const texts = [wanted].flat().map(String);
	if (mode === 'posix') return `.*(${texts[0]})`;
	const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	if (mode === 'exact') return `(${texts.map(literal).join('|')})$`;
	// LIKE, Logto's own way where none is named: % stands for anything, _ for one sign.
	const signs = texts[0].match(/\\.|[\s\S]/g) ?? [];
	const like = signs.map((sign) =>
		sign === '%' ? '.*' : sign === '_' ? '.' : literal(sign.replace(/^\\(?=.)/s, '')),
	);
	return `${like.join('')}$`;
}
