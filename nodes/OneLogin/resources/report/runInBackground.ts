import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { report } from '../../report';
import { toReadRoles } from '../../scope';

export const runInBackground = defineOperation({
	value: 'runInBackground',
	name: 'Run in Background',
	action: 'Run a report in the background',
	description: 'Let OneLogin run a report and send it by email, as a CSV file',
	fields: [
		report,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'Where to send the file',
		},
	],
	request: ({ report, email }) => ({
		method: 'POST',
		path: path`/api/2/reports/${report}/run_background`,
		body: { email },
	}),
	result: (_payload, { report, email }) => ({ reportId: asId(report), email, success: true }),
	advise: toReadRoles,
});
