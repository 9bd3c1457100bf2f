import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource, permissionOfResource, requireOwn } from '../../apiResource';
import { written } from '../../written';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an API permission',
	description: 'Change name or description of a permission of an API resource',
	fields: [
		apiResource,
		permissionOfResource,
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
					placeholder: 'e.g. May read orders',
					description: 'What it allows. An empty one takes it away.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. read:orders',
					description:
						'Up to 256 characters without spaces. Whoever asks for the old one gets it no more.',
				},
			],
		},
	],
	target: ({ apiResource }) => apiResource,
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { apiResource, permission, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, description } = updateFields;
		const body = {
			name: written(name, 'Update Fields > Name'),
			description: description === '' ? null : description,
		};
		await requireOwn(api, apiResource, permission);
		const at = path`/api/resources/${apiResource}/scopes/${permission}`;
		return asRecord(await api.request({ method: 'PATCH', path: at, body }));
	},
});
