import type { Api } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';
import { path } from '../../../shared/path';
import { isForbidden } from '../../oneLogin.api';
import { holdersOf } from '../privilege/holders';

const OWNER = 'Account Owner';

/**
 * Tells roles that make somebody an administrator: the owner's, and those that have a privilege.
 *
 * @param names of all roles, by the ID
 * @throws {ApiError} when the privileges cannot be read, so that nobody can tell
 */
export async function administrators(
	api: Api,
	names: Map<string, string>,
): Promise<(role: string) => boolean> {
	const privileged = await privilegedRoles(api);
	return (role) => names.get(role) === OWNER || privileged.has(role);
}

async function privilegedRoles(api: Api): Promise<Set<string>> {
	try {
		const found = new Set<string>();
		for (const { id } of await api.all({ method: 'GET', path: path`/api/1/privileges` })) {
			for (const { roleId } of await holdersOf(api, String(id), 'roles')) found.add(String(roleId));
		}
		return found;
	} catch (error) {
		if (!(error instanceof ApiError)) return raise(error as Error);
		const { status, summary } = error.refusal;
		// So it is where the plan has no privileges. Of the scope it says the same, which then does not
		// suffice to take roles either (onelogin-next.md, section 5).
		if (status === 401 && isForbidden(summary)) return new Set();
		const what = 'Which roles are those of administrators could not be read';
		return raise(new ApiError({ ...error.refusal, summary: `${what}: ${summary}` }));
	}
}
