import { InputError } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { changed, userOf } from '../../record';
import { simplifyUser } from '../../simplify';
import { user } from '../../user';
import { credentials, credentialsBody } from './credentials';
import { etag, ifMatch, realmId, strict, typeId } from './fields';
import { clearAttributes, customAttributes, joinProfile, profileChanges } from './profile';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a user',
	description: 'Change some attributes of a user and leave the others as they are',
	fields: [
		user,
		profileChanges,
		clearAttributes,
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
			options: [
				realmId,
				strict,
				{
					...typeId,
					description:
						'Must be the type that the user has; Okta changes it only by Replace. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
	names({ profile, customAttributes }) {
		const { login, email } = joinProfile(profile, customAttributes);
		return [login, email];
	},
	async run(api, { user, profile, clearAttributes, customAttributes, credentials, etag, options }) {
		const attributes = joinProfile(profile, customAttributes);
		for (const name of clearAttributes ?? []) {
			if (attributes[name] !== undefined && attributes[name] !== null) {
				throw new InputError(`"${name}" is both to be set and to be cleared`);
			}
			attributes[name] = null;
		}
		const body = {
			...(Object.keys(attributes).length > 0 && { profile: attributes }),
			credentials: credentialsBody(credentials),
			realmId: options.realmId || undefined,
			type: options.typeId ? { id: options.typeId } : undefined,
		};
		if (Object.values(body).every((part) => part === undefined)) {
			throw new InputError(
				'There is nothing to update',
				'Set at least one attribute. If an expression has no result for this item, its attribute is left as it is.',
			);
		}
		const change = async () =>
			await api.send({
				method: 'POST',
				path: path`/api/v1/users/${user}`,
				query: { strict: options.strict },
				headers: ifMatch(etag),
				body,
			});
		return userOf(await changed(api, user, change));
	},
	simplify: simplifyUser,
});
