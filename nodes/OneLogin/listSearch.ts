import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { asRecords } from '../shared/answer';
import type { Api, Call, ListCall, QueryValue } from '../shared/api';
import { outcomeOf, raise } from '../shared/errors';
import { type Path, path } from '../shared/path';
import { ask, byName, chosenInForm } from '../shared/pickers';
import { locateUser } from './locate';
import { besideInForm, nameAndValue, readMappings } from './mapping';
import { flattened, nextPage, oneLogin } from './oneLogin.api';

const PAGE = 50;

/** Records in a page of v2, as seen to work live (onelogin-next.md, section 3). */
const LARGE_PAGE = 100;

/** The editor asks for more only when someone scrolls, so a short list has to be filled up here. */
const ENOUGH = 20;

/** Requests for one answer to the editor, whatever the pages are like. */
const MOST_REQUESTS = 10;

type Query = Record<string, QueryValue>;

/** Where the picker goes on. It travels through the editor as text. */
interface Position {
	/** Which of the searches is next. */
	step: number;
	/** The query of its next page; absent for the first. */
	query?: Query;
	/** The users that are in the list already. */
	shown: string[];
}

/** OneLogin joins filters with "and", so the attributes are searched one after the other. */
function searchesFor(text: string): Query[] {
	if (text === '') return [{}];
	const [first, ...rest] = text.split(/\s+/);
	return [
		// The list shows "Ada Vogel (ada@example.com)", so that is what people type.
		...(rest.length > 0 ? [{ firstname: `${first}*`, lastname: `${rest.join(' ')}*` }] : []),
		...['email', 'lastname', 'firstname', 'username'].map((name) => ({ [name]: `${text}*` })),
	];
}

/** Users whose email, name or username starts with the text. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, oneLogin, async (api) => await search(api, filter, paginationToken));
}

async function search(
	api: Api,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	// "*" and a leading "!" are OneLogin's own pattern signs.
	const searches = searchesFor((filter ?? '').replace(/\*|^[\s!]+/g, '').trim());
	const start: Position = paginationToken
		? (JSON.parse(paginationToken) as Position)
		: { step: 0, shown: [] };
	const shown = new Set(start.shown);
	const results: INodeListSearchItems[] = [];
	let position: Omit<Position, 'shown'> | undefined = start;
	for (let sent = 0; position && results.length < ENOUGH && sent < MOST_REQUESTS; sent++) {
		const { step }: Omit<Position, 'shown'> = position;
		const call: Call = {
			method: 'GET',
			path: path`/api/1/users`,
			query: position.query ?? {
				...searches[step],
				limit: PAGE,
				fields: 'id,firstname,lastname,email,username',
			},
		};
		const reply = await api.send(call);
		for (const user of asRecords(flattened(oneLogin.payload(reply)))) {
			const { id, firstname, lastname, email, username } = user;
			const value = String(id);
			if (shown.has(value)) continue;
			shown.add(value);
			const name = [firstname, lastname].filter(Boolean).join(' ');
			const login = String(email || username || id);
			results.push({ name: name ? `${name} (${login})` : login, value });
		}
		const query: Query | undefined = nextPage(reply, call)?.query;
		position = query
			? { step, query }
			: step + 1 < searches.length
				? { step: step + 1 }
				: undefined;
	}
	return {
		results: results.sort(byName),
		paginationToken: position && JSON.stringify({ ...position, shown: [...shown] }),
	};
}

/** Records whose name contains the text, out of a list that is read as a whole. */
async function searchNamed(
	context: ILoadOptionsFunctions,
	list: ListCall,
	filter = '',
	nameOf = ({ name }: IDataObject) => String(name),
): Promise<INodeListSearchResult> {
	const records = await ask(context, oneLogin, async (api) => await api.all(list));
	const results = records.map((record) => ({ name: nameOf(record), value: String(record.id) }));
	const text = filter.trim().toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(text)).sort(byName) };
}

/** Roles whose name contains the text. By v1, which less of a scope suffices for. */
export async function searchRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(
		this,
		{ method: 'GET', path: path`/api/1/roles`, pageSize: PAGE },
		filter,
	);
}

/** Applications whose name contains the text. */
export async function searchApps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(
		this,
		{ method: 'GET', path: path`/api/2/apps`, pageSize: LARGE_PAGE },
		filter,
	);
}

