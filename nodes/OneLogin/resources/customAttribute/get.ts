import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { customAttribute } from '../../attribute';
import { toReadUsers } from '../../scope';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a custom attribute',
	description: 'Read how the account defines one custom attribute',
	fields: [
		customAttribute,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ customAttribute }) => ({
		method: 'GET',
		path: path`/api/2/users/custom_attributes/${customAttribute}`,
	}),
	advise: toReadUsers,
});
