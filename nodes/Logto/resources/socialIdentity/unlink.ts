import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { simplifyUser, userIn } from '../../simplify';
import { user } from '../../user';
import { namedTarget, target } from './target';

export const unlink = defineOperation({
	value: 'delete',
	name: 'Unlink',
	action: 'Unlink a social identity from a user',
	description:
		'Unlink an account of a social provider from a user. Returns the user with the identities that are left.',
	fields: [user, target, simplify],
	request: ({ user, target }) => ({
		method: 'DELETE',
		path: path`/api/users/${user}/identities/${namedTarget(target)}`,
	}),
	result: userIn,
	simplify: (record) => ({ ...simplifyUser(record), identities: record.identities }),
});
