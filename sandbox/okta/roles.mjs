/** Administrator roles of users and groups, custom ones and their resource sets (okta-next.md, section 10). */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { booleanOf, pageOf } from './paging.mjs';
import { isObject, onlyKeys } from './schema.mjs';
import { ROLE_LABELS } from './state.mjs';

const EXPANDED = ['targets/groups', 'targets/catalog/apps'];
/** Most members of a group that can have a role. */
const MOST_MEMBERS = 5000;

export function roleRoutes({ org, origin, linkOrigin }) {
	const READ = 'okta.roles.read';
	const MANAGE = 'okta.roles.manage';

	/** These paths take the id of a user, and no login. */
	function userOf({ params }) {
		const user = org.users.get(params.id);
		if (!user || !org.settle(user)) throw notFound(params.id, 'User');
		return user;
	}

	function groupOf({ params }) {
		const group = org.groups.get(params.groupId);
		if (!group) throw notFound(params.groupId, 'UserGroup');
		return group;
	}

	const view = (role, at) => ({ ...role, _links: { assignee: { href: `${origin}${at}` } } });
	const userPath = ({ id }) => `/api/v1/users/${id}`;
	const groupPath = ({ id }) => `/api/v1/groups/${id}`;

	/** Those of a user, and those of the groups that the user is in. */
	const rolesOf = (user) => [
		...(org.roles.get(user.id) ?? []).map((role) => view(role, userPath(user))),
		...[...org.groups.values()]
			.filter(({ members }) => members.has(user.id))
			.flatMap((group) =>
				(org.groupRoles.get(group.id) ?? []).map((role) => view(role, groupPath(group))),
			),
	];

	function expanded(roles, { query }) {
		const expand = first(query.expand);
		if (expand === undefined) return roles;
		if (!EXPANDED.includes(expand)) throw invalid('expand');
		const name = expand === 'targets/groups' ? 'groups' : 'catalog';
		const targets = { [name]: name === 'groups' ? [] : { apps: [] } };
		return roles.map((role) => ({ ...role, _embedded: { targets } }));
	}

	/** What is to be assigned, as a body says it. */
	function wanted({ body, query }) {
		if (!isObject(body)) throw new OktaError('E0000003');
		booleanOf(query, 'disableNotifications', false);
		if (body.type !== 'CUSTOM') {
			onlyKeys(body, ['type']);
			if (!Object.hasOwn(ROLE_LABELS, body.type ?? '')) throw invalid('type');
			return { type: body.type, label: ROLE_LABELS[body.type] };
		}
		onlyKeys(body, ['type', 'role', 'resource-set']);
		const role = org.customRoles.get(body.role);
		if (!role) throw notFound(String(body.role), 'CustomRole');
		const set = body['resource-set'];
		if (!org.resourceSets.has(set)) throw notFound(String(set), 'ResourceSet');
		return { type: 'CUSTOM', label: role.label, role: role.id, 'resource-set': set };
	}

	const same = (a) => (b) => ['type', 'role', 'resource-set'].every((name) => a[name] === b[name]);

	function grant(roles, id, role, assignmentType) {
		const has = roles.get(id) ?? [];
		if (has.some(same(role))) throw new OktaError('E0000090');
		const now = org.clock.iso();
		const made = {
			id: role.type === 'CUSTOM' ? org.id('irb') : org.id('ra1'),
			...role,
			status: 'ACTIVE',
			created: now,
			lastUpdated: now,
			assignmentType,
		};
		roles.set(id, [...has, made]);
		return made;
	}

	function revoke(roles, id, roleId) {
		const has = roles.get(id) ?? [];
		const role = has.find((one) => one.id === roleId);
		// What Okta says of one that a group gives is documented nowhere.
		if (!role) throw notFound(roleId, 'Role');
		roles.set(
			id,
			has.filter((one) => one !== role),
		);
		return role;
	}

	const roleTarget = ({ id, label }) => {
		return { id, type: 'ROLE', alternateId: 'unknown', displayName: label };
	};

	function assignToUser(request, reply) {
		const user = userOf(request);
		const role = grant(org.roles, user.id, wanted(request), 'USER');
		org.note('user.account.privilege.grant', [org.userTarget(user), roleTarget(role)]);
		reply.code(201);
		return view(role, userPath(user));
	}

	function takeFromUser(request, reply) {
		const user = userOf(request);
		const role = revoke(org.roles, user.id, request.params.roleId);
		org.note('user.account.privilege.revoke', [org.userTarget(user), roleTarget(role)]);
		reply.code(204).send();
	}

	/** Groups that can have no role (Okta, error codes). */
	function requireEligible(group) {
		if (group.type === 'BUILT_IN') throw new OktaError('E0000211');
		if (group.members.size > MOST_MEMBERS) throw new OktaError('E0000193');
		const isRuled = [...org.rules.values()].some(({ actions }) =>
			actions.assignUserToGroups.groupIds.includes(group.id),
		);
		if (isRuled) throw new OktaError('E0000192');
	}

	function assignToGroup(request) {
		const group = groupOf(request);
		const role = wanted(request);
		requireEligible(group);
		const made = grant(org.groupRoles, group.id, role, 'GROUP');
		org.note('group.privilege.grant', [org.groupTarget(group), roleTarget(made)]);
		return view(made, groupPath(group));
	}

	function takeFromGroup(request, reply) {
		const group = groupOf(request);
		const role = revoke(org.groupRoles, group.id, request.params.roleId);
		org.note('group.privilege.revoke', [org.groupTarget(group), roleTarget(role)]);
		reply.code(204).send();
	}

	/** A page of a list within an object, whose next page is a link in the body. */
	function wrapped(request, reply, records, name, more = (record) => record) {
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		const page = pageOf(exchange, records, { standard: 100, maximum: 200 });
		const next = /<([^>]*)>; rel="next"/.exec([reply.getHeader('link')].flat().join(','))?.[1];
		reply.removeHeader('link');
		return { [name]: page.map(more), ...(next && { _links: { next: { href: next } } }) };
	}

	function admins(request, reply) {
		org.settleAll();
		const users = [...org.roles].filter(([, roles]) => roles.length > 0).map(([id]) => ({ id }));
		return wrapped(request, reply, users, 'value', ({ id }) => ({
			id,
			orn: `orn:okta:directory:00osandbox:users:${id}`,
			_links: {
				self: { href: `${origin}/api/v1/users/${id}` },
				roles: { href: `${origin}/api/v1/users/${id}/roles` },
			},
		}));
	}

	/** A custom role or a resource set, by id or label. */
	function labelled(records, given, kind) {
		const found = records.get(given) ?? [...records.values()].find(({ label }) => label === given);
		if (!found) throw notFound(given, kind);
		return found;
	}

	const linked = (at) => (record) => ({
		...record,
		_links: { self: { href: `${origin}${at}/${record.id}` } },
	});

	const user = '/api/v1/users/:id/roles';
	const group = '/api/v1/groups/:groupId/roles';
	const custom = '/api/v1/iam/roles';
	const sets = '/api/v1/iam/resource-sets';
	return [
		['GET', user, READ, (request) => expanded(rolesOf(userOf(request)), request)],
		['POST', user, MANAGE, assignToUser],
		['DELETE', `${user}/:roleId`, MANAGE, takeFromUser],
		[
			'GET',
			group,
			READ,
			(request) => {
				const one = groupOf(request);
				const roles = org.groupRoles.get(one.id) ?? [];
				return expanded(
					roles.map((role) => view(role, groupPath(one))),
					request,
				);
			},
		],
		['POST', group, MANAGE, assignToGroup],
		['DELETE', `${group}/:roleId`, MANAGE, takeFromGroup],
		['GET', '/api/v1/iam/assignees/users', READ, admins],
		[
			'GET',
			custom,
			READ,
			(request, reply) =>
				wrapped(request, reply, [...org.customRoles.values()], 'roles', linked(custom)),
		],
		[
			'GET',
			`${custom}/:roleId`,
			READ,
			({ params }) => linked(custom)(labelled(org.customRoles, params.roleId, 'CustomRole')),
		],
		[
			'GET',
			sets,
			READ,
			(request, reply) =>
				wrapped(request, reply, [...org.resourceSets.values()], 'resource-sets', linked(sets)),
		],
		[
			'GET',
			`${sets}/:setId`,
			READ,
			({ params }) => linked(sets)(labelled(org.resourceSets, params.setId, 'ResourceSet')),
		],
	];
}
