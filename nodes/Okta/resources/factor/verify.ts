import type { IDataObject } from 'n8n-workflow';
import { asRecord, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { watch } from '../../../shared/clock';
import { ApiError, InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { factor } from '../../factor';
import { user } from '../../user';

/** Seconds that the person has to answer when nothing else is set. */
const DEFAULT_WAIT = 60;

/** Wait between two looks at the answer, ms. */
const PAUSES = [4_000];

export const verify = defineOperation({
	value: 'verify',
	name: 'Verify',
	action: 'Verify a user with a factor',
	description:
		'Find out whether somebody has a second factor, such as a caller at the help desk. "verified" says so; a wrong code is an error.',
	fields: [
		user,
		factor,
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'Answer', value: 'answer', description: 'What the person answers to the question' },
				{ name: 'Code', value: 'code', description: 'The code that the person says' },
				{
					name: 'Push',
					value: 'push',
					description: 'Ask on the phone with Okta Verify, and wait for the answer',
				},
				{
					name: 'Send Code',
					value: 'send',
					description: 'Send a code to the phone or by email, to be verified afterwards',
				},
			],
			default: 'push',
			description: 'How to verify. It must suit the factor.',
		},
		{
			displayName: 'Pass Code',
			name: 'passCode',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. 123456',
			displayOptions: { show: { method: ['code'] } },
			description: 'The code from the message or the app. Okta takes 5 tries in 5 minutes.',
		},
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { method: ['answer'] } },
			description: 'Answer to the security question, at least 4 characters',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Code Lifetime',
					name: 'tokenLifetimeSeconds',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 86_400, numberPrecision: 0 },
					default: 300,
					description: 'How many seconds a code that is sent by email is good for',
				},
				{
					displayName: 'Max Wait for Answer',
					name: 'answerWait',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 300 },
					default: DEFAULT_WAIT,
					description:
						'Seconds to wait for the answer to a push. After that the item says that nobody is verified.',
				},
			],
		},
	],
	async run(api, { user, factor, method, passCode, answer, options }) {
		const send = async (body?: IDataObject) =>
			asRecord(
				await api.request({
					method: 'POST',
					path: path`/api/v1/users/${user}/factors/${factor}/verify`,
					query: {
						tokenLifetimeSeconds: method === 'send' ? options.tokenLifetimeSeconds : undefined,
					},
					body,
				}),
			);
		const item = ({ factorResult }: IDataObject): IDataObject => ({
			userId: user,
			factorId: factor,
			verified: factorResult === 'SUCCESS',
			factorResult,
		});
		switch (method) {
			case 'code':
				return item(await send({ passCode: given(passCode, 'Pass Code') }));
			case 'answer':
				return item(await send({ answer: given(answer, 'Answer') }));
			case 'send':
				return item(await send());
			case 'push': {
				const sent = await send();
				const seconds = options.answerWait ?? DEFAULT_WAIT;
				return item(isWaiting(sent) ? await answered(api, user, factor, sent, seconds) : sent);
			}
		}
	},
});

function given(text: string, label: string): string {
	if (text) return text;
	throw new InputError(`"${label}" is empty`, 'Enter a value and run again.');
}

/** Okta's document has another word for "waiting" where a number is to be compared. */
const isWaiting = ({ factorResult }: IDataObject): boolean =>
	String(factorResult).startsWith('WAITING');

/** What came of a push, or that it still waits. */
async function answered(
	api: Api,
	user: string,
	factor: string,
	sent: IDataObject,
	seconds: number,
): Promise<IDataObject> {
	const { poll } = (sent._links ?? {}) as { poll?: { href?: unknown } };
	const [, transaction] = /\/transactions\/([^/?#]+)/.exec(String(poll?.href)) ?? [];
	if (!transaction)
		throw new ApiError(unreadable('a transaction', undefined), undefined, 'unclear');
	const end = await watch(seconds, PAUSES, api.signal, async () => {
		const seen = asRecord(
			await api.request({
				method: 'GET',
				path: path`/api/v1/users/${user}/factors/${factor}/transactions/${transaction}`,
			}),
		);
		return isWaiting(seen) ? undefined : seen;
	});
	return end ?? { factorResult: 'WAITING' };
}
