import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import type { Field, Params } from '../../../shared/field';
import { group } from '../../group';
import { user } from '../../user';
import type { Holder } from './assignments';

const assignee = {
	displayName: 'Assignee',
	name: 'assignee',
	type: 'options',
	options: [
		{ name: 'Group', value: 'group', description: 'All members of a group have its roles' },
		{ name: 'User', value: 'user' },
	],
	default: 'user',
	description: 'Whose roles to work on',
} as const satisfies Field;

/** A user or a group. The locator that is not shown has no value. */
export const assigneeFields = [
	assignee,
	{
		...user,
		required: false,
		displayOptions: { show: { assignee: ['user'] } },
	},
	{
		...group,
		required: false,
		displayOptions: { show: { assignee: ['group'] } },
	},
] as const satisfies readonly Field[];

/** @throws {InputError} where nobody is chosen */
export function holderOf(given: Params<typeof assigneeFields>): Holder {
	const kind = given.assignee;
	const id: string | undefined = given[kind];
	if (!id) throw empty(kind === 'user' ? 'User' : 'Group');
	return { kind, id };
}

const empty = (label: string): InputError =>
	new InputError(`"${label}" is empty`, 'Choose an entry from the list, or give its ID or name.');

/** The roles that Okta has by itself, by what the console calls them. */
const role = {
	displayName: 'Role',
	name: 'role',
	type: 'options',
	options: [
		{ name: 'Access Certifications Administrator', value: 'ACCESS_CERTIFICATIONS_ADMIN' },
		{ name: 'Access Requests Administrator', value: 'ACCESS_REQUESTS_ADMIN' },
		{ name: 'API Access Management Administrator', value: 'API_ACCESS_MANAGEMENT_ADMIN' },
		{ name: 'Application Administrator', value: 'APP_ADMIN' },
		{
			name: 'Custom Role',
			value: 'CUSTOM',
			description: 'One that your organization has made, for the resources in a resource set',
		},
		{ name: 'Group Administrator', value: 'USER_ADMIN' },
		{ name: 'Group Membership Administrator', value: 'GROUP_MEMBERSHIP_ADMIN' },
		{ name: 'Help Desk Administrator', value: 'HELP_DESK_ADMIN' },
		{ name: 'Organization Administrator', value: 'ORG_ADMIN' },
		{ name: 'Read-Only Administrator', value: 'READ_ONLY_ADMIN' },
		{ name: 'Report Administrator', value: 'REPORT_ADMIN' },
		{ name: 'Super Administrator', value: 'SUPER_ADMIN' },
		{ name: 'Workflows Administrator', value: 'WORKFLOWS_ADMIN' },
	],
	default: 'READ_ONLY_ADMIN',
	description: 'The administrator role',
} as const satisfies Field;

const customRole = {
	displayName: 'Custom Role',
	name: 'customRole',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	displayOptions: { show: { role: ['CUSTOM'] } },
	description: 'The role that your organization has made',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a role…',
			typeOptions: { searchListMethod: 'searchCustomRoles', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cr0a1b2c3d4E5f6G7h8i',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Password Helper',
			hint: 'The whole name, letter for letter',
		},
	],
} as const satisfies Field;

const resourceSet = {
	displayName: 'Resource Set',
	name: 'resourceSet',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	displayOptions: { show: { role: ['CUSTOM'] } },
	description: 'The users, groups or applications for which the custom role is good',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a resource set…',
			typeOptions: { searchListMethod: 'searchResourceSets', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. iama1b2c3d4E5f6G7h8i',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Users in Kassel',
			hint: 'The whole name, letter for letter',
		},
	],
} as const satisfies Field;

/** One of Okta's own roles, or a custom one with a resource set. */
export const roleFields = [role, customRole, resourceSet] as const satisfies readonly Field[];

/** A role, as an assignment has it. */
export interface Role extends IDataObject {
	type: string;
	role?: string;
	'resource-set'?: string;
}

/**
 * The role that is meant.
 *
 * @param given what the form has; members that it does not show have no value
 * @throws {InputError} for a custom role that is not chosen, or not for what
 */
export function roleOf(given: Params<typeof roleFields>): Role {
	if (given.role !== 'CUSTOM') return { type: given.role };
	if (!given.customRole) throw empty('Custom Role');
	if (!given.resourceSet) throw empty('Resource Set');
	return { type: 'CUSTOM', role: given.customRole, 'resource-set': given.resourceSet };
}

/** Whether an assignment is one of a role. */
export const isOf = (role: Role, assignment: IDataObject): boolean =>
	Object.entries(role).every(([name, value]) => assignment[name] === value);
