import { alreadyDone } from '../../../shared/answer';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { machines } from '../../application';
import { done } from '../../done';
import { organization } from '../../organization';

export const add = defineOperation({
	value: 'add',
	name: 'Add',
	action: 'Add applications to an organization',
	description:
		'Let machine-to-machine applications work in an organization; those in it already are left as they are',
	fields: [
		organization,
		machines,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { organization, apps, options }) {
		const appIds = [...new Set(apps)];
		const at = path`/api/organizations/${organization}/applications`;
		const held = (await api.all({ method: 'GET', path: at, pageSize: 100 })).map(({ id }) => id);
		const addedAppIds = appIds.filter((id) => !held.includes(id));
		const item = { organizationId: organization, appIds, addedAppIds };
		if (addedAppIds.length === 0) {
			return alreadyDone(item, options, 'All of them are in the organization');
		}
		await done(api, { method: 'POST', path: at, body: { applicationIds: addedAppIds } }, 201);
		return { ...item, already: false };
	},
	advise: ({ code }) =>
		code === 'entity.relation_foreign_key_not_found'
			? 'Check "Organization" and "Application Names or IDs": this Logto server does not know one of them.'
			: undefined,
});
