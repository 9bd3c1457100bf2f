import { asRecord, idOf } from '../../../shared/answer';
import { ApiError, raise } from '../../../shared/errors';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { locateUsers } from '../../people';
import { excludedUsers, expression, LANGUAGE, name, simplifyRule } from './fields';
import { sendStep } from './status';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a group rule',
	description:
		'Create a rule that puts users into groups by what their profile says. It does nothing until it is active.',
	fields: [
		{ ...name, required: true },
		{ ...expression, required: true },
		{
			displayName: 'Group Names or IDs',
			name: 'groups',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getGroups' },
			default: [],
			required: true,
			description:
				'The groups that the rule fills, at most 100. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [excludedUsers],
		}),
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Activate',
					name: 'activate',
					type: 'boolean',
					default: false,
					description:
						'Whether to activate the rule at once, so that everybody whom it is for gets into the groups',
				},
			],
		},
	],
	target: ({ name }) => name,
	async run(api, { name, expression, groups, additionalFields, options }) {
		const excluded = additionalFields.excludedUsers;
		const exclude = excluded ? await locateUsers(api, excluded, 'Excluded Users') : [];
		const made = asRecord(
			await api.request({
				method: 'POST',
				path: path`/api/v1/groups/rules`,
				body: {
					type: 'group_rule',
					name,
					conditions: {
						expression: { type: LANGUAGE, value: expression },
						...(exclude.length > 0 && { people: { users: { exclude } } }),
					},
					actions: { assignUserToGroups: { groupIds: groups } },
				},
			}),
		);
		if (!options.activate) return made;
		const id = idOf(made);
		try {
			await sendStep(api, 'activate', id);
		} catch (error) {
			if (!(error instanceof ApiError)) return raise(error as Error);
			error.refusal.causes = [
				`The rule was created with the ID ${id}, and is not active`,
				...(error.refusal.causes ?? []),
			];
			return raise(error);
		}
		return { ...made, status: 'ACTIVE' };
	},
	simplify: simplifyRule,
});
