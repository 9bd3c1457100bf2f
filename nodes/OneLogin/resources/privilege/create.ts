import { asRecord, idOf } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { toManageAll } from '../../scope';
import { afterwards } from '../user/change';
import {
	actions,
	description,
	limitTo,
	name,
	otherActions,
	readPrivilege,
	statementsBody,
} from './statements';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a privilege',
	description:
		'Create what delegated administrators can then be let do with Add Users and Add Roles',
	fields: [{ ...name, required: true }, description, actions, otherActions, limitTo],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	async run(api, { name, description, ...given }) {
		const privilege = await statementsBody(api, given);
		if (!privilege) {
			throw new InputError(
				'"Actions" and "Other Actions" are both empty',
				'Choose at least one action.',
			);
		}
		const answer = await api.request({
			method: 'POST',
			path: path`/api/1/privileges`,
			body: { name, ...(description && { description }), privilege },
		});
		const saved = 'The privilege was created';
		const id = await afterwards(saved, async () => idOf(asRecord(answer)));
		// Whether the answer has more than the ID, sources do not agree.
		return await afterwards(`${saved} as ${id}`, async () => await readPrivilege(api, id));
	},
	advise: toManageAll,
});
