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
	searchConnectors,
	searchGrants,
	searchMfaVerifications,
	searchRolesOfUser,
	searchSessions,
	searchTokens,
	searchUsers,
} from './listSearch';
import { getUserRoles } from './loadOptions';
import { logto } from './logto.api';
import { accessReview } from './resources/accessReview';
import { apiPermission } from './resources/apiPermission';
import { apiRequest } from './resources/apiRequest';
import { apiResource } from './resources/apiResource';
import { application } from './resources/application';
import { applicationRole } from './resources/applicationRole';
import { applicationSecret } from './resources/applicationSecret';
import { customData } from './resources/customData';
import { jitProvisioning } from './resources/jitProvisioning';
import { log } from './resources/log';
import { mfaVerification } from './resources/mfaVerification';
import { oneTimeToken } from './resources/oneTimeToken';
import { organization } from './resources/organization';
import { organizationApplication } from './resources/organizationApplication';
import { organizationInvitation } from './resources/organizationInvitation';
import { organizationMember } from './resources/organizationMember';
import { organizationPermission } from './resources/organizationPermission';
import { organizationRole } from './resources/organizationRole';
import { personalAccessToken } from './resources/personalAccessToken';
import { role } from './resources/role';
import { socialIdentity } from './resources/socialIdentity';
import { user } from './resources/user';
import { userRole } from './resources/userRole';
import { webhook } from './resources/webhook';
import {
	getApplications,
	getMachineRoles,
	getMachines,
	getOrganizationMachineRoles,
	getOrganizationPermissions,
	getOrganizationRoles,
	getOrganizations,
	getPermissions,
	getSsoConnectors,
	searchApplications,
	searchEmailDomains,
	searchInvitations,
	searchLogs,
	searchMachines,
	searchOneTimeTokens,
	searchOrganizationPermissions,
	searchOrganizationRoles,
	searchOrganizations,
	searchPermissions,
	searchPermissionsOfResource,
	searchPermissionsOfRole,
	searchResources,
	searchRoles,
	searchRolesOfApplication,
	searchSecrets,
	searchSsoConnectors,
	searchWebhooks,
} from './tenantPickers';

const resources = [
	user,
	accessReview,
	apiPermission,
	apiRequest,
	apiResource,
	application,
	applicationRole,
	applicationSecret,
	customData,
	jitProvisioning,
	log,
	mfaVerification,
	oneTimeToken,
	organization,
	organizationApplication,
	organizationInvitation,
	organizationMember,
	organizationPermission,
	organizationRole,
	personalAccessToken,
	role,
	socialIdentity,
	userRole,
	webhook,
];

export class Logto implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Logto',
		name: 'logto',
		icon: { light: 'file:../../icons/logto.svg', dark: 'file:../../icons/logto.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Manage users, roles and organizations, and how people sign in with Logto',
		defaults: { name: 'Logto' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'logtoOAuth2Api', required: true }],
		properties: propertiesOf(resources),
	};

	methods = {
		listSearch: {
			searchApplications,
			searchConnectors,
			searchEmailDomains,
			searchGrants,
			searchInvitations,
			searchLogs,
			searchMachines,
			searchMfaVerifications,
			searchOneTimeTokens,
			searchOrganizationPermissions,
			searchOrganizationRoles,
			searchOrganizations,
			searchPermissions,
			searchPermissionsOfResource,
			searchPermissionsOfRole,
			searchResources,
			searchRoles,
			searchRolesOfApplication,
			searchRolesOfUser,
			searchSecrets,
			searchSessions,
			searchSsoConnectors,
			searchTokens,
			searchUsers,
			searchWebhooks,
		},
		loadOptions: {
			getApplications,
			getMachineRoles,
			getMachines,
			getOrganizationMachineRoles,
			getOrganizationPermissions,
			getOrganizationRoles,
			getOrganizations,
			getPermissions,
			getSsoConnectors,
			getUserRoles,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { vendor: logto, resources });
	}
}
