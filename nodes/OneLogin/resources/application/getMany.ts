import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { connector } from '../../connector';
import { toReadAll } from '../../scope';
import { simplifyApp, withoutSecrets } from './record';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many applications',
	description: 'List the applications of the account, or those that match filters',
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
			description: 'Applications must match all of them',
			options: [
				{
					displayName: 'Authentication Method',
					name: 'authMethod',
					type: 'options',
					options: [
						{ name: 'API', value: 3 },
						{ name: 'Forms Based App', value: 6 },
						{ name: 'Google', value: 4 },
						{ name: 'OpenID', value: 1 },
						{ name: 'OpenID Connect', value: 8 },
						{ name: 'Password', value: 0 },
						{ name: 'SAML', value: 2 },
						{ name: 'WS-Federation', value: 7 },
					],
					default: 2,
					description: 'How people sign in to it',
				},
				{ ...connector, required: false, description: 'Only applications of this connector' },
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Slack*',
					description: 'Only applications with this name, in which * stands for anything',
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
					placeholder: 'e.g. name,auth_method',
					description:
						'The only fields that OneLogin should return, separated by commas. Simplify leaves out none of them.',
				},
			],
		},
	],
	list: ({ filters: { authMethod, connector, name }, options: { fields } }) => ({
		method: 'GET',
		path: path`/api/2/apps`,
		query: { auth_method: authMethod, connector_id: connector, name, fields: fields || undefined },
		pageSize: 100,
	}),
	result: (payload) => withoutSecrets(payload),
	simplify: (record, { options: { fields } }) => (fields ? record : simplifyApp(record)),
	advise: toReadAll,
});
