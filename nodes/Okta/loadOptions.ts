import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { collectOptions } from '../shared/pickers';
import { path } from '../shared/path';
import { okta } from './okta.api';

/** All groups, by name. Only groups that Okta itself manages can be given to a new user. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		okta,
		{
			method: 'GET',
			path: path`/api/v1/groups`,
			query: { filter: 'type eq "OKTA_GROUP"' },
			pageSize: 200,
		},
		({ id, profile }) => ({
			name: String((profile as IDataObject).name),
			value: String(id),
			description: String((profile as IDataObject).description ?? '') || undefined,
		}),
	);
}

/** All user types, by name. */
export async function getUserTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		okta,
		{ method: 'GET', path: path`/api/v1/meta/types/user`, pageSize: 200 },
		({ id, displayName, name }) => ({ name: String(displayName ?? name), value: String(id) }),
	);
}
