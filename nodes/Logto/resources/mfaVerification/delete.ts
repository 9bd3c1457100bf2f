import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const deleteVerification = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an MFA verification',
	description: 'Remove a second factor of a user, for example after a phone was lost',
	fields: [
		user,
		{
			displayName: 'MFA Verification',
			name: 'verification',
			type: 'resourceLocator',
			typeOptions: { loadOptionsDependsOn: ['user.value'] },
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The verification to remove',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a verification…',
					typeOptions: { searchListMethod: 'searchMfaVerifications', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. v3qk8xw2n5t7',
				},
			],
		},
	],
	request: ({ user, verification }) => ({
		method: 'DELETE',
		path: path`/api/users/${user}/mfa-verifications/${verification}`,
	}),
	result: (_payload, { user, verification }) => ({
		deleted: true,
		userId: user,
		verificationId: verification,
	}),
});
