import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toReadUsers } from '../../scope';
import { user } from '../user/user';
import { simplifyEvent } from './events';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many events',
	description: 'List what happened in the account, the newest first',
	fields: [
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description: 'Events must match all of them',
			options: [
				{
					displayName: 'Client ID',
					name: 'clientId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0a1b2c3d',
					description: 'Only events of this API credential',
				},
				{
					displayName: 'Directory ID',
					name: 'directoryId',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 0,
					description: 'Only events of this directory',
				},
				{
					displayName: 'Event Names or IDs',
					name: 'events',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getEventTypes' },
					default: [],
					description:
						'Only events of these types. An expression may give names too, such as USER_LOCKED_USER. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Resolution',
					name: 'resolution',
					type: 'string',
					default: '',
					placeholder: 'e.g. allowed',
					description: 'Only events that ended so',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'Only events at or after this time',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'Only events at or before this time',
				},
				{
					...user,
					required: false,
					description: 'Only events that happened to this user',
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
					placeholder: 'e.g. event_type_id,user_id',
					description:
						'The only fields that OneLogin should return, separated by commas. The ID always comes.',
				},
				{
					displayName: 'Oldest First',
					name: 'oldestFirst',
					type: 'boolean',
					default: false,
					description: 'Whether to begin with the oldest event',
				},
			],
		},
	],
	list: ({
		filters: { clientId, directoryId, events, resolution, since, until, user },
		options,
	}) => ({
		method: 'GET',
		path: path`/api/1/events`,
		query: {
			client_id: clientId,
			directory_id: directoryId,
			event_type_id: events?.length ? events.join(',') : undefined,
			resolution,
			since,
			until,
			user_id: user,
			fields: options.fields || undefined,
			// In what order they come without it, no source says.
			sort: options.oldestFirst ? '+id' : '-id',
		},
		pageSize: 50,
	}),
	simplify: simplifyEvent,
	advise: toReadUsers,
});
