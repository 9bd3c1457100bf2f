/** /api/organization-roles and /api/organization-scopes: the template of all organizations. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';

const SCOPE = z.object({
	name: z.string().min(1).max(128),
	description: z.string().max(256).nullable(),
});
const ROLE = SCOPE.extend({ type: z.enum(['User', 'MachineToMachine']) });
const IDS = z.array(z.string());
const NEW_ROLE = ROLE.partial({ description: true, type: true }).extend({
	organizationScopeIds: IDS.default([]),
	resourceScopeIds: IDS.default([]),
});

const link = ({ id, name }) => ({ id, name });
const unknown = () => new LogtoError(422, 'entity.relation_foreign_key_not_found');
const holds = (q, ...texts) => !q || texts.some((text) => text?.toLowerCase().includes(q));

export function organizationRoleRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const searched = ({ query }) => first(query.q)?.toLowerCase();
	const roleOf = ({ params }) =>
		entityOf(tenant.organizationRoles, 'organization_roles', params.id);
	const scopeOf = ({ params }) =>
		entityOf(tenant.organizationScopes, 'organization_scopes', params.id);
	const byName = (a, b) => (a.name < b.name ? -1 : 1);

	function checkName(records, name, self) {
		if (records.some((one) => one !== self && one.name === name)) {
			throw new LogtoError(422, 'entity.unique_integrity_violation');
		}
	}

	/** What may be given, by the name of the relation: who knows it, and who has it. */
	const relations = {
		scopes: {
			all: () => tenant.organizationScopes,
			given: () => tenant.organizationRoleScopes,
			body: 'organizationScopeIds',
			parameter: 'organizationScopeId',
		},
		'resource-scopes': {
			all: () => tenant.scopes().map(({ resource: _resource, ...scope }) => scope),
			given: () => tenant.organizationRoleApiScopes,
			body: 'scopeIds',
			parameter: 'scopeId',
		},
	};

	function check({ all }, ids) {
		const known = all().map(({ id }) => id);
		if (!ids.every((id) => known.includes(id))) throw unknown();
	}

	/** Those that are there already stay, and that is no refusal. */
	function give({ given }, role, ids) {
		given().set(role, [...new Set([...(given().get(role) ?? []), ...ids])]);
	}

	function createRole({ body }, reply) {
		const { organizationScopeIds, resourceScopeIds, ...given } = guarded(NEW_ROLE, body);
		checkName(tenant.organizationRoles, given.name);
		// One transaction: the role is not there without them.
		check(relations.scopes, organizationScopeIds);
		check(relations['resource-scopes'], resourceScopeIds);
		const role = {
			tenantId: 'default',
			id: tenant.id(21),
			description: null,
			type: 'User',
			...given,
		};
		tenant.organizationRoles.push(role);
		give(relations.scopes, role.id, organizationScopeIds);
		give(relations['resource-scopes'], role.id, resourceScopeIds);
		reply.code(201);
		return role;
	}

	function update(schema, records, found, body) {
		const given = guarded(schema.partial(), body);
		if (given.name !== undefined) checkName(records, given.name, found);
		if (Object.keys(given).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		return Object.assign(found, given);
	}

	function removeRole({ params }, reply) {
		if (!tenant.organizationRoles.some(({ id }) => id === params.id)) throw notFound();
		tenant.organizationRoles = tenant.organizationRoles.filter(({ id }) => id !== params.id);
		for (const { given } of Object.values(relations)) given().delete(params.id);
		for (const { members, applications } of tenant.organizations) {
			for (const [holders, id, held] of [members, applications].flatMap((holders) =>
				[...holders].map(([id, held]) => [holders, id, held]),
			)) {
				holders.set(
					id,
					held.filter((one) => one !== params.id),
				);
			}
		}
		reply.code(204).send();
	}

	function createScope({ body }, reply) {
		const given = guarded(SCOPE.partial({ description: true }), body);
		checkName(tenant.organizationScopes, given.name);
		const scope = { tenantId: 'default', id: tenant.id(21), description: null, ...given };
		tenant.organizationScopes.push(scope);
		reply.code(201);
		return scope;
	}

	function removeScope({ params }, reply) {
		if (!tenant.organizationScopes.some(({ id }) => id === params.id)) throw notFound();
		tenant.organizationScopes = tenant.organizationScopes.filter(({ id }) => id !== params.id);
		for (const [role, held] of tenant.organizationRoleScopes) {
			tenant.organizationRoleScopes.set(
				role,
				held.filter((id) => id !== params.id),
			);
		}
		reply.code(204).send();
	}

	const role = '/api/organization-roles/:id';
	const scope = '/api/organization-scopes/:id';

	const relationRoutes = ([name, relation]) => [
		[
			'GET',
			`${role}/${name}`,
			(request, reply) => {
				const held = relation.given().get(roleOf(request).id) ?? [];
				const found = relation.all().filter(({ id }) => held.includes(id));
				return pageOf(exchangeOf(request, reply), found, { isOptional: true });
			},
		],
		[
			'POST',
			`${role}/${name}`,
			(request, reply) => {
				const schema = z.object({ [relation.body]: z.array(z.string().min(1)).min(1) });
				const ids = guarded(schema, request.body)[relation.body];
				const known = tenant.organizationRoles.some(({ id }) => id === request.params.id);
				if (!known) throw unknown();
				check(relation, ids);
				give(relation, request.params.id, ids);
				reply.code(201).type('text/plain; charset=utf-8').send('Created');
			},
		],
		[
			'DELETE',
			`${role}/${name}/:${relation.parameter}`,
			({ params }, reply) => {
				const held = relation.given().get(params.id) ?? [];
				if (!held.includes(params[relation.parameter])) throw notFound();
				relation.given().set(
					params.id,
					held.filter((id) => id !== params[relation.parameter]),
				);
				reply.code(204).send();
			},
		],
	];

	return [
		[
			'GET',
			'/api/organization-roles',
			(request, reply) => {
				const q = searched(request);
				const found = [...tenant.organizationRoles]
					.sort(byName)
					.filter(({ id, name, description }) => holds(q, id, name, description));
				return pageOf(exchangeOf(request, reply), found).map((one) => {
					const held = tenant.organizationRoleScopes.get(one.id) ?? [];
					const apis = tenant.organizationRoleApiScopes.get(one.id) ?? [];
					return {
						...one,
						scopes: tenant.organizationScopes.filter(({ id }) => held.includes(id)).map(link),
						resourceScopes: tenant
							.scopes()
							.filter(({ id }) => apis.includes(id))
							.map((scope) => ({ ...link(scope), resource: link(scope.resource) })),
					};
				});
			},
		],
		['POST', '/api/organization-roles', createRole],
		['GET', role, roleOf],
		[
			'PATCH',
			role,
			(request) => update(ROLE, tenant.organizationRoles, roleOf(request), request.body),
		],
		['DELETE', role, removeRole],
		...Object.entries(relations).flatMap(relationRoutes),
		[
			'GET',
			'/api/organization-scopes',
			(request, reply) => {
				const q = searched(request);
				const found = [...tenant.organizationScopes]
					.sort(byName)
					.filter(({ name }) => holds(q, name));
				return pageOf(exchangeOf(request, reply), found, { isOptional: true });
			},
		],
		['POST', '/api/organization-scopes', createScope],
		['GET', scope, scopeOf],
		[
			'PATCH',
			scope,
			(request) => update(SCOPE, tenant.organizationScopes, scopeOf(request), request.body),
		],
		['DELETE', scope, removeScope],
	];
}
