import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationRole } from '../../organization';
import { written } from '../../written';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an organization role',
	description: 'Change name or description of an organization role',
	fields: [
		organizationRole,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pays the bills',
					description: 'Up to 256 characters. An empty one takes it away.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. billing',
					description: 'Up to 128 characters, unique among all organization roles',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	request({ role, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, description } = updateFields;
		return {
			method: 'PATCH',
			path: path`/api/organization-roles/${role}`,
			body: {
				name: written(name, 'Update Fields > Name'),
				description: description === '' ? null : description,
			},
		};
	},
	result: asRecord,
});
