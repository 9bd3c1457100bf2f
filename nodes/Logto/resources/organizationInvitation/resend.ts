import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { invitation, locale } from './invitation';

export const resend = defineOperation({
	value: 'resend',
	name: 'Resend',
	action: 'Resend an organization invitation',
	description: 'Send the email about an invitation once more, or for the first time',
	fields: [
		invitation,
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/invitations',
			description: 'Where the email leads. Your application accepts the invitation there.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [locale],
		},
	],
	request({ invitation, link, options }) {
		if (link.trim() === '') throw new InputError('"Link" is empty', 'Enter where the email leads.');
		return {
			method: 'POST',
			path: path`/api/organization-invitations/${invitation}/message`,
			body: { link: link.trim(), locale: options.locale || undefined },
		};
	},
	result: (_payload, { invitation }) => ({ success: true, invitationId: invitation }),
});
