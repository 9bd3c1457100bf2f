/** What gives a user access, as jobs take it away and reviews tell it. */
import type { IDataObject } from 'n8n-workflow';
import { asRecords, idOf, textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import type { Holding } from '../../../shared/offboard';
import { path } from '../../../shared/path';
import { quoted } from '../../locate';
import { findRecord } from '../../record';
import { assignmentsOf, isThroughGroup } from '../adminRole/assignments';

const BY_A_GROUP = 'A group gives it.';

/** What an empty list of factors means. */
export const NO_FACTORS =
	'None is listed. Okta lists only those that a policy allows where this n8n is.';

/** A refresh token, with the client that has it. */
export interface Token extends Holding {
	client?: string;
	/** ISO 8601; `null` where it does not end. */
	expires: string | null;
}

/** What the user allowed applications to do. */
export async function grantsOf(api: Api, user: string): Promise<Holding[]> {
	const grants = await api.all({
		method: 'GET',
		path: path`/api/v1/users/${user}/grants`,
		pageSize: 200,
	});
	return grants.map((grant) => ({
		what: 'grant',
		id: idOf(grant),
		name: textOf(grant.scopeId),
	}));
}

/** The refresh tokens of all clients. */
export async function tokensOf(api: Api, user: string): Promise<Token[]> {
	const clients = asRecords(
		await api.request({ method: 'GET', path: path`/api/v1/users/${user}/clients` }),
	);
	const held: Token[] = [];
	for (const { client_id, client_name } of clients) {
		const client = idOf({ id: client_id });
		const tokens = await api.all({
			method: 'GET',
			path: path`/api/v1/users/${user}/clients/${client}/tokens`,
			pageSize: 200,
		});
		for (const token of tokens) {
			held.push({
				what: 'token',
				id: idOf(token),
				name: textOf(client_name) ?? client,
				client,
				expires: textOf(token.expiresAt) ?? null,
			});
		}
	}
	return held;
}

/** The second factors that Okta lists. */
export async function factorsOf(api: Api, user: string): Promise<Holding[]> {
	const factors = asRecords(
		await api.request({ method: 'GET', path: path`/api/v1/users/${user}/factors` }),
	);
	return factors.map((factor) => ({
		what: 'factor',
		id: idOf(factor),
		name: textOf(factor.factorType),
	}));
}

/** The administrator roles, those of groups included. */
export async function adminRolesOf(api: Api, user: string): Promise<Holding[]> {
	const holder = { kind: 'user', id: user } as const;
	return (await assignmentsOf(api, holder)).map((role) => ({
		what: 'adminRole',
		id: idOf(role),
		name: textOf(role.label) ?? textOf(role.type),
		...(isThroughGroup(holder, role) && { through: BY_A_GROUP }),
	}));
}

/** The applications, those of groups included. */
export async function applicationsOf(api: Api, user: string): Promise<Holding[]> {
	const apps = await api.all({
		method: 'GET',
		path: path`/api/v1/apps`,
		query: { filter: `user.id eq ${quoted(user)}`, expand: `user/${user}` },
		pageSize: 200,
	});
	const held: Holding[] = [];
	for (const app of apps) {
		const id = idOf(app);
		// The filter and the user within the application are documented in two places; neither is relied
		// on alone.
		const assigned =
			(app._embedded as IDataObject | undefined)?.user ??
			(await findRecord(api, path`/api/v1/apps/${id}/users/${user}`));
		if (!assigned) continue;
		const isOfGroup = (assigned as IDataObject).scope === 'GROUP';
		held.push({
			what: 'application',
			id,
			name: textOf(app.label),
			...(isOfGroup && { through: BY_A_GROUP }),
		});
	}
	return held;
}
