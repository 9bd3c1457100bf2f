import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { connector } from '../../connector';
import { bodyId } from '../../id';
import { toManageAll } from '../../scope';
import { showSecret } from '../../secret';
import { appBody, optional } from './fields';
import { simplifyApp, withoutSecrets } from './record';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an application',
	description: 'Add an application to the account, made from a connector',
	fields: [
		connector,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Slack',
			description: 'What people see in their portal',
		},
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: optional,
		}),
		{
			...showSecret,
			displayName: 'Show Client Secret',
			description:
				'Whether the client secret of an OpenID Connect application may stand in the output. OneLogin gives it here and never again, and n8n keeps it with the execution.',
		},
		simplify,
	],
	target: ({ name }) => name,
	names: ({ name }) => [name],
	request: ({ connector, name, additionalFields }) => ({
		method: 'POST',
		path: path`/api/2/apps`,
		body: {
			connector_id: bodyId(connector, 'Connector', 'connector'),
			name,
			...appBody(additionalFields, 'Additional Fields'),
		},
	}),
	result: (payload, { showSecret: isMeant }) => withoutSecrets(payload, isMeant),
	simplify: simplifyApp,
	advise: toManageAll,
});
