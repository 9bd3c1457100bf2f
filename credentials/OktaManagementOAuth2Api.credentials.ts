import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { hostExpression, isOwnExpression, originExpression } from '../nodes/Okta/origin';

export class OktaManagementOAuth2Api implements ICredentialType {
	name = 'oktaManagementOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Okta Management OAuth2 API';

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
			// n8n's own "pkce" breaks with "Cannot read properties of undefined" when nobody has signed in.
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Use PKCE',
			name: 'usePkce',
			type: 'hidden',
			default: true,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{${originExpression('$self["url"]')}}}/oauth2/v1/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{${originExpression('$self["url"]')}}}/oauth2/v1/token`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default:
				'offline_access okta.users.manage okta.apps.manage okta.groups.read okta.userTypes.read',
			required: true,
			description:
				'Separated by spaces. Each scope that starts with "okta." must be granted to the app on its tab "Okta API Scopes"; without "offline_access" the connection ends after an hour. Add what your workflows do: groups and group rules okta.groups.manage; administrator roles okta.roles.manage; devices okta.devices.manage; the System Log and its trigger okta.logs.read; temporary access codes okta.authenticators.read; Revoke All Access okta.universalLogout.manage; the trigger of event hooks okta.eventHooks.manage.',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
		// n8n signs with this token wherever its HTTP Request node is told to send it. These fields, which
		// n8n would otherwise add to the form and leave open, bind it. The domains alone do not: n8n 1.123
		// holds only redirects against them, and no version looks at scheme and port. Each obeys "none".
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: `={{(${isOwnExpression('$self["url"]')}) ? "domains" : "none"}}`,
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: `={{${hostExpression('$self["url"]')}}}`,
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{${originExpression('$credentials.url')}}}`,
			// Whoever signed in: the one record that every administrator may read.
			url: '/api/v1/users/me',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Okta does not accept this connection any more. Connect the credential again, and keep "offline_access" among the scopes.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Okta accepts this connection, but it may not read users. Grant the app the scope okta.users.read or okta.users.manage, name that under "Scope", and connect again as an administrator.',
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
