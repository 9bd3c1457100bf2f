import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { without } from '../../simplify';
import { user } from '../../user';

/** Logto does not list these today. If it ever did, they would not belong into an execution. */
const SECRETS = ['secret', 'secretQrCode', 'codes'];

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many MFA verifications',
	description: 'List the second factors of a user',
	fields: [user, returnAll, limit],
	list: ({ user }) => ({ method: 'GET', path: path`/api/users/${user}/mfa-verifications` }),
	result: (verification) => without(verification as IDataObject, SECRETS),
});
