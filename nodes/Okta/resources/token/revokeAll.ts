import { alreadyDone, idOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { client } from '../../client';
import { findRecord } from '../../record';
import { user } from '../../user';

export const revokeAll = defineOperation({
	value: 'revokeAll',
	name: 'Revoke All',
	action: 'Revoke all tokens of a user',
	description:
		'End all refresh tokens that one application has for a user. To end those of all applications, see Clear Sessions of the user.',
	fields: [
		user,
		client,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { user, client, options }) {
		const at = path`/api/v1/users/${user}/clients/${client}/tokens`;
		// The answer to the deletion says nothing of what there was.
		const tokens = await api.all({ method: 'GET', path: at, pageSize: 200 });
		const tokenIds = tokens.filter(({ status }) => status !== 'REVOKED').map(idOf);
		const item = { userId: user, clientId: client, tokenIds, success: true };
		if (tokenIds.length === 0) {
			await requireClient(api, user, client);
			return alreadyDone(item, options, 'The client has no tokens of the user');
		}
		await api.request({ method: 'DELETE', path: at });
		return item;
	},
});

/**
 * Makes sure that there is a client, since what Okta says of one that there is not is documented nowhere.
 * One of which the user has no grants either is looked for among the applications, whose IDs Okta gives to
 * their clients.
 */
async function requireClient(api: Api, user: string, client: string): Promise<void> {
	const clients = await api.all({ method: 'GET', path: path`/api/v1/users/${user}/clients` });
	if (clients.some(({ client_id: id }) => id === client)) return;
	if (await findRecord(api, path`/api/v1/apps/${client}`)) return;
	throw new InputError(
		`No client has the ID "${client}"`,
		'Check "Client": the user has no tokens of it, and no application has this ID.',
		'notFound',
	);
}
