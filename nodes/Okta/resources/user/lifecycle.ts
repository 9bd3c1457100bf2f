import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { watch } from '../../../shared/clock';
import { ApiError } from '../../../shared/errors';
import type { Field, ifAlreadyDone, Params } from '../../../shared/field';
import { type Path, path } from '../../../shared/path';
import { type Change, isSoAlready } from './status';

/** Seconds that a change of status may take when the person sets nothing else. */
const DEFAULT_WAIT = 60;

/** Waits between two looks at the status, ms; the last one is repeated. Terraform's provider takes 5 s. */
export const STATUS_PAUSES = [1_000, 2_000, 5_000];

export const maxWait = {
	displayName: 'Max Wait for Status',
	name: 'statusWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_WAIT,
	description:
		'Seconds to wait for the end of a change of status that is going on. After that the item fails.',
} as const satisfies Field;

export const waitUntilDone = {
	displayName: 'Wait Until Done',
	name: 'waitUntilDone',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the user has the new status, and add it to the item. Okta goes on with it after its answer.',
} as const satisfies Field;

/** What to do with a link that lets a person in. */
export const link = {
	displayName: 'Link',
	name: 'link',
	type: 'options',
	options: [
		{ name: 'Email to the User', value: 'email' },
		{
			name: 'Return in the Item',
			value: 'item',
			description:
				'No email is sent. Whoever has the link can take the account, and executions are stored.',
		},
	],
	default: 'email',
	description: 'How the user gets the link',
} as const satisfies Field;

/** {@link link}, for whom neither is meant. */
export const optionalLink = {
	...link,
	options: [
		...link.options,
		{ name: 'None', value: 'none', description: 'No email is sent, and the link is not kept' },
	],
} as const satisfies Field;

export const revokeSessions = {
	displayName: 'Clear Sessions',
	name: 'revokeSessions',
	type: 'boolean',
	default: false,
	description: 'Whether to sign the user out of Okta, on all devices',
} as const satisfies Field;

/** Whether Okta tells the administrator. */
export const sendEmail = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Okta tells the administrator about it by email',
} as const satisfies Field;

type Chosen = Partial<Params<[typeof ifAlreadyDone, typeof maxWait, typeof waitUntilDone]>>;

/** The path of a change of status. */
export const lifecycle = (user: string, step: string): Path =>
	`${path`/api/v1/users/${user}/lifecycle`}/${step}` as Path;

/**
 * The user, once no change of status is going on: until then Okta refuses others (E0000112).
 *
 * @param seconds longest wait
 * @throws {ApiError} when it takes longer
 */
export async function settled(api: Api, id: string, seconds = DEFAULT_WAIT): Promise<IDataObject> {
	let target: unknown;
	const found = await watch(seconds, STATUS_PAUSES, api.signal, async () => {
		const user = asRecord(await api.request({ method: 'GET', path: path`/api/v1/users/${id}` }));
		target = user.transitioningToStatus;
		return target ? undefined : user;
	});
	if (found) return found;
	throw new ApiError(
		{ summary: `The user is still on the way to ${String(target)} after ${seconds} seconds` },
		'It goes on by itself. Run this again later, or raise "Max Wait for Status" under "Options".',
	);
}

/** A change of the status of a user. */
interface Step {
	change: Change;
	user: string;
	chosen: Chosen;
	/** Makes the change, and gives what the item is to have besides. */
	send: () => Promise<IDataObject | void>;
	/** What is so already, as a sentence without its full stop. */
	fact: string;
	/** Whether nothing is left to do, where the status alone does not tell. */
	isDone?: (before: IDataObject) => Promise<boolean>;
}

/**
 * Looks at the status of a user, and makes the change if the status allows it.
 *
 * @throws {InputError} where it does not, before anything is changed
 */
export async function changeStatus(
	api: Api,
	{ change, user, chosen, send, fact, isDone }: Step,
): Promise<IDataObject> {
	const before = await settled(api, user, chosen.statusWait);
	const item = { userId: user, success: true };
	if (isSoAlready(change, before.status) || (await isDone?.(before))) {
		return alreadyDone({ ...item, status: before.status }, chosen, fact);
	}
	const more = (await send()) ?? {};
	if (!chosen.waitUntilDone) return { ...item, ...more };
	const { status } = await settled(api, user, chosen.statusWait);
	return { ...item, ...more, status };
}

/**
 * What a person is let in with, out of Okta's answer.
 *
 * @param wanted whether it is to be handed over; else it is dropped, whatever the answer is
 * @throws {ApiError} when it is not there: nobody would get it then
 */
export function handedOver(
	payload: unknown,
	names: readonly string[],
	wanted: boolean,
): IDataObject {
	if (!wanted) return {};
	const answer = asRecord(payload);
	return Object.fromEntries(
		names.map((name) => {
			const value = answer[name];
			if (typeof value !== 'string' || value === '') {
				throw new ApiError(unreadable(`"${name}"`, value), undefined, 'unclear');
			}
			return [name, value];
		}),
	);
}
