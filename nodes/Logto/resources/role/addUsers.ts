import { alreadyDone } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { users, usersMeant } from '../../people';
import { role } from '../../role';

export const addUsers = defineOperation({
	value: 'addUsers',
	name: 'Add Users',
	action: 'Add users to a role',
	description: 'Give a role to users; those who have it already are left as they are',
	fields: [
		role,
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
	async run(api, { role, users, options }) {
		const userIds = await usersMeant(api, users);
		const holders = await holdersAmong(api, role, userIds);
		const addedUserIds = userIds.filter((id) => !holders.has(id));
		const item = { roleId: role, userIds, addedUserIds };
		if (addedUserIds.length === 0) return alreadyDone(item, options, 'All of them have the role');
		// Only those who lack it: with one who has it Logto adds nobody (logto-next.md, "Roles").
		await api.request({
			method: 'POST',
			path: path`/api/roles/${role}/users`,
			body: { userIds: addedUserIds },
		});
		return { ...item, already: false };
	},
});

/** How many are asked about at once, so that the address stays short enough for proxies. */
const AT_ONCE = 50;

/** Those of some users who have a role. */
async function holdersAmong(api: Api, role: string, userIds: string[]): Promise<Set<unknown>> {
	const holders = new Set<unknown>();
	for (let at = 0; at < userIds.length; at += AT_ONCE) {
		const found = await api.all({
			method: 'GET',
			path: path`/api/roles/${role}/users`,
			query: { 'search.id': userIds.slice(at, at + AT_ONCE), 'mode.id': 'exact' },
			pageSize: 100,
		});
		for (const { id } of found) holders.add(id);
	}
	return holders;
}
