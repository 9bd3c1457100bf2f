import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { path } from '../shared/path';
import { collectOptions } from '../shared/pickers';
import { oneLogin } from './oneLogin.api';

/** All roles of the account, by name. */
export async function getRoles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		oneLogin,
		{ method: 'GET', path: path`/api/1/roles`, pageSize: 50 },
		({ id, name }) => ({ name: String(name), value: String(id) }),
	);
}
