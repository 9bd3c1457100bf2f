import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toReadRoles } from '../../scope';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many roles',
	description: 'List the roles of the account, or those that match filters',
	fields: [
		returnAll,
		limit,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description: 'Roles must match all of them',
			options: [
				{
					displayName: 'Application Name',
					name: 'appName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Slack',
					description: 'Only roles that give an application with this name',
				},
				{
					displayName: 'Application Name or ID',
					name: 'app',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getApps' },
					default: '',
					description:
						'Only roles that give this application. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Engineering',
					description: 'Only roles with this name',
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
					displayName: 'Fields',
					name: 'fields',
					type: 'string',
					default: '',
					placeholder: 'e.g. apps,users',
					description:
						'The only lists of IDs that OneLogin should return with a role, out of apps, users and admins, separated by commas',
				},
			],
		},
	],
	list: ({ filters: { app, appName, name }, options: { fields } }) => ({
		method: 'GET',
		path: path`/api/2/roles`,
		query: { name, app_id: app, app_name: appName, fields: fields || undefined },
		pageSize: 100,
	}),
	advise: toReadRoles,
});
