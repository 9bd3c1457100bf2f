import { alreadyDone, asRecord } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { oneTimeToken, readToken, tokenShown } from './token';

export const revoke = defineOperation({
	value: 'revoke',
	name: 'Revoke',
	action: 'Revoke a one-time token',
	description: 'Make a token invalid that nobody has used yet; this cannot be undone',
	fields: [
		oneTimeToken,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { oneTimeToken, options }) {
		const before = tokenShown(await readToken(api, oneTimeToken));
		// Logto revokes what was used as well, and then nobody can see any more that it was.
		if (before.status !== 'active') {
			return alreadyDone(before, options, `The token is no longer good: it is ${before.status}`);
		}
		const at = path`/api/one-time-tokens/${oneTimeToken}/status`;
		const body = { status: 'revoked' };
		const after = asRecord(await api.request({ method: 'PUT', path: at, body }));
		return { ...tokenShown(after), already: false };
	},
});
