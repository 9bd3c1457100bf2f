/** What pickers and reviews need beside users and roles: organizations, applications, connectors. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { searchOf } from './search.mjs';
import { organizationView, USER_FIELDS, userView } from './users.mjs';

export function directoryRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const oneOf = (records, { params }) => {
		const found = records.find(({ id }) => id === params.id);
		if (!found) throw notFound();
		return found;
	};
	const featured = ({ id, avatar, name }) => ({ id, avatar, name });

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
				const test = searchOf(request.query, ['id', 'name', 'description']);
				const found = [...tenant.applications]
					.reverse()
					.filter(({ type }) => types.length === 0 || types.includes(type))
					.filter((application) => !test || test(application));
				return pageOf(exchangeOf(request, reply), found, { isOptional: true });
			},
		],
		[
			'GET',
			'/api/applications/:id',
			(request) => {
				const application = entityOf(tenant.applications, 'applications', request.params.id);
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
		['GET', '/api/connectors/:id', (request) => oneOf(tenant.connectors, request)],
	];
}
