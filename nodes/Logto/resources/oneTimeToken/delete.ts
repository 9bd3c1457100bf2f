import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { oneTimeToken } from './token';

export const deleteOneTimeToken = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a one-time token',
	description: 'Delete a one-time token for good, and the record of its use',
	fields: [oneTimeToken],
	request: ({ oneTimeToken }) => ({
		method: 'DELETE',
		path: path`/api/one-time-tokens/${oneTimeToken}`,
	}),
	result: (_payload, { oneTimeToken }) => ({ id: oneTimeToken, deleted: true }),
});
