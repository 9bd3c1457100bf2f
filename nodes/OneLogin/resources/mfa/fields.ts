import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import type { Path } from '../../../shared/path';
import { deviceIds } from './devices';

/** A device of the user. */
export const device = {
	displayName: 'Device',
	name: 'device',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The device of the user',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a device…',
			typeOptions: { searchListMethod: 'searchDevices', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 6543210' },
	],
} as const satisfies Field;

/** A second factor that the user may enroll. */
export const factor = {
	displayName: 'Factor',
	name: 'factor',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "A second factor that the user's policy offers",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a factor…',
			typeOptions: { searchListMethod: 'searchFactors', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12345' },
	],
} as const satisfies Field;

/** How it is proven that a person has a device. */
export const method = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: [
		{
			name: 'Ask for the Status',
			value: 'poll',
			description: 'Of OneLogin Protect and Voice, where people answer on the device',
		},
		{ name: 'Send a Code', value: 'otp', description: 'The code that the person reads off' },
	],
	default: 'otp',
	description: 'How the person shows that the device is at hand',
} as const satisfies Field;

/** A one-time code, as text: it may begin with zeros. */
export const otp = {
	displayName: 'Code',
	name: 'otp',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	displayOptions: { show: { method: ['otp'] } },
	placeholder: 'e.g. 012345',
	description: 'The one-time code',
} as const satisfies Field;

/**
 * Answers a registration or a challenge, or asks what came of it.
 *
 * @throws {InputError} when there is no code to send
 */
export async function answer(
	api: Api,
	user: string,
	at: Path,
	method: 'otp' | 'poll',
	body: { otp: string; device_id?: unknown },
): Promise<unknown> {
	if (method === 'poll') return await api.request({ method: 'GET', path: at });
	if (!body.otp)
		throw new InputError('"Code" is empty', 'Enter the code that the person read off.');
	// A wrong code may be a 401, as a token is that ran out (onelogin-next.md, section 4.5). So a read
	// of the same scope finds out about the token, and the code goes once.
	await deviceIds(api, user);
	return await api.request({ method: 'PUT', path: at, body, isProof: true });
}

/** What an enrolment and a challenge have in common. */
export const sending = [
	{
		displayName: 'Custom Message',
		name: 'customMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your code for Example is: {{otp_code}}',
		description: 'Text of the SMS, of up to 160 characters',
	},
	{
		displayName: 'Expires In',
		name: 'expiresIn',
		type: 'number',
		typeOptions: { minValue: 120, maxValue: 900, numberPrecision: 0 },
		default: 120,
		description: 'How long the code or the link is good, in seconds',
	},
	{
		displayName: 'Redirect To',
		name: 'redirectTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/done',
		description: 'Where the link in an email leads to in the end',
	},
] as const satisfies readonly Field[];

interface Sending {
	customMessage?: string;
	expiresIn?: number;
	redirectTo?: string;
}

/** The same as OneLogin calls it. */
export const sendingBody = ({ customMessage, expiresIn, redirectTo }: Sending): object => ({
	custom_message: customMessage || undefined,
	expires_in: expiresIn,
	redirect_to: redirectTo || undefined,
});
