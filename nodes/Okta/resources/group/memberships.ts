import { idOf, textOf } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { path } from '../../../shared/path';
import { profileOf } from '../../locate';
import { fillingRule, rulesOf } from './members';

/** A group that a user is in. */
export interface Membership {
	what: 'group';
	id: string;
	name?: string;
	/** Why a job leaves the user in it. */
	stays?: string;
}

const IMPORTED = 'The directory or application that the group comes from decides who is in it.';

const ruledBy = (rule: string | undefined): string | undefined =>
	rule === undefined
		? undefined
		: `The group rule "${rule}" fills the group, and would never add a user again who was removed by hand.`;

/**
 * The groups of a user but Everyone and its like, with what keeps the user in them.
 *
 * @param ignoresRules whether a rule that fills a group keeps nobody in it
 */
export async function membershipsOf(
	api: Api,
	user: string,
	ignoresRules: boolean,
): Promise<Membership[]> {
	const all = await api.all({
		method: 'GET',
		path: path`/api/v1/users/${user}/groups`,
		pageSize: 200,
	});
	const groups = all.filter(({ type }) => type !== 'BUILT_IN');
	const rules = groups.length > 0 && !ignoresRules ? await rulesOf(api) : [];
	return groups.map((group) => ({
		what: 'group',
		id: idOf(group),
		name: textOf(profileOf(group).name),
		stays: group.type === 'OKTA_GROUP' ? ruledBy(fillingRule(rules, idOf(group), user)) : IMPORTED,
	}));
}
