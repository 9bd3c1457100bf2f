import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { firstOf } from '../../whole';
import { appType, grantsOf, simplifyGrant } from './grants';

export const getGrants = defineOperation({
	value: 'getGrants',
	name: 'Get Grants',
	action: 'Get the grants of a user',
	description:
		'List the applications that may act for a user, each with what was granted. Those of a suspended user are listed too, although their tokens are dead.',
	fields: [
		user,
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [appType],
		}),
	],
	isRead: true,
	run: async (api, { user, filters, ...wanted }) =>
		firstOf(await grantsOf(api, user, filters), wanted),
	simplify: simplifyGrant,
});
