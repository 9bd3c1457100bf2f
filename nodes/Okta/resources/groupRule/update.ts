import { asRecord } from '../../../shared/answer';
import { ApiError, InputError, raise } from '../../../shared/errors';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { locateUsers } from '../../people';
import { excludedUsers, expression, groupRule, LANGUAGE, name, simplifyRule } from './fields';
import type { Rule } from './fields';
import { readRule, requireValid, sendStep } from './status';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a group rule',
	description:
		'Change whom a rule is for, and leave the rest as it is. Its groups cannot be changed: make another rule for others.',
	fields: [
		groupRule,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What to change. What is left empty is not sent.',
			options: [
				{
					...excludedUsers,
					description:
						'All whom the rule never adds, in place of those so far: IDs, logins or email addresses, separated by commas, or a list by an expression. An expression that gives null excludes nobody.',
				},
				expression,
				name,
			],
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
					displayName: 'If the Rule Is Active',
					name: 'ifActive',
					type: 'options',
					options: [
						{
							name: 'Deactivate Meanwhile',
							value: 'deactivate',
							description:
								'Activated again, the rule adds everybody whom it is for. It takes nobody out.',
						},
						{ name: 'Stop With an Error', value: 'stop' },
					],
					default: 'stop',
					description:
						'What to do with a rule that is active, since Okta changes inactive ones only',
				},
			],
		},
	],
	names: ({ updateFields }) => [updateFields.name],
	async run(api, { groupRule, updateFields, options }) {
		const { name, expression, excludedUsers } = updateFields;
		if (!name && !expression && !excludedUsers && excludedUsers !== null) {
			throw new InputError('There is nothing to update', 'Set at least one field.');
		}
		const exclude = excludedUsers && (await locateUsers(api, excludedUsers, 'Excluded Users'));
		const before = (await readRule(api, groupRule)) as Rule;
		requireValid(before);
		const isActive = before.status === 'ACTIVE';
		if (isActive && options.ifActive !== 'deactivate') {
			throw new InputError(
				`The group rule "${String(before.name)}" is active, and Okta changes inactive rules only`,
				'Nothing was changed. Set "If the Rule Is Active" to "Deactivate Meanwhile", or deactivate it first.',
				'refused',
			);
		}
		const { people, ...conditions } = before.conditions ?? {};
		// PUT replaces the whole rule.
		const call = {
			method: 'PUT' as const,
			path: path`/api/v1/groups/rules/${groupRule}`,
			body: {
				type: 'group_rule',
				name: name || before.name,
				conditions: {
					...conditions,
					...(expression && { expression: { type: LANGUAGE, value: expression } }),
					people:
						excludedUsers === '' || excludedUsers === undefined
							? people
							: { ...people, users: { ...people?.users, exclude: exclude ?? [] } },
				},
				actions: before.actions,
			},
		};
		if (!isActive) return asRecord(await api.request(call));
		await sendStep(api, 'deactivate', groupRule);
		let done: 'changed' | 'not changed' = 'not changed';
		try {
			const made = asRecord(await api.request(call));
			done = 'changed';
			await sendStep(api, 'activate', groupRule);
			return { ...made, status: 'ACTIVE' };
		} catch (error) {
			if (!(error instanceof ApiError)) return raise(error as Error);
			error.refusal.causes = [
				`The rule was deactivated and ${done}, and is not active now`,
				...(error.refusal.causes ?? []),
			];
			return raise(error);
		}
	},
	simplify: simplifyRule,
});
