import { alreadyDone, asRecord } from '../../../shared/answer';
import { ifAlreadyDone, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { factor } from '../../factor';
import { user } from '../../user';
import { simplifyFactor, withoutActivation } from './simplify';

export const activate = defineOperation({
	value: 'activate',
	name: 'Activate',
	action: 'Activate a factor of a user',
	description:
		'Activate a factor that was enrolled, with the code that the user got. Okta Verify Push is activated on the phone.',
	fields: [
		user,
		factor,
		{
			displayName: 'Pass Code',
			name: 'passCode',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 123456',
			description: 'The code from the message or the app. Okta takes 5 tries in 5 minutes.',
		},
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { user, factor, passCode, options }) {
		const at = path`/api/v1/users/${user}/factors/${factor}`;
		const before = asRecord(await api.request({ method: 'GET', path: at }));
		const item = (record: typeof before) => ({ userId: user, ...withoutActivation(record) });
		if (before.status === 'ACTIVE') {
			return alreadyDone(item(before), options, 'The factor is active already');
		}
		const made = await api.request({
			method: 'POST',
			path: path`/api/v1/users/${user}/factors/${factor}/lifecycle/activate`,
			body: { passCode },
		});
		return item({ id: factor, ...asRecord(made) });
	},
	simplify: simplifyFactor,
});
