import { asRecord } from '../../../shared/answer';
import { simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { withoutSecret } from '../../application';
import { simplifyApplication } from '../../simplify';
import { written } from '../../written';
import { applicationFields, groupsOf } from './attributes';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an application',
	description:
		'Create an application, whether or not there is one with this name. Its first secret is among its secrets.',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nightly job',
			description: 'Up to 256 characters. Logto lets several have one name.',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Machine-to-Machine', value: 'MachineToMachine' },
				{ name: 'Native App', value: 'Native' },
				{ name: 'Single-Page App', value: 'SPA' },
				{ name: 'Traditional Web', value: 'Traditional' },
			],
			default: 'MachineToMachine',
			description: 'What kind of application it is; it stays so for good',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: applicationFields,
		},
		{
			displayName: 'Third-Party',
			name: 'isThirdParty',
			type: 'boolean',
			default: false,
			displayOptions: { show: { type: ['Traditional'] } },
			description:
				'Whether the application belongs to somebody else, so that people are asked for consent',
		},
		simplify,
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request({ name, type, isThirdParty, additionalFields }) {
		const { oidcClientMetadata, ...groups } = groupsOf(additionalFields, 'Additional Fields');
		return {
			method: 'POST',
			path: path`/api/applications`,
			body: {
				name: written(name, 'Name'),
				type,
				description: additionalFields.description || undefined,
				isThirdParty: isThirdParty || undefined,
				...groups,
				// Both lists must be there where one is.
				oidcClientMetadata: oidcClientMetadata && {
					redirectUris: [],
					postLogoutRedirectUris: [],
					...oidcClientMetadata,
				},
			},
		};
	},
	result: (payload) => withoutSecret(asRecord(payload)),
	simplify: simplifyApplication,
});
