import type { IDataObject } from 'n8n-workflow';
import type { Api, ListCall, QueryValue } from '../shared/api';
import { searchQuery } from './search';

type Query = Record<string, QueryValue>;

/**
 * What to ask for a search of roles: one request, or one for each condition where any may match. Logto
 * puts no brackets around several conditions, so that all but the first escape what else narrows the
 * list: the roles of a user then hold roles that the user does not have, internal ones among them
 * (logto-next.md, "Search traps"; buildRoleConditions in core/src/queries/roles.ts).
 */
export function roleSearches(search: Parameters<typeof searchQuery>[0]): Query[] {
	const query: Query = searchQuery(search);
	const conditions = Object.keys(query).filter(
		(name) => name.startsWith('search') && query[name] !== undefined,
	);
	if (conditions.length < 2 || query.joint === 'and') return [query];
	return conditions.map((condition) => {
		const mode = condition.replace('search', 'mode');
		return {
			[condition]: query[condition],
			[mode]: query[mode],
			isCaseSensitive: query.isCaseSensitive,
		};
	});
}

/** The roles of a list that match a search, each once. */
export async function rolesWhere(
	api: Api,
	list: ListCall,
	search: Parameters<typeof searchQuery>[0],
	{ returnAll, limit }: { returnAll: boolean; limit: number },
): Promise<IDataObject[]> {
	const most = returnAll ? Infinity : limit;
	const found = new Map<unknown, IDataObject>();
	for (const query of roleSearches(search)) {
		if (found.size >= most) break;
		const roles = await api.all({ ...list, query: { ...list.query, ...query } }, most);
		for (const role of roles) if (!found.has(role.id)) found.set(role.id, role);
	}
	return returnAll ? [...found.values()] : [...found.values()].slice(0, limit);
}
