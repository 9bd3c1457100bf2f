import { asRecord } from '../../../shared/answer';
import { jsonObject } from '../../../shared/coerce';
import { InputError } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { simplifyOrganization } from '../../simplify';
import { written } from '../../written';
import { customData, description, isMfaRequired } from './attributes';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an organization',
	description: 'Change some attributes of an organization; the others stay as they are',
	fields: [
		organization,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...customData,
					description:
						'JSON object with data of your own. Replaces all that is there, unless Merge Custom Data is on.',
				},
				{ ...description, description: 'Up to 256 characters. An empty one takes it away.' },
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Northwind',
					description: 'Up to 128 characters',
				},
				isMfaRequired,
			],
		},
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Merge Custom Data',
					name: 'mergeCustomData',
					type: 'boolean',
					default: false,
					description:
						'Whether keys of the custom data that are not given stay as they are. The organization is read first for it; what something else writes in between is lost.',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { organization, updateFields, options }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, description, isMfaRequired } = updateFields;
		const at = path`/api/organizations/${organization}`;
		const body = {
			name: written(name, 'Update Fields > Name'),
			description: description === '' ? null : description,
			isMfaRequired,
			customData: jsonObject(updateFields.customData, 'Update Fields > Custom Data'),
		};
		// Logto replaces custom data as a whole (logto-next.md, "Organizations").
		if (options.mergeCustomData && body.customData) {
			const before = asRecord(await api.request({ method: 'GET', path: at }));
			body.customData = { ...asRecord(before.customData ?? {}), ...body.customData };
		}
		return asRecord(await api.request({ method: 'PATCH', path: at, body }));
	},
	simplify: simplifyOrganization,
});
