import { unreadable } from '../../../shared/answer';
import { ApiError, InputError } from '../../../shared/errors';
import { byDisplayName, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser } from '../../simplify';
import {
	additionalFields,
	attributesBody,
	checkNewer,
	email,
	firstName,
	lastName,
	saveOptions,
	username,
	withoutEmpty,
} from './attributes';
import { password, passwordBody } from './password';
import { userIn } from './record';
import { confirmLicense, withLicense } from './license';
import { customAttributes, customValues, settleCustomAttributes, settleNewRoles } from './save';

/** A new user has nothing that null could clear. */
const withoutNull = <T extends object>(values: T): T =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as T;

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a user',
	description: 'Create a user. OneLogin sends no invitation.',
	fields: [
		{ ...firstName, description: 'Given name, which most accounts require' },
		{ ...lastName, description: 'Family name, which most accounts require' },
		{ ...email, description: 'Email address, unique in the account. Most accounts require it.' },
		{
			...username,
			description: 'Name to sign in with, unique in the account. Most accounts require it.',
		},
		additionalFields,
		customAttributes,
		password,
		simplify,
		{ ...saveOptions, options: byDisplayName([...saveOptions.options, confirmLicense]) },
	],
	names: ({ email, username }) => [email, username],
	target: ({ email, username }) => email || username,
	async run(api, params) {
		const { firstname, lastname, email, username, options } = params;
		const { confirmLicense: seconds, newerApi, ...query } = options;
		if (!email && !username) {
			throw new InputError('"Email" and "Username" are both empty', 'Enter at least one of them.');
		}
		const custom = customValues(params.customAttributes);
		const given = withoutNull(withoutEmpty(params.additionalFields));
		const attributes = attributesBody(given, 'Additional Fields');
		if (newerApi) checkNewer(attributes, 'Additional Fields');
		const body = {
			...withoutEmpty({ firstname, lastname, email, username }),
			...attributes,
			...passwordBody(params.password),
			...(custom && { custom_attributes: custom }),
		};
		const payload = await api.request({
			method: 'POST',
			path: newerApi ? path`/api/2/users` : path`/api/1/users`,
			query,
			body,
		});
		let record = userIn(payload);
		if (!record) {
			throw new ApiError(
				unreadable('the new user', payload),
				'The user may have been created all the same. Look for it before you repeat this.',
			);
		}
		if (custom) {
			const saved = `The user ${String(record.id)} was created`;
			record = await settleCustomAttributes(api, record, custom, saved);
		}
		const roles = attributes.role_ids as number[] | undefined;
		if (roles) record = await settleNewRoles(api, record, roles);
		return seconds ? await withLicense(api, record, seconds) : record;
	},
	simplify: (record) => ({
		...simplifyUser(record),
		...('licensed' in record && { licensed: record.licensed }),
	}),
});
