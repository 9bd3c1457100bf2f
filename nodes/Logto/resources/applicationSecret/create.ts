import { asRecord } from '../../../shared/answer';
import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { withoutResult } from '../../../shared/parameters';
import { path } from '../../../shared/path';
import { application } from '../../application';
import { written } from '../../written';
import { includeSecretValue, secretShown } from './secret';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an application secret',
	description:
		'Create one more secret of an application; those it has stay good. The value is in the output only where "Include Secret Value" is on.',
	fields: [
		application,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. rotated 2026',
			description: 'Up to 256 characters, unique among the secrets of the application',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expires At',
					name: 'expiresAt',
					type: 'dateTime',
					default: '',
					description: 'When the secret is to expire. Without it, it is good until it is deleted.',
				},
				includeSecretValue,
			],
		},
	],
	target: ({ app }) => app,
	request({ app, name, options }) {
		const { expiresAt } = options;
		const ms = expiresAt === undefined ? undefined : Date.parse(expiresAt);
		// A date that came out empty must not make a secret for ever, nor one that is dead at once.
		const isEmpty = withoutResult(options).includes('expiresAt');
		if (isEmpty || (ms !== undefined && !(ms > clock.now()))) {
			throw new InputError(
				expiresAt
					? `"Options > Expires At" is in the past: ${expiresAt}`
					: '"Options > Expires At" is empty',
				'Choose a date in the future. Dates without a time zone are read in that of the workflow.',
			);
		}
		return {
			method: 'POST',
			path: path`/api/applications/${app}/secrets`,
			body: { name: written(name, 'Name'), expiresAt: ms },
		};
	},
	result: (payload, { options }) => secretShown(asRecord(payload), options),
	advise: ({ code }) =>
		code === 'entity.db_constraint_violated'
			? 'Check "Application": native and single-page applications keep no secrets.'
			: undefined,
});
