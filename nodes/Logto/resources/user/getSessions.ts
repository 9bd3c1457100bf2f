import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { user } from '../../user';
import { firstOf } from '../../whole';
import { sessionsOf, simplifySession } from './sessions';

export const getSessions = defineOperation({
	value: 'getSessions',
	name: 'Get Sessions',
	action: 'Get the sessions of a user',
	description: 'List the browser sessions in which a user is signed in',
	fields: [user, returnAll, limit, simplify],
	isRead: true,
	run: async (api, { user, ...wanted }) => firstOf(await sessionsOf(api, user), wanted),
	simplify: simplifySession,
});
