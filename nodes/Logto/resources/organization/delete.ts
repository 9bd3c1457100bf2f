import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';

export const deleteOrganization = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an organization',
	description: 'Delete an organization for good; its members stay as users',
	fields: [organization],
	request: ({ organization }) => ({
		method: 'DELETE',
		path: path`/api/organizations/${organization}`,
	}),
	result: (_payload, { organization }) => ({ id: organization, deleted: true }),
});
