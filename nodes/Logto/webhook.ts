import { asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import type { Field } from '../shared/field';
import { theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';

/** The webhook an operation is about. */
export const webhook = {
	displayName: 'Webhook',
	name: 'webhook',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The webhook to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a webhook…',
			typeOptions: { searchListMethod: 'searchWebhooks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. h6uo2kq8x4m1zv7b9c3nd',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Audit trail',
			hint: 'Upper and lower case matter. Several may have one name: then choose by ID.',
		},
	],
} as const satisfies Field;

/**
 * The id of the webhook that is meant. Logto searches this list by nothing, and gives it out whole.
 *
 * @throws {InputError} unless there is exactly one
 */
export async function locateWebhook(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name') return value;
	const all = asRecords(await api.request({ method: 'GET', path: path`/api/hooks` }));
	return theOneNamed(all, { thing: 'webhook', value, label });
}
