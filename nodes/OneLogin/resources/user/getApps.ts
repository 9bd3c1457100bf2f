import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { defineOperation } from '../../../shared/operation';
import { follow } from '../../../shared/paging';
import { path } from '../../../shared/path';
import { flattened, nextPage, oneLogin } from '../../oneLogin.api';
import { user } from './user';

export const getApps = defineOperation({
	value: 'getApps',
	name: 'Get Apps',
	action: 'Get the apps of a user',
	description: 'List all apps that a user can open',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Hidden Apps',
					name: 'ignore_visibility',
					type: 'boolean',
					default: false,
					description:
						'Whether to list also apps that the portal does not show. Accounts on the older API may ignore this.',
				},
			],
		},
	],
	isRead: true,
	run: async (api, { user, options }) => await appsOf(api, user, options.ignore_visibility),
});

/** The apps that a user can open. */
export async function appsOf(
	api: Api,
	user: string,
	ignore_visibility?: boolean,
): Promise<IDataObject[]> {
	// One answer holds them all as far as OneLogin documents it; a cursor is followed all the same.
	const call = {
		method: 'GET' as const,
		path: path`/api/1/users/${user}/apps`,
		query: { ignore_visibility },
	};
	const apps: IDataObject[] = [];
	const pages = follow(api, call, nextPage, (reply) =>
		asRecords(flattened(oneLogin.payload(reply))),
	);
	for await (const page of pages) apps.push(...page);
	return apps;
}
