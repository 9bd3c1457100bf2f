import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { asRecords } from '../shared/answer';
import type { Api, Call, ListCall } from '../shared/api';
import { path } from '../shared/path';
import { ask, byName, chosenInForm } from '../shared/pickers';
import { nextPage } from './links';
import { LABELLED, locateUser, profileOf, quoted } from './locate';
import { okta } from './okta.api';

const PAGE = 50;

/** One page of a list as choices; the token that n8n hands back for the next one is Okta's cursor. */
export async function choose(
	context: ILoadOptionsFunctions,
	call: Call,
	after: string | undefined,
	choice: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	return await ask(context, okta, async (api) => {
		const first = { ...call, query: { ...call.query, limit: PAGE } };
		const reply = await api.send({ ...first, query: { ...first.query, after } });
		const results = asRecords(okta.payload(reply)).map(choice).sort(byName);
		const cursor = nextPage(reply, first)?.query?.after;
		return { results, paginationToken: cursor === undefined ? undefined : String(cursor) };
	});
}

const startsWith = (attribute: string, text: string): string =>
	`profile.${attribute} sw ${quoted(text)}`;

/**
 * People type what the list shows, "Ada Vogel (ada@example.com)", or a part of it. Okta's `q` would be
 * simpler, but it has no pages: `search` has.
 */
function matching(typed: string): string {
	const [, person = typed, login] = /^(.*?)\s*\(([^()]+)\)?(?:, deactivated)?$/.exec(typed) ?? [];
	if (login) return ['login', 'email'].map((name) => startsWith(name, login)).join(' or ');
	const words = person.split(/\s+/);
	const wholeNames = words.slice(1).map((_, index) => {
		const first = words.slice(0, index + 1).join(' ');
		const last = words.slice(index + 1).join(' ');
		return `(${startsWith('firstName', first)} and ${startsWith('lastName', last)})`;
	});
	return [
		...['firstName', 'lastName', 'email', 'login'].map((name) => startsWith(name, person)),
		...wholeNames,
	].join(' or ');
}

/** Users whose name, e-mail address or login starts with the text. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	const text = filter?.trim();
	const query = { search: text ? matching(text) : undefined };
	return await choose(this, { method: 'GET', path: path`/api/v1/users`, query }, after, (user) => {
		const { firstName, lastName, login } = profileOf(user);
		const person = [firstName, lastName].filter(Boolean).join(' ');
		const name = person ? `${person} (${String(login)})` : String(login);
		const isGone = user.status === 'DEPROVISIONED';
		return { name: isGone ? `${name}, deactivated` : name, value: String(user.id) };
	});
}

/** Applications whose label or name starts with the text. */
export async function searchApps(
	this: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	const query = { q: filter?.trim() || undefined };
	return await choose(
		this,
		{ method: 'GET', path: path`/api/v1/apps`, query },
		after,
		({ id, label, name, status }) => {
			const title = label && label !== name ? `${String(label)} (${String(name)})` : String(name);
			return { name: status === 'INACTIVE' ? `${title}, inactive` : title, value: String(id) };
		},
	);
}

/** Groups whose name has the text in it. */
async function chooseGroups(
	context: ILoadOptionsFunctions,
	narrowed: string | undefined,
	filter: string | undefined,
	after: string | undefined,
): Promise<INodeListSearchResult> {
	const text = filter?.trim();
	const search = [narrowed, text && `profile.name co ${quoted(text)}`]
		.filter(Boolean)
		.join(' and ');
	return await choose(
		context,
		{ method: 'GET', path: path`/api/v1/groups`, query: { search: search || undefined } },
		after,
		(group) => {
			const name = String(profileOf(group).name);
			const isOwn = group.type === 'OKTA_GROUP';
			const kind = group.type === 'APP_GROUP' ? 'imported' : 'built in';
			return { name: isOwn ? name : `${name}, ${kind}`, value: String(group.id) };
		},
	);
}

/** Groups of every kind. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	return await chooseGroups(this, undefined, filter, after);
}

/** Groups that Okta itself manages, which can be changed. */
export async function searchOktaGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	after?: string,
): Promise<INodeListSearchResult> {
	return await chooseGroups(this, 'type eq "OKTA_GROUP"', filter, after);
}

