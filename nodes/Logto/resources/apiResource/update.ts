import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { apiResource } from '../../apiResource';
import { written } from '../../written';
import { accessTokenTtl } from './attributes';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an API resource',
	description: 'Change name or token lifetime of an API resource; its identifier stays',
	fields: [
		apiResource,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				accessTokenTtl,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Shop API',
					description: 'What people know it by',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	request({ apiResource, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		return {
			method: 'PATCH',
			path: path`/api/resources/${apiResource}`,
			body: {
				name: written(updateFields.name, 'Update Fields > Name'),
				accessTokenTtl: updateFields.accessTokenTtl,
			},
		};
	},
	result: asRecord,
});
