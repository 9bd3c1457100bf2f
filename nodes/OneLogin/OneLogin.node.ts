import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { propertiesOf, subtitleOf } from '../shared/form';
import { run } from '../shared/runner';
import {
	searchActionValues,
	searchApps,
	searchConditionValues,
	searchConnectors,
	searchCustomAttributes,
	searchDevices,
	searchFactors,
	searchGroups,
	searchMappings,
	searchPrivileges,
	searchReports,
	searchRoles,
	searchUsers,
} from './listSearch';
import {
	getApps,
	getCustomAttributes,
	getEventTypes,
	getGroups,
	getMappingActions,
	getMappingConditions,
	getMappingOperators,
	getPolicies,
	getRoles,
} from './loadOptions';
import { oneLogin } from './oneLogin.api';
import { accessReview } from './resources/accessReview';
import { apiRequest } from './resources/apiRequest';
import { customAttribute } from './resources/customAttribute';
import { application } from './resources/application';
import { event } from './resources/event';
import { group } from './resources/group';
import { mapping } from './resources/mapping';
import { mfa } from './resources/mfa';
import { privilege } from './resources/privilege';
import { report } from './resources/report';
import { role } from './resources/role';
import { user } from './resources/user';

const resources = [
	user,
	accessReview,
	apiRequest,
	role,
	group,
	application,
	mfa,
	event,
	mapping,
	customAttribute,
	privilege,
	report,
];

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
		listSearch: {
			searchActionValues,
			searchApps,
			searchConditionValues,
			searchConnectors,
			searchCustomAttributes,
			searchDevices,
			searchFactors,
			searchGroups,
			searchMappings,
			searchPrivileges,
			searchReports,
			searchRoles,
			searchUsers,
		},
		loadOptions: {
			getApps,
			getCustomAttributes,
			getEventTypes,
			getGroups,
			getMappingActions,
			getMappingConditions,
			getMappingOperators,
			getPolicies,
			getRoles,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { vendor: oneLogin, resources });
	}
}
