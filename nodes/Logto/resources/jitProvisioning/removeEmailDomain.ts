import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { named, path } from '../../../shared/path';
import { organization, requireOrganization } from '../../organization';
import { take } from '../../taken';

export const removeEmailDomain = defineOperation({
	value: 'removeEmailDomain',
	name: 'Remove Email Domain',
	action: 'Remove an email domain from just-in-time provisioning',
	description: 'Have people of a domain no longer join the organization; who is in it stays',
	fields: [
		organization,
		{
			displayName: 'Email Domain',
			name: 'emailDomain',
			type: 'resourceLocator',
			typeOptions: { loadOptionsDependsOn: ['organization.value'] },
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The domain to remove',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a domain…',
					typeOptions: { searchListMethod: 'searchEmailDomains', searchable: true },
				},
				{
					displayName: 'By Name',
					name: 'name',
					type: 'string',
					placeholder: 'e.g. northwind.example.com',
				},
			],
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
	run: async (api, { organization, emailDomain, options }) =>
		await take(api, {
			call: {
				method: 'DELETE',
				path: path`/api/organizations/${organization}/jit/email-domains/${named(emailDomain)}`,
			},
			item: { organizationId: organization, emailDomain },
			options,
			fact: 'The organization does not have the domain',
			prove: async () => await requireOrganization(api, organization),
		}),
});
