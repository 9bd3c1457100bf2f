import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { codeAdvice } from './codeAdvice';
import { user } from '../user/user';
import { answer, method, otp } from './fields';

export const confirm = defineOperation({
	value: 'confirm',
	name: 'Confirm',
	action: 'Confirm an MFA device of a user',
	description: 'End what Enroll began: "status" is "accepted" when the device is registered',
	fields: [
		user,
		{
			displayName: 'Registration ID',
			name: 'registrationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 526b8bb3-c5ac-4f0d-9b1b-1a2b3c4d5e6f',
			description: 'What Enroll gave as the ID of the registration',
		},
		method,
		otp,
	],
	isRead: ({ method }) => method === 'poll',
	async run(api, { user, registrationId, method, otp }) {
		const at = path`/api/2/mfa/users/${user}/registrations/${registrationId}`;
		return await answer(api, user, at, method, { otp });
	},
	result: (payload, { user }) => ({ ...asRecord(payload), userId: asId(user) }),
	advise: codeAdvice,
});
