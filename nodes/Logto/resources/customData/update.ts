import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { jsonObject } from '../../../shared/coerce';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update the custom data of a user',
	description: 'Add keys to the custom data of a user or change them; the others stay as they are',
	fields: [
		user,
		{
			displayName: 'Custom Data',
			name: 'customData',
			type: 'json',
			default: '{}',
			required: true,
			placeholder: 'e.g. { "branch": "Kassel" }',
			description: 'JSON object with the keys to add or change',
			hint: 'Merged at the top level only: an object inside is replaced as a whole. A key set to null keeps the value null; to remove keys, replace all custom data with User > Update.',
		},
	],
	request({ user, customData }) {
		const data = jsonObject(customData, 'Custom Data') ?? {};
		if (Object.keys(data).length === 0) {
			throw new InputError(
				'"Custom Data" holds no keys, so there is nothing to update',
				'Enter a JSON object with at least one key. If it is an expression, check that it has a result for this item.',
			);
		}
		return {
			method: 'PATCH',
			path: path`/api/users/${user}/custom-data`,
			body: { customData: data },
		};
	},
	result: (payload, { user }) => ({ userId: user, customData: asRecord(payload) }),
});
