import type { IDataObject } from 'n8n-workflow';
import { alreadyDone } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { type Field, ifAlreadyDone } from '../../../shared/field';
import { path } from '../../../shared/path';
import { afterwards } from '../user/change';
import { holdersOf } from './holders';

export const options = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [ifAlreadyDone],
} as const satisfies Field;

interface Change {
	list: 'users' | 'roles';
	/** Whether they are to have it. */
	wanted: boolean;
	ids: number[];
	chosen: { ifAlreadyDone?: 'stop' | 'succeed' };
}

/**
 * Gives a privilege to users or roles, or takes it away.
 *
 * @returns an item for each of them
 */
export async function changeHolders(
	api: Api,
	privilege: string,
	{ list, wanted, ids, chosen }: Change,
): Promise<IDataObject[]> {
	const name = list === 'users' ? 'userId' : 'roleId';
	if (chosen.ifAlreadyDone === 'stop') {
		const held = new Set((await holdersOf(api, privilege, list)).map((one) => one[name]));
		const done = ids.filter((id) => held.has(id) === wanted);
		const fact = `${wanted ? 'Among' : 'Not among'} the ${list} that have the privilege already`;
		if (done.length > 0) alreadyDone({}, chosen, `${fact}: ${done.join(', ')}`);
	}
	const items = ids.map((id) => ({ privilegeId: privilege, [name]: id, success: true }));
	if (wanted) {
		await api.request({
			method: 'POST',
			path: path`/api/1/privileges/${privilege}/${list}`,
			body: { [list]: ids },
		});
		return items;
	}
	for (const [index, id] of ids.entries()) {
		const remove = async () =>
			await api.request({
				method: 'DELETE',
				path: path`/api/1/privileges/${privilege}/${list}/${id}`,
				headers: { 'Content-Type': 'application/json' },
			});
		if (index === 0) await remove();
		else await afterwards(`The first ${index} of ${ids.length} ${list} were done`, remove);
	}
	return items;
}
