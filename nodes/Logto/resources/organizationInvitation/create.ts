import { asRecord } from '../../../shared/answer';
import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { organization, organizationRoles } from '../../organization';
import { locale } from './invitation';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an organization invitation',
	description: 'Invite somebody into an organization by email address, with or without an email',
	fields: [
		organization,
		{
			displayName: 'Email',
			name: 'invitee',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'Who is invited. Only a user with this email can accept.',
		},
		{
			...organizationRoles,
			description:
				'Organization roles that come with the membership. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Expires At',
			name: 'expiresAt',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'When the invitation is to expire',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Inviter ID',
					name: 'inviterId',
					type: 'string',
					default: '',
					placeholder: 'e.g. a1b2c3d4e5f6',
					description: 'ID of the user who invites',
				},
				{
					displayName: 'Link',
					name: 'link',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/invitations',
					description: 'Where the email leads. Your application accepts the invitation there.',
				},
				locale,
				{
					displayName: 'Send Email',
					name: 'sendEmail',
					type: 'boolean',
					default: false,
					description:
						'Whether Logto sends an email about it, by the email connector of the tenant. Without one, you tell the person yourself.',
				},
			],
		},
	],
	target: ({ organization, invitee }) => JSON.stringify([organization, invitee]),
	request({ organization, invitee, roles, expiresAt, options }) {
		const { inviterId, link, locale, sendEmail } = options;
		const email = invitee.trim();
		if (!/^\S+@\S+\.\S+$/.test(email)) {
			throw new InputError(`"Email" is no email address: "${email}"`, 'Enter one address.');
		}
		const ms = Date.parse(expiresAt);
		if (!(ms > clock.now())) {
			throw new InputError(
				`"Expires At" is in the past: ${expiresAt}`,
				'Choose a date in the future. Dates without a time zone are read in that of the workflow.',
			);
		}
		if (sendEmail && !link) {
			throw new InputError(
				'"Options > Link" is empty, so the email would lead nowhere',
				'Enter the address of your application that accepts invitations, or turn off "Send Email".',
			);
		}
		if (!sendEmail && (link || locale)) {
			throw new InputError(
				'"Options > Send Email" is off, so no email with this link or locale would be sent',
				'Turn it on, or remove "Link" and "Locale".',
			);
		}
		return {
			method: 'POST',
			path: path`/api/organization-invitations`,
			body: {
				organizationId: organization,
				invitee: email,
				organizationRoleIds: roles.length > 0 ? [...new Set(roles)] : undefined,
				expiresAt: ms,
				inviterId: inviterId || undefined,
				// Left out, older servers wanted it: false sends no email.
				messagePayload: sendEmail ? { link, locale: locale || undefined } : false,
			},
		};
	},
	result: asRecord,
});
