import { watch } from '../../../shared/clock';
import { ApiError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { findRecord } from '../../record';
import { groupRule } from './fields';
import { readRule, sendStep } from './status';

/** Seconds that a deletion may take when the person sets nothing else. */
const DEFAULT_WAIT = 60;

/** Waits between two looks at whether it is gone, ms; the last one is repeated. */
const PAUSES = [500, 1_000, 2_000, 5_000];

export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group rule',
	description:
		'Delete a rule for good; an active one is deactivated first. Whom it has added stays in the groups, unless you want otherwise.',
	fields: [
		groupRule,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Max Wait for Deletion',
					name: 'deletionWait',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: DEFAULT_WAIT,
					description:
						'Seconds to wait until the rule is gone, since Okta answers before it is. After that the item fails, and Okta goes on.',
				},
				{
					displayName: 'Remove Users',
					name: 'removeUsers',
					type: 'boolean',
					default: false,
					description:
						'Whether those whom the rule has added leave the groups, and lose what the groups give. Nothing brings it back.',
				},
			],
		},
	],
	async run(api, { groupRule, options }) {
		const at = path`/api/v1/groups/rules/${groupRule}`;
		const { status, name } = await readRule(api, groupRule);
		if (status === 'ACTIVE') await sendStep(api, 'deactivate', groupRule);
		await api.request({
			method: 'DELETE',
			path: at,
			query: { removeUsers: options.removeUsers },
		});
		const seconds = options.deletionWait ?? DEFAULT_WAIT;
		const isGone = await watch(seconds, PAUSES, api.signal, async () =>
			(await findRecord(api, at)) ? undefined : true,
		);
		if (isGone) return { id: groupRule, name, deleted: true };
		throw new ApiError(
			{ summary: `Okta is still deleting the group rule after ${seconds} seconds` },
			'It goes on by itself. Look later whether the rule is gone, or raise "Max Wait for Deletion" under "Options".',
		);
	},
});
