import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { webhook } from '../../webhook';
import { written } from '../../written';
import {
	addressOf,
	enabled,
	events,
	headers,
	headersOf,
	hookShown,
	includeSecrets,
	readHook,
	url,
} from './hook';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change some attributes of a webhook; the others stay as they are',
	fields: [
		webhook,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				enabled,
				events,
				headers,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Audit trail',
					description: 'Up to 256 characters',
				},
				url,
			],
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
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { webhook, updateFields, options }) {
		if (Object.keys(updateFields).length === 0) {
			throw new InputError('There is nothing to update', 'Add a field under "Update Fields".');
		}
		const { name, events, enabled } = updateFields;
		if (events?.length === 0) {
			throw new InputError(
				'"Update Fields > Events" is empty',
				'Choose at least one event. To have nothing sent, turn "Enabled" off.',
			);
		}
		const address = updateFields.url;
		const url = address === undefined ? undefined : addressOf(address, 'Update Fields > URL');
		const headers = headersOf(updateFields.headers, 'Update Fields > Headers');
		const body = {
			name: written(name, 'Update Fields > Name'),
			events: events && [...new Set(events)],
			enabled,
			config: undefined as object | undefined,
		};
		if (url !== undefined || headers !== undefined) {
			// Logto replaces address, headers and what more there is as a whole (core/src/routes/hook.ts).
			const before = asRecord((await readHook(api, webhook)).config);
			body.config = { ...before, ...(url && { url }), ...(headers && { headers }) };
		}
		const at = path`/api/hooks/${webhook}`;
		return hookShown(asRecord(await api.request({ method: 'PATCH', path: at, body })), options);
	},
});
