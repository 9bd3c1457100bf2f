import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { webhook } from '../../webhook';
import { hookShown, includeSecrets } from './hook';

export const rotateSigningKey = defineOperation({
	value: 'rotateSigningKey',
	name: 'Rotate Signing Key',
	action: 'Rotate the signing key of a webhook',
	description:
		'Give a webhook a new signing key. The old one is gone at once: whoever checks signatures with it, a Logto Trigger for example, takes no more deliveries.',
	fields: [
		webhook,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeSecrets],
		},
	],
	request: ({ webhook }) => ({
		method: 'PATCH',
		path: path`/api/hooks/${webhook}/signing-key`,
	}),
	result: (payload, { options }) => hookShown(asRecord(payload), options),
});
