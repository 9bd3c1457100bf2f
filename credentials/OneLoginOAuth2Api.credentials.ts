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
import { atOrigin } from '../nodes/shared/origin';
import { binding, readToken, requestToken, shareToken } from '../nodes/shared/token';

/**
 * OneLogin answers 401 also when the token is good but its scope is not ("Insufficient
 * Permission"). Within this time after a fetch a 401 cannot mean that the token ran out.
 */
const KEEP_MS = 60_000;

const bound = ({ url, clientId, clientSecret }: ICredentialDataDecryptedObject): string =>
	binding(oneLoginOrigin(url), clientId, clientSecret);

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
		const { url, clientId, clientSecret, accessToken } = credentials;
		return {
			accessToken: await shareToken(
				accessToken,
				bound(credentials),
				KEEP_MS,
				async () =>
					await requestToken(this, 'OneLogin', {
						url: `${oneLoginOrigin(url)}/auth/oauth2/v2/token`,
						auth: { username: String(clientId).trim(), password: String(clientSecret).trim() },
						headers: { 'Content-Type': 'application/json' },
						body: { grant_type: 'client_credentials' },
					}),
			),
		};
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const authenticated = atOrigin(request, oneLoginOrigin(credentials.url));
		const token = readToken(credentials.accessToken, bound(credentials));
		// Without a token for these settings, the vendor's 401 makes n8n fetch one.
		authenticated.headers!.Authorization = `Bearer ${token?.accessToken ?? 'none'}`;
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
