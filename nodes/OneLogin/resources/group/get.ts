import { asRecord } from '../../../shared/answer';
import { ifNotFound } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
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
	async run(api, { group }) {
		const read = async (at: ReturnType<typeof path>) => {
			const payload = await api.request({ method: 'GET', path: at });
			return asRecord([flattened(payload)].flat()[0]);
		};
		return await byEither(
			async () => await read(path`/api/2/groups/${group}`),
			async () => await read(path`/api/1/groups/${group}`),
		);
	},
	advise: toReadUsers,
});
