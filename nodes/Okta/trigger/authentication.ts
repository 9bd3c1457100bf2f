import type { INodeProperties } from 'n8n-workflow';

/** As in the node for actions: what is stored is the same, and so are the credentials. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'API Token',
			value: 'apiToken',
			description: 'Acts with the rights of the administrator who made the token',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Acts as the administrator who signs in',
		},
		{
			name: 'Service App (Private Key)',
			value: 'serviceApp',
			description: 'Acts as an app with scopes and an administrator role of its own',
		},
	],
	default: 'apiToken',
};
