/** What pickers and reviews need beside users: roles, organizations, applications, connectors. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { guarded, LogtoError, notFound, TextAnswer } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { searchOf } from './search.mjs';
import { organizationView, roleView, USER_FIELDS, userView } from './users.mjs';

export function directoryRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const oneOf = (records, { params }) => {
		const found = records.find(({ id }) => id === params.id);
		if (!found) throw notFound();
		return found;
	};
	const featured = ({ id, avatar, name }) => ({ id, avatar, name });

	function roles(request, reply) {
		const { query } = request;
		const type = first(query.type);
		if (type !== undefined) guarded(z.enum(['User', 'MachineToMachine']), type, 'query');
		const excluded = first(query.excludeUserId);
		const test = searchOf(query, ['id', 'name', 'description']);
		const held = excluded ? (tenant.users.get(excluded)?.hidden.roles ?? []) : [];
		const found = tenant.roles.filter(
			(role) => (!type || role.type === type) && !held.includes(role.id) && (!test || test(role)),
		);
		return pageOf(exchangeOf(request, reply), found).map((role) => {
			const users = tenant.sortedUsers().filter(({ hidden }) => hidden.roles.includes(role.id));
			return {
				...roleView(role),
				usersCount: users.length,
				featuredUsers: users.slice(0, 3).map(featured),
				applicationsCount: 0,
				featuredApplications: [],
			};
		});
	}

	function roleUsers(request, reply) {
		const role = oneOf(tenant.roles, request);
		const test = searchOf(request.query, USER_FIELDS);
		const users = tenant
			.sortedUsers()
			.filter((user) => user.hidden.roles.includes(role.id) && (!test || test(user)));
		return pageOf(exchangeOf(request, reply), users).map((user) => userView(user));
	}

	function addUsers(request) {
		const { userIds } = guarded(
			z.object({ userIds: z.array(z.string().min(1)).min(1) }),
			request.body,
		);
		const role = oneOf(tenant.roles, request);
		const users = userIds.map((id) => {
			const user = tenant.users.get(id);
			if (!user) throw new LogtoError(404, 'entity.not_exists_with_id', { values: ['users', id] });
			return user;
		});
		if (role.type !== 'User') throw new LogtoError(422, 'user.invalid_role_type');
		for (const { hidden } of users) if (!hidden.roles.includes(role.id)) hidden.roles.push(role.id);
		// Text, although everything around it is JSON.
		throw new TextAnswer(201, 'Created');
	}

	function organizations(request, reply) {
		const q = first(request.query.q)?.toLowerCase();
		const found = tenant.organizations.filter(
			({ id, name, description }) =>
				!q || [id, name, description].some((text) => text?.toLowerCase().includes(q)),
		);
		return pageOf(exchangeOf(request, reply), found).map((organization) => ({
			...organizationView(organization),
			...(first(request.query.showFeatured) === 'true' && {
				usersCount: organization.members.size,
				featuredUsers: [...organization.members.keys()]
					.slice(0, 3)
					.map((id) => featured(tenant.users.get(id))),
			}),
		}));
	}

	function members(request, reply) {
		const organization = oneOf(tenant.organizations, request);
		const role = first(request.query.organizationRoleId);
		const q = first(request.query.q)?.toLowerCase();
		const users = tenant.sortedUsers().filter((user) => {
			const held = organization.members.get(user.id);
			if (!held || (role && !held.includes(role))) return false;
			return !q || USER_FIELDS.some((name) => user[name]?.toLowerCase().includes(q));
		});
		return pageOf(exchangeOf(request, reply), users).map((user) => ({
			...userView(user, { withPassword: false }),
			organizationRoles: tenant.organizationRoles.filter(({ id }) =>
				organization.members.get(user.id).includes(id),
			),
		}));
	}

	function addMembers(request, reply) {
		const { userIds } = guarded(
			z.object({ userIds: z.array(z.string().min(1)).min(1) }),
			request.body,
		);
		const organization = oneOf(tenant.organizations, request);
		// 422 here, where the same code comes with 404 elsewhere.
		if (!userIds.every((id) => tenant.users.has(id))) {
			throw new LogtoError(422, 'entity.relation_foreign_key_not_found');
		}
		for (const id of userIds) if (!organization.members.has(id)) organization.members.set(id, []);
		reply.code(201);
		// Everybody who was sent, those who belonged to it before among them.
		return { userIds };
	}

	function removeMember(request, reply) {
		const organization = oneOf(tenant.organizations, request);
		if (!organization.members.delete(request.params.userId)) throw notFound();
		reply.code(204).send();
	}

	return [
		['GET', '/api/roles', roles],
		['GET', '/api/roles/:id', (request) => roleView(oneOf(tenant.roles, request))],
		['GET', '/api/roles/:id/users', roleUsers],
		['POST', '/api/roles/:id/users', addUsers],
		['GET', '/api/organizations', organizations],
		[
			'GET',
			'/api/organizations/:id',
			(request) => organizationView(oneOf(tenant.organizations, request)),
		],
		['GET', '/api/organizations/:id/users', members],
		['POST', '/api/organizations/:id/users', addMembers],
		['DELETE', '/api/organizations/:id/users/:userId', removeMember],
		[
			'GET',
			'/api/applications',
			(request, reply) => {
				const types = [request.query.types ?? []].flat();
				const found = [...tenant.applications]
					.reverse()
					.filter(({ type }) => types.length === 0 || types.includes(type));
				return pageOf(exchangeOf(request, reply), found, { isOptional: true });
			},
		],
		[
			'GET',
			'/api/applications/:id',
			(request) => {
				const application = oneOf(tenant.applications, request);
				// Whether it has the role for the Management API: shown for one, and not in the list.
				return { ...application, isAdmin: application.id === tenant.settings.clientId };
			},
		],
		[
			'GET',
			'/api/connectors',
			({ query }) => {
				const target = first(query.target);
				return tenant.connectors.filter((one) => !target || one.target === target);
			},
		],
		[
			'GET',
			'/api/sign-in-exp',
			() => ({
				tenantId: 'default',
				id: 'default',
				// What more there is does not concern who somebody is.
				usernamePolicy: { caseSensitive: tenant.settings.caseSensitiveUsernames },
			}),
		],
		['GET', '/api/connectors/:id', (request) => oneOf(tenant.connectors, request)],
	];
}
