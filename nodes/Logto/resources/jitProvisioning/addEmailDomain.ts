import { alreadyDone, asRecord } from '../../../shared/answer';
import { raise } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization } from '../../organization';
import { isRefusal } from '../../refused';
import { domainOf } from './emailDomain';

export const addEmailDomain = defineOperation({
	value: 'addEmailDomain',
	name: 'Add Email Domain',
	action: 'Add an email domain to just-in-time provisioning',
	description:
		'Have people with addresses of a domain join the organization when they first sign in. Users that are made by a workflow join nothing.',
	fields: [
		organization,
		{
			displayName: 'Email Domain',
			name: 'emailDomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. northwind.example.com',
			description: 'What stands behind the @',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { organization, emailDomain: given, options }) {
		const emailDomain = domainOf(given);
		const item = { organizationId: organization, emailDomain };
		const at = path`/api/organizations/${organization}/jit/email-domains`;
		try {
			asRecord(await api.request({ method: 'POST', path: at, body: { emailDomain } }));
			return { ...item, already: false };
		} catch (error) {
			// The database knows both when it says so.
			if (!isRefusal(error, 'entity.unique_integrity_violation')) return raise(error as Error);
			return alreadyDone(item, options, 'The organization has the domain');
		}
	},
});
