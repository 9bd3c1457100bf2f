import { asRecord } from '../../../shared/answer';
import { attributes } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { appIds, apps } from '../../app';
import { toManageAll } from '../../scope';
import { userIds, users } from '../../users';
import { name } from './name';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a role',
	description: 'Create a role, which gives applications to its users',
	fields: [
		name,
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...users,
					displayName: 'Administrators',
					name: 'admins',
					required: false,
					description:
						'Users who may give the role to others: IDs, emails or usernames, separated by commas',
				},
				apps,
				{ ...users, required: false },
			],
		}),
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	async run(api, { name, additionalFields: { admins, apps, users } }) {
		const group = 'Additional Fields';
		const body = {
			name,
			...(apps?.length && { apps: appIds(apps, `${group} > Application Names or IDs`) }),
			...(users && { users: await userIds(api, users, `${group} > Users`) }),
			...(admins && { admins: await userIds(api, admins, `${group} > Administrators`) }),
		};
		const answer = await api.request({ method: 'POST', path: path`/api/2/roles`, body });
		return { ...asRecord(answer), name };
	},
	advise: toManageAll,
});
