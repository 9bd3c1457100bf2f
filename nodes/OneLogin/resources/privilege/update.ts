import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { privilege } from '../../privilege';
import { toManageAll } from '../../scope';
import { afterwards } from '../user/change';
import {
	actions,
	description,
	limitTo,
	name,
	otherActions,
	readPrivilege,
	statementsBody,
} from './statements';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a privilege',
	description: 'Change some of a privilege and leave the rest as it is, with who has it',
	fields: [
		privilege,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Only what is added here changes',
			options: [description, name],
		},
		{
			...actions,
			description: 'If any are given, they take the place of all that the privilege allows',
		},
		otherActions,
		limitTo,
	],
	names: ({ updateFields: { name } }) => [name],
	async run(api, { privilege: id, updateFields, ...given }) {
		if (updateFields.name === '') {
			throw new InputError(
				'"Update Fields > Name" is empty',
				'Enter a name, or take the field out to leave it as it is.',
			);
		}
		const allowed = await statementsBody(api, given);
		if (!allowed && Object.keys(updateFields).length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Add at least one entry to "Update Fields", or choose "Actions".',
			);
		}
		// An update replaces the privilege, so the present one is read.
		const present = await readPrivilege(api, id);
		await api.request({
			method: 'PUT',
			path: path`/api/1/privileges/${id}`,
			body: {
				name: present.name,
				description: present.description ?? undefined,
				...updateFields,
				privilege: allowed ?? present.privilege,
			},
		});
		return await afterwards(
			`The privilege ${id} was updated`,
			async () => await readPrivilege(api, id),
		);
	},
	advise: toManageAll,
});
