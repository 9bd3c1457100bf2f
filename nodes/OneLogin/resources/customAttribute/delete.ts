import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { customAttribute } from '../../attribute';
import { asId } from '../../id';
import { toManageUsers } from '../../scope';

export const deleteCustomAttribute = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a custom attribute',
	description: 'Delete a custom attribute for good, with the values that all users have in it',
	fields: [customAttribute],
	request: ({ customAttribute }) => ({
		method: 'DELETE',
		path: path`/api/2/users/custom_attributes/${customAttribute}`,
	}),
	result: (_payload, { customAttribute }) => ({ id: asId(customAttribute), deleted: true }),
	advise: toManageUsers,
});
