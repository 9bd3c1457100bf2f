import type { IDataObject } from 'n8n-workflow';
import { alreadyDone } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { type Field, ifAlreadyDone, type Params } from '../../../shared/field';
import { path } from '../../../shared/path';
import { confirmWithin, obstacle, unconfirmed } from '../../confirm';
import { asId } from '../../id';
import { role } from '../../role';
import { userIds, users } from '../../users';
import { afterwards } from '../user/change';

/** Most ids that go with one request (onelogin-next.md, section 4.3: chunks of 50 to 100). */
const CHUNK = 50;

const options = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [confirmWithin, ifAlreadyDone],
} as const satisfies Field;

/** The form of what gives or takes members. */
export const memberFields = [role, users, options] as const satisfies readonly Field[];

/** What is to become of people in a role. */
interface Change {
	list: 'users' | 'admins';
	/** Whether they are to be in it. */
	wanted: boolean;
}

/** The ids of a role's members. */
async function membersOf(api: Api, role: string, list: Change['list']): Promise<Set<unknown>> {
	const members = await api.all(
		{ method: 'GET', path: path`/api/2/roles/${role}/${list}`, pageSize: 100 },
		Infinity,
		(page) => page.map(({ id }) => ({ id })),
	);
	return new Set(members.map(({ id }) => asId(id)));
}

/**
 * Gives a role to people, or takes it away.
 *
 * @returns an item for each of them
 */
export async function changeMembers(
	api: Api,
	{ role, users, options }: Params<typeof memberFields>,
	{ list, wanted }: Change,
): Promise<IDataObject[]> {
	const ids = await userIds(api, users);
	if (options.ifAlreadyDone === 'stop') {
		const members = await membersOf(api, role, list);
		const done = ids.filter((id) => members.has(id) === wanted);
		const where = `${wanted ? 'in' : 'not in'} the ${list} of the role`;
		if (done.length > 0) alreadyDone({}, options, `Already ${where}: ${done.join(', ')}`);
	}
	for (let from = 0; from < ids.length; from += CHUNK) {
		const send = async () =>
			await api.request({
				method: wanted ? 'POST' : 'DELETE',
				path: path`/api/2/roles/${role}/${list}`,
				// A bare list: an object is refused with 400 "Expected array in request".
				body: ids.slice(from, from + CHUNK),
			});
		if (from === 0) await send();
		else await afterwards(`The first ${from} of ${ids.length} users were done`, send);
	}
	const seconds = options.confirmWithin ?? 0;
	const items = ids.map((userId) => ({ roleId: asId(role), userId }));
	if (seconds === 0) return items.map((item) => ({ ...item, success: true }));
	const open = await afterwards(
		`The ${list} of the role ${role} were changed`,
		async () => await missing(api, role, ids, { list, wanted }, seconds),
	);
	return items.map((item) => {
		const reason = open.get(item.userId);
		return { ...item, confirmed: reason === undefined, ...(reason && { reason }) };
	});
}

/**
 * Those for whom a change does not show within a time, each with the reason. What nothing but waiting
 * could help is waited for; OneLogin keeps a role only for people with state 1 and a status from 1 to 5,
 * and drops it for others after it said 200 (onelogin-next.md, section 6, trap 2).
 */
async function missing(
	api: Api,
	role: string,
	ids: number[],
	{ list, wanted }: Change,
	seconds: number,
): Promise<Map<number, string>> {
	const look = async () => {
		const members = await membersOf(api, role, list);
		return ids.filter((id) => members.has(id) !== wanted);
	};
	// Of administrators, and of those from whom something is taken, nothing is known to stand against it.
	const mayFail = wanted && list === 'users';
	return await unconfirmed(api, seconds, look, async (id) =>
		mayFail ? await obstacle(api, id) : '',
	);
}
