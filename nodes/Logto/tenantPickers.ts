import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { path } from '../shared/path';
import { ask, byName, chosenInForm, collectOptions } from '../shared/pickers';
import { searchPages, searchWhole } from './listSearch';
import { locateRole } from './locate';
import { logto } from './logto.api';
import { permissionsOf } from './permission';

/** What there is in the tenant, apart from users and what is theirs. */
const choice = ({ id, name }: IDataObject) => ({ name: String(name ?? id), value: String(id) });

/** Roles whose name, description or ID contains the text. */
export async function searchRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(
		this,
		logto,
		async (api) => await searchPages(api, path`/api/roles`, filter, page, choice),
	);
}

/** Permissions of the chosen role, each with its API resource. */
export async function searchPermissionsOfRole(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const role = await locateRole(api, chosenInForm(this, 'role', 'Role'), 'Role');
		return await searchWhole(
			api,
			path`/api/roles/${role}/scopes`,
			filter,
			({ id, name, resource }) => ({
				name: `${String(name)} (${String((resource as IDataObject | undefined)?.name)})`,
				value: String(id),
			}),
		);
	});
}

const MACHINES = { types: 'MachineToMachine' };

/** Machine-to-machine applications whose name, description or ID contains the text. */
export async function searchMachines(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(
		this,
		logto,
		async (api) => await searchPages(api, path`/api/applications`, filter, page, choice, MACHINES),
	);
}

/** All machine-to-machine applications. */
export async function getMachines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		logto,
		{ method: 'GET', path: path`/api/applications`, query: MACHINES, pageSize: 100 },
		choice,
	);
}

/** All permissions of all API resources. */
export async function getPermissions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await ask(this, logto, async (api) =>
		(await permissionsOf(api))
			.map(({ id, name, resource }) => ({ name: `${name} (${resource.name})`, value: id }))
			.sort(byName),
	);
}
