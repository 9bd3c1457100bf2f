import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { mayShow, showSecret } from '../../secret';
import { user } from '../user/user';

export const generateTemporaryToken = defineOperation({
	value: 'generateTemporaryToken',
	name: 'Generate Temporary Token',
	action: 'Generate a temporary MFA token for a user',
	description:
		'Make a token that a user signs in with in place of the second factor, e.g. after a phone was lost',
	fields: [
		user,
		{
			...showSecret,
			displayName: 'Show Token',
			description:
				'Whether the token may stand in the output. Whoever has it passes for the second factor, and n8n keeps it with the execution.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expires In',
					name: 'expiresIn',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 259200, numberPrecision: 0 },
					default: 259200,
					description: 'How long the token is good, in seconds; three days at most',
				},
				{
					displayName: 'Reusable',
					name: 'reusable',
					type: 'boolean',
					default: false,
					description: 'Whether the token may be used more than once',
				},
			],
		},
	],
	async run(api, { user, showSecret: isMeant, options: { expiresIn, reusable } }) {
		mayShow(isMeant, 'Show Token');
		const payload = await api.request({
			method: 'POST',
			path: path`/api/2/mfa/users/${user}/mfa_token`,
			body: { expires_in: expiresIn, reusable },
		});
		return { ...asRecord(payload), userId: asId(user) };
	},
	advise: toManageAll,
});
