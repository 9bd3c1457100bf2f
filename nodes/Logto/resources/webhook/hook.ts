import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { keyFault, path } from '../../../shared/path';
import { without } from '../../simplify';
import { hookEvents } from '../../trigger/events';

/** What a webhook tells of. */
export const events = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: hookEvents,
	default: [],
	description: 'What Logto is to tell of',
} as const satisfies Field;

/** Where Logto sends what it tells. */
export const url = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/logto',
	description: 'Where Logto sends them, which must be reachable from where Logto runs',
} as const satisfies Field;

export const enabled = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether Logto sends anything',
} as const satisfies Field;

/** What goes along with each delivery. */
export const headers = {
	displayName: 'Headers',
	name: 'headers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add header',
	default: {},
	description: 'Headers to send with each delivery: all of them',
	options: [
		{
			displayName: 'Header',
			name: 'header',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. X-Api-Key',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { password: true },
					default: '',
				},
			],
		},
	],
} as const satisfies Field;

/** Logto hands out the signing key in each answer about a webhook, and its headers as well. */
export const includeSecrets = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the signing key and the values of the headers. Anyone who sees the execution can then forge deliveries.',
} as const satisfies Field;

export const includeStatistics = {
	displayName: 'Include Statistics',
	name: 'includeStatistics',
	type: 'boolean',
	default: false,
	description: 'Whether to count the deliveries of the last day, and those that went well',
} as const satisfies Field;

const HIDDEN = '******';

/** A webhook as it is to be shown: without what is secret, unless that was asked for. */
export function hookShown(
	hook: IDataObject,
	{ includeSecrets }: { includeSecrets?: boolean },
): IDataObject {
	if (includeSecrets) return hook;
	const config = (hook.config ?? {}) as IDataObject;
	const names = Object.keys((config.headers ?? {}) as IDataObject);
	const hidden = Object.fromEntries(names.map((name) => [name, HIDDEN]));
	return {
		...without(hook, ['signingKey']),
		config: config.headers === undefined ? config : { ...config, headers: hidden },
	};
}

/** The webhook with an ID; throws where there is none. */
export const readHook = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/hooks/${id}` }));

/** The events of a webhook; those of before there were several have one in its own property. */
export const eventsOf = ({ events, event }: IDataObject): string[] => {
	const several = (events ?? []) as string[];
	return several.length > 0 ? several : event ? [String(event)] : [];
};

/**
 * The address as it is to be sent. Logto takes whatever it is given, and then sends nothing.
 *
 * @throws {InputError} when it is none
 */
export function addressOf(given: string, label: string): string {
	const text = given.trim();
	if (/^https?:\/\/[^\s/]+/i.test(text)) return text;
	throw new InputError(
		`"${label}" is no web address: "${text}"`,
		'Enter one that begins with https:// or http://.',
	);
}

/**
 * Headers as Logto keeps them; `undefined` where none were given.
 *
 * @throws {InputError} for a name that no header can have
 */
export function headersOf(
	{ header }: { header?: Array<{ name?: string; value?: string }> } = {},
	label: string,
): Record<string, string> | undefined {
	if (header === undefined) return undefined;
	const pairs = header.map(({ name = '', value = '' }): [string, string] => {
		if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && !keyFault(name)) return [name, value];
		throw new InputError(
			`"${label}" has a name that no header can have: "${name}"`,
			'Letters, digits and hyphens make a name.',
		);
	});
	return Object.fromEntries(pairs);
}
