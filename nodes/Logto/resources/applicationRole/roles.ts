import { asRecords } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { path } from '../../../shared/path';
import { rolesGiven } from '../userRole/roles';

/** The IDs of the roles that an application has; throws where it is not for machines. */
export async function rolesHeld(api: Api, app: string): Promise<string[]> {
	const at = path`/api/applications/${app}/roles`;
	const held = asRecords(await api.all({ method: 'GET', path: at, pageSize: 100 }));
	return held.map(({ id }) => String(id));
}

/** Gives roles to an application that it lacks. */
export async function give(api: Api, app: string, roleIds: string[]): Promise<void> {
	if (roleIds.length === 0) return;
	const at = path`/api/applications/${app}/roles`;
	rolesGiven(await api.send({ method: 'POST', path: at, body: { roleIds } }), roleIds);
}
