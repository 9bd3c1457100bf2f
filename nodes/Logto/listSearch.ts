import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { asRecords, recordsOf } from '../shared/answer';
import type { Api } from '../shared/api';
import { type Path, path } from '../shared/path';
import { ask, byName, chosenInForm } from '../shared/pickers';
import { locateUser } from './locate';
import { logto, nextPage } from './logto.api';
import { simplifyGrant } from './resources/user/grants';
import { simplifySession } from './resources/user/sessions';

const PAGE = 20;

/** Text as part of a LIKE pattern: its own wildcards are taken literally. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * One page of a searchable list; the token is a page number. What belongs to organizations is searched by
 * `q`, which looks for the text anywhere by itself.
 */
export async function searchPages(
	api: Api,
	at: Path,
	filter: string | undefined,
	page: string,
	choice: (record: IDataObject) => { name: string; value: string },
	query: Record<string, string> = {},
	searchedBy = 'search',
): Promise<INodeListSearchResult> {
	const text = filter?.trim();
	const sought = text && (searchedBy === 'search' ? contains(text) : text);
	const call = {
		method: 'GET' as const,
		path: at,
		query: {
			...query,
			[searchedBy]: sought || undefined,
			page: Number(page),
			page_size: PAGE,
		},
	};
	const reply = await api.send(call);
	const next = nextPage(reply, call)?.query?.page;
	return {
		results: asRecords(reply.body).map(choice).sort(byName),
		paginationToken: next === undefined ? undefined : String(next),
	};
}

/** The entries of a list that Logto gives out whole, those whose label has the text. */
export async function searchWhole(
	api: Api,
	at: Path,
	filter: string | undefined,
	choice: (record: IDataObject) => { name: string; value: string },
	isOffered: (record: IDataObject) => boolean = () => true,
	recordsAt?: string,
): Promise<INodeListSearchResult> {
	const text = (filter ?? '').trim().toLowerCase();
	const records = recordsOf(await api.request({ method: 'GET', path: at }), recordsAt);
	return {
		results: records
			.filter(isOffered)
			.map(choice)
			.filter(({ name }) => name.toLowerCase().includes(text))
			.sort(byName),
	};
}

/** The id of the user that is chosen in the form. */
const userInForm = async (context: ILoadOptionsFunctions, api: Api): Promise<string> =>
	await locateUser(api, chosenInForm(context, 'user', 'User'), 'User');

/** Users whose name, email, phone, username or ID contains the text. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		return await searchPages(
			api,
			path`/api/users`,
			filter,
			page,
			({ id, name, primaryEmail, username, primaryPhone }) => {
				const login = String(primaryEmail || username || primaryPhone || id);
				return { name: name ? `${String(name)} (${login})` : login, value: String(id) };
			},
		);
	});
}

/** Roles of the chosen user whose name, description or ID contains the text. */
export async function searchRolesOfUser(
	this: ILoadOptionsFunctions,
	filter?: string,
	page = '1',
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const user = await userInForm(this, api);
		return await searchPages(api, path`/api/users/${user}/roles`, filter, page, ({ id, name }) => ({
			name: String(name ?? id),
			value: String(id),
		}));
	});
}

/** MFA verifications of the chosen user, by type, device and day. */
export async function searchMfaVerifications(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const user = await userInForm(this, api);
		return await searchWhole(
			api,
			path`/api/users/${user}/mfa-verifications`,
			filter,
			({ id, type, name, agent, createdAt }) => {
				const device = name || agent;
				const added = createdAt ? `, added ${String(createdAt).slice(0, 10)}` : '';
				return {
					name: `${String(type)}${device ? ` (${String(device)})` : ''}${added}`,
					value: String(id),
				};
			},
		);
	});
}

/** A moment as a person reads it, to the minute, in UTC. */
export const minute = (ms: unknown): string =>
	typeof ms === 'number' ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : '?';

/** Sessions of the chosen user, by when and from where they began. */
export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const user = await userInForm(this, api);
		return await searchWhole(
			api,
			path`/api/users/${user}/sessions`,
			filter,
			(session) => {
				const { id, signedInAt, ip } = simplifySession(session);
				const from = ip ? ` from ${String(ip)}` : '';
				return { name: `Signed in ${minute(signedInAt)} UTC${from}`, value: String(id) };
			},
			undefined,
			'sessions',
		);
	});
}

/** Grants of the chosen user, by application and time. */
export async function searchGrants(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const user = await userInForm(this, api);
		return await searchWhole(
			api,
			path`/api/users/${user}/grants`,
			filter,
			(grant) => {
				const { id, applicationId, applicationName, createdAt } = simplifyGrant(grant);
				const application = String(applicationName ?? applicationId);
				return { name: `${application}, ${minute(createdAt)} UTC`, value: String(id) };
			},
			undefined,
			'grants',
		);
	});
}

/** Personal access tokens of the chosen user. Logto knows them by name only. */
export async function searchTokens(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		const user = await userInForm(this, api);
		return await searchWhole(
			api,
			path`/api/users/${user}/personal-access-tokens`,
			filter,
			({ name }) => ({ name: String(name), value: String(name) }),
		);
	});
}

/**
 * Social connectors. Logto hands out their configuration with the provider's client secret, of
 * which nothing but name, target and ID leaves this function.
 */
export async function searchConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await ask(this, logto, async (api) => {
		return await searchWhole(
			api,
			path`/api/connectors`,
			filter,
			({ id, name, target }) => ({ name: connectorName(name, target ?? id), value: String(id) }),
			({ type }) => type === 'Social',
		);
	});
}

/** Names of connectors come in several languages: `{ "en": "GitHub", … }`. */
function connectorName(names: unknown, target: unknown): string {
	const known = typeof names === 'object' && names !== null ? (names as IDataObject) : {};
	const name = known.en ?? Object.values(known)[0];
	return name ? `${String(name)} (${String(target)})` : String(target);
}
