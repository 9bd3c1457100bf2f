import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { type Path, path } from '../shared/path';
import { ask, byName, chosenInForm, collectOptions } from '../shared/pickers';
import { locateResource } from './apiResource';
import { locateApplication } from './application';
import { locateOrganization } from './organization';
import { minute, searchPages, searchWhole } from './listSearch';
import { locateRole } from './locate';
import { logto } from './logto.api';
import { permissionsOf } from './permission';

/** What there is in the tenant, apart from users and what is theirs. */
const choice = ({ id, name }: IDataObject) => ({ name: String(name ?? id), value: String(id) });

type Choice = typeof choice;

/** The picker of a list that has pages, and finds a text in names. */
const paged = (list: Path, query: Record<string, string> = {}, searchedBy?: string) =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		page = '1',
	): Promise<INodeListSearchResult> {
		return await ask(
			this,
			logto,
			async (api) => await searchPages(api, list, filter, page, choice, query, searchedBy),
		);
	};

/** The picker of a list that comes whole. */
const whole = (list: Path, shown: Choice) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await ask(this, logto, async (api) => await searchWhole(api, list, filter, shown));
	};

/** All of a list, for a choice of several. */
const all = (list: Path, shown: Choice = choice, query?: Record<string, string>) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const call = { method: 'GET' as const, path: list, query, pageSize: 100 };
		return await collectOptions(this, logto, call, shown);
	};

/** Roles whose name, description or ID contains the text. */
export const searchRoles = paged(path`/api/roles`);

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

/** API resources whose name or identifier contains the text. */
export const searchResources = whole(path`/api/resources`, ({ id, name, indicator }) => ({
	name: `${String(name)} (${String(indicator)})`,
	value: String(id),
}));

/** Permissions of the chosen API resource. */
export async function searchPermissionsOfResource(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const chosen = chosenInForm(this, 'apiResource', 'API Resource');
		const resource = await locateResource(api, chosen, 'API Resource');
		return await searchPages(api, path`/api/resources/${resource}/scopes`, filter, page, choice);
	});
}

const MACHINES = { types: 'MachineToMachine' };

/** Machine-to-machine applications whose name, description or ID contains the text. */
export const searchMachines = paged(path`/api/applications`, MACHINES);

/** Applications whose name, description or ID contains the text. */
export const searchApplications = paged(path`/api/applications`);

/** All roles that machine-to-machine applications can have. */
export const getMachineRoles = all(path`/api/roles`, choice, { type: 'MachineToMachine' });

/** Secrets of the chosen application. Logto knows them by name only, and no value leaves this function. */
export async function searchSecrets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const chosen = chosenInForm(this, 'app', 'Application');
		const app = await locateApplication()(api, chosen, 'Application');
		const at = path`/api/applications/${app}/secrets`;
		return await searchWhole(api, at, filter, ({ name }) => ({
			name: String(name),
			value: String(name),
		}));
	});
}

/** Roles of the chosen application. */
export async function searchRolesOfApplication(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const chosen = chosenInForm(this, 'app', 'Application');
		const app = await locateApplication()(api, chosen, 'Application');
		return await searchPages(api, path`/api/applications/${app}/roles`, filter, page, choice);
	});
}

/** All machine-to-machine applications. */
export const getMachines = all(path`/api/applications`, choice, MACHINES);

/** Permissions of all API resources whose name, with that of the resource, contains the text. */
export async function searchPermissions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const text = (filter ?? '').trim().toLowerCase();
	return await ask(this, logto, async (api) => ({
		results: (await permissionsOf(api))
			.map(({ id, name, resource }) => ({ name: `${name} (${resource.name})`, value: id }))
			.filter(({ name }) => name.toLowerCase().includes(text))
			.sort(byName),
	}));
}

/** All permissions of all API resources. */
export async function getPermissions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await ask(this, logto, async (api) =>
		(await permissionsOf(api))
			.map(({ id, name, resource }) => ({ name: `${name} (${resource.name})`, value: id }))
			.sort(byName),
	);
}

