import { InputError } from '../../../shared/errors';
import { attributes } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { group, policy } from '../../group';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { name, policyBody } from './fields';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the name or the policy of a group. User > Update changes who is in it.',
	fields: [
		group,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Only what is added here changes',
			options: [name, policy],
		}),
	],
	names: ({ updateFields: { name } }) => [name],
	request({ group, updateFields: { name, policy_id: policy } }) {
		if (name === '') {
			throw new InputError(
				'"Update Fields > Name" is empty',
				'Enter a name, or take the field out to leave it as it is.',
			);
		}
		const body = {
			...(name && { name }),
			...policyBody(policy, 'Update Fields > Policy Name or ID'),
		};
		if (Object.keys(body).length === 0) {
			throw new InputError('There is nothing to update', 'Add a name or a policy.');
		}
		return { method: 'PUT', path: path`/api/2/groups/${group}`, body };
	},
	// What the answer holds, no source says.
	result: (_payload, { group }) => ({ id: asId(group), success: true }),
	advise: toManageAll,
});
