/** /api/resources: APIs that tokens are issued for, and the permissions that roles give for them. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { searchOf, yes } from './search.mjs';

const UPDATE = z.object({ name: z.string().min(1), accessTokenTtl: z.number().int() });
const CREATE = UPDATE.partial({ accessTokenTtl: true }).extend({ indicator: z.string().min(1) });
const SCOPE = z.object({
	name: z.string().min(1).max(256),
	description: z.string().nullable().optional(),
});

export function resourceRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const resourceOf = (id) => entityOf(tenant.resources, 'resources', id);
	const view = ({ scopes: _scopes, ...resource }) => resource;

	/** Logto's own API stays as it is. */
	function writable(id, code = 'resource.cannot_modify_management_api') {
		const resource = resourceOf(id);
		if (resource.indicator === tenant.settings.resource) throw new LogtoError(400, code);
		return resource;
	}

	function create({ body }, reply) {
		const given = guarded(CREATE, body);
		if (tenant.resources.some(({ indicator }) => indicator === given.indicator)) {
			throw new LogtoError(422, 'resource.resource_identifier_in_use', {
				values: [given.indicator],
			});
		}
		const made = { accessTokenTtl: 3600, isDefault: false, ...given, scopes: [] };
		const resource = { tenantId: 'default', id: tenant.id(21), ...made };
		tenant.resources.push(resource);
		reply.code(201);
		return resource;
	}

	function update({ params, body }) {
		const given = guarded(UPDATE.partial(), body);
		const resource = writable(params.id);
		if (Object.keys(given).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		return view(Object.assign(resource, given));
	}

	/** Takes permissions from all roles that give them. */
	function forget(scopes) {
		const ids = scopes.map(({ id }) => id);
		for (const given of [tenant.roleScopes, tenant.organizationRoleApiScopes]) {
			for (const [role, held] of given) {
				given.set(
					role,
					held.filter((id) => !ids.includes(id)),
				);
			}
		}
	}

	function remove({ params }, reply) {
		const resource = writable(params.id, 'resource.cannot_delete_management_api');
		tenant.resources = tenant.resources.filter((one) => one !== resource);
		forget(resource.scopes);
		reply.code(204).send();
	}

	function checkName({ scopes }, name, self) {
		if (/\s/.test(name)) throw new LogtoError(400, 'scope.name_with_space');
		if (scopes.some((scope) => scope.id !== self && scope.name === name)) {
			throw new LogtoError(422, 'scope.name_exists', { values: [name] });
		}
	}

	/** Nobody looks whether there is such an API. */
	function listScopes(request, reply) {
		const found = tenant.resources.find(({ id }) => id === request.params.resourceId);
		const scopes = found?.scopes ?? [];
		const test = searchOf(request.query, ['id', 'name', 'description']);
		return pageOf(exchangeOf(request, reply), test ? scopes.filter(test) : scopes);
	}

	function createScope({ params: { resourceId }, body }, reply) {
		const given = guarded(SCOPE, body);
		const resource = writable(resourceId);
		checkName(resource, given.name);
		const scope = {
			tenantId: 'default',
			id: tenant.id(21),
			resourceId,
			description: null,
			createdAt: tenant.clock.now(),
			...given,
		};
		resource.scopes.push(scope);
		reply.code(201);
		return scope;
	}

	/** Whichever API it is one of: that of the address is only looked at. */
	function scopeOf({ params }) {
		for (const resource of tenant.resources) {
			const scope = resource.scopes.find(({ id }) => id === params.scopeId);
			if (scope) return { scope, owner: resource };
		}
		throw notFound();
	}

	function updateScope(request) {
		const given = guarded(SCOPE.partial(), request.body);
		const resource = writable(request.params.resourceId);
		if (given.name) checkName(resource, given.name, request.params.scopeId);
		const { scope } = scopeOf(request);
		if (Object.keys(given).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		return Object.assign(scope, given);
	}

	function removeScope(request, reply) {
		writable(request.params.resourceId);
		const { scope, owner } = scopeOf(request);
		owner.scopes = owner.scopes.filter((one) => one !== scope);
		forget([scope]);
		reply.code(204).send();
	}

	const resources = '/api/resources';
	const scopes = `${resources}/:resourceId/scopes`;
	return [
		[
			'GET',
			resources,
			(request, reply) => {
				const withScopes = yes(first(request.query.includeScopes));
				const found = withScopes ? tenant.resources : tenant.resources.map(view);
				return pageOf(exchangeOf(request, reply), found, { isOptional: true });
			},
		],
		['POST', resources, create],
		['GET', `${resources}/:id`, ({ params }) => view(resourceOf(params.id))],
		['PATCH', `${resources}/:id`, update],
		['DELETE', `${resources}/:id`, remove],
		['GET', scopes, listScopes],
		['POST', scopes, createScope],
		['PATCH', `${scopes}/:scopeId`, updateScope],
		['DELETE', `${scopes}/:scopeId`, removeScope],
	];
}
