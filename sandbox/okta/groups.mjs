/** /api/v1/groups, user types and the profile schema. */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { pageOf } from './paging.mjs';
import { excludeFromRules } from './rules.mjs';
import { ATTRIBUTES, isObject, onlyKeys } from './schema.mjs';
import { groupView, userView } from './views.mjs';

const ORDERED = ['eq', 'gt', 'ge', 'lt', 'le'];
const DATES = ['created', 'lastUpdated', 'lastMembershipUpdated'];

function attribute(name) {
	if (DATES.includes(name))
		return { operators: ORDERED, get: (group) => group[name], type: 'date' };
	if (name === 'id' || name === 'type') return { operators: ['eq'], get: (group) => group[name] };
	const own = /^profile\.(name|description)$/.exec(name)?.[1];
	return own && { operators: ['eq', 'sw', 'co', 'pr'], get: (group) => group.profile[own] };
}

export function groupRoutes({ org, origin, linkOrigin }) {
	const exchangeOf = (request, reply) => ({ request, reply, linkOrigin: linkOrigin() });

	function groupOf({ params }) {
		const group = org.groups.get(params.groupId);
		if (!group) throw notFound(params.groupId, 'UserGroup');
		return group;
	}

	function memberOf({ params }) {
		const user = org.users.get(params.userId);
		if (!user || !org.settle(user)) throw notFound(params.userId, 'User');
		return user;
	}

	function list(request, reply) {
		const [search, filter, q] = ['search', 'filter', 'q'].map((name) => first(request.query[name]));
		if (search !== undefined && filter !== undefined) throw new OktaError('E0000033');
		let groups = [...org.groups.values()];
		for (const [text, caseSensitive] of [
			[search, false],
			[filter, true],
		]) {
			if (text === undefined) continue;
			try {
				groups = groups.filter(compile(text, { attribute, caseSensitive }));
			} catch (error) {
				if (!(error instanceof ExpressionError)) throw error;
				throw caseSensitive ? new OktaError('E0000053', text) : new OktaError('E0000031');
			}
		}
		if (q !== undefined) {
			groups = groups.filter(({ profile }) =>
				profile.name.toLowerCase().startsWith(q.toLowerCase()),
			);
		}
		const expand = first(request.query.expand);
		if (expand !== undefined && !['stats', 'app'].includes(expand)) throw invalid('expand');
		sort(groups, request.query, search !== undefined);
		const page = pageOf(exchangeOf(request, reply), groups, {
			standard: q === undefined ? 200 : 300,
			maximum: 10_000,
		});
		if (q !== undefined) reply.header('link', [reply.getHeader('link')].flat().slice(0, 1));
		return page.map((group) => ({
			...groupView(group, origin),
			...(expand === 'stats' && { _embedded: { stats: statsOf(group) } }),
		}));
	}

	/** Okta sorts the results of a search alone. */
	function sort(groups, query, isSearch) {
		const [by, order = 'asc'] = [first(query.sortBy), first(query.sortOrder)];
		if (!isSearch || by === undefined) return;
		const sorting = attribute(by);
		if (!sorting) throw invalid('sortBy');
		const sign = order.toLowerCase() === 'desc' ? -1 : 1;
		const value = (group) => String(sorting.get(group) ?? '').toLowerCase();
		groups.sort((a, b) => (value(a) === value(b) ? 0 : value(a) < value(b) ? -sign : sign));
	}

	const statsOf = (group) => ({
		usersCount: group.members.size,
		appsCount: [...org.apps.values()].filter(({ groups }) => groups.includes(group.id)).length,
		groupPushMappingsCount: 0,
		hasAdminPrivlege: (org.groupRoles.get(group.id) ?? []).length > 0,
	});

	/** What Okta takes of a group's profile; a name that another group has it refuses. */
	function profileIn(request, present) {
		onlyKeys(request.body, ['profile']);
		const { profile } = request.body;
		if (!isObject(profile) || typeof profile.name !== 'string' || profile.name === '') {
			throw invalid('profile', 'name: The field cannot be left blank');
		}
		onlyKeys(profile, ['name', 'description', 'costCenter']);
		if (profile.name.length > 255 || String(profile.description ?? '').length > 1024) {
			throw invalid('profile', 'name: must be between 1 and 255 characters');
		}
		const other = org.groupNamed(profile.name);
		if (other && other !== present) {
			throw invalid(
				'name',
				'name: An object with this field already exists in the current organization',
			);
		}
		return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null));
	}

	/**
	 * Everyone and its like are refused with 501 (okta/terraform-provider-okta#903), imported groups as if
	 * the right were missing (okta/okta-sdk-java#314).
	 */
	function changeable(request) {
		const group = groupOf(request);
		if (group.type === 'BUILT_IN') throw new OktaError('E0000060');
		if (group.type === 'APP_GROUP') throw new OktaError('E0000006');
		return group;
	}

	function replace(request) {
		const group = changeable(request);
		group.profile = profileIn(request, group);
		group.lastUpdated = org.clock.iso();
		org.note('group.profile.update', [org.groupTarget(group)]);
		return groupView(group, origin);
	}

	function remove(request, reply) {
		const group = groupOf(request);
		if (group.type === 'BUILT_IN') throw new OktaError('E0000060');
		for (const id of [...group.members]) org.leave(org.users.get(id), group);
		for (const app of org.apps.values()) app.groups = app.groups.filter((id) => id !== group.id);
		for (const rule of org.rules.values()) {
			if (rule.actions.assignUserToGroups.groupIds.includes(group.id)) rule.status = 'INVALID';
		}
		org.groups.delete(group.id);
		org.groupRoles.delete(group.id);
		org.note('group.lifecycle.delete', [org.groupTarget(group)]);
		reply.code(204).send();
	}

	function create(request) {
		const profile = profileIn(request);
		const now = org.clock.iso();
		const group = {
			id: org.id('00g'),
			created: now,
			lastUpdated: now,
			lastMembershipUpdated: now,
			objectClass: ['okta:user_group'],
			type: 'OKTA_GROUP',
			profile,
			members: new Set(),
		};
		org.groups.set(group.id, group);
		org.note('group.lifecycle.create', [org.groupTarget(group)]);
		return groupView(group, origin);
	}

	/** Only groups that Okta manages take members by hand. */
	const membership = (change) => (request, reply) => {
		const group = changeable(request);
		change(memberOf(request), group);
		reply.code(204).send();
	};

	const types = '/api/v1/meta/types/user';
	const typeView = (type) => ({
		...type,
		createdBy: org.adminId,
		lastUpdatedBy: org.adminId,
		_links: {
			self: { rel: 'self', href: `${origin}${types}/${type.id}`, method: 'GET' },
			schema: {
				rel: 'schema',
				href: `${origin}/api/v1/meta/schemas/user/osc${type.id.slice(3)}`,
				method: 'GET',
			},
		},
	});

	function schema({ params }) {
		const type =
			params.schemaId === 'default'
				? org.types[0]
				: org.types.find(({ id }) => `osc${id.slice(3)}` === params.schemaId);
		if (!type) throw notFound(params.schemaId, 'Schema');
		const named = (isCustom) =>
			Object.entries(ATTRIBUTES).filter(([, { custom = false }]) => custom === isCustom);
		const definition = (id, entries) => ({
			id,
			type: 'object',
			properties: Object.fromEntries(
				entries.map(([name, { type: kind, minLength, maxLength, required = false }]) => [
					name,
					{
						title: name,
						type: kind,
						...(kind === 'array' && { items: { type: 'string' } }),
						...(kind === 'string' && { minLength, maxLength }),
						required,
						mutability: 'READ_WRITE',
						scope: 'NONE',
					},
				]),
			),
			required: entries.filter(([, { required }]) => required).map(([name]) => name),
		});
		return {
			id: `${origin}/meta/schemas/user/osc${type.id.slice(3)}`,
			$schema: 'http://json-schema.org/draft-04/schema#',
			name: type.name,
			title: type.displayName,
			type: 'object',
			created: type.created,
			lastUpdated: type.lastUpdated,
			definitions: {
				custom: definition('#custom', named(true)),
				base: definition('#base', named(false)),
			},
			properties: {
				profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] },
			},
		};
	}

	const group = '/api/v1/groups/:groupId';
	return [
		['GET', '/api/v1/groups', 'okta.groups.read', list],
		['POST', '/api/v1/groups', 'okta.groups.manage', create],
		['GET', group, 'okta.groups.read', (request) => groupView(groupOf(request), origin)],
		['PUT', group, 'okta.groups.manage', replace],
		['DELETE', group, 'okta.groups.manage', remove],
		[
			'GET',
			`${group}/users`,
			'okta.groups.read',
			(request, reply) => {
				const { members } = groupOf(request);
				org.settleAll();
				const users = [...members].map((id) => org.users.get(id)).filter(Boolean);
				return pageOf(exchangeOf(request, reply), users, { standard: 1000, maximum: 1000 }).map(
					(user) => userView(user, { origin }),
				);
			},
		],
		[
			'PUT',
			`${group}/users/:userId`,
			'okta.groups.manage',
			membership((user, one) => {
				org.join(user, one);
				org.note('group.user_membership.add', [org.userTarget(user), org.groupTarget(one)]);
			}),
		],
		[
			'DELETE',
			`${group}/users/:userId`,
			'okta.groups.manage',
			membership((user, one) => {
				// What Okta says of somebody who is no member is documented nowhere.
				if (!one.members.has(user.id)) throw notFound(user.id, 'UserGroup');
				excludeFromRules(org, user, one);
				org.leave(user, one);
				org.note('group.user_membership.remove', [org.userTarget(user), org.groupTarget(one)]);
			}),
		],
		['GET', types, 'okta.userTypes.read', () => org.types.map(typeView)],
		[
			'GET',
			`${types}/:typeId`,
			'okta.userTypes.read',
			({ params }) => {
				const type = org.types.find(({ id }) => id === params.typeId);
				if (!type) throw notFound(params.typeId, 'UserType');
				return typeView(type);
			},
		],
		['GET', '/api/v1/meta/schemas/user/:schemaId', 'okta.schemas.read', schema],
	];
}
