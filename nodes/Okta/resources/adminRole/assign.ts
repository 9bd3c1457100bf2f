import { alreadyDone, asRecord } from '../../../shared/answer';
import { ifAlreadyDone, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { assignmentsOf, isThroughGroup, named, rolesPath, simplifyAssignment } from './assignments';
import { assigneeFields, holderOf, isOf, roleFields, roleOf } from './fields';

export const assign = defineOperation({
	value: 'assign',
	name: 'Assign',
	action: 'Assign an admin role',
	description:
		'Make a user, or all members of a group, an administrator. Only a super administrator can do so.',
	fields: [
		...assigneeFields,
		...roleFields,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Disable Notifications',
					name: 'disableNotifications',
					type: 'boolean',
					default: false,
					description:
						'Whether Okta sends none of its emails for administrators: it calls such a person a third-party administrator',
				},
				ifAlreadyDone,
			],
		},
	],
	async run(api, { options, ...given }) {
		const holder = holderOf(given);
		const role = roleOf(given);
		const present = async () =>
			(await assignmentsOf(api, holder)).find(
				(one) => isOf(role, one) && !isThroughGroup(holder, one),
			);
		// Looked at first: what Okta says of a custom role that is assigned twice is documented nowhere.
		const before = await present();
		if (before) {
			const item = { ...named(holder), ...before };
			return alreadyDone(item, options, `The ${holder.kind} has the role already`);
		}
		const made = await api.request({
			method: 'POST',
			path: rolesPath(holder),
			query: { disableNotifications: options.disableNotifications },
			body: role,
		});
		// Of a group, one of the two answers that the document has is empty ("Assign a role to a group").
		const isEmpty = holder.kind === 'group' && made === '';
		return { ...named(holder), ...asRecord(isEmpty ? await present() : made) };
	},
	simplify: simplifyAssignment,
});
