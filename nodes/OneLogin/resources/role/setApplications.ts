import { defineOperation } from '../../../shared/operation';
import { appIds, apps } from '../../app';
import { role } from '../../role';
import { toManageAll } from '../../scope';
import { writeApps } from './apps';

export const setApplications = defineOperation({
	value: 'setApplications',
	name: 'Set Applications',
	action: 'Set the applications of a role',
	description:
		'Give a role these applications and no others: those that are not chosen here are taken away',
	fields: [role, { ...apps, required: true }],
	run: async (api, { role, apps }) => await writeApps(api, role, appIds(apps)),
	advise: toManageAll,
});
