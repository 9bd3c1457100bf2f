import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { device, simplifyDevice } from './fields';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a device',
	description: 'Get one device that people sign in with. Needs the Okta Identity Engine.',
	fields: [
		device,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	request: ({ device }) => ({ method: 'GET', path: path`/api/v1/devices/${device}` }),
	result: asRecord,
	simplify: simplifyDevice,
});
