import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole } from '../../organization';

export const deleteRole = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an organization role',
	description:
		'Delete an organization role for good, and so take it from all who have it in any organization',
	fields: [organizationRole],
	request: ({ role }) => ({ method: 'DELETE', path: path`/api/organization-roles/${role}` }),
	result: (_payload, { role }) => ({ id: role, deleted: true }),
});
