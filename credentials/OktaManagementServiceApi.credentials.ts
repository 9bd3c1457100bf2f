import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { oktaOrigin } from '../nodes/Okta/origin';
import { requestServiceToken, serviceBinding, tokenHeaders } from '../nodes/Okta/serviceApp';
import { atOrigin } from '../nodes/shared/origin';
import { placeOf, proveInTest, tokenToSend } from '../nodes/shared/token';

export class OktaManagementServiceApi implements ICredentialType {
	name = 'oktaManagementServiceApi';

	displayName = 'Okta Management Service App API';

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
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description:
				'Of an app of the type "API Services" that signs in with "Public key / Private key". It needs the scopes below and an administrator role.',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'As PEM or JWK, without a passphrase. It does not matter when the line breaks get lost.',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			description:
				'The "kid" that Okta shows beside the public key. Leave empty when the app has one key only, or when the private key is a JWK with a "kid".',
		},
		{
			displayName: 'Scopes',
			name: 'scope',
			type: 'string',
			default: 'okta.users.manage okta.apps.manage okta.groups.read okta.userTypes.read',
			required: true,
			description:
				'Separated by spaces. Each must be granted to the app on its tab "Okta API Scopes"; remove those that were not. Add what your workflows do: groups and group rules okta.groups.manage; administrator roles okta.roles.manage; devices okta.devices.manage; the System Log and its trigger okta.logs.read; temporary access codes okta.authenticators.read; Revoke All Access okta.universalLogout.manage; the trigger of event hooks okta.eventHooks.manage.',
		},
		{
			displayName: 'Require DPoP',
			name: 'requireDpop',
			type: 'boolean',
			default: true,
			description:
				'Whether tokens are bound to a key, so that nobody else can use them. Okta requires it for new apps unless "Require Demonstrating Proof of Possession (DPoP) header in token requests" is cleared.',
		},
		{
			// n8n asks for a token while this is empty, which it always is: tokens stay in the process.
			displayName: 'Renewed Token',
			name: 'renewedToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		await placeOf(serviceBinding(credentials)).ready(
			credentials,
			async (signal) => await requestServiceToken(this, credentials, signal),
		);
		return {};
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, oktaOrigin(credentials.url));
		const bound = serviceBinding(credentials);
		await proveInTest(bound, credentials, request);
		const token = tokenToSend(bound, request);
		Object.assign(authenticated.headers!, tokenHeaders(token, authenticated));
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.url}}',
			// A service app is nobody, so it cannot ask for its own user.
			url: '/api/v1/users',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Okta issued a token and then does not accept it. Check that the Okta URL is the one that the app belongs to, and that the clock of the n8n server is right.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Okta accepts this app, but it may not read users. Grant it the scope okta.users.read or okta.users.manage, name that under "Scopes", and give the app an administrator role.',
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
