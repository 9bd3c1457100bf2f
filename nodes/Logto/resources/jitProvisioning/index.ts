import type { Resource } from '../../../shared/operation';
import { addEmailDomain } from './addEmailDomain';
import { addRoles } from './addRoles';
import { addSsoConnectors } from './addSsoConnectors';
import { getEmailDomains } from './getEmailDomains';
import { getRoles } from './getRoles';
import { getSsoConnectors } from './getSsoConnectors';
import { removeEmailDomain } from './removeEmailDomain';
import { removeRole } from './removeRole';
import { removeSsoConnector } from './removeSsoConnector';

export const jitProvisioning: Resource = {
	value: 'jitProvisioning',
	name: 'Just-in-Time Provisioning',
	operations: [
		addEmailDomain,
		addRoles,
		addSsoConnectors,
		getEmailDomains,
		getRoles,
		getSsoConnectors,
		removeEmailDomain,
		removeRole,
		removeSsoConnector,
	],
};
