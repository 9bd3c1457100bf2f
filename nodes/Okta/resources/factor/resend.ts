import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { factor } from '../../factor';
import { user } from '../../user';

/** The factors whose codes Okta sends (Management API, "Resend a factor enrollment"). */
const SENT = ['call', 'email', 'sms'];

export const resend = defineOperation({
	value: 'resend',
	name: 'Resend',
	action: 'Resend the code of a factor',
	description:
		'Send the code again that activates a phone or an email. Okta does it once in 30 seconds, of emails once in 5.',
	fields: [user, factor],
	async run(api, { user, factor }) {
		const { factorType, provider, profile } = asRecord(
			await api.request({ method: 'GET', path: path`/api/v1/users/${user}/factors/${factor}` }),
		);
		if (!SENT.includes(String(factorType))) {
			throw new InputError(
				`Okta sends no code for a factor of the type "${String(factorType)}"`,
				'Only SMS, phone calls and emails can be sent again. Check "Factor".',
				'refused',
			);
		}
		await api.request({
			method: 'POST',
			path: path`/api/v1/users/${user}/factors/${factor}/resend`,
			body: { factorType, provider, profile },
		});
		return { userId: user, factorId: factor, success: true };
	},
});
