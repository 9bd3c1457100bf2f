import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const changeRecoveryQuestion = defineOperation({
	value: 'changeRecoveryQuestion',
	name: 'Change Recovery Question',
	action: 'Change the recovery question of a user',
	description:
		'Change the question of somebody who says the password. To set one without it, see the credentials in Update.',
	fields: [
		user,
		{
			displayName: 'Password',
			name: 'currentPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password that the user has now',
		},
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Where did we meet?',
			description: 'At most 100 characters',
		},
		{
			displayName: 'Answer',
			name: 'answer',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'At most 100 characters',
		},
	],
	request: ({ user, currentPassword, question, answer }) => ({
		method: 'POST',
		path: path`/api/v1/users/${user}/credentials/change_recovery_question`,
		body: { password: { value: currentPassword }, recovery_question: { question, answer } },
	}),
	result: (_payload, { user }) => ({ userId: user, success: true }),
});
