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
import { oneLoginOrigin } from '../nodes/OneLogin/origin';
import { oneLoginBinding, requestOneLoginToken } from '../nodes/OneLogin/token';
import { atOrigin } from '../nodes/shared/origin';
import { placeOf, proveInTest, tokenToSend } from '../nodes/shared/token';

export class OneLoginOAuth2Api implements ICredentialType {
	name = 'oneLoginOAuth2Api';

	displayName = 'OneLogin OAuth2 API';

	icon = { light: 'file:../icons/onelogin.svg', dark: 'file:../icons/onelogin.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-identity/n8n-nodes-identity#onelogin';

	properties: INodeProperties[] = [
		{
			displayName: 'OneLogin URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.onelogin.com',
			description: 'Address of your OneLogin account; its subdomain alone is enough',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Made under Developers > API Credentials',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
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
		await placeOf(oneLoginBinding(credentials)).ready(
			credentials,
			async (signal) => await requestOneLoginToken(this, credentials, signal),
		);
		return {};
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, oneLoginOrigin(credentials.url));
		const bound = oneLoginBinding(credentials);
		await proveInTest(bound, credentials, request);
		const { accessToken } = tokenToSend(bound, request);
		authenticated.headers!.Authorization = `Bearer ${accessToken}`;
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.url}}',
			url: '/api/1/users',
			qs: { limit: 1, fields: 'id' },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'OneLogin does not let this credential read users. Give it at least the scope "Read users"; to change roles, states and passwords it needs "Manage all".',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'OneLogin refuses this credential. Check that it is enabled and not limited to other addresses.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no OneLogin API at this URL. Check the OneLogin URL.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 500,
					message:
						'OneLogin could not answer. This also happens when the administrator who made the API credential has been deleted: make a new one.',
				},
			},
		],
	};
}
