import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asRecords } from '../shared/paging';
import { path } from '../shared/path';
import { openApi } from '../shared/pickers';
import { profileOf, quoted } from './locate';
import { nextPage, okta } from './okta.api';

const PAGE = 50;

/** Okta's `q` would be simpler, but it has no pages: `search` has. */
const matching = (text: string): string =>
	['firstName', 'lastName', 'email', 'login']
		.map((name) => `profile.${name} sw ${quoted(text)}`)
		.join(' or ');

/** Users whose name, e-mail address or login starts with the text; the token is Okta's cursor. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	const api = await openApi(this, okta);
	const call = {
		method: 'GET' as const,
		path: path`/api/v1/users`,
		query: {
			search: filter?.trim() ? matching(filter.trim()) : undefined,
			limit: PAGE,
			after,
		},
	};
	const reply = await api.send(call);
	const results = asRecords(okta.payload(reply)).map((user) => {
		const { firstName, lastName, login } = profileOf(user);
		const name = [firstName, lastName].filter(Boolean).join(' ');
		return { name: name ? `${name} (${String(login)})` : String(login), value: String(user.id) };
	});
	const cursor = nextPage(reply, call)?.query?.after;
	return { results, paginationToken: cursor === undefined ? undefined : String(cursor) };
}
