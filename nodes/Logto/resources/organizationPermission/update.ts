import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organizationPermission } from '../../organization';
import { written } from '../../written';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an organization permission',
	description: 'Change name or description of an organization permission',
	fields: [
		organizationPermission,
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
					placeholder: 'e.g. May read invoices',
					description: 'Up to 256 characters. An empty one takes it away.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. read:invoices',
					description: 'Up to 128 characters, unique among all organization permissions',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	request({ permission, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, description } = updateFields;
		return {
			method: 'PATCH',
			path: path`/api/organization-scopes/${permission}`,
			body: {
				name: written(name, 'Update Fields > Name'),
				description: description === '' ? null : description,
			},
		};
	},
	result: asRecord,
});
