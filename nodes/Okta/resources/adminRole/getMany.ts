import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { named, rolesPath, simplifyAssignment } from './assignments';
import { assigneeFields, holderOf } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many admin roles',
	description:
		'List the administrator roles of a user or a group. Of a user, also those that a group gives: they have the assignment type GROUP.',
	fields: [
		...assigneeFields,
		returnAll,
		limit,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expand',
					name: 'expand',
					type: 'options',
					options: [
						{
							name: 'Applications',
							value: 'targets/catalog/apps',
							description: 'The applications that a role is limited to',
						},
						{
							name: 'Groups',
							value: 'targets/groups',
							description: 'The groups that a role is limited to',
						},
					],
					default: 'targets/groups',
					description: 'What to add to each role. One that is good for all has none.',
				},
			],
		},
	],
	list: ({ options, ...given }) => ({
		method: 'GET',
		path: rolesPath(holderOf(given)),
		query: { expand: options.expand },
	}),
	result: (assignment, given) => ({ ...named(holderOf(given)), ...(assignment as object) }),
	simplify: simplifyAssignment,
});
