import type { IDataObject } from 'n8n-workflow';
import { asRecords, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import { path } from '../../../shared/path';
import { asId, type Id } from '../../id';

/** The list of a role's applications. */
export const appList = (role: string) => ({
	method: 'GET' as const,
	path: path`/api/2/roles/${role}/apps`,
	pageSize: 100,
});

/** The ids of all applications that a role gives. */
export async function appsOf(api: Api, role: string): Promise<Id[]> {
	const found = await api.all(appList(role), Infinity, (page) => page.map(({ id }) => ({ id })));
	return found.map(({ id }) => asId(id));
}

/**
 * Writes the applications of a role, all of them: OneLogin has no call that adds one.
 *
 * @throws {ApiError} when the answer is not about the same applications
 */
export async function writeApps(api: Api, role: string, ids: readonly Id[]): Promise<IDataObject> {
	const answer = await api.request({
		method: 'PUT',
		path: path`/api/2/roles/${role}/apps`,
		body: ids,
	});
	const written = asRecords(answer).map(({ id }) => asId(id));
	const same = written.length === ids.length && ids.every((id) => written.includes(id));
	if (same) return { roleId: asId(role), appIds: written };
	throw new ApiError(
		unreadable('the applications that were sent', answer),
		'The role may have other applications now. Look at it before you repeat this.',
	);
}
