import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { emptyFields, profile, profileBody } from './attributes';

export const updateProfile = defineOperation({
	value: 'updateProfile',
	name: 'Update Profile',
	action: 'Update the profile of a user',
	description: 'Change some attributes of the profile of a user; the others stay as they are',
	fields: [
		user,
		{
			...profile,
			hint: 'Attributes that are not here stay as they are. The address is replaced as a whole.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [emptyFields],
		},
	],
	request({ user, profile, options }) {
		const body = profileBody(profile, options.emptyFields ?? 'refuse', '');
		if (!body) {
			throw new InputError(
				'There is nothing to update',
				'Add an attribute under "Profile", and check that expressions have a result for this item.',
			);
		}
		return { method: 'PATCH', path: path`/api/users/${user}/profile`, body: { profile: body } };
	},
	result: (payload, { user }) => ({ userId: user, profile: asRecord(payload) }),
});
