/**
 * /api/v1/groups/rules, and what rules do to people (okta-next.md, 5.3).
 *
 * Of Okta's expression language the sandbox knows comparisons of one attribute of the profile, joined by
 * `and`: `user.department=="Sales" and user.city=="Kassel"`.
 */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { booleanOf, pageOf } from './paging.mjs';
import { isObject, onlyKeys } from './schema.mjs';

const COMPARISON = /^\s*user\.(\w+)\s*==\s*"([^"]*)"\s*$/;
const EXPRESSION = 'urn:okta:expression:1.0';
/** Rules skip these (okta-next.md, 5.3). */
const SKIPPED = ['STAGED', 'PROVISIONED', 'DEPROVISIONED', 'SUSPENDED'];

const comparisons = (text) => text.split(/\band\b/i).map((part) => COMPARISON.exec(part));

/** Whether a rule is for a user. */
export const matches = (rule, user) =>
	!SKIPPED.includes(user.status) &&
	!rule.conditions.people.users.exclude.includes(user.id) &&
	comparisons(rule.conditions.expression.value).every(
		([, name, value]) => user.profile[name] === value,
	);

/** Puts everybody whom a rule is for into its groups. */
export function applyRule(org, rule) {
	for (const user of org.users.values()) {
		if (!matches(rule, user)) continue;
		for (const id of rule.actions.assignUserToGroups.groupIds) {
			const group = org.groups.get(id);
			if (group && !group.members.has(user.id)) org.join(user, group);
		}
	}
}

/** Notes that a member was removed by hand whom a rule had put there. */
export function excludeFromRules(org, user, group) {
	for (const rule of org.rules.values()) {
		const { groupIds } = rule.actions.assignUserToGroups;
		if (rule.status === 'ACTIVE' && groupIds.includes(group.id) && matches(rule, user)) {
			rule.conditions.people.users.exclude.push(user.id);
			org.note('group.user_membership.rule.add_exclusion', [org.userTarget(user)]);
		}
	}
}

export function ruleRoutes({ org, linkOrigin }) {
	const READ = 'okta.groups.read';
	const MANAGE = 'okta.groups.manage';

	function ruleOf({ params }) {
		const rule = org.rules.get(params.groupRuleId);
		if (!rule) throw notFound(params.groupRuleId, 'GroupRule');
		return rule;
	}

	function expandOf({ query }) {
		const expand = first(query.expand);
		if (expand !== undefined && expand !== 'groupIdToGroupNameMap') throw invalid('expand');
		return expand;
	}

	function view(rule, expand) {
		const names = rule.actions.assignUserToGroups.groupIds
			.map((id) => org.groups.get(id))
			.filter(Boolean)
			.map(({ id, profile }) => [id, profile.name]);
		return {
			...rule,
			...(expand && { _embedded: { groupIdToGroupNameMap: Object.fromEntries(names) } }),
		};
	}

	/** What Okta takes of a rule. */
	function read(body, present) {
		onlyKeys(body, [
			'type',
			'name',
			'conditions',
			'actions',
			...(present ? ['id', 'status', 'created', 'lastUpdated'] : []),
		]);
		const { type, name, conditions, actions } = body;
		if (type !== 'group_rule') throw invalid('type');
		if (typeof name !== 'string' || name.length < 1 || name.length > 50) {
			throw invalid('name', 'name: must be between 1 and 50 characters');
		}
		if ([...org.rules.values()].some((rule) => rule.name === name && rule !== present)) {
			throw invalid('name', 'name: A rule with this name exists already');
		}
		const { expression, people = {} } = conditions ?? {};
		if (expression?.type !== EXPRESSION || typeof expression.value !== 'string') {
			throw invalid('conditions');
		}
		if (!comparisons(expression.value).every(Boolean)) {
			throw invalid('expression', 'expression: Invalid syntax');
		}
		const exclude = people.users?.exclude ?? [];
		if (!Array.isArray(exclude) || exclude.some((id) => !org.users.has(id))) {
			throw invalid('people');
		}
		const groupIds = actions?.assignUserToGroups?.groupIds;
		if (!Array.isArray(groupIds) || groupIds.length < 1 || groupIds.length > 100) {
			throw invalid('actions');
		}
		for (const id of groupIds) {
			if (org.groups.get(id)?.type !== 'OKTA_GROUP') throw invalid('actions', `${id} is no group`);
			if ((org.groupRoles.get(id) ?? []).length > 0) {
				throw invalid('actions', `${id} has an administrator role`);
			}
		}
		if (present && String(groupIds) !== String(present.actions.assignUserToGroups.groupIds)) {
			throw invalid('actions', 'actions: cannot be changed');
		}
		return {
			type,
			name,
			conditions: {
				people: { users: { exclude: [...exclude] }, groups: { exclude: [] } },
				expression: { type: EXPRESSION, value: expression.value },
			},
			actions: { assignUserToGroups: { groupIds: [...groupIds] } },
		};
	}

	function create({ body }) {
		if (!isObject(body)) throw new OktaError('E0000003');
		const now = org.clock.iso();
		const rule = {
			...read(body),
			id: org.id('0pr'),
			status: 'INACTIVE',
			created: now,
			lastUpdated: now,
		};
		org.rules.set(rule.id, rule);
		return view(rule);
	}

	function replace(request) {
		const rule = ruleOf(request);
		if (rule.status !== 'INACTIVE') throw invalid('status', 'Only inactive rules can be changed');
		if (!isObject(request.body)) throw new OktaError('E0000003');
		Object.assign(rule, read(request.body, rule), { lastUpdated: org.clock.iso() });
		return view(rule);
	}

	function remove(request, reply) {
		const rule = ruleOf(request);
		const removes = booleanOf(request.query, 'removeUsers', false);
		if (rule.status === 'ACTIVE') throw invalid('status', 'Only inactive rules can be deleted');
		if (removes) {
			for (const id of rule.actions.assignUserToGroups.groupIds) {
				const group = org.groups.get(id);
				for (const user of org.users.values()) {
					if (group?.members.has(user.id) && matches(rule, user)) org.leave(user, group);
				}
			}
		}
		org.rules.delete(rule.id);
		reply.code(202).send();
	}

	const lifecycle = (status) => (request, reply) => {
		const rule = ruleOf(request);
		if (rule.status === 'INVALID') throw invalid('status', 'The rule is invalid');
		if (rule.status === status) throw invalid('status', `The rule is ${status} already`);
		Object.assign(rule, { status, lastUpdated: org.clock.iso() });
		if (status === 'ACTIVE') applyRule(org, rule);
		reply.code(204).send();
	};

	function list(request, reply) {
		const expand = expandOf(request);
		const search = first(request.query.search)?.toLowerCase();
		const rules = [...org.rules.values()].filter(
			({ name }) => search === undefined || name.toLowerCase().includes(search),
		);
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		return pageOf(exchange, rules, { standard: 50, maximum: 200 }).map((rule) =>
			view(rule, expand),
		);
	}

	const all = '/api/v1/groups/rules';
	const one = `${all}/:groupRuleId`;
	return [
		['GET', all, READ, list],
		['POST', all, MANAGE, create],
		['GET', one, READ, (request) => view(ruleOf(request), expandOf(request))],
		['PUT', one, MANAGE, replace],
		['DELETE', one, MANAGE, remove],
		['POST', `${one}/lifecycle/activate`, MANAGE, lifecycle('ACTIVE')],
		['POST', `${one}/lifecycle/deactivate`, MANAGE, lifecycle('INACTIVE')],
	];
}
