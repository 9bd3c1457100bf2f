import { alreadyDone } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { group } from '../../group';
import { findRecord, isMissing } from '../../record';

export const unassignGroup = defineOperation({
	value: 'unassignGroup',
	name: 'Unassign Group',
	action: 'Unassign a group from an application',
	description:
		'Take an application away from the members of a group who have it in no other way. Their accounts there may be deleted, and nothing brings them back.',
	fields: [
		app,
		group,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { app, group, options }) {
		const item = { appId: app, groupId: group, success: true };
		try {
			await api.request({ method: 'DELETE', path: path`/api/v1/apps/${app}/groups/${group}` });
			return item;
		} catch (error) {
			const isDone = isMissing(error) && (await bothExist(api, app, group));
			if (!isDone) return raise(error as Error);
		}
		return alreadyDone(item, options, 'The group does not have the application');
	},
});

/** Whether application and group exist, so that "not found" can only mean the assignment. */
async function bothExist(api: Api, app: string, group: string): Promise<boolean> {
	try {
		const hasApp = await findRecord(api, path`/api/v1/apps/${app}`);
		return Boolean(hasApp && (await findRecord(api, path`/api/v1/groups/${group}`)));
	} catch (error) {
		// Not allowed to look: then Okta's own "not found" is all that can be said.
		return error instanceof ApiError ? false : raise(error as Error);
	}
}
