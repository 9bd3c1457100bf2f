import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { withoutConfig } from '../../ssoConnector';

export const getSsoConnectors = defineOperation({
	value: 'getSsoConnectors',
	name: 'Get SSO Connectors',
	action: 'Get the SSO connectors of just-in-time provisioning',
	description: 'List the SSO connectors whose users join the organization when they first sign in',
	fields: [organization, returnAll, limit],
	list: ({ organization }) => ({
		method: 'GET',
		path: path`/api/organizations/${organization}/jit/sso-connectors`,
		pageSize: 100,
	}),
	result: (connector) => withoutConfig(connector as IDataObject),
});
