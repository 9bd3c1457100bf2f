import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../../../shared/answer';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { factor } from '../../factor';
import { user } from '../../user';

/** Removing one of these removes all that Okta Verify is (Management API, "Unenroll a factor"). */
const TAKES_ALL = ['push', 'signed_nonce'];
const OKTA_VERIFY = [...TAKES_ALL, 'token:software:totp'];

const isOktaVerify = ({ factorType, provider }: IDataObject): boolean =>
	provider === 'OKTA' && OKTA_VERIFY.includes(String(factorType));

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a factor of a user',
	description:
		'Take a second factor from a user, who can set up a new one. Removing Okta Verify Push removes all of Okta Verify: the item says what that is. Not for deactivated users.',
	fields: [
		user,
		factor,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Remove From Recovery',
					name: 'removeRecoveryEnrollment',
					type: 'boolean',
					default: false,
					description: 'Whether a phone can no longer be used to recover the account either',
				},
			],
		},
	],
	async run(api, { user, factor, options }) {
		const at = path`/api/v1/users/${user}/factors/${factor}`;
		const { factorType } = asRecord(await api.request({ method: 'GET', path: at }));
		const others = TAKES_ALL.includes(String(factorType))
			? asRecords(
					await api.request({ method: 'GET', path: path`/api/v1/users/${user}/factors` }),
				).filter((one) => one.id !== factor && isOktaVerify(one))
			: [];
		await api.request({
			method: 'DELETE',
			path: at,
			query: { removeRecoveryEnrollment: options.removeRecoveryEnrollment },
		});
		return {
			userId: user,
			factorId: factor,
			success: true,
			...(others.length > 0 && {
				alsoRemoved: others.map(({ id, factorType }) => ({ id, factorType })),
			}),
		};
	},
});
