import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { named, nameFault, path } from '../../../shared/path';
import { user } from '../../user';
import { includeTokenValue, token, withoutValue } from './token';

export const rename = defineOperation({
	value: 'rename',
	name: 'Rename',
	action: 'Rename a personal access token',
	description: 'Give a personal access token of a user another name; nothing else can be changed',
	fields: [
		user,
		token,
		{
			displayName: 'New Name',
			name: 'newName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Weekly export',
			description: 'Up to 256 characters, unique among the tokens of the user',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeTokenValue],
		},
	],
	// Not the token: a name may become free by one item and be given by the next.
	target: ({ user }) => user,
	request({ user, token, newName }) {
		if (newName.trim() === '') {
			throw new InputError('"New Name" is empty', 'Enter another name for the token.');
		}
		// A name such as "../.." has no place in an address: Logto's newer form carries it in the body.
		return nameFault(token)
			? {
					method: 'PATCH',
					path: path`/api/users/${user}/personal-access-tokens`,
					body: { currentName: token, name: newName },
				}
			: {
					method: 'PATCH',
					path: path`/api/users/${user}/personal-access-tokens/${named(token)}`,
					body: { name: newName },
				};
	},
	result: (payload, { options }) =>
		options.includeTokenValue ? asRecord(payload) : withoutValue(asRecord(payload)),
});
