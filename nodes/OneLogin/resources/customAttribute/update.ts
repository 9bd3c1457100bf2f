import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { attributes } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { customAttribute } from '../../attribute';
import { toManageUsers } from '../../scope';
import { checkShortName, name, position, shortName } from './definition';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a custom attribute',
	description: 'Change how the account defines a custom attribute. The values of users stay.',
	fields: [
		customAttribute,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Only what is added here changes',
			options: [name, position, shortName],
		}),
	],
	names: ({ updateFields: { shortname } }) => [shortname],
	async run(api, { customAttribute, updateFields }) {
		for (const [field, label] of [
			['name', 'Name'],
			['shortname', 'Short Name'],
		] as const) {
			if (field in updateFields && !updateFields[field]) {
				throw new InputError(
					`"Update Fields > ${label}" is empty`,
					'Enter a value, or take the field out to leave it as it is.',
				);
			}
		}
		if (Object.keys(updateFields).length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Add at least one entry to "Update Fields".',
			);
		}
		if (updateFields.shortname) {
			checkShortName(updateFields.shortname, 'Update Fields > Short Name');
		}
		const at = path`/api/2/users/custom_attributes/${customAttribute}`;
		// An update has to name both (onelogin-next.md, section 4.2), so those of now are read.
		const present = asRecord(await api.request({ method: 'GET', path: at }));
		const body = { name: present.name, shortname: present.shortname, ...updateFields };
		return await api.request({ method: 'PUT', path: at, body });
	},
	advise: toManageUsers,
});
