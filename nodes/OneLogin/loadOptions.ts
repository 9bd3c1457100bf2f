import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { type Path, path } from '../shared/path';
import { ask, byName, collectOptions } from '../shared/pickers';
import { readCustomAttributes } from './customAttributes';
import { typeList } from './eventTypes';
import { besideInForm, EQUALS, nameAndValue } from './mapping';
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

/** All groups of the account, by name. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		oneLogin,
		{ method: 'GET', path: path`/api/1/groups`, pageSize: 50 },
		({ id, name }) => ({ name: String(name), value: String(id) }),
	);
}

/** All applications of the account, by name. */
export async function getApps(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		oneLogin,
		{ method: 'GET', path: path`/api/2/apps`, pageSize: 100 },
		({ id, name }) => ({ name: String(name), value: String(id) }),
	);
}

/** All types of events, by OneLogin's name for them. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(this, oneLogin, typeList, ({ id, name }) => ({
		name: String(name),
		value: String(id),
	}));
}

/** All policies of the account, by name. */
export async function getPolicies(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await collectOptions(
		this,
		oneLogin,
		{ method: 'GET', path: path`/api/2/policies` },
		({ id, name }) => ({ name: String(name), value: String(id) }),
	);
}

/** The short names of all custom attributes of the account. */
export async function getCustomAttributes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const attributes = await ask(this, oneLogin, readCustomAttributes);
	return attributes
		.map(({ name, shortname }) => ({ name: String(name ?? shortname), value: String(shortname) }))
		.sort(byName);
}

/** What a condition of a mapping can be about. */
export async function getMappingConditions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await ofMappings(this, path`/api/2/mappings/conditions`);
}

/** How the source that is chosen in the same condition can be compared. */
export async function getMappingOperators(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const source = besideInForm(this, 'source', 'Source');
	const found = await ofMappings(this, path`/api/2/mappings/conditions/${source}/operators`);
	return found.map(({ name, value }) => ({ name, value: value === '=' ? EQUALS : value }));
}

/** What a mapping can do. */
export async function getMappingActions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await ofMappings(this, path`/api/2/mappings/actions`);
}

const ofMappings = async (
	context: ILoadOptionsFunctions,
	list: Path,
): Promise<INodePropertyOptions[]> =>
	await collectOptions(context, oneLogin, { method: 'GET', path: list }, nameAndValue);
