import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords, idOf, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, InputError, raise } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const setTemporaryAccessCode = defineOperation({
	value: 'setTemporaryAccessCode',
	name: 'Set Temporary Access Code',
	action: 'Set a temporary access code as a factor',
	description:
		'Make a code with which a user can sign in for a while who has lost other factors. It is in the item, and nowhere else; a code from before ends. Needs the scope okta.authenticators.read.',
	fields: [
		user,
		{
			displayName: 'Return Code',
			name: 'returnCode',
			type: 'boolean',
			default: false,
			description:
				'Whether the item is to have the code, in clear text. Executions are stored: nothing is done without this consent, since nobody would know the code.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Lifetime',
					name: 'lifetime',
					type: 'number',
					typeOptions: { minValue: 10, maxValue: 14_400, numberPrecision: 0 },
					default: 60,
					description: 'How many minutes the code is good for, within what the organization allows',
				},
				{
					displayName: 'Use Several Times',
					name: 'multiUse',
					type: 'boolean',
					default: false,
					description: 'Whether the code is good for more than one sign-in',
				},
			],
		},
	],
	async run(api, { user, returnCode, options }) {
		if (!returnCode) {
			throw new InputError(
				'"Return Code" is off',
				'Nobody would know the code. Turn it on, or choose another way to help the user.',
			);
		}
		const authenticatorId = await authenticator(api);
		const made = await send(api, user, authenticatorId, options.lifetime ?? 60, options.multiUse);
		const { tac, expiresAt, multiUse } = asRecord(asRecord(made).profile);
		if (typeof tac !== 'string' || tac === '') {
			throw new ApiError(unreadable('a code', tac), undefined, 'unclear');
		}
		return { userId: user, success: true, code: tac, expiresAt, multiUse };
	},
});

/** The ID of the organization's authenticator for these codes. */
async function authenticator(api: Api): Promise<string> {
	const all = asRecords(
		await api.request({ method: 'GET', path: path`/api/v1/authenticators`, query: { key: 'tac' } }),
	);
	const found = all.find(({ key }) => key === 'tac');
	if (!found) {
		throw new InputError(
			'The organization has no temporary access codes',
			'An administrator must add the authenticator "Temporary Access Code" in Okta first.',
			'refused',
		);
	}
	return idOf(found);
}

/**
 * Okta's document and its guide contradict each other about the body (okta-next.md, 7.2). What one of them
 * says is sent first; when Okta refuses it as a value, nothing was made, and the other is sent.
 */
async function send(
	api: Api,
	user: string,
	authenticatorId: string,
	lifetime: number,
	multiUse = false,
): Promise<unknown> {
	const post = async (body: IDataObject) =>
		await api.request({
			method: 'POST',
			path: path`/api/v1/users/${user}/authenticator-enrollments/tac`,
			body: { authenticatorId, ...body },
		});
	try {
		return await post({ profile: { ttl: String(lifetime), multiUse } });
	} catch (error) {
		const isOtherShape =
			error instanceof ApiError &&
			error.refusal.status === 400 &&
			['E0000001', 'E0000003'].includes(error.refusal.code ?? '');
		if (!isOtherShape) return raise(error as Error);
	}
	return await post({ authenticatorType: 'tac', config: { ttl: lifetime, multiUse } });
}
