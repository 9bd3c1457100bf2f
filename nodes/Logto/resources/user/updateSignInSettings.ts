import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const updateSignInSettings = defineOperation({
	value: 'updateSignInSettings',
	name: 'Update Sign-In Settings',
	action: 'Update the sign-in settings of a user',
	description:
		'Change how a user is asked for MFA and passkeys; the other settings stay as they are',
	fields: [
		user,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'MFA Enabled',
					name: 'mfaEnabled',
					type: 'boolean',
					default: true,
					description: 'Whether the user has MFA turned on',
				},
				{
					displayName: 'MFA Setup Skipped',
					name: 'mfaSkipped',
					type: 'boolean',
					default: false,
					description: 'Whether sign-in no longer asks the user to set up MFA',
				},
				{
					displayName: 'Passkey Setup Skipped',
					name: 'passkeySkipped',
					type: 'boolean',
					default: false,
					description: 'Whether sign-in no longer asks the user to set up a passkey',
				},
				{
					displayName: 'Skip MFA on Sign-In',
					name: 'skipMfaOnSignIn',
					type: 'boolean',
					default: false,
					description: 'Whether the user signs in without MFA, although it is set up',
				},
			],
		},
	],
	request({ user, updateFields }) {
		const { mfaEnabled, mfaSkipped, passkeySkipped, skipMfaOnSignIn } = updateFields;
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a setting under "Update Fields".');
		}
		const hasMfa = [mfaEnabled, mfaSkipped, skipMfaOnSignIn].some((one) => one !== undefined);
		return {
			method: 'PATCH',
			path: path`/api/users/${user}/logto-configs`,
			body: {
				mfa: hasMfa ? { enabled: mfaEnabled, skipped: mfaSkipped, skipMfaOnSignIn } : undefined,
				passkeySignIn: passkeySkipped === undefined ? undefined : { skipped: passkeySkipped },
			},
		};
	},
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
});
