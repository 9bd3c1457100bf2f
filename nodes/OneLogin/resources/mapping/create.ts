import { asRecord, unreadable } from '../../../shared/answer';
import { ApiError, InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';
import { afterwards } from '../user/change';
import {
	actions,
	actionsBody,
	checkPosition,
	conditions,
	conditionsBody,
	enabled,
	forEverybody,
	match,
	name,
	position,
	readMapping,
} from './rule';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a mapping',
	description:
		'Create a rule that gives roles, groups and more to users by itself, as soon as they change',
	fields: [
		{ ...name, required: true },
		match,
		conditions,
		actions,
		enabled,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [forEverybody, position],
		},
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	async run(api, { name, match, enabled, options, ...given }) {
		const asked = conditionsBody(given.criteria, options.forEverybody);
		if (!asked) {
			throw new InputError(
				'"Conditions" is empty',
				'Add a condition. A mapping for all users of the account needs "Apply to Everybody" in the options.',
			);
		}
		const done = actionsBody(given.actions);
		if (!done) throw new InputError('"Actions" is empty', 'Add what the mapping is to do.');
		checkPosition(options.position, enabled);
		const answer = await api.request({
			method: 'POST',
			path: path`/api/2/mappings`,
			body: {
				name,
				match,
				enabled,
				conditions: asked,
				actions: done,
				// Without it OneLogin puts the mapping last.
				position: options.position,
			},
		});
		const { id } = asRecord(answer);
		if (!/^\d+$/.test(String(id))) {
			throw new ApiError(
				unreadable('the ID of the new mapping', id),
				'The mapping may have been created all the same. Look for it before you repeat this.',
			);
		}
		// The answer has the ID alone.
		return await afterwards(
			`The mapping ${String(id)} was created`,
			async () => await readMapping(api, String(id)),
		);
	},
	advise: toManageAll,
});
