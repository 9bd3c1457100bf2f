import { alreadyDone, idOf } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const revokeAll = defineOperation({
	value: 'revokeAll',
	name: 'Revoke All',
	action: 'Revoke all grants of a user',
	description:
		'Take all scopes back that applications have for a user. Tokens that they have already may be good until they end: see Token, or Clear Sessions of the user.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { user, options }) {
		const at = path`/api/v1/users/${user}/grants`;
		// The answer to the deletion says nothing of what there was.
		const grants = await api.all({ method: 'GET', path: at, pageSize: 200 });
		const grantIds = grants.filter(({ status }) => status !== 'REVOKED').map(idOf);
		const item = { userId: user, grantIds, success: true };
		if (grantIds.length === 0) return alreadyDone(item, options, 'The user has no grants');
		await api.request({ method: 'DELETE', path: at });
		return item;
	},
});
