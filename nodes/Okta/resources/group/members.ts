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

export interface Rule {
	name?: unknown;
	status?: unknown;
	actions?: { assignUserToGroups?: { groupIds?: unknown } };
	conditions?: { people?: { users?: { exclude?: unknown } } };
}

const includes = (list: unknown, value: string): boolean =>
	Array.isArray(list) && list.includes(value);

/** An organization without a feature: it knows no such path (okta-next.md, 15). */
const ABSENT = new Set(['E0000008', 'E0000015', 'E0000022']);

/** Whether Okta said that the organization does not have what was asked for. */
export const isAbsent = (error: unknown): boolean =>
	error instanceof ApiError && ABSENT.has(error.refusal.code ?? '');

/** All group rules; none where the organization does not have them. */
export async function rulesOf(api: Api): Promise<Rule[]> {
	try {
		return await api.all({ method: 'GET', path: path`/api/v1/groups/rules`, pageSize: 200 });
	} catch (error) {
		return isAbsent(error) ? [] : raise(error as Error);
	}
}

/**
 * The name of an active rule that fills a group, and may have put a user there. Okta makes whoever is
 * removed an exception of the rule that put them there, which then never adds them again (okta-next.md,
 * 5.3). Which members a rule put there no documented request tells. Who is an exception already has
 * nothing to lose.
 */
export function fillingRule(
	rules: readonly Rule[],
	group: string,
	user: string,
): string | undefined {
	const rule = rules.find(
		({ status, actions, conditions }) =>
			status === 'ACTIVE' &&
			includes(actions?.assignUserToGroups?.groupIds, group) &&
			!includes(conditions?.people?.users?.exclude, user),
	);
	return rule && String(rule.name);
}

/**
 * Refuses to take users out of a group that a rule fills.
 *
 * @throws {InputError} naming the rule and the first user
 */
export async function refuseRuled(
	api: Api,
	group: string,
	users: readonly string[],
): Promise<void> {
	const rules = await rulesOf(api);
	for (const user of users) {
		const rule = fillingRule(rules, group, user);
		if (rule === undefined) continue;
		throw new InputError(
			`The group rule "${rule}" fills this group, and may have put the user ${user} into it`,
			'Nothing was changed. Okta makes a user who is removed by hand an exception of the rule, which then never adds the user again. Change the attribute that the rule looks at instead, or set "If a Rule Fills the Group" to "Remove Anyway".',
			'refused',
		);
	}
}
