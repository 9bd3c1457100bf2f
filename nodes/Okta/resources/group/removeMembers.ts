import { ApiError, raise } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import type { Api } from '../../../shared/api';
import { oktaGroup, ownGroup } from '../../group';
import { locateUsers, users } from '../../people';
import { findRecord, isMissing } from '../../record';
import { changeMembers, refuseRuled } from './members';

export const removeMembers = defineOperation({
	value: 'removeMembers',
	name: 'Remove Members',
	action: 'Remove members from a group',
	description:
		'Take users out of a group, and so its applications away from them; an item for each user',
	fields: [
		oktaGroup,
		users,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'If a Rule Fills the Group',
					name: 'ifRuleFills',
					type: 'options',
					options: [
						{
							name: 'Remove Anyway',
							value: 'remove',
							description: 'The rule never adds the users again whom it put there',
						},
						{ name: 'Stop With an Error', value: 'stop' },
					],
					default: 'stop',
					description:
						'What to do when an active group rule fills the group. Okta makes users whom the rule put there, and who are removed by hand, exceptions of the rule.',
				},
				ifAlreadyDone,
			],
		},
	],
	async run(api, { group, users, options }) {
		const ids = await locateUsers(api, users);
		await ownGroup(api, group);
		if (options.ifRuleFills !== 'remove') await refuseRuled(api, group, ids);
		return await changeMembers(api, {
			group,
			users: ids,
			method: 'DELETE',
			goal: false,
			chosen: options,
			// The group is known to be there; so is the user, unless the ID was mistyped.
			isDone: async (error, user) => isMissing(error) && (await isThere(api, user)),
		});
	},
});

/** Whether a user exists, so that "not found" can only mean the membership. */
async function isThere(api: Api, user: string): Promise<boolean> {
	try {
		return (await findRecord(api, path`/api/v1/users/${user}`)) !== undefined;
	} catch (error) {
		// Not allowed to look: then Okta's own "not found" is all that can be said.
		return error instanceof ApiError ? false : raise(error as Error);
	}
}
