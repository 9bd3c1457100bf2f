import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';
import { simplifyEntry, withoutCode } from './entry';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many log entries',
	description:
		'List the entries of the audit log, newest first: sign-ins and tokens. Changes through the Management API are not in it.',
	fields: [
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Application Name or ID',
					name: 'app',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getApplications' },
					default: '',
					description:
						'Only what went through this application. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Event',
					name: 'logKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. Interaction.SignIn.Submit',
					description:
						'Only entries with exactly this key. One that Logto does not know finds nothing.',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'The first moment that counts',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'The last moment that counts',
				},
				{ ...user, required: false, description: 'Only what this user did' },
			],
		}),
	],
	list({ returnAll, filters: { app, logKey, since, until, user } }) {
		const [start, end] = [since, until].map((date) => (date ? Date.parse(date) : undefined));
		if (start !== undefined && end !== undefined && start > end) {
			throw new InputError('"Since" is later than "Until"', 'Swap them, or check the time zone.');
		}
		return {
			method: 'GET',
			path: path`/api/logs`,
			query: {
				userId: user,
				applicationId: app,
				logKey,
				start_time: start,
				// All of a log that goes on has no end, and each newcomer would move its pages.
				end_time: end ?? (returnAll ? clock.now() : undefined),
			},
			pageSize: 100,
		};
	},
	result: (entry) => withoutCode(entry as IDataObject),
	simplify: simplifyEntry,
});
