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
			description:
				'In Base32: 16, 24 or 32 characters, or others that are filled up to such a length with "=". Leave empty to have Logto make one.',
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

/**
 * Base32 of 16 to 32 characters in groups of eight, the last of which may be filled up with "="
 * (core/src/libraries/verification-helpers/totp-validation.ts).
 */
const TOTP_SECRET =
	/^(?=.{16,32}$)(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)?$/;

/** The values are kept out of the messages: they are secrets. */
function ownSecret(given: string | null): IDataObject {
	const secret = (given ?? '').replace(/\s/g, '').toUpperCase();
	if (secret === '') return {};
	if (!TOTP_SECRET.test(secret)) {
		const filling = 8 - (secret.length % 8);
		const isShort = TOTP_SECRET.test(secret + '='.repeat(filling));
		throw new InputError(
			'"TOTP Secret" is not one that Logto takes',
			isShort
				? `It has ${secret.length} characters: Logto wants ${filling} "=" behind them.`
				: 'Enter 16, 24 or 32 characters in Base32, which are the letters A to Z and the digits 2 to 7, or others that are filled up to such a length with "=".',
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
