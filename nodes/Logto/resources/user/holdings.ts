/** What gives a user access, as jobs give and take it and reviews tell it. */
import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { type Path, path } from '../../../shared/path';

/** A list that Logto gives out whole. */
const whole = async (api: Api, list: Path): Promise<IDataObject[]> =>
	asRecords(await api.request({ method: 'GET', path: list }));

/** The roles of a user. */
export const rolesOf = async (api: Api, user: string): Promise<IDataObject[]> =>
	await api.all({ method: 'GET', path: path`/api/users/${user}/roles`, pageSize: 100 });

/** The organizations that a user is a member of, with the roles in each. */
export const organizationsOf = async (api: Api, user: string): Promise<IDataObject[]> =>
	await whole(api, path`/api/users/${user}/organizations`);

/** The personal access tokens of a user, which Logto knows by their names. Their values come along. */
export const tokensOf = async (api: Api, user: string): Promise<IDataObject[]> =>
	await whole(api, path`/api/users/${user}/personal-access-tokens`);

/** The second factors of a user. */
export const factorsOf = async (api: Api, user: string): Promise<IDataObject[]> =>
	await whole(api, path`/api/users/${user}/mfa-verifications`);
