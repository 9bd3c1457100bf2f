import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { asRecords } from '../../shared/answer';
import type { Api } from '../../shared/api';
import { clock } from '../../shared/clock';
import { path } from '../../shared/path';
import { ask, byName } from '../../shared/pickers';
import { oneLogin } from '../oneLogin.api';

/** The list has a rate limit of its own, and OneLogin asks to keep it for a day (API v1, Event Types). */
const KEPT_MS = 86_400_000;

/** How long to do without after they could not be read, in ms. */
const UNREAD_MS = 600_000;

/** They are OneLogin's, so that all accounts have the same. */
const kept = { until: -Infinity, types: [] as IDataObject[] };

/** Forgets the types, e.g. between tests. */
export const forgetTypes = (): void => void Object.assign(kept, { until: -Infinity, types: [] });

async function readTypes(api: Api): Promise<IDataObject[]> {
	return asRecords(await api.request({ method: 'GET', path: path`/api/1/events/types` }));
}

/** What the types are called, by ID. Without an answer nothing has a name. */
export async function namesOfTypes(api: Api): Promise<Map<string, string>> {
	if (clock.now() > kept.until) {
		kept.until = clock.now() + UNREAD_MS;
		const types = await readTypes(api).catch(() => undefined);
		if (types) Object.assign(kept, { types, until: clock.now() + KEPT_MS });
	}
	return new Map(kept.types.map(({ id, name }) => [String(id), String(name)]));
}

/** Words that have capitals of their own. */
const SPELLED: Record<string, string> = {
	...Object.fromEntries(
		['AD', 'API', 'CSV', 'ID', 'IP', 'LDAP', 'MFA', 'OTP', 'SAML', 'SMS', 'SSO', 'URL', 'VPN'].map(
			(word) => [word, word],
		),
	),
	ONELOGIN: 'OneLogin',
};

const inCase = (word: string): string =>
	SPELLED[word] ?? `${word[0]}${word.slice(1).toLowerCase()}`;

/** USER_CREATED as User Created; what is written in other ways stays as it is. */
const inWords = (name: string): string =>
	/^[A-Z0-9]+(_[A-Z0-9]+)*$/.test(name) ? name.split('_').map(inCase).join(' ') : name;

/** "%actor_user% created %user%" as "Somebody created a user". */
function asSentence(description: string): string {
	const said = description.replace(/%(\w+?)%/g, (_whole, name: string) => {
		const words = name.replace(/_/g, ' ');
		return words === 'actor user' ? 'somebody' : `${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`;
	});
	return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}

/** All types of events of the account, by name. */
export async function getEventTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const types = await ask(this, oneLogin, readTypes);
	return types
		.map(({ id, name, description }) => ({
			name: inWords(String(name)),
			value: String(id),
			description: typeof description === 'string' ? asSentence(description) : undefined,
		}))
		.sort(byName);
}
