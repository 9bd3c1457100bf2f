import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asRecords } from '../shared/paging';
import { path } from '../shared/path';
import { openApi } from '../shared/pickers';
import { logto, nextPage } from './logto.api';

const PAGE = 20;

/** Text as part of a LIKE pattern: its own wildcards are taken literally. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Users whose name, email, phone, username or ID contains the text; the token is a page number. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	const api = await openApi(this, logto);
	const call = {
		method: 'GET' as const,
		path: path`/api/users`,
		query: {
			search: filter?.trim() ? contains(filter.trim()) : undefined,
			page: Number(page),
			page_size: PAGE,
		},
	};
	const reply = await api.send(call);
	const results = asRecords(reply.body).map(
		({ id, name, primaryEmail, username, primaryPhone }) => {
			const login = String(primaryEmail || username || primaryPhone || id);
			return { name: name ? `${String(name)} (${login})` : login, value: String(id) };
		},
	);
	const next = nextPage(reply, call)?.query?.page;
	return { results, paginationToken: next === undefined ? undefined : String(next) };
}
