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
	searchApps,
	searchClients,
	searchCustomRoles,
	searchDevices,
	searchFactors,
	searchGrants,
	searchGroupRules,
	searchGroups,
	searchOktaGroups,
	searchResourceSets,
	searchTokens,
	searchUsers,
} from './listSearch';
import { getGroups, getUserTypes } from './loadOptions';
import { okta } from './okta.api';
import { accessReview } from './resources/accessReview';
import { adminRole } from './resources/adminRole';
import { apiRequest } from './resources/apiRequest';
import { application } from './resources/application';
import { applicationUser } from './resources/applicationUser';
import { device } from './resources/device';
import { factor } from './resources/factor';
import { grant } from './resources/grant';
import { group } from './resources/group';
import { groupRule } from './resources/groupRule';
import { log } from './resources/log';
import { token } from './resources/token';
import { user } from './resources/user';
import { withRights } from './rights';

const resources = [
	user,
	accessReview,
	adminRole,
	apiRequest,
	application,
	applicationUser,
	device,
	factor,
	grant,
	group,
	groupRule,
	log,
	token,
].map(withRights);

export class Okta implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Management',
		name: 'okta',
		icon: { light: 'file:../../icons/okta.svg', dark: 'file:../../icons/okta.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Manage the users of an Okta organization, their groups and the applications they have',
		defaults: { name: 'Okta Management' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oktaManagementApi',
				required: true,
				displayOptions: { show: { authentication: ['apiToken'] } },
			},
			{
				name: 'oktaManagementOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'oktaManagementServiceApi',
				required: true,
				displayOptions: { show: { authentication: ['serviceApp'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'API Token',
						value: 'apiToken',
						description: 'Acts with the rights of the administrator who made the token',
					},
					{
						name: 'OAuth2',
						value: 'oAuth2',
						description: 'Acts as the administrator who signs in',
					},
					{
						name: 'Service App (Private Key)',
						value: 'serviceApp',
						description: 'Acts as an app with scopes and an administrator role of its own',
					},
				],
				default: 'apiToken',
			},
			...propertiesOf(resources),
		],
	};

	methods = {
		listSearch: {
			searchApps,
			searchClients,
			searchCustomRoles,
			searchDevices,
			searchFactors,
			searchGrants,
			searchGroupRules,
			searchGroups,
			searchOktaGroups,
			searchResourceSets,
			searchTokens,
			searchUsers,
		},
		loadOptions: { getGroups, getUserTypes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { vendor: okta, resources });
	}
}
