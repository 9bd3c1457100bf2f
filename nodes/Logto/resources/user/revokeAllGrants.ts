import type { IDataObject } from 'n8n-workflow';
import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { appType, grantId, grantsOf, revokeOne } from './grants';

export const revokeAllGrants = defineOperation({
	value: 'revokeAllGrants',
	name: 'Revoke All Grants',
	action: 'Revoke all grants of a user',
	description:
		'End the access of all applications to the account of a user, their refresh tokens included. Browser sessions stay: End All Sessions ends them.',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{ ...appType, description: 'Only grants for applications of your own, or of others' },
				ifAlreadyDone,
			],
		},
	],
	async run(api, { user, options }) {
		const grantIds = (await grantsOf(api, user, options)).map(grantId);
		const item = { userId: user, grantIds };
		if (grantIds.length === 0) {
			return alreadyDone({ ...item, left: [] }, options, 'The user has no such grant');
		}
		// There is no call for all of them at once.
		for (const id of grantIds) await revokeOne(api, user, id);
		const left = (await grantsOf(api, user, options)).map((grant) => ({
			what: 'grant',
			id: grantId(grant),
			name: ((grant.application ?? {}) as IDataObject).name ?? null,
			why: grantIds.includes(grantId(grant)) ? 'It is still listed.' : 'It was given meanwhile.',
		}));
		return { ...item, left, already: false };
	},
});
