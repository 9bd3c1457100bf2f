import type { IDataObject } from 'n8n-workflow';
import { asRecord, recordsOf } from '../../../shared/answer';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { without } from '../../simplify';
import { user } from '../../user';
import { firstOf } from '../../whole';

/** Tokens of the provider are not asked for. If they came all the same, they would not belong here. */
const bare = (record: IDataObject): IDataObject => without(record, ['tokenSecret']);

export const getIdentities = defineOperation({
	value: 'getIdentities',
	name: 'Get Identities',
	action: 'Get the identities of a user',
	description:
		'List the accounts at social providers and at enterprise identity providers that are linked to a user',
	fields: [user, returnAll, limit],
	isRead: true,
	async run(api, { user, ...wanted }) {
		const answer = asRecord(
			await api.request({ method: 'GET', path: path`/api/users/${user}/all-identities` }),
		);
		const identities = [
			...recordsOf(answer, 'socialIdentities').map((one) => ({ type: 'social', ...bare(one) })),
			...recordsOf(answer, 'ssoIdentities').map((one) => ({ type: 'enterpriseSso', ...bare(one) })),
		].map((identity) => ({ userId: user, ...identity }));
		return firstOf(identities, wanted);
	},
});
