import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';
import { path } from '../../../shared/path';
import { applies, givesRole, readMappings } from '../../mapping';
import { readUserV2 } from './status';

/** The names of all roles, by the ID. */
export async function roleNames(api: Api): Promise<Map<string, string>> {
	const roles = await api.all({ method: 'GET', path: path`/api/1/roles`, pageSize: 50 });
	return new Map(roles.map(({ id, name }) => [String(id), String(name)]));
}

/** The enabled mappings that surely apply to a user. */
export async function mappingsFor(api: Api, user: string): Promise<IDataObject[]> {
	const mappings = await readMappings(api, true);
	if (mappings.length === 0) return [];
	const record = await readUserV2(api, user);
	return mappings.filter((mapping) => applies(mapping, record));
}

/** Why a role cannot be taken for good, where one of these mappings gives it. */
export function givenBy(mappings: readonly IDataObject[], role: unknown): string | undefined {
	const giving = mappings.find((mapping) => givesRole(mapping, role));
	return (
		giving &&
		`The mapping "${String(giving.name)}" gives it. Change the mapping, or what it asks for in the user.`
	);
}

/** What explains the roles: without it they are changed all the same, and what is said says less. */
export async function orElse<T>(otherwise: T, read: Promise<T>): Promise<T> {
	try {
		return await read;
	} catch (error) {
		return error instanceof ApiError ? otherwise : raise(error as Error);
	}
}
