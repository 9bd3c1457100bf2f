import { asRecords } from '../../../shared/answer';
import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { firstOf } from '../../whole';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organization invitations',
	description: 'List the invitations into the organizations of the tenant',
	fields: [
		returnAll,
		limit,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'invitee',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					description: 'Only invitations of this address, as it was entered',
				},
				{
					displayName: 'Inviter ID',
					name: 'inviterId',
					type: 'string',
					default: '',
					placeholder: 'e.g. a1b2c3d4e5f6',
					description: 'Only invitations by this user',
				},
				{
					displayName: 'Organization Name or ID',
					name: 'organization',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getOrganizations' },
					default: '',
					description:
						'Only invitations into this organization. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Accepted', value: 'Accepted' },
						{ name: 'Expired', value: 'Expired' },
						{ name: 'Pending', value: 'Pending' },
						{ name: 'Revoked', value: 'Revoked' },
					],
					default: 'Pending',
					description: 'Only invitations in this state',
				},
			],
		}),
	],
	isRead: true,
	async run(api, { filters: { organization, inviterId, invitee, status }, ...wanted }) {
		const invitations = asRecords(
			await api.request({
				method: 'GET',
				path: path`/api/organization-invitations`,
				query: { organizationId: organization, inviterId, invitee },
			}),
		);
		// Logto gives them out whole, and knows no filter for this.
		return firstOf(
			invitations.filter((one) => status === undefined || one.status === status),
			wanted,
		);
	},
});
