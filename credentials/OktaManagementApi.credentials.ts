import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { oktaOrigin } from '../nodes/Okta/origin';
import { atOrigin } from '../nodes/shared/origin';
import { withoutScheme } from '../nodes/shared/text';

export class OktaManagementApi implements ICredentialType {
	name = 'oktaManagementApi';

	displayName = 'Okta Management API';

	icon = { light: 'file:../icons/okta.svg', dark: 'file:../icons/okta.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-identity/n8n-nodes-identity#okta';

	properties: INodeProperties[] = [
		{
			displayName: 'Okta URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.okta.com',
			description:
				'Address of your organization, or its custom domain. The address of the admin console works too.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Made in the admin console under Security > API > Tokens. It acts with the rights of the administrator who made it, and expires after 30 days without use.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, oktaOrigin(credentials.url));
		authenticated.headers!.Authorization = `SSWS ${withoutScheme(credentials.apiToken)}`;
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.url}}',
			// The token's own owner: the one record that every administrator may read.
			url: '/api/v1/users/me',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Okta does not accept this API token. It may be mistyped, revoked, expired, or belong to another organization.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Okta accepts this API token, but it may not read users. The administrator who made it needs a role that can.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Okta API at this URL. Check the Okta URL.',
				},
			},
		],
	};
}
