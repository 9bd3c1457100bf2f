import type { IDataObject } from 'n8n-workflow';
import { asRecord, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { path } from '../../../shared/path';
import { appIds, apps } from '../../app';
import { userIds, users } from '../../users';
import { roleIds, roles } from '../user/roles';

export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Help Desk',
	description: 'What the privilege is called',
} as const satisfies Field;

export const description = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Unlock people and reset their devices',
} as const satisfies Field;

/** What delegated administrators can be let do, as the OpenAPI has it. */
export const actions = {
	displayName: 'Actions',
	name: 'actions',
	type: 'multiOptions',
	options: [
		{ name: 'Apps: Create', value: 'Apps:Create' },
		{ name: 'Apps: Delete', value: 'Apps:Delete' },
		{ name: 'Apps: Get', value: 'Apps:Get' },
		{ name: 'Apps: List', value: 'Apps:List' },
		{ name: 'Apps: Manage Connectors', value: 'Apps:ManageConnectors' },
		{ name: 'Apps: Manage Roles', value: 'Apps:ManageRoles' },
		{ name: 'Apps: Manage Tabs', value: 'Apps:ManageTabs' },
		{ name: 'Apps: Manage Users', value: 'Apps:ManageUsers' },
		{ name: 'Apps: Reapply Mappings', value: 'Apps:ReapplyMappings' },
		{ name: 'Apps: Update', value: 'Apps:Update' },
		{ name: 'Events: Get', value: 'Events:Get' },
		{ name: 'Events: List', value: 'Events:List' },
		{ name: 'Groups: Create', value: 'Groups:Create' },
		{ name: 'Groups: Delete', value: 'Groups:Delete' },
		{ name: 'Groups: Get', value: 'Groups:Get' },
		{ name: 'Groups: List', value: 'Groups:List' },
		{ name: 'Groups: Update', value: 'Groups:Update' },
		{ name: 'Policies: Create', value: 'Policies:Create' },
		{ name: 'Policies: Delete', value: 'Policies:Delete' },
		{ name: 'Policies: Get', value: 'Policies:Get' },
		{ name: 'Policies: List', value: 'Policies:List' },
		{ name: 'Policies: Set Default', value: 'Policies:SetDefault' },
		{ name: 'Policies: Update', value: 'Policies:Update' },
		{ name: 'Reports: Clone', value: 'Reports:Clone' },
		{ name: 'Reports: Create', value: 'Reports:Create' },
		{ name: 'Reports: Delete', value: 'Reports:Delete' },
		{ name: 'Reports: Get', value: 'Reports:Get' },
		{ name: 'Reports: List', value: 'Reports:List' },
		{ name: 'Reports: Update', value: 'Reports:Update' },
		{ name: 'Roles: Create', value: 'Roles:Create' },
		{ name: 'Roles: Delete', value: 'Roles:Delete' },
		{ name: 'Roles: Get', value: 'Roles:Get' },
		{ name: 'Roles: List', value: 'Roles:List' },
		{ name: 'Roles: Manage Apps', value: 'Roles:ManageApps' },
		{ name: 'Roles: Manage Users', value: 'Roles:ManageUsers' },
		{ name: 'Roles: Update', value: 'Roles:Update' },
		{ name: 'Users: Assume User', value: 'Users:AssumeUser' },
		{ name: 'Users: Create', value: 'Users:Create' },
		{ name: 'Users: Delete', value: 'Users:Delete' },
		{ name: 'Users: Generate Temporary MFA Token', value: 'Users:GenerateTempMfaToken' },
		{ name: 'Users: Get', value: 'Users:Get' },
		{ name: 'Users: Invite', value: 'Users:Invite' },
		{ name: 'Users: List', value: 'Users:List' },
		{ name: 'Users: Manage Apps', value: 'Users:ManageApps' },
		{ name: 'Users: Manage License', value: 'Users:ManageLicense' },
		{ name: 'Users: Manage Roles', value: 'Users:ManageRoles' },
		{ name: 'Users: Reapply Mappings', value: 'Users:ReapplyMappings' },
		{ name: 'Users: Reset Password', value: 'Users:ResetPassword' },
		{ name: 'Users: Unlock', value: 'Users:Unlock' },
		{ name: 'Users: Update', value: 'Users:Update' },
	],
	default: [],
	description: 'What whoever has the privilege may do',
} as const satisfies Field;

