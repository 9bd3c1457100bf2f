import { asRecord } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { named, path } from '../../../shared/path';
import { application } from '../../application';
import { written } from '../../written';
import { includeSecretValue, secret, secretShown } from './secret';

export const rename = defineOperation({
	value: 'rename',
	name: 'Rename',
	action: 'Rename an application secret',
	description: 'Give a secret of an application another name; nothing else can be changed',
	fields: [
		application,
		secret,
		{
			displayName: 'New Name',
			name: 'newName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. old, until May',
			description: 'Up to 256 characters, unique among the secrets of the application',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeSecretValue],
		},
	],
	// Not the secret: a name may become free by one item and be given by the next.
	target: ({ app }) => app,
	request: ({ app, secret, newName }) => ({
		method: 'PATCH',
		path: path`/api/applications/${app}/secrets/${named(secret)}`,
		body: { name: written(newName, 'New Name') },
	}),
	result: (payload, { options }) => secretShown(asRecord(payload), options),
});
