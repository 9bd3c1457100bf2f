import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { customAttributes, customValues, setCustomAttributes as send } from './save';
import { user } from './user';

export const setCustomAttributes = defineOperation({
	value: 'setCustomAttributes',
	name: 'Set Custom Attributes',
	action: 'Set custom attributes of a user',
	description: 'Set attributes that the account itself defines, and leave the others as they are',
	fields: [user, customAttributes],
	async run(api, { user, customAttributes }) {
		const values = customValues(customAttributes);
		if (!values) throw new InputError('"Custom Attributes" is empty', 'Add at least one.');
		await send(api, user, values);
		return { userId: asId(user), success: true };
	},
	advise: toManageAll,
});
