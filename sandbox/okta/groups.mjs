/** /api/v1/groups, user types, the profile schema, and who has admin roles. */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { pageOf } from './paging.mjs';
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
		const page = pageOf(exchangeOf(request, reply), groups, {
			standard: q === undefined ? 200 : 300,
			maximum: 10_000,
		});
		if (q !== undefined) reply.header('link', [reply.getHeader('link')].flat().slice(0, 1));
		return page.map((group) => groupView(group, origin));
	}

	function create(request) {
		onlyKeys(request.body, ['profile']);
		const { profile } = request.body;
		if (!isObject(profile) || typeof profile.name !== 'string' || profile.name === '') {
			throw invalid('profile', 'name: The field cannot be left blank');
		}
		onlyKeys(profile, ['name', 'description']);
		if (org.groupNamed(profile.name)) {
			throw invalid(
				'name',
				'name: An object with this field already exists in the current organization',
			);
		}
		const now = org.clock.iso();
		const group = {
			id: org.id('00g'),
			created: now,
			lastUpdated: now,
			lastMembershipUpdated: now,
			objectClass: ['okta:user_group'],
			type: 'OKTA_GROUP',
			profile: { name: profile.name, description: profile.description ?? null },
			members: new Set(),
		};
		org.groups.set(group.id, group);
		return groupView(group, origin);
	}

	/** Only groups that Okta manages take members by hand. */
	const membership = (change) => (request, reply) => {
		const group = groupOf(request);
		const user = memberOf(request);
		if (group.type !== 'OKTA_GROUP') throw new OktaError('E0000060');
		change(user, group);
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
			membership((user, one) => org.join(user, one)),
		],
		[
			'DELETE',
			`${group}/users/:userId`,
			'okta.groups.manage',
			membership((user, one) => org.leave(user, one)),
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
		[
			'GET',
			'/api/v1/iam/assignees/users',
			'okta.roles.read',
			(request, reply) => {
				org.settleAll();
				const users = [...org.roles]
					.filter(([, roles]) => roles.length > 0)
					.map(([id]) => ({ id }));
				const page = pageOf(exchangeOf(request, reply), users, { standard: 100, maximum: 200 });
				const next = /<([^>]*)>; rel="next"/.exec([reply.getHeader('link')].flat().join(','))?.[1];
				return {
					value: page.map(({ id }) => ({
						id,
						orn: `orn:okta:directory:00osandbox:users:${id}`,
						_links: {
							self: { href: `${origin}/api/v1/users/${id}` },
							roles: { href: `${origin}/api/v1/users/${id}/roles` },
						},
					})),
					...(next && { _links: { next: { href: next } } }),
				};
			},
		],
	];
}