/** What people call the types of factors. */
const FACTORS: Record<string, string> = {
	call: 'Phone call',
	email: 'Email',
	push: 'Push',
	question: 'Security question',
	signed_nonce: 'FastPass',
	sms: 'SMS',
	'token:hardware': 'Hardware token',
	'token:hotp': 'Custom one-time code',
	'token:software:totp': 'One-time code',
	webauthn: 'Security key or biometrics',
};

/** Records by their label, of a list that Okta gives as a whole. */
async function chooseLabelled(
	context: ILoadOptionsFunctions,
	list: ListCall,
	filter = '',
): Promise<INodeListSearchResult> {
	const text = filter.trim().toLowerCase();
	return await ask(context, okta, async (api) => ({
		results: (await api.all(list))
			.map(({ id, label }) => ({ name: String(label), value: String(id) }))
			.filter(({ name }) => name.toLowerCase().includes(text))
			.sort(byName),
	}));
}

/** The administrator roles that the organization has made. */
export async function searchCustomRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await chooseLabelled(this, LABELLED.customRole, filter);
}

/** The sets of resources that custom roles are good for. */
export async function searchResourceSets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await chooseLabelled(this, LABELLED.resourceSet, filter);
}

/** What a user has, by the user who is chosen in the form. There is little, so it is read as a whole. */
async function chooseOfUser(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	read: (api: Api, user: string) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	const chosen = chosenInForm(context, 'user', 'User');
	const text = filter?.trim().toLowerCase() ?? '';
	return await ask(context, okta, async (api) => {
		const all = await read(api, await locateUser(api, chosen, 'User'));
		const results = all.filter(({ name }) => name.toLowerCase().includes(text)).sort(byName);
		return { results };
	});
}

const clientsOf = async (api: Api, user: string): Promise<INodeListSearchItems[]> =>
	(await api.all({ method: 'GET', path: path`/api/v1/users/${user}/clients` })).map(
		({ client_id: id, client_name: name }) => ({ name: String(name ?? id), value: String(id) }),
	);

/** The applications that have tokens or grants of a user. */
export async function searchClients(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await chooseOfUser(this, filter, clientsOf);
}

/** The grants of a user, by the scope and the application. */
export async function searchGrants(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await chooseOfUser(this, filter, async (api, user) => {
		const clients = new Map((await clientsOf(api, user)).map(({ name, value }) => [value, name]));
		const grants = await api.all({
			method: 'GET',
			path: path`/api/v1/users/${user}/grants`,
			pageSize: 200,
		});
		return grants.map(({ id, clientId, scopeId }) => ({
			name: `${String(scopeId)}, ${clients.get(String(clientId)) ?? String(clientId)}`,
			value: String(id),
		}));
	});
}

/** The refresh tokens that a client has for a user, by the moment when they were made. */
export async function searchTokens(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { value: client } = chosenInForm(this, 'client', 'Client');
	return await chooseOfUser(this, filter, async (api, user) => {
		const tokens = await api.all({
			method: 'GET',
			path: path`/api/v1/users/${user}/clients/${client}/tokens`,
			pageSize: 200,
		});
		return tokens.map(({ id, created, scopes }) => ({
			name: `${String(created)} (${[scopes ?? []].flat().join(' ')})`,
			value: String(id),
		}));
	});
}

/** The factors of a user. */
export async function searchFactors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await chooseOfUser(this, filter, async (api, user) => {
		const factors = await api.all({ method: 'GET', path: path`/api/v1/users/${user}/factors` });
		return factors.map(({ id, factorType, provider, profile, status }) => {
			const { phoneNumber, email, name } = (profile ?? {}) as IDataObject;
			const detail = phoneNumber ?? email ?? name;
			const kind = FACTORS[String(factorType)] ?? String(factorType);
			const title = `${kind} (${String(provider)})${detail ? `, ${String(detail)}` : ''}`;
			const isOpen = status === 'PENDING_ACTIVATION';
			return { name: isOpen ? `${title}, not active yet` : title, value: String(id) };
		});
	});
}
