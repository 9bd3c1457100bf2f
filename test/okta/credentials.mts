import type { Documented, OperationCase } from '../engine/operations.mjs';
import { USER_ID } from './user.mjs';

const of = (operation: string) => ({ node: 'okta', resource: 'user', operation }) as const;

const at = `/api/v1/users/${USER_ID}/credentials`;
const byId = { user: { mode: 'id', value: USER_ID } };
const done = { userId: USER_ID, success: true };
const answer = { body: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } } };

export const credentialCases: OperationCase[] = [
	{
		...of('changePassword'),
		title: 'only what is required',
		parameters: { ...byId, oldPassword: 'tlpWENT2m', newPassword: 'uTVM,TPw55' },
		answers: [answer],
		requests: [
			{
				method: 'POST',
				path: `${at}/change_password`,
				body: { oldPassword: { value: 'tlpWENT2m' }, newPassword: { value: 'uTVM,TPw55' } },
			},
		],
		items: [done],
	},
	{
		...of('changePassword'),
		title: 'by all rules, and everywhere signed out',
		parameters: {
			...byId,
			oldPassword: 'tlpWENT2m',
			newPassword: 'uTVM,TPw55',
			options: { strict: true, revokeSessions: true },
		},
		answers: [answer],
		requests: [
			{
				method: 'POST',
				path: `${at}/change_password`,
				query: [['strict', 'true']],
				body: {
					oldPassword: { value: 'tlpWENT2m' },
					newPassword: { value: 'uTVM,TPw55' },
					revokeSessions: true,
				},
			},
		],
		items: [done],
	},
	{
		...of('changeRecoveryQuestion'),
		title: 'with the password',
		parameters: {
			...byId,
			currentPassword: 'tlpWENT2m',
			question: 'Where did we meet?',
			answer: 'At the harbour',
		},
		answers: [answer],
		requests: [
			{
				method: 'POST',
				path: `${at}/change_recovery_question`,
				body: {
					password: { value: 'tlpWENT2m' },
					recovery_question: { question: 'Where did we meet?', answer: 'At the harbour' },
				},
			},
		],
		items: [done],
	},
	{
		...of('forgotPassword'),
		title: 'by email',
		parameters: byId,
		answers: [{ body: {} }],
		requests: [{ method: 'POST', path: `${at}/forgot_password`, query: [['sendEmail', 'true']] }],
		items: [done],
	},
	{
		...of('forgotPassword'),
		title: 'the link is handed over',
		parameters: { ...byId, options: { link: 'item' } },
		answers: [{ body: { resetPasswordUrl: 'https://acme.okta.com/reset/t' } }],
		requests: [{ method: 'POST', path: `${at}/forgot_password`, query: [['sendEmail', 'false']] }],
		items: [{ ...done, resetPasswordUrl: 'https://acme.okta.com/reset/t' }],
	},
];

/** What the document of a password has for other requests. */
const passwordExceptions = (...places: string[]) =>
	Object.fromEntries(
		places.flatMap((place) =>
			[
				'algorithm',
				'digestAlgorithm',
				'iterationCount',
				'keySize',
				'salt',
				'saltOrder',
				'value',
				'workFactor',
			]
				.map((name) => `${place}.hash.${name}`)
				.concat(`${place}.hook.type`)
				.map((name) => [name, 'for users who are imported']),
		),
	);

const USER = '/api/v1/users/{userId}/credentials';

export const credentialDocumented: Documented[] = [
	{
		...of('changePassword'),
		method: 'POST',
		path: `${USER}/change_password`,
		query: ['strict'],
		body: ['oldPassword.value', 'newPassword.value', 'revokeSessions'],
		exceptions: passwordExceptions('oldPassword', 'newPassword'),
	},
	{
		...of('changeRecoveryQuestion'),
		method: 'POST',
		path: `${USER}/change_recovery_question`,
		body: ['password.value', 'recovery_question.question', 'recovery_question.answer'],
		exceptions: {
			...passwordExceptions('password'),
			provider: 'a part of answers',
			'provider.name': 'a part of answers',
			'provider.type': 'a part of answers',
		},
	},
	{
		...of('forgotPassword'),
		method: 'POST',
		path: `${USER}/forgot_password`,
		query: ['sendEmail'],
	},
];
