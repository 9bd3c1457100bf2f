import type { IDataObject } from 'n8n-workflow';
import { alreadyDone } from '../../../shared/answer';
import type { Api, Call } from '../../../shared/api';
import { ApiError, InputError, raise } from '../../../shared/errors';
import type { ifAlreadyDone, Params } from '../../../shared/field';
import { path } from '../../../shared/path';

type Chosen = Partial<Params<[typeof ifAlreadyDone]>>;

/** One change for each of several users. */
interface Change {
	group: string;
	users: readonly string[];
	method: 'PUT' | 'DELETE';
	/** Whether users are to be members. */
	goal: boolean;
	chosen: Chosen;
	/** Whether a refusal means that nothing was left to do for a user; asked only after one. */
	isDone: (error: ApiError, user: string) => Promise<boolean>;
}

/** What is so for a user for whom nothing is left to do. */
const fact = (user: string, goal: boolean): string =>
	goal ? `The user ${user} is in the group already` : `The user ${user} is not in the group`;

/** Whether a user is in a group. The list is read to its end: it has pages (okta-next.md, 4.4). */
export async function isMember(api: Api, user: string, group: string): Promise<boolean> {
	const groups = await api.all({
		method: 'GET',
		path: path`/api/v1/users/${user}/groups`,
		pageSize: 200,
	});
	return groups.some(({ id }) => id === group);
}

/**
 * Changes the membership of users one after another; an item for each.
 *
 * Okta's answer says nothing of how it was before. So only whoever wants to stop then is looked up
 * first, and before anything is changed.
 */
export async function changeMembers(
	api: Api,
	{ group, users, method, goal, chosen, isDone }: Change,
): Promise<IDataObject[]> {
	if (chosen.ifAlreadyDone === 'stop') {
		for (const user of users) {
			if ((await isMember(api, user, group)) === goal) alreadyDone({}, chosen, fact(user, goal));
		}
	}
	const items: IDataObject[] = [];
	for (const user of users) {
		const item = { groupId: group, userId: user, success: true };
		const call: Call = { method, path: path`/api/v1/groups/${group}/users/${user}` };
		try {
			await api.request(call);
			items.push(item);
		} catch (error) {
			if (!(error instanceof ApiError)) return raise(error as Error);
			if (!(await isDone(error, user))) return raise(withThoseBefore(error, users, items.length));
			items.push(alreadyDone(item, {}, fact(user, goal)));
		}
	}
	return items;
}

/** A refusal that says what was done before it: there is no item then that could. */
function withThoseBefore(error: ApiError, users: readonly string[], count: number): ApiError {
	if (users.length > 1) {
		const before = users.slice(0, count).join(', ');
		error.refusal.causes = [
			`It was about the user ${users[count]}`,
			before ? `Done before it: ${before}` : 'None was changed before it',
			...(error.refusal.causes ?? []),
		];
	}
	return error;
}

interface Rule {
	name?: unknown;
	status?: unknown;
	actions?: { assignUserToGroups?: { groupIds?: unknown } };
	conditions?: { people?: { users?: { exclude?: unknown } } };
}

const includes = (list: unknown, value: string): boolean =>
	Array.isArray(list) && list.includes(value);

/** An organization without group rules: the feature is not there (okta-next.md, 15). */
const NO_RULES = new Set(['E0000008', 'E0000015', 'E0000022']);

async function rulesOf(api: Api): Promise<Rule[]> {
	try {
		return await api.all({ method: 'GET', path: path`/api/v1/groups/rules`, pageSize: 200 });
	} catch (error) {
		const isAbsent = error instanceof ApiError && NO_RULES.has(error.refusal.code ?? '');
		return isAbsent ? [] : raise(error as Error);
	}
}

/**
 * Refuses to take users out of a group that a rule fills. Okta makes whoever is removed an exception of
 * the rule that put them there, which then never adds them again (okta-next.md, 5.3). Which members a
 * rule put there no documented request tells.
 *
 * @throws {InputError} naming the rule and the first user
 */
export async function refuseRuled(
	api: Api,
	group: string,
	users: readonly string[],
): Promise<void> {
	for (const rule of await rulesOf(api)) {
		if (rule.status !== 'ACTIVE') continue;
		if (!includes(rule.actions?.assignUserToGroups?.groupIds, group)) continue;
		// Who is an exception already has nothing to lose.
		const exceptions = rule.conditions?.people?.users?.exclude;
		const user = users.find((one) => !includes(exceptions, one));
		if (user === undefined) continue;
		throw new InputError(
			`The group rule "${String(rule.name)}" fills this group, and may have put the user ${user} into it`,
			'Nothing was changed. Okta makes a user who is removed by hand an exception of the rule, which then never adds the user again. Change the attribute that the rule looks at instead, or set "If a Rule Fills the Group" to "Remove Anyway".',
			'refused',
		);
	}
}
