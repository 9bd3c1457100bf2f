import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { jsonObject } from '../../../shared/coerce';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { namedTarget, target } from './target';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace a social identity of a user',
	description:
		'Write the account of one social provider that is linked to a user, whether there was one or not. The provider is not asked.',
	fields: [
		user,
		target,
		{
			displayName: 'Identity User ID',
			name: 'identityUserId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 5839201',
			description: 'ID of the user at the provider',
		},
		{
			displayName: 'Details',
			name: 'details',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "name": "Nathan Smith" }',
			description:
				'JSON object with what is known of the account, such as name, email and avatar. Replaces the details that were there.',
		},
	],
	request({ user, target, identityUserId, details }) {
		if (identityUserId.trim() === '') {
			throw new InputError('"Identity User ID" is empty', 'Enter the ID at the provider.');
		}
		const given = jsonObject(details, 'Details') ?? {};
		return {
			method: 'PUT',
			path: path`/api/users/${user}/identities/${namedTarget(target)}`,
			body: {
				userId: identityUserId.trim(),
				details: Object.keys(given).length > 0 ? given : undefined,
			},
		};
	},
	result: (payload, { user }) => ({ userId: user, identities: asRecord(payload) }),
});
