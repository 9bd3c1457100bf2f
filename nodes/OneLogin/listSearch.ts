import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { path } from '../shared/path';
import { asRecords } from '../shared/paging';
import { openApi } from '../shared/pickers';
import { nextPage, oneLogin } from './oneLogin.api';

const PAGE = 50;

/** OneLogin joins filters with "and", so each of these is searched in turn. */
const SEARCHED = ['email', 'lastname', 'firstname', 'username'] as const;

/** Where the picker goes on: which attribute is searched, and OneLogin's cursor in that search. */
interface Position {
	step: number;
	query?: Record<string, string>;
}

const startsWith = (user: IDataObject, attribute: string, text: string): boolean =>
	String(user[attribute] ?? '')
		.toLowerCase()
		.startsWith(text.toLowerCase());

/** Users whose email, name or username starts with the text. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await openApi(this, oneLogin);
	// "*" and "!" are OneLogin's own pattern signs.
	const text = (filter ?? '').replace(/[*!]/g, '').trim();
	const steps = text ? SEARCHED : [undefined];
	const { step, query } = (paginationToken ? JSON.parse(paginationToken) : { step: 0 }) as Position;
	const attribute = steps[step];
	const call = {
		method: 'GET' as const,
		path: path`/api/1/users`,
		query: {
			...(attribute && { [attribute]: `${text}*` }),
			limit: PAGE,
			fields: 'id,firstname,lastname,email,username',
			...query,
		},
	};
	const reply = await api.send(call);
	const results = asRecords(oneLogin.payload(reply))
		// Someone found by an earlier attribute is in the list already.
		.filter((user) => !SEARCHED.slice(0, step).some((name) => startsWith(user, name, text)))
		.map(({ id, firstname, lastname, email, username }) => {
			const name = [firstname, lastname].filter(Boolean).join(' ');
			const login = String(email || username || id);
			return { name: name ? `${name} (${login})` : login, value: String(id) };
		});
	const next = nextPage(reply, call)?.query;
	const cursor = next && pickCursor(next);
	const position: Position | undefined = cursor
		? { step, query: cursor }
		: step + 1 < steps.length
			? { step: step + 1 }
			: undefined;
	return { results, paginationToken: position && JSON.stringify(position) };
}

function pickCursor(query: Record<string, unknown>): Record<string, string> {
	const name = query.after_cursor ? 'after_cursor' : 'cursor';
	return { [name]: String(query[name]) };
}
