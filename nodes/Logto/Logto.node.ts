import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { propertiesOf } from '../shared/operation';
import { run } from '../shared/runner';
import { searchUsers } from './listSearch';
import { getUserRoles } from './loadOptions';
import { logto } from './logto.api';
import { user } from './resources/user';
import { userRole } from './resources/userRole';

const resources = [user, userRole];

export class Logto implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Logto',
		name: 'logto',
		icon: { light: 'file:../../icons/logto.svg', dark: 'file:../../icons/logto.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage users and their roles in Logto',
		defaults: { name: 'Logto' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'logtoOAuth2Api', required: true }],
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: { searchUsers },
		loadOptions: { getUserRoles },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { vendor: logto, resources });
	}
}
