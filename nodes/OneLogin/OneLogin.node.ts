import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { propertiesOf, subtitleOf } from '../shared/form';
import { run } from '../shared/runner';
import { searchApps, searchRoles, searchUsers } from './listSearch';
import { getApps, getCustomAttributes, getGroups, getRoles } from './loadOptions';
import { oneLogin } from './oneLogin.api';
import { apiRequest } from './resources/apiRequest';
import { customAttribute } from './resources/customAttribute';
import { role } from './resources/role';
import { user } from './resources/user';

const resources = [user, apiRequest, role, customAttribute];

export class OneLogin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OneLogin',
		name: 'oneLogin',
		icon: { light: 'file:../../icons/onelogin.svg', dark: 'file:../../icons/onelogin.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Manage users and their roles in OneLogin',
		defaults: { name: 'OneLogin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneLoginOAuth2Api', required: true }],
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: { searchApps, searchRoles, searchUsers },
		loadOptions: { getApps, getCustomAttributes, getGroups, getRoles },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { vendor: oneLogin, resources });
	}
}
