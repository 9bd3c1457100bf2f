import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { mapping } from '../../mapping';
import { toManageAll } from '../../scope';
import { userIds, users } from '../../users';

export const dryRun = defineOperation({
	value: 'dryRun',
	name: 'Dry Run',
	action: 'Dry run a mapping',
	description: 'Ask which users a mapping would apply to, and change nothing',
	fields: [mapping, users],
	isRead: true,
	async run(api, { mapping, users }) {
		const answer = await api.request({
			method: 'POST',
			path: path`/api/2/mappings/${mapping}/dryrun`,
			body: await userIds(api, users),
		});
		return asRecords(answer).map(({ user, mapped }): IDataObject => {
			const { id, ...person } = asRecord(user);
			return { mappingId: asId(mapping), userId: id, ...person, mapped };
		});
	},
	advise: toManageAll,
});
