import { InputError } from '../../../shared/errors';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import {
	avatar,
	checkedIdentifiers,
	customDataBody,
	email,
	filled,
	fullName,
	phone,
	profile,
	profileBody,
	username,
} from './attributes';
import { usableDigest } from './passwordHash';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a user',
	description: 'Create a user. Fields without a value are not sent.',
	fields: [
		email,
		phone,
		username,
		fullName,
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				avatar,
				{
					displayName: 'Custom Data',
					name: 'customData',
					type: 'json',
					default: '{}',
					placeholder: 'e.g. { "branch": "Kassel" }',
					description: 'Your own attributes as a JSON object',
				},
				{
					displayName: 'Password Hash',
					name: 'passwordHash',
					type: 'fixedCollection',
					default: {},
					description: 'Takes over a password from another system without knowing it',
					options: [
						{
							displayName: 'Password Hash',
							name: 'hash',
							values: [
								{
									displayName: 'Algorithm',
									name: 'algorithm',
									type: 'options',
									options: [
										{ name: 'Argon2d', value: 'Argon2d' },
										{ name: 'Argon2i', value: 'Argon2i' },
										{ name: 'Argon2id', value: 'Argon2id' },
										{ name: 'Bcrypt', value: 'Bcrypt' },
										{
											name: 'Legacy',
											value: 'Legacy',
											description: 'Any other function, described in the digest',
										},
										{ name: 'MD5', value: 'MD5' },
										{ name: 'SHA-1', value: 'SHA1' },
										{ name: 'SHA-256', value: 'SHA256' },
									],
									default: 'Argon2i',
									description: 'How the password was hashed',
								},
								{
									displayName: 'Digest',
									name: 'digest',
									type: 'string',
									typeOptions: { password: true },
									default: '',
									description:
										'The hash as the algorithm writes it, up to 256 characters. Argon2 and Bcrypt with everything from the first $ on, MD5 and SHA hexadecimal or as Base64, Legacy as a JSON list of function, arguments with @ in place of the password, and hash.',
								},
							],
						},
					],
				},
			],
		}),
		{
			...profile,
			description: 'Further attributes of the user',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'In clear text. The password policy of the tenant is not applied to it. Cannot be combined with Password Hash.',
		},
		simplify,
	],
	request({
		primaryEmail,
		primaryPhone,
		username,
		name,
		password,
		profile,
		additionalFields: { avatar, customData, passwordHash },
	}) {
		const hash = passwordHash?.hash;
		if (hash && password) {
			throw new InputError(
				'"Password" and "Password Hash" cannot be used together',
				'Logto takes one of them. Remove the other.',
			);
		}
		if (hash && !hash.digest) {
			throw new InputError(
				'"Password Hash > Digest" is empty',
				'Enter the hash, or remove Password Hash. The user would have no password.',
			);
		}
		const body = checkedIdentifiers(
			filled(
				{
					primaryEmail,
					primaryPhone,
					username,
					name,
					password,
					passwordAlgorithm: hash?.algorithm,
					passwordDigest: hash && usableDigest(hash.algorithm, hash.digest),
					avatar,
					customData: customDataBody(customData, 'Custom Data', 'ignore'),
					profile: profileBody(profile, 'ignore'),
				},
				{ labels: [], group: '', empty: 'ignore' },
			),
			'',
		);
		if (Object.keys(body).length === 0) {
			throw new InputError(
				'Nothing is set, so the user would be empty',
				'Set at least "Email", "Phone" or "Username". If they are expressions, check that they have a result for this item.',
			);
		}
		return { method: 'POST', path: path`/api/users`, body };
	},
	target: ({ primaryEmail, primaryPhone, username }) => primaryEmail || username || primaryPhone,
	result: userIn,
	simplify: simplifyUser,
});
