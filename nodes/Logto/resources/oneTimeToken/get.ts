import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { includeTokenValue, oneTimeToken, tokenShown } from './token';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a one-time token',
	description: 'Read who a one-time token is for, and whether it is still good',
	fields: [
		oneTimeToken,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound, includeTokenValue],
		},
	],
	request: ({ oneTimeToken }) => ({
		method: 'GET',
		path: path`/api/one-time-tokens/${oneTimeToken}`,
	}),
	result: (payload, { options }) => tokenShown(asRecord(payload), options),
});
