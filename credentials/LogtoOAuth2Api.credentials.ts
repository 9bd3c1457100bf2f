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
import { logtoOrigin } from '../nodes/Logto/origin';
import { logtoBinding, requestLogtoToken } from '../nodes/Logto/token';
import { atOrigin } from '../nodes/shared/origin';
import { placeOf, proveInTest, tokenToSend } from '../nodes/shared/token';

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
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be validated. For a server of your own with a certificate authority of its own; anybody on the way could read the secret.',
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
		await placeOf(logtoBinding(credentials)).ready(
			credentials,
			async (signal) => await requestLogtoToken(this, credentials, signal),
		);
		return {};
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, logtoOrigin(credentials.endpoint));
		const bound = logtoBinding(credentials);
		await proveInTest(bound, credentials, request);
		const { accessToken } = tokenToSend(bound, request);
		authenticated.headers!.Authorization = `Bearer ${accessToken}`;
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.endpoint}}',
			// Logto issues tokens that are good for nothing, so only a call of the API proves one.
			url: '/api/users',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{$credentials.ignoreSSLIssues}}',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Logto issued a token and does not accept it. Check "Management API Resource": it must be the identifier of the Management API, and not of an API of your own, and belong to the same tenant as the endpoint.',
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
