import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, requireOrganization } from '../../organization';

export const getEmailDomains = defineOperation({
	value: 'getEmailDomains',
	name: 'Get Email Domains',
	action: 'Get the email domains of just-in-time provisioning',
	description: 'List the domains whose users join the organization when they first sign in',
	fields: [organization, returnAll, limit],
	isRead: true,
	async run(api, { organization, returnAll, limit }) {
		const at = path`/api/organizations/${organization}/jit/email-domains`;
		const most = returnAll ? Infinity : limit;
		const domains = await api.all({ method: 'GET', path: at, pageSize: 100 }, most);
		// One that does not exist has none as well, and Logto does not look here.
		if (domains.length === 0) await requireOrganization(api, organization);
		return domains;
	},
});
