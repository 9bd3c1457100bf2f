import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { simplifyAppGroup } from './fields';

export const getGroups = defineOperation({
	value: 'getGroups',
	name: 'Get Groups',
	action: 'Get the groups of an application',
	description: 'List the groups that give an application to their members',
	fields: [
		app,
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Name Starts With',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. sal',
					description: 'Beginning of the name of the group',
				},
			],
		}),
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
						{ name: 'Group', value: 'group', description: 'The group itself, with its name' },
						{
							name: 'Metadata',
							value: 'metadata',
							description: 'Where the attributes of the assignment come from. Turn off Simplify.',
						},
					],
					default: 'group',
					description: 'What to add to each group. With Simplify, its name comes by itself.',
				},
			],
		},
	],
	list: ({ app, simplify, filters, options }) => ({
		method: 'GET',
		path: path`/api/v1/apps/${app}/groups`,
		query: {
			q: filters.q || undefined,
			expand: options.expand ?? (simplify ? 'group' : undefined),
		},
		pageSize: 200,
		smallestPage: 20,
	}),
	simplify: simplifyAppGroup,
});
