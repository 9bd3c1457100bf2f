import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, idOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { assignmentsOf, isThroughGroup, named, removeAssignment } from './assignments';
import { assigneeFields, holderOf, isOf, type Role, roleFields, roleOf } from './fields';

export const unassign = defineOperation({
	value: 'unassign',
	name: 'Unassign',
	action: 'Unassign an admin role',
	description:
		'Take an administrator role from a user or a group, with all that it was limited to. What a user has through a group stays: take it from the group, or the user out of the group.',
	fields: [
		...assigneeFields,
		...roleFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { options, ...given }) {
		const holder = holderOf(given);
		const role = roleOf(given);
		const had = (await assignmentsOf(api, holder)).filter((one) => isOf(role, one));
		const one = had.find((assignment) => !isThroughGroup(holder, assignment));
		if (!one) {
			if (had.length > 0) throw throughGroup(had[0]);
			await requireRole(api, role);
			const item = { ...named(holder), type: role.type, success: true };
			return alreadyDone(item, options, `The ${holder.kind} does not have the role`);
		}
		const id = idOf(one);
		await removeAssignment(api, holder, id);
		const { type, label = null } = one;
		return { ...named(holder), roleAssignmentId: id, type, label, success: true };
	},
});

/** A mistyped ID of a custom role must not pass for a role that nobody has. */
async function requireRole(api: Api, role: Role): Promise<void> {
	const { role: id, 'resource-set': set } = role;
	if (!id || !set) return;
	await api.request({ method: 'GET', path: path`/api/v1/iam/roles/${id}` });
	await api.request({ method: 'GET', path: path`/api/v1/iam/resource-sets/${set}` });
}

function throughGroup({ _links: links }: IDataObject): InputError {
	const { assignee } = (links ?? {}) as { assignee?: { href?: unknown } };
	const [, group] = /\/groups\/(\w+)/.exec(String(assignee?.href)) ?? [];
	return new InputError(
		`The user has the role through ${group ? `the group ${group}` : 'a group'}`,
		'Nothing was changed. Take the user out of the group, or the role from the group.',
		'refused',
	);
}
