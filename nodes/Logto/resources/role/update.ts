import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { role } from '../../role';
import { written } from '../../written';
import { isDefault } from './attributes';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a role',
	description: 'Change some attributes of a role; the others stay as they are',
	fields: [
		role,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				isDefault,
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. May read invoices',
					description: 'Up to 128 characters',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Auditor',
					description: 'Up to 128 characters, unique among all roles',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	request({ role, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		return {
			method: 'PATCH',
			path: path`/api/roles/${role}`,
			body: {
				name: written(updateFields.name, 'Update Fields > Name'),
				description: written(updateFields.description, 'Update Fields > Description'),
				isDefault: updateFields.isDefault,
			},
		};
	},
	result: asRecord,
});
