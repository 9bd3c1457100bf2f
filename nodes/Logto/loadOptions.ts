import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { path } from '../shared/path';
import { collectOptions } from '../shared/pickers';
import { logto } from './logto.api';

/** All roles that a user can have; roles of machine-to-machine applications are left out. */
export async function getUserRoles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		logto,
		{ method: 'GET', path: path`/api/roles`, query: { type: 'User' }, pageSize: 100 },
		({ id, name, description }) => ({
			name: String(name),
			value: String(id),
			description: String(description ?? '') || undefined,
		}),
	);
}
