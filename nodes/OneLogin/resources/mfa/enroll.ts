import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { user } from '../user/user';
import { factor, sending, sendingBody } from './fields';

/** What is no secret of an answer: an authenticator app gets its key in it. */
const OPEN = [
	'id',
	'status',
	'device_id',
	'user_display_name',
	'type_display_name',
	'auth_factor_name',
	'expires_at',
];

export const enroll = defineOperation({
	value: 'enroll',
	name: 'Enroll',
	action: 'Enroll an MFA device for a user',
	description:
		'Begin to register a device. Confirm ends it, unless the phone number or email is known to be right.',
	fields: [
		user,
		factor,
		{
			displayName: 'Display Name',
			name: 'displayName',
			type: 'string',
			default: '',
			required: true,
			placeholder: "e.g. Nathan's phone",
			description: 'What the device is to be called',
		},
		{
			...simplify,
			description:
				'Whether to leave out of the output what the device itself is set up with, e.g. the key of an authenticator app',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				...sending,
				{
					displayName: 'Verified',
					name: 'verified',
					type: 'boolean',
					default: false,
					description:
						'Whether the phone number or email of the user is known to be right, so that no code is needed. For SMS, Voice and Email only.',
				},
			],
		},
	],
	request: ({ user, factor, displayName, options: { verified, ...options } }) => ({
		method: 'POST',
		path: path`/api/2/mfa/users/${user}/registrations`,
		body: {
			factor_id: asId(factor),
			display_name: displayName,
			...sendingBody(options),
			verified: verified || undefined,
		},
	}),
	result: (payload, { user }) => ({ ...asRecord(payload), userId: asId(user) }),
	simplify: ({ userId, ...record }) => {
		const open: IDataObject = { userId };
		for (const name of OPEN) if (name in record) open[name] = record[name];
		return open;
	},
	advise: toManageAll,
});
