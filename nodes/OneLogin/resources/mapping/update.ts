import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';
import { byDisplayName } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { mapping } from '../../mapping';
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

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a mapping',
	description: 'Change some of a mapping and leave the rest as it is',
	fields: [
		mapping,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Only what is added here changes',
			options: byDisplayName([enabled, forEverybody, match, name, position]),
		},
		{ ...conditions, description: 'Take the place of all conditions that the mapping has' },
		{
			...actions,
			description:
				'Take the place of all actions that the mapping has. For several roles, add one action each.',
		},
	],
	names: ({ updateFields: { name } }) => [name],
	async run(api, { mapping, updateFields, ...given }) {
		const { forEverybody, ...fields } = updateFields;
		if (fields.name === '') {
			throw new InputError(
				'"Update Fields > Name" is empty',
				'Enter a name, or take the field out to leave it as it is.',
			);
		}
		const asked = conditionsBody(given.criteria, forEverybody);
		const done = actionsBody(given.actions);
		const changes: IDataObject = {
			...fields,
			...(asked && { conditions: asked }),
			...(done && { actions: done }),
		};
		if (Object.keys(changes).length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Add at least one entry to "Update Fields", "Conditions" or "Actions".',
			);
		}
		// An update replaces the mapping (onelogin-next.md, section 4.7), so the present one is read.
		const present = await readMapping(api, mapping);
		const wanted = { ...present, ...changes };
		checkPosition(fields.position, wanted.enabled === true);
		const body: IDataObject = {};
		for (const name of ['name', 'match', 'enabled', 'conditions', 'actions']) {
			body[name] = wanted[name];
		}
		// Refused of a mapping that is not enabled; one that becomes so has none yet, and comes last.
		if (wanted.enabled === true && typeof wanted.position === 'number') {
			body.position = wanted.position;
		}
		await api.request({ method: 'PUT', path: path`/api/2/mappings/${mapping}`, body });
		// The answer has the ID alone.
		return await afterwards(
			`The mapping ${mapping} was updated`,
			async () => await readMapping(api, mapping),
		);
	},
	advise: toManageAll,
});
