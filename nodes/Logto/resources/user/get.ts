import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description: 'Read one user',
	fields: [
		user,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				ifNotFound,
				{
					displayName: 'Include Password Hash',
					name: 'includePasswordHash',
					type: 'boolean',
					default: false,
					description:
						'Whether to return the password hash and its algorithm. Anyone who sees the execution sees them.',
				},
				{
					displayName: 'Include SSO Identities',
					name: 'includeSsoIdentities',
					type: 'boolean',
					default: false,
					description:
						'Whether to return the accounts of enterprise identity providers that are linked to the user',
				},
			],
		},
	],
	request: ({ user, options }) => ({
		method: 'GET',
		path: path`/api/users/${user}`,
		query: {
			includeSsoIdentities: options.includeSsoIdentities || undefined,
			includePasswordHash: options.includePasswordHash || undefined,
		},
	}),
	result: (payload, { options }) =>
		options.includePasswordHash ? asRecord(payload) : userIn(payload),
	simplify: simplifyUser,
});
