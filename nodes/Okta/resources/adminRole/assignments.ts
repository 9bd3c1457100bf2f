import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../shared/api';
import { path, type Path } from '../../../shared/path';

/** Who has roles: a user, or a group for all of its members. */
export interface Holder {
	kind: 'user' | 'group';
	id: string;
}

/** What items say of who has a role. */
export const named = ({ kind, id }: Holder): IDataObject =>
	kind === 'user' ? { userId: id } : { groupId: id };

/** Where the role assignments of a user or a group are. */
export const rolesPath = ({ kind, id }: Holder): Path =>
	kind === 'user' ? path`/api/v1/users/${id}/roles` : path`/api/v1/groups/${id}/roles`;

/**
 * The role assignments of a user or a group. Those of a user include what the groups of the user have:
 * see {@link isThroughGroup}. Okta has no pages here, and takes no limit (okta-next.md, 2.2).
 */
export const assignmentsOf = async (api: Api, holder: Holder): Promise<IDataObject[]> =>
	await api.all({ method: 'GET', path: rolesPath(holder) });

/** Whether a user has a role through a group, so that only the group can lose it (okta-next.md, 10). */
export const isThroughGroup = ({ kind }: Holder, { assignmentType }: IDataObject): boolean =>
	kind === 'user' && assignmentType === 'GROUP';

/** Takes a role away. `id` is that of the assignment, which is another one than the role's. */
export async function removeAssignment(api: Api, holder: Holder, id: string): Promise<void> {
	const at =
		holder.kind === 'user'
			? path`/api/v1/users/${holder.id}/roles/${id}`
			: path`/api/v1/groups/${holder.id}/roles/${id}`;
	await api.request({ method: 'DELETE', path: at });
}

/** The short form of a role assignment: which role, how it came, and for what. */
export function simplifyAssignment(assignment: IDataObject): IDataObject {
	const { userId, groupId, role, already } = assignment;
	const resourceSet = assignment['resource-set'];
	const { targets } = (assignment._embedded ?? {}) as IDataObject;
	return {
		...(userId !== undefined && { userId }),
		...(groupId !== undefined && { groupId }),
		id: assignment.id,
		type: assignment.type ?? null,
		label: assignment.label ?? null,
		status: assignment.status ?? null,
		assignmentType: assignment.assignmentType ?? null,
		created: assignment.created ?? null,
		lastUpdated: assignment.lastUpdated ?? null,
		...(role !== undefined && { role }),
		...(resourceSet !== undefined && { resourceSet }),
		...(targets !== undefined && { targets }),
		...(already !== undefined && { already }),
	};
}
