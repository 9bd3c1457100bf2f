import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const shown = { show: { useDynamicClientRegistration: [false] } };
const interactive = {
	show: { useDynamicClientRegistration: [false], grantType: ['authorizationCode', 'pkce'] },
};
const inBody = {
	show: {
		useDynamicClientRegistration: [false],
		grantType: ['clientCredentials'],
		authentication: ['body'],
	},
};

const text = (name: string, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	displayOptions: shown,
	...rest,
});

/**
 * The credential that n8n's OAuth2 credentials extend. It belongs to n8n-nodes-base, which is too
 * big to install for one file: these are its fields as of 2.41, with what decides about values.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		text('useDynamicClientRegistration', {
			type: 'hidden',
			default: false,
			displayOptions: undefined,
		}),
		text('grantType', {
			type: 'options',
			options: ['authorizationCode', 'clientCredentials', 'pkce'].map((value) => ({
				name: value,
				value,
			})),
			default: 'authorizationCode',
		}),
		text('serverUrl', { displayOptions: { show: { useDynamicClientRegistration: [true] } } }),
		text('authUrl', { displayOptions: interactive }),
		text('accessTokenUrl'),
		text('clientId'),
		text('clientCredentialType', {
			type: 'hidden',
			default: 'clientSecret',
			displayOptions: undefined,
		}),
		text('clientSecret', { typeOptions: { password: true } }),
		text('privateKey', { type: 'hidden', displayOptions: undefined }),
		text('certificate', { type: 'hidden', displayOptions: undefined }),
		text('scope'),
		text('authQueryParameters', { displayOptions: interactive }),
		text('authentication', {
			type: 'options',
			options: ['body', 'header'].map((value) => ({ name: value, value })),
			default: 'header',
		}),
		text('sendAdditionalBodyProperties', {
			type: 'boolean',
			default: false,
			displayOptions: inBody,
		}),
		text('additionalBodyProperties', {
			type: 'json',
			displayOptions: { show: { ...inBody.show, sendAdditionalBodyProperties: [true] } },
		}),
		text('ignoreSSLIssues', {
			type: 'boolean',
			default: false,
			displayOptions: undefined,
			doNotInherit: true,
		}),
		text('tokenExpiredStatusCode', {
			type: 'number',
			default: 401,
			displayOptions: undefined,
			doNotInherit: true,
		}),
		// n8n adds this one by itself, to the type and to whatever extends it.
		text('oauthTokenData', { type: 'json', default: {}, displayOptions: undefined }),
	],
};

/** Hidden fields whose values are always the type's own: what is stored under them is ignored. */
export const PINNED = new Set([
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
]);