/** Groups whose name contains the text. By v1, which every account has. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(
		this,
		{ method: 'GET', path: path`/api/1/groups`, pageSize: PAGE },
		filter,
	);
}

/** Custom attributes whose name or short name contains the text. */
export async function searchCustomAttributes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(
		this,
		{ method: 'GET', path: path`/api/2/users/custom_attributes` },
		filter,
		({ name, shortname }) => `${String(name)} (${String(shortname)})`,
	);
}

/** Mappings whose name contains the text, those that are disabled too. */
export async function searchMappings(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const records = await ask(this, oneLogin, async (api) => await readMappings(api));
	const text = (filter ?? '').trim().toLowerCase();
	return {
		results: records
			.map(({ id, name, enabled }) => ({
				name: enabled === false ? `${String(name)}, disabled` : String(name),
				value: String(id),
			}))
			.filter(({ name }) => name.toLowerCase().includes(text))
			.sort(byName),
	};
}

/** What the source that is chosen in the same condition can be compared with. */
export async function searchConditionValues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const source = besideInForm(this, 'source', 'Source');
	return await searchValues(this, path`/api/2/mappings/conditions/${source}/values`, filter);
}

/** What the action that is chosen in the same entry can set. */
export async function searchActionValues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const action = besideInForm(this, 'action', 'Action');
	return await searchValues(this, path`/api/2/mappings/actions/${action}/values`, filter);
}

/** Whether there is a list for what any text can be set to, nobody says: it may be empty or not there. */
async function searchValues(
	context: ILoadOptionsFunctions,
	list: Path,
	filter = '',
): Promise<INodeListSearchResult> {
	const records = await ask(context, oneLogin, async (api) => {
		try {
			return await api.all({ method: 'GET', path: list });
		} catch (error) {
			return outcomeOf(error) === 'notFound' ? [] : raise(error as Error);
		}
	});
	const text = filter.trim().toLowerCase();
	const results = records.map(nameAndValue);
	return { results: results.filter(({ name }) => name.toLowerCase().includes(text)).sort(byName) };
}

/** Privileges whose name contains the text. */
export async function searchPrivileges(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(this, { method: 'GET', path: path`/api/1/privileges` }, filter);
}

/** Reports whose name contains the text. */
export async function searchReports(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchNamed(this, { method: 'GET', path: path`/api/2/reports` }, filter);
}

/** Connectors whose name contains the text, of which there are thousands: page by page. */
export async function searchConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const text = (filter ?? '').replaceAll('*', '').trim();
	const call: Call = {
		method: 'GET',
		path: path`/api/2/connectors`,
		query: paginationToken
			? (JSON.parse(paginationToken) as Query)
			: { limit: LARGE_PAGE, name: text ? `*${text}*` : undefined },
	};
	return await ask(this, oneLogin, async (api) => {
		const reply = await api.send(call);
		const results = asRecords(oneLogin.payload(reply)).map(({ id, name }) => ({
			name: String(name),
			value: String(id),
		}));
		const query = nextPage(reply, call)?.query;
		return { results: results.sort(byName), paginationToken: query && JSON.stringify(query) };
	});
}

/** What there is of the user who is chosen in the form, in a list without pages. */
async function searchOfUser(
	context: ILoadOptionsFunctions,
	listOf: (user: string) => ListCall,
	filter: string | undefined,
	choice: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const user = chosenInForm(context, 'user', 'User');
	const records = await ask(context, oneLogin, async (api) =>
		api.all(listOf(await locateUser(api, user, 'User'))),
	);
	const text = (filter ?? '').trim().toLowerCase();
	const results = records.map(choice).filter(({ name }) => name.toLowerCase().includes(text));
	return { results: results.sort(byName) };
}

/** The devices of the chosen user. */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchOfUser(
		this,
		(user) => ({ method: 'GET', path: path`/api/2/mfa/users/${user}/devices` }),
		filter,
		({ device_id: id, user_display_name: name, type_display_name: type }) => ({
			name: [name, type && `(${String(type)})`].filter(Boolean).join(' ') || String(id),
			value: String(id),
		}),
	);
}

/** The factors that the chosen user may enroll. */
export async function searchFactors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchOfUser(
		this,
		(user) => ({ method: 'GET', path: path`/api/2/mfa/users/${user}/factors` }),
		filter,
		({ factor_id: id, name }) => ({ name: String(name ?? id), value: String(id) }),
	);
}