export const otherActions = {
	displayName: 'Other Actions',
	name: 'otherActions',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reports:Run, Mappings:ReapplyAll',
	description: 'Actions that the list does not have, as OneLogin calls them, separated by commas',
} as const satisfies Field;

/** On what they may do it. What is not named here is not narrowed. */
export const limitTo = {
	displayName: 'Limit To',
	name: 'limitTo',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	description:
		'Actions on applications, roles or users hold for all of them, unless some are named here',
	options: [apps, { ...roles, required: false }, { ...users, required: false }],
} as const satisfies Field;

interface Given {
	actions: readonly string[];
	otherActions: string;
	limitTo: Params<[typeof limitTo]>['limitTo'];
}

/** Of OneLogin's policy language, as its reference has it. */
const VERSION = '2018-05-18';

/**
 * What a privilege allows, as OneLogin takes it. Each kind of thing has a statement of its own, since
 * OneLogin mixes no kinds in one (onelogin-next.md, section 4.7).
 *
 * @returns `undefined` where no action is given
 * @throws {InputError} for a limit that no action is about
 */
export async function statementsBody(
	api: Api,
	{ actions, otherActions, limitTo }: Given,
): Promise<IDataObject | undefined> {
	const chosen = [...actions, ...otherActions.split(/[,\n]/)].map((one) => one.trim());
	const kinds = new Map<string, Set<string>>();
	for (const action of chosen.filter(Boolean)) {
		const kind = kindOf(action);
		kinds.set(kind, (kinds.get(kind) ?? new Set()).add(action));
	}
	const limits = await limitsOf(api, limitTo);
	for (const [kind, { label }] of limits) {
		if (!kinds.has(kind)) {
			throw new InputError(
				`"Limit To > ${label}" is given, but no action is about ${kind}`,
				'Choose an action on them, or take the limit out.',
			);
		}
	}
	if (kinds.size === 0) return undefined;
	const Statement = [...kinds].map(([kind, some]) => ({
		Effect: 'Allow',
		Action: [...some],
		Scope: limits.get(kind)?.ids.map((id) => `${kind}/${id}`) ?? ['*'],
	}));
	return { Version: VERSION, Statement };
}

/** `users` of `Users:Unlock`; what is about nothing in particular stands for itself. */
const kindOf = (action: string): string =>
	(action.includes(':') ? action.slice(0, action.lastIndexOf(':')) : action).toLowerCase();

interface Limit {
	/** The field as the form shows it. */
	label: string;
	ids: number[];
}

async function limitsOf(api: Api, given: Given['limitTo']): Promise<Map<string, Limit>> {
	const limits = new Map<string, Limit>();
	const add = async (kind: string, label: string, ids: number[] | Promise<number[]>) => {
		limits.set(kind, { label, ids: await ids });
	};
	const at = (label: string) => `Limit To > ${label}`;
	if (given.apps !== undefined) {
		const label = apps.displayName;
		await add('apps', label, appIds(some(given.apps, label), at(label)));
	}
	if (given.roles !== undefined) {
		const label = roles.displayName;
		await add('roles', label, roleIds(some(given.roles, label), at(label)));
	}
	if (given.users !== undefined) {
		const label = users.displayName;
		await add('users', label, userIds(api, given.users, at(label)));
	}
	return limits;
}

/** A limit to nothing must not become one to everything. */
function some(given: string[], label: string): string[] {
	if (given.length > 0) return given;
	throw new InputError(`"Limit To > ${label}" is empty`, 'Choose some, or take the limit out.');
}

/**
 * A privilege as OneLogin has it.
 *
 * @throws {ApiError} for one that is not whole: sent back, it would lose what is missing
 */
export async function readPrivilege(api: Api, id: string): Promise<IDataObject> {
	const found = asRecord(await api.request({ method: 'GET', path: path`/api/1/privileges/${id}` }));
	const { Statement } = (found.privilege ?? {}) as IDataObject;
	if (String(found.id) === id && typeof found.name === 'string' && Array.isArray(Statement))
		return found;
	throw new ApiError(unreadable(`the privilege ${id}`, found));
}
