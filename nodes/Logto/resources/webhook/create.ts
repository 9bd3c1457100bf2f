import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { written } from '../../written';
import {
	addressOf,
	enabled,
	events,
	headers,
	headersOf,
	hookShown,
	includeSecrets,
	url,
} from './hook';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a webhook',
	description:
		'Have Logto tell an address of what happens. To start a workflow by it, use the Logto Trigger.',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Audit trail',
			description: 'Up to 256 characters. Logto lets several have one name.',
		},
		{ ...events, required: true },
		{ ...url, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [enabled, headers],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeSecrets],
		},
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ name, events, url, additionalFields: { enabled, headers } }) => ({
		method: 'POST',
		path: path`/api/hooks`,
		body: {
			name: written(name, 'Name'),
			events: [...new Set(events)],
			config: {
				url: addressOf(url, 'URL'),
				headers: headersOf(headers, 'Additional Fields > Headers'),
			},
			enabled,
		},
	}),
	result: (payload, { options }) => hookShown(asRecord(payload), options),
});
