import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { type Path, path } from '../../../shared/path';
import { group } from '../../group';
import { flattened } from '../../oneLogin.api';
import { toReadUsers } from '../../scope';
import { byEither } from './either';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Read one group. User > Get Many lists its members, with the filter Group.',
	fields: [
		group,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifNotFound],
		},
	],
	isRead: true,
	run: async (api, { group }) => await readGroup(api, group),
	advise: toReadUsers,
});

/** A group, by whichever version the account has. */
export async function readGroup(api: Api, id: string): Promise<IDataObject> {
	const read = async (at: Path) => {
		const payload = await api.request({ method: 'GET', path: at });
		return asRecord([flattened(payload)].flat()[0]);
	};
	return await byEither(
		async () => await read(path`/api/2/groups/${id}`),
		async () => await read(path`/api/1/groups/${id}`),
	);
}
