import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { oktaGroup, ownGroup } from '../../group';
import { profileOf } from '../../locate';
import { customAttributes, customFrom } from './fields';
import { simplifyGroup } from './simplify';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change some attributes of a group and leave the others as they are',
	fields: [
		oktaGroup,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What to change. What is left empty is not sent.',
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Everyone in Sales',
					description: 'What the group is for. An expression that gives null clears it.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sales',
					description: 'New name of the group, unique in the organization',
				},
			],
		}),
		customAttributes,
		simplify,
	],
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { group, updateFields, customAttributes }) {
		const changes = {
			...Object.fromEntries(Object.entries(updateFields).filter(([, value]) => value !== '')),
			...customFrom(customAttributes),
		};
		if (Object.keys(changes).length === 0) {
			throw new InputError('There is nothing to update', 'Set at least one attribute.');
		}
		// PUT replaces the whole profile: what is not sent would be gone (okta-next.md, 5.1).
		const before = await ownGroup(api, group);
		return asRecord(
			await api.request({
				method: 'PUT',
				path: path`/api/v1/groups/${group}`,
				body: { profile: { ...profileOf(before), ...changes } },
			}),
		);
	},
	simplify: simplifyGroup,
});
