import { asRecord } from '../../../shared/answer';
import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a personal access token',
	description:
		'Create a personal access token for a user. The token is in the output, so anyone who sees the execution can act as the user.',
	fields: [
		user,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nightly export',
			description: 'Up to 256 characters, unique among the tokens of the user',
		},
		{
			displayName: 'Never Expires',
			name: 'neverExpires',
			type: 'boolean',
			default: false,
			description: 'Whether the token is to be valid until it is deleted',
		},
		{
			displayName: 'Expires At',
			name: 'expiresAt',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { neverExpires: [false] } },
			description: 'When the token is to expire',
		},
	],
	request({ user, name, neverExpires, expiresAt }) {
		if (name.trim() === '') throw new InputError('"Name" is empty', 'Enter a name for the token.');
		return {
			method: 'POST',
			path: path`/api/users/${user}/personal-access-tokens`,
			body: { name, expiresAt: neverExpires ? null : futureMs(expiresAt) },
		};
	},
	result: (payload) => asRecord(payload),
});

/** Milliseconds since the epoch. A date that came out empty must not make a token for ever. */
function futureMs(date: string | undefined): number {
	if (!date) {
		throw new InputError(
			'"Expires At" is empty',
			'Choose a date, or turn on "Never Expires". If it is an expression, check that it has a result for this item.',
		);
	}
	const ms = Date.parse(date);
	if (ms <= clock.now()) {
		throw new InputError(
			`"Expires At" is in the past: ${date}`,
			'Choose a date in the future. Dates without a time zone are read in that of the workflow.',
		);
	}
	return ms;
}
