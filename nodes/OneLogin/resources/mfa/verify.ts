import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { user } from '../user/user';
import { codeAdvice } from './codeAdvice';
import { answer, method, otp } from './fields';

export const verify = defineOperation({
	value: 'verify',
	name: 'Verify',
	action: 'Verify the MFA of a user',
	description:
		'End what Challenge began. "verified" says whether the person has the device; a wrong code is an error.',
	fields: [
		user,
		{
			displayName: 'Verification ID',
			name: 'verificationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 526b8bb3-c5ac-4f0d-9b1b-1a2b3c4d5e6f',
			description: 'What Challenge gave as the ID of the verification',
		},
		method,
		otp,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Device ID',
					name: 'deviceId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 6543210',
					description: 'The device that the code is from. For authenticator apps.',
				},
			],
		},
	],
	isRead: ({ method }) => method === 'poll',
	async run(api, { user, verificationId, method, otp, options: { deviceId } }) {
		const at = path`/api/2/mfa/users/${user}/verifications/${verificationId}`;
		const device_id = deviceId ? asId(deviceId) : undefined;
		return await answer(api, user, at, method, { otp, device_id });
	},
	result: (payload, { user, verificationId, method }) => {
		const { status } = asRecord(payload);
		return {
			id: verificationId,
			userId: asId(user),
			// A code is refused or right; the record of a poll says what came of it so far.
			verified: method === 'poll' || typeof status === 'string' ? status === 'accepted' : true,
			...(typeof status === 'string' && { status }),
		};
	},
	advise: codeAdvice,
});
