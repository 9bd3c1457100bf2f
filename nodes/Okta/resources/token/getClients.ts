import { asRecord } from '../../../shared/answer';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const getClients = defineOperation({
	value: 'getClients',
	name: 'Get Clients',
	action: 'Get the clients with a token of a user',
	description: 'List the applications that have grants or tokens of a user',
	fields: [user, returnAll, limit],
	// Okta has no pages here, and takes no limit.
	list: ({ user }) => ({ method: 'GET', path: path`/api/v1/users/${user}/clients` }),
	result(payload, { user }) {
		const { client_id, client_name, client_uri, logo_uri } = asRecord(payload);
		return { userId: user, client_id, client_name, client_uri, logo_uri };
	},
});
