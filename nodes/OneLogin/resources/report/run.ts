import { asRecords } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { report } from '../../report';
import { toReadRoles } from '../../scope';

export const runReport = defineOperation({
	value: 'run',
	name: 'Run',
	action: 'Run a report',
	description:
		'Run a report and give an item for each of its rows. For one with very many rows, use Run in Background.',
	fields: [report],
	isRead: true,
	async run(api, { report }) {
		const rows = await api.request({
			method: 'POST',
			path: path`/api/2/reports/${report}/run`,
			body: {},
		});
		return asRecords(rows);
	},
	advise: toReadRoles,
});
