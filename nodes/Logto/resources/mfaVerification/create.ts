import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an MFA verification',
	description:
		'Add a second factor to a user. Its secret or codes are in the output, this once: whoever sees the execution sees them.',
	fields: [
		user,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{
					name: 'Backup Codes',
					value: 'BackupCode',
					description: 'Ten codes for one use each. The user must have another verification.',
				},
				{
					name: 'TOTP',
					value: 'Totp',
					description: 'Codes of an authenticator app',
				},
			],
			default: 'Totp',
		},
		{
			displayName: 'TOTP Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { type: ['Totp'] } },
			description: '16 to 32 characters in Base32. Leave empty to have Logto make one.',
		},
		{
			displayName: 'Backup Codes',
			name: 'codes',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { type: ['BackupCode'] } },
			description:
				'Ten codes of ten hexadecimal digits, separated by commas or spaces. Leave empty to have Logto make them.',
		},
	],
	request: ({ user, type, secret, codes }) => ({
		method: 'POST',
		path: path`/api/users/${user}/mfa-verifications`,
		body: { type, ...(type === 'Totp' ? ownSecret(secret) : ownCodes(codes)) },
	}),
	result: (payload, { user }) => ({ userId: user, ...asRecord(payload) }),
});

/** The values are kept out of the messages: they are secrets. */
function ownSecret(given: string | null): IDataObject {
	const secret = (given ?? '').replace(/\s/g, '').toUpperCase();
	if (secret === '') return {};
	if (!/^[A-Z2-7]{16,32}$/.test(secret)) {
		throw new InputError(
			'"TOTP Secret" is not one that Logto takes',
			'Enter 16 to 32 characters in Base32: the letters A to Z and the digits 2 to 7.',
		);
	}
	return { secret };
}

function ownCodes(given: string | null): IDataObject {
	const codes = (given ?? '').split(/[\s,;]+/).filter(Boolean);
	if (codes.length === 0) return {};
	const odd = codes.findIndex((code) => !/^[\da-f]{10}$/i.test(code));
	if (codes.length !== 10 || odd >= 0) {
		throw new InputError(
			codes.length === 10
				? `"Backup Codes" has a code that Logto does not take: number ${odd + 1}`
				: `"Backup Codes" must be ten codes, but there are ${codes.length}`,
			'Enter exactly ten codes of ten hexadecimal digits (0 to 9, a to f).',
		);
	}
	return { codes };
}
