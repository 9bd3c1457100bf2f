import { InputError } from '../../../shared/errors';
import { attributes, type Field, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';
import {
	avatar,
	checkedIdentifiers,
	customDataBody,
	email,
	emptyFields,
	filled,
	fullName,
	inForm,
	phone,
	profile,
	profileBody,
	username,
} from './attributes';

const updateFields = attributes({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		avatar,
		{
			displayName: 'Custom Data',
			name: 'customData',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "branch": "Kassel" }',
			description:
				'JSON object that replaces all custom data of the user: keys that are not here are removed. To change single keys, use the resource Custom Data.',
		},
		email,
		fullName,
		phone,
		username,
	],
} as const satisfies Field);

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a user',
	description:
		'Change a user. Profile and custom data are replaced as a whole; Update Profile and the resource Custom Data change parts of them.',
	fields: [
		user,
		updateFields,
		{
			...profile,
			hint: 'Replaces the whole profile: attributes that are not here are removed. To change some of them, use Update Profile.',
		},
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [emptyFields],
		},
	],
	names: ({ updateFields: { primaryEmail, primaryPhone, username } }) => [
		primaryEmail,
		primaryPhone,
		username,
	],
	request({ user, updateFields: given, profile, options }) {
		const { customData, ...plain } = inForm(given);
		const empty = options.emptyFields ?? 'refuse';
		const body = checkedIdentifiers(
			filled(plain, { labels: updateFields.options, group: 'Update Fields', empty }, null),
			'Update Fields > ',
		);
		const data = customDataBody(customData, 'Update Fields > Custom Data', empty);
		if (data) body.customData = data;
		const newProfile = profileBody(profile, empty);
		if (newProfile) body.profile = newProfile;
		if (Object.keys(body).length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Add a field under "Update Fields" or "Profile", and check that expressions have a result for this item.',
			);
		}
		return { method: 'PATCH', path: path`/api/users/${user}`, body };
	},
	result: userIn,
	simplify: simplifyUser,
});
