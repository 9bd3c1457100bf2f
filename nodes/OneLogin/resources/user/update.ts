import type { IDataObject } from 'n8n-workflow';
import { ApiError, InputError, raise } from '../../../shared/errors';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser } from '../../simplify';
import { attributesBody, checkNewer, clear, saveOptions, updateFields } from './attributes';
import { afterwards } from './change';
import { password, passwordBody } from './password';
import { readUser, userIn } from './record';
import {
	checkRoles,
	customAttributes,
	customValues,
	setCustomAttributes,
	settleCustomAttributes,
} from './save';
import { user } from './user';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a user',
	description: 'Change some attributes of a user and leave the others as they are',
	fields: [user, updateFields, clear, customAttributes, password, simplify, saveOptions],
	names: ({ updateFields: { email, username } }) => [email, username],
	async run(api, { user, updateFields, clear, customAttributes, password, options }) {
		for (const [name, label] of [
			['email', 'Email'],
			['username', 'Username'],
		] as const) {
			if (name in updateFields && !updateFields[name]) {
				throw new InputError(
					`"Update Fields > ${label}" is empty`,
					'Enter a value, or take the field out to leave it as it is.',
				);
			}
		}
		const attributes = attributesBody(updateFields, 'Update Fields');
		const both = clear.find((name) => name in attributes);
		if (both) {
			throw new InputError(
				`"Attributes to Clear" and "Update Fields" both say something about ${both}`,
				'Keep one of them.',
			);
		}
		const { newerApi, ...query } = options;
		if (newerApi) checkNewer(attributes, 'Update Fields');
		const custom = customValues(customAttributes);
		const body: IDataObject = {
			...attributes,
			...Object.fromEntries(clear.map((name) => [name, newerApi ? nothing(name) : null])),
			...passwordBody(password),
		};
		const isOnlyCustom = Object.keys(body).length === 0;
		if (isOnlyCustom && !custom) {
			throw new InputError(
				'There is nothing to update',
				'Add at least one entry to "Update Fields", "Attributes to Clear", "Custom Attributes" or "Password".',
			);
		}
		let payload: unknown;
		try {
			payload = await api.request({
				method: 'PUT',
				path: newerApi ? path`/api/2/users/${user}` : path`/api/1/users/${user}`,
				query,
				body: { ...body, ...(custom && { custom_attributes: custom }) },
			});
		} catch (error) {
			if (!custom || !isOnlyCustom || !saysEmpty(error)) return raise(error as Error);
			await setCustomAttributes(api, user, custom);
		}
		const saved = `The user ${user} was updated`;
		let record =
			userIn(payload) ?? (await afterwards(saved, async () => await readUser(api, user)));
		if (custom) record = await settleCustomAttributes(api, record, custom, saved);
		const roles = attributes.role_ids as number[] | undefined;
		return roles ? await checkRoles(api, record, roles) : record;
	},
	simplify: (record) => ({
		...simplifyUser(record),
		...('stillHeldRoleIds' in record && { stillHeldRoleIds: record.stillHeldRoleIds }),
	}),
});

/** v1's answer to a body in which it knows nothing. */
const saysEmpty = (error: unknown): boolean =>
	error instanceof ApiError && /parameters is empty/i.test(error.refusal.summary);

/** What v2 takes for none (onelogin-next.md, section 4.1). */
const nothing = (name: string): 0 | null => (name === 'trusted_idp_id' ? 0 : null);
