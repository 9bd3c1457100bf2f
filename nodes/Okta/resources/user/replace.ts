import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { changed, userOf } from '../../record';
import { simplifyUser } from '../../simplify';
import { user } from '../../user';
import { credentials, credentialsBody } from './credentials';
import {
	email,
	etag,
	firstName,
	ifMatch,
	lastName,
	login,
	realmId,
	strict,
	typeId,
} from './fields';
import { customAttributes, joinProfile, profileFields } from './profile';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace a user',
	description: 'Replace the whole profile of a user; an attribute that is not given is cleared',
	fields: [
		user,
		{
			displayName:
				'Okta clears every profile attribute that is not given here, custom ones included. To change single attributes, use Update.',
			name: 'replaceNotice',
			type: 'notice',
			default: '',
		},
		firstName,
		lastName,
		email,
		{
			...login,
			description: 'Name to sign in with. Give the present one, unless it is to change.',
		},
		profileFields,
		customAttributes,
		credentials,
		etag,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [realmId, strict, typeId],
		},
	],
	names({ email, login, profile, customAttributes }) {
		const given = joinProfile({ login, email, ...profile }, customAttributes);
		return [given.login, given.email];
	},
	async run(api, params) {
		const { user, email, login, firstName, lastName, profile, customAttributes, options } = params;
		const change = async () =>
			await api.send({
				method: 'PUT',
				path: path`/api/v1/users/${user}`,
				query: { strict: options.strict },
				headers: ifMatch(params.etag),
				body: {
					profile: joinProfile({ login, email, firstName, lastName, ...profile }, customAttributes),
					credentials: credentialsBody(params.credentials),
					realmId: options.realmId || undefined,
					type: options.typeId ? { id: options.typeId } : undefined,
				},
			});
		return userOf(await changed(api, user, change));
	},
	simplify: simplifyUser,
});
