import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { withoutSecret } from '../../application';
import { role } from '../../role';
import { simplifyApplication } from '../../simplify';

export const getApplications = defineOperation({
	value: 'getApplications',
	name: 'Get Applications',
	action: 'Get the applications of a role',
	description: 'List the machine-to-machine applications that have a role',
	fields: [role, returnAll, limit, simplify],
	list: ({ role }) => ({
		method: 'GET',
		path: path`/api/roles/${role}/applications`,
		pageSize: 100,
	}),
	result: (application) => withoutSecret(application as IDataObject),
	simplify: simplifyApplication,
});
