import type { IDataObject } from 'n8n-workflow';
import { asRecord, unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError } from '../../../shared/errors';
import { follow } from '../../../shared/paging';
import { path } from '../../../shared/path';
import { asId } from '../../id';
import { nextPage, oneLogin } from '../../oneLogin.api';

/**
 * Who has a privilege: the ids of users or roles, which stand in an object with a cursor of its own
 * (onelogin-next.md, section 4.7).
 */
export async function holdersOf(
	api: Api,
	privilege: string,
	list: 'users' | 'roles',
	most = Infinity,
): Promise<IDataObject[]> {
	const name = list === 'users' ? 'userId' : 'roleId';
	const call = { method: 'GET' as const, path: path`/api/1/privileges/${privilege}/${list}` };
	const pages = follow(api, call, nextPage, (reply) => {
		const ids = asRecord(oneLogin.payload(reply))[list];
		if (!Array.isArray(ids)) throw new ApiError(unreadable(`a list of ${list}`, ids));
		return ids.map((id) => ({ privilegeId: privilege, [name]: asId(id) }));
	});
	const found: IDataObject[] = [];
	for await (const page of pages) {
		found.push(...page);
		if (found.length >= most) break;
	}
	return found.slice(0, most);
}
