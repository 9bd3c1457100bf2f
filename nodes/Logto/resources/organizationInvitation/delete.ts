import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { invitation } from './invitation';

export const deleteInvitation = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an organization invitation',
	description: 'Delete an invitation for good; whoever accepted it stays a member',
	fields: [invitation],
	request: ({ invitation }) => ({
		method: 'DELETE',
		path: path`/api/organization-invitations/${invitation}`,
	}),
	result: (_payload, { invitation }) => ({ id: invitation, deleted: true }),
});
