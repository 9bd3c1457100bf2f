import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { byDisplayName, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { application, requireApplication, withoutSecret } from '../../application';
import { simplifyApplication } from '../../simplify';
import { written } from '../../written';
import { applicationFields, groupsOf, merged } from './attributes';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an application',
	description: 'Change some attributes of an application; the others stay as they are',
	fields: [
		application,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: byDisplayName([
				...applicationFields,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Nightly job',
					description: 'Up to 256 characters',
				},
			]),
		},
		simplify,
	],
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { app, updateFields }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, description } = updateFields;
		const groups = groupsOf(updateFields, 'Update Fields');
		const isGrouped = Object.values(groups).some(Boolean);
		const before = isGrouped ? await requireApplication(api, app) : {};
		const body = {
			name: written(name, 'Update Fields > Name'),
			description: description === '' ? null : description,
			...merged(before, groups),
		};
		const at = path`/api/applications/${app}`;
		return withoutSecret(asRecord(await api.request({ method: 'PATCH', path: at, body })));
	},
	simplify: simplifyApplication,
});
