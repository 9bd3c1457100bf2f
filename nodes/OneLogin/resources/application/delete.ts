import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { asId } from '../../id';
import { toManageAll } from '../../scope';

export const deleteApplication = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an application',
	description: 'Delete an application for good, with its rules. Nobody can open it any more.',
	fields: [app],
	request: ({ app }) => ({ method: 'DELETE', path: path`/api/2/apps/${app}` }),
	result: (_payload, { app }) => ({ id: asId(app), deleted: true }),
	advise: toManageAll,
});
