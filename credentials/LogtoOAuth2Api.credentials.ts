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
import { logtoOrigin, logtoResource } from '../nodes/Logto/origin';
import { atOrigin } from '../nodes/shared/origin';
import { binding, readToken, requestToken, shareToken } from '../nodes/shared/token';

const bound = (credentials: ICredentialDataDecryptedObject): string =>
	binding(
		logtoOrigin(credentials.endpoint),
		logtoResource(credentials),
		credentials.clientId,
		credentials.clientSecret,
	);

/** What to do when Logto issues no token, by its code: the form calls these fields by other names. */
const TOKEN_ADVICE = {
	invalid_client:
		'Check "App ID" and "App Secret": both must be of one machine-to-machine application of this tenant.',
	invalid_target:
		'Check "Management API Resource": a server of your own has https://default.logto.app/api, Logto Cloud its address that ends in .logto.app, with "/api" behind it.',
};

export class LogtoOAuth2Api implements ICredentialType {
	name = 'logtoOAuth2Api';

	displayName = 'Logto OAuth2 API';

	icon = { light: 'file:../icons/logto.svg', dark: 'file:../icons/logto.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-identity/n8n-nodes-identity#logto';

	properties: INodeProperties[] = [
		{
			displayName: 'Logto Endpoint',
			name: 'endpoint',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.logto.app',
			description: 'Address of the Logto server or tenant, without "/api"',
		},
		{
			displayName: 'Management API Resource',
			name: 'resource',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://default.logto.app/api',
			description:
				'API identifier of the Management API. Leave empty unless you use a custom domain: Logto Cloud uses the endpoint with "/api", a server of your own always https://default.logto.app/api.',
		},
		{
			displayName: 'App ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Of a machine-to-machine application that has a role with Management API access',
		},
		{
			displayName: 'App Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { endpoint, clientId, clientSecret, accessToken } = credentials;
		return {
			accessToken: await shareToken(
				accessToken,
				bound(credentials),
				0,
				async () =>
					await requestToken(
						this,
						'Logto',
						{
							url: `${logtoOrigin(endpoint)}/oidc/token`,
							// OAuth 2.0 has both form-encoded before they go into the header (RFC 6749, 2.3.1).
							auth: {
								username: encodeURIComponent(String(clientId).trim()),
								password: encodeURIComponent(String(clientSecret).trim()),
							},
							headers: {
								'Content-Type': 'application/x-www-form-urlencoded',
								'Accept-Language': 'en',
							},
							body: {
								grant_type: 'client_credentials',
								resource: logtoResource(credentials),
								scope: 'all',
							},
						},
						TOKEN_ADVICE,
					),
			),
		};
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, logtoOrigin(credentials.endpoint));
		const token = readToken(credentials.accessToken, bound(credentials));
		// Without a token for these settings, the vendor's 401 makes n8n fetch one.
		authenticated.headers!.Authorization = `Bearer ${token?.accessToken ?? 'none'}`;
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.endpoint}}',
			// Logto issues tokens that are good for nothing, so only a call of the API proves one.
			url: '/api/users',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Logto does not accept this token. Check that the endpoint and the resource belong to the same tenant.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The application has no Management API access. In the Logto console, give it the machine-to-machine role "Logto Management API access".',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Logto Management API at this endpoint. Check the Logto endpoint.',
				},
			},
		],
	};
}
