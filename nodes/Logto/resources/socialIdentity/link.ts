import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { jsonObject } from '../../../shared/coerce';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const link = defineOperation({
	value: 'link',
	name: 'Link',
	action: 'Link a social identity to a user',
	description:
		'Link an account of a social provider to a user. Logto asks the provider who it is, with the data that a sign-in gave.',
	fields: [
		user,
		{
			displayName: 'Connector',
			name: 'connector',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The social connector of the provider',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a connector…',
					typeOptions: { searchListMethod: 'searchConnectors', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 5b7v2n9k4xqd',
				},
			],
		},
		{
			displayName: 'Connector Data',
			name: 'connectorData',
			type: 'json',
			default: '{}',
			required: true,
			placeholder: 'e.g. { "code": "…", "redirectUri": "https://example.com/callback" }',
			description:
				'JSON object with what the provider gave after the sign-in, usually a code and the redirect URI',
		},
	],
	request({ user, connector, connectorData }) {
		const data = jsonObject(connectorData, 'Connector Data') ?? {};
		if (Object.keys(data).length === 0) {
			throw new InputError(
				'"Connector Data" is empty',
				'Enter what the provider gave after the sign-in. Without it Logto cannot ask who it is.',
			);
		}
		return {
			method: 'POST',
			path: path`/api/users/${user}/identities`,
			body: { connectorId: connector, connectorData: data },
		};
	},
	result: (payload, { user }) => ({ userId: user, identities: asRecord(payload) }),
});
