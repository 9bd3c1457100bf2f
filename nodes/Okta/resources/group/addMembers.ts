import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { oktaGroup, ownGroup } from '../../group';
import { locateUsers, users } from '../../people';
import { changeMembers, isMember } from './members';

/** Refusals that may be about somebody who is a member already; what Okta says then is documented nowhere. */
const MAYBE_MEMBER = new Set([400, 409]);

export const addMembers = defineOperation({
	value: 'addMembers',
	name: 'Add Members',
	action: 'Add members to a group',
	description: 'Put users into a group, which gives them its applications; an item for each user',
	fields: [
		oktaGroup,
		users,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { group, users, options }) {
		const ids = await locateUsers(api, users);
		await ownGroup(api, group);
		return await changeMembers(api, {
			group,
			users: ids,
			method: 'PUT',
			goal: true,
			chosen: options,
			isDone: async ({ refusal: { status = 0 } }, user) =>
				MAYBE_MEMBER.has(status) && (await isMember(api, user, group)),
		});
	},
});
