import { attributes } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageUsers } from '../../scope';
import { checkShortName, name, position, shortName } from './definition';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a custom attribute',
	description:
		'Define an attribute that every user of the account then has. The plan of the account needs custom attributes.',
	fields: [
		{ ...name, required: true },
		{ ...shortName, required: true },
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [position],
		}),
	],
	target: ({ shortname }) => shortname,
	names: ({ shortname }) => [shortname],
	request: ({ name, shortname, additionalFields }) => ({
		method: 'POST',
		path: path`/api/2/users/custom_attributes`,
		// Wrapped here and bare in an update; the reference has it otherwise (onelogin-next.md, 4.2).
		body: {
			user_field: {
				name,
				shortname: checkShortName(shortname, 'Short Name'),
				...additionalFields,
			},
		},
	}),
	advise: toManageUsers,
});
