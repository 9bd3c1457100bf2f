import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { role } from '../../role';
import { toReadRoles } from '../../scope';
import { appList } from './apps';

export const getApplications = defineOperation({
	value: 'getApplications',
	name: 'Get Applications',
	action: 'Get the applications of a role',
	description: 'List the applications that a role gives',
	fields: [
		role,
		returnAll,
		limit,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Only Unassigned',
					name: 'onlyUnassigned',
					type: 'boolean',
					default: false,
					description: 'Whether to list the applications that the role does not give instead',
				},
			],
		},
	],
	list: ({ role, options: { onlyUnassigned } }) => ({
		...appList(role),
		query: { assigned: onlyUnassigned ? false : undefined },
	}),
	advise: toReadRoles,
});
