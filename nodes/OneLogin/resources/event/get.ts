import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { ifNotFound, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { flattened } from '../../oneLogin.api';
import { toReadUsers } from '../../scope';
import { eventId, simplifyEvent } from './events';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an event',
	description: 'Read one entry of the event log',
	fields: [
		{
			displayName: 'Event ID',
			name: 'eventId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123456789',
			description: 'The event, as Get Many lists it. Not the type of an event.',
		},
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
	request: ({ eventId: given }) => ({
		method: 'GET',
		path: path`/api/1/events/${eventId(given)}`,
	}),
	// v1 wraps a single record in a list, and the documents show it bare.
	result: (payload) => asRecord(([flattened(payload)] as unknown[]).flat()[0]),
	simplify: (record) => simplifyEvent(record as IDataObject),
	advise: toReadUsers,
});
