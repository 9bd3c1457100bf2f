import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser } from '../../simplify';
import { credentialsBody, newCredentials } from './credentials';
import { email, firstName, lastName, login, realmId, typeId } from './fields';
import { customAttributes, joinProfile, profileFields } from './profile';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a user',
	description: 'Create a user, with or without a password, and activate it',
	fields: [
		firstName,
		lastName,
		email,
		login,
		{
			displayName: 'Activate',
			name: 'activate',
			type: 'boolean',
			default: true,
			description:
				'Whether to activate the user at once. Without a password, this sends the activation email.',
		},
		profileFields,
		customAttributes,
		newCredentials,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Change Password at Next Login',
					name: 'changePassword',
					type: 'boolean',
					default: false,
					description:
						'Whether the user must choose a new password at the first sign-in. Needs a password and Activate.',
				},
				{
					displayName: 'Create with Provider',
					name: 'provider',
					type: 'boolean',
					default: true,
					description:
						'Whether the given provider is to be used for the new user. Sent by itself as soon as Credentials holds a provider.',
				},
				{
					displayName: 'Group Names or IDs',
					name: 'groupIds',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getGroups' },
					default: [],
					description:
						'Groups to add the user to, 20 at most. An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				realmId,
				typeId,
			],
		},
	],
	request({
		firstName,
		lastName,
		email,
		login,
		activate,
		profile,
		customAttributes,
		credentials,
		options,
	}) {
		const body = credentialsBody(credentials);
		if (options.changePassword && !(activate && body?.password)) {
			throw new InputError(
				'"Change Password at Next Login" needs a password and "Activate"',
				'Add a password under Credentials and turn Activate on, or remove the option.',
			);
		}
		return {
			method: 'POST',
			path: path`/api/v1/users`,
			query: {
				activate,
				provider: options.provider ?? (credentials.provider ? true : undefined),
				nextLogin: options.changePassword ? 'changePassword' : undefined,
			},
			body: {
				profile: joinProfile({ login, email, firstName, lastName, ...profile }, customAttributes),
				credentials: body,
				groupIds: options.groupIds?.length ? options.groupIds : undefined,
				realmId: options.realmId || undefined,
				type: options.typeId ? { id: options.typeId } : undefined,
			},
		};
	},
	target: ({ login }) => login,
	result: asRecord,
	simplify: simplifyUser,
});