/** Organizations whose name or ID contains the text. */
export const searchOrganizations = paged(path`/api/organizations`, {}, 'q');

/** All organizations. */
export const getOrganizations = all(path`/api/organizations`);

/** Organization roles whose name or ID contains the text. */
export const searchOrganizationRoles = paged(path`/api/organization-roles`, {}, 'q');

/** All organization roles for people, or those for machines. */
const organizationRolesFor = async (
	context: ILoadOptionsFunctions,
	areMachines: boolean,
): Promise<INodePropertyOptions[]> =>
	await ask(context, logto, async (api) => {
		const list = { method: 'GET' as const, path: path`/api/organization-roles`, pageSize: 100 };
		const roles = await api.all(list);
		return roles
			.filter(({ type }) => (type === 'MachineToMachine') === areMachines)
			.map(choice)
			.sort(byName);
	});

/** All organization roles that people can have. */
export async function getOrganizationRoles(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await organizationRolesFor(this, false);
}

/** All organization roles that applications can have. */
export async function getOrganizationMachineRoles(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await organizationRolesFor(this, true);
}

/** Organization permissions whose name contains the text. */
export const searchOrganizationPermissions = paged(path`/api/organization-scopes`, {}, 'q');

/** All organization permissions. */
export const getOrganizationPermissions = all(path`/api/organization-scopes`);

/** All applications. */
export const getApplications = all(path`/api/applications`);

/** Invitations, by whom they are for and their state. */
export const searchInvitations = whole(
	path`/api/organization-invitations`,
	({ id, invitee, status }) => ({
		name: `${String(invitee)} (${String(status)})`,
		value: String(id),
	}),
);

/** Entries of the log, the newest first. */
export async function searchLogs(
	this: ILoadOptionsFunctions,
	_filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(
		this,
		logto,
		async (api) =>
			await searchPages(api, path`/api/logs`, undefined, page, ({ id, key, createdAt }) => ({
				name: `${minute(createdAt)} UTC ${String(key)}`,
				value: String(id),
			})),
	);
}

/** Webhooks by name and address. Their keys leave this function as little as their headers. */
export const searchWebhooks = whole(path`/api/hooks`, ({ id, name, config }) => ({
	name: `${String(name || id)} (${String((config as IDataObject | undefined)?.url)})`,
	value: String(id),
}));

/** One-time tokens by whom they are for, the newest first. The tokens do not leave this function. */
export async function searchOneTimeTokens(
	this: ILoadOptionsFunctions,
	_filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	const nameOf = ({ email, status, createdAt }: IDataObject): string =>
		`${String(email)}, ${minute(createdAt)} UTC (${String(status)})`;
	return await ask(
		this,
		logto,
		async (api) =>
			await searchPages(api, path`/api/one-time-tokens`, undefined, page, (token) => ({
				name: nameOf(token),
				value: String(token.id),
			})),
	);
}

/** Email domains whose users join the chosen organization. */
export async function searchEmailDomains(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const chosen = chosenInForm(this, 'organization', 'Organization');
		const organization = await locateOrganization(api, chosen, 'Organization');
		const at = path`/api/organizations/${organization}/jit/email-domains`;
		return await searchWhole(api, at, filter, ({ emailDomain }) => ({
			name: String(emailDomain),
			value: String(emailDomain),
		}));
	});
}

/** A connector by the name it was given. Nothing of its configuration, with its secrets, goes further. */
const connector = ({ id, connectorName }: IDataObject) => ({
	name: String(connectorName ?? id),
	value: String(id),
});

/** Enterprise SSO connectors whose name contains the text. */
export const searchSsoConnectors = whole(path`/api/sso-connectors`, connector);

/** All enterprise SSO connectors. */
export const getSsoConnectors = all(path`/api/sso-connectors`, connector);
