/** /api/roles: who has a role, and what it gives. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound, TextAnswer } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { roleSearchOf, searchOf } from './search.mjs';
import { isInternal, roleView, USER_FIELDS, userView } from './users.mjs';

const NAME = z.string().min(1).max(128);
const CREATE = z.object({
	name: NAME,
	description: NAME,
	type: z.enum(['User', 'MachineToMachine']).default('User'),
	isDefault: z.boolean().default(false),
	scopeIds: z.array(z.string().min(1)).optional(),
});
const UPDATE = CREATE.pick({ name: true, description: true }).extend({ isDefault: z.boolean() });
const ids = (name) => z.object({ [name]: z.array(z.string().min(1)).min(1) });

const featured = ({ id, avatar, name }) => ({ id, avatar, name });

/** Text, although everything around it is JSON. */
const created = () => {
	throw new TextAnswer(201, 'Created');
};

export function roleRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const roleOf = ({ params }) => entityOf(tenant.roles, 'roles', params.id);
	const holdersOf = (role) =>
		tenant.sortedUsers().filter(({ hidden }) => hidden.roles.includes(role.id));
	const rolesOfApplication = (id) => tenant.applicationRoles.get(id) ?? [];
	const machinesOf = (role) =>
		tenant.applications.filter(({ id }) => rolesOfApplication(id).includes(role.id));
	const scopesOf = (role) => tenant.roleScopes.get(role.id) ?? [];

	function list(request, reply) {
		const { query } = request;
		const type = first(query.type);
		if (type !== undefined) guarded(z.enum(['User', 'MachineToMachine']), type, 'query');
		const user = tenant.users.get(first(query.excludeUserId));
		const held = [
			...(user?.hidden.roles ?? []),
			...rolesOfApplication(first(query.excludeApplicationId)),
		];
		const test = roleSearchOf(
			query,
			(role) => !isInternal(role) && (!type || role.type === type) && !held.includes(role.id),
		);
		return pageOf(exchangeOf(request, reply), tenant.roles.filter(test)).map((role) => {
			const users = holdersOf(role);
			const machines = machinesOf(role);
			return {
				...roleView(role),
				usersCount: users.length,
				featuredUsers: users.slice(0, 3).map(featured),
				applicationsCount: machines.length,
				featuredApplications: machines
					.slice(0, 3)
					.map(({ id, name, type }) => ({ id, name, type })),
			};
		});
	}

	function checkName(name, self) {
		if (tenant.roles.some((role) => role !== self && role.name === name)) {
			throw new LogtoError(422, 'role.name_in_use', { values: [name] });
		}
	}

	/** Whether a role may give these permissions. */
	function checkScopes(role, scopeIds) {
		for (const id of scopeIds) {
			const { resource } = entityOf(tenant.scopes(), 'scopes', id);
			if (role.type === 'User' && resource.indicator === tenant.settings.resource) {
				throw new LogtoError(400, 'role.management_api_scopes_not_assignable_to_user_role');
			}
		}
	}

	function create({ body }) {
		const { scopeIds = [], ...given } = guarded(CREATE, body);
		checkName(given.name);
		const role = { tenantId: 'default', id: tenant.id(21), ...given };
		tenant.roles.push(role);
		// The role is there already when its permissions turn out to be none that it can have.
		checkScopes(role, scopeIds);
		tenant.roleScopes.set(role.id, [...new Set(scopeIds)]);
		return roleView(role);
	}

	function writable(request) {
		const role = roleOf(request);
		if (isInternal(role)) throw new LogtoError(403, 'role.internal_role_violation');
		return role;
	}

	function update(request) {
		const given = guarded(UPDATE.partial(), request.body);
		const role = writable(request);
		if (given.name !== undefined) checkName(given.name, role);
		if (Object.keys(given).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		Object.assign(role, given);
		return roleView(role);
	}

	function remove(request, reply) {
		const role = writable(request);
		tenant.roles = tenant.roles.filter((one) => one !== role);
		for (const { hidden } of tenant.users.values()) {
			hidden.roles = hidden.roles.filter((id) => id !== role.id);
		}
		for (const [id, held] of tenant.applicationRoles) {
			tenant.applicationRoles.set(
				id,
				held.filter((one) => one !== role.id),
			);
		}
		tenant.roleScopes.delete(role.id);
		reply.code(204).send();
	}

	function listUsers(request, reply) {
		const users = holdersOf(roleOf(request));
		const test = searchOf(request.query, USER_FIELDS);
		const found = test ? users.filter(test) : users;
		return pageOf(exchangeOf(request, reply), found).map((user) => userView(user));
	}

	function addUsers(request) {
		const { userIds } = guarded(ids('userIds'), request.body);
		const role = roleOf(request);
		const users = userIds.map((id) => tenant.users.get(id));
		const holder = users.find((user) => user?.hidden.roles.includes(role.id));
		// Nobody gets it because one has it.
		if (holder) throw new LogtoError(422, 'role.user_exists', { values: [holder.id] });
		if (users.includes(undefined)) throw notFound();
		if (role.type !== 'User') throw new LogtoError(422, 'entity.db_constraint_violated');
		for (const { hidden } of users) hidden.roles.push(role.id);
		return created();
	}

	function removeUser({ params }, reply) {
		const user = tenant.users.get(params.userId);
		if (!user?.hidden.roles.includes(params.id)) throw notFound();
		user.hidden.roles = user.hidden.roles.filter((id) => id !== params.id);
		reply.code(204).send();
	}

	function listApplications(request, reply) {
		const machines = machinesOf(roleOf(request));
		const test = searchOf(request.query, ['id', 'name', 'description']);
		return pageOf(exchangeOf(request, reply), test ? machines.filter(test) : machines);
	}

	function addApplications(request) {
		const { applicationIds } = guarded(ids('applicationIds'), request.body);
		const role = roleOf(request);
		const held = applicationIds.find((id) => rolesOfApplication(id).includes(role.id));
		if (held) throw new LogtoError(422, 'role.application_exists', { values: [held] });
		const machines = applicationIds.map((id) => entityOf(tenant.applications, 'applications', id));
		if ([role, ...machines].some(({ type }) => type !== 'MachineToMachine')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
		for (const { id } of machines) {
			tenant.applicationRoles.set(id, [...rolesOfApplication(id), role.id]);
		}
		return created();
	}

	function removeApplication({ params: { id, applicationId } }, reply) {
		const held = rolesOfApplication(applicationId);
		if (!held.includes(id)) throw notFound();
		tenant.applicationRoles.set(
			applicationId,
			held.filter((one) => one !== id),
		);
		reply.code(204).send();
	}

	function listScopes(request, reply) {
		const held = scopesOf(roleOf(request));
		const test = searchOf(request.query, ['id', 'name', 'description']);
		const scopes = tenant.scopes().filter(({ id }) => held.includes(id));
		const found = test ? scopes.filter(test) : scopes;
		return pageOf(exchangeOf(request, reply), found, { isOptional: true });
	}

	function addScopes(request, reply) {
		const { scopeIds } = guarded(ids('scopeIds'), request.body);
		const role = roleOf(request);
		const held = scopesOf(role);
		const again = scopeIds.find((id) => held.includes(id));
		if (again) throw new LogtoError(422, 'role.scope_exists', { values: [again] });
		checkScopes(role, scopeIds);
		tenant.roleScopes.set(role.id, [...held, ...scopeIds]);
		reply.code(201);
		return tenant
			.scopes()
			.filter(({ id }) => scopesOf(role).includes(id))
			.map(({ resource: _resource, ...scope }) => scope);
	}

	function removeScope({ params: { id, scopeId } }, reply) {
		const held = tenant.roleScopes.get(id) ?? [];
		if (!held.includes(scopeId)) throw notFound();
		tenant.roleScopes.set(
			id,
			held.filter((one) => one !== scopeId),
		);
		reply.code(204).send();
	}

	const role = '/api/roles/:id';
	return [
		['GET', '/api/roles', list],
		['POST', '/api/roles', create],
		['GET', role, (request) => roleView(roleOf(request))],
		['PATCH', role, update],
		['DELETE', role, remove],
		['GET', `${role}/users`, listUsers],
		['POST', `${role}/users`, addUsers],
		['DELETE', `${role}/users/:userId`, removeUser],
		['GET', `${role}/applications`, listApplications],
		['POST', `${role}/applications`, addApplications],
		['DELETE', `${role}/applications/:applicationId`, removeApplication],
		['GET', `${role}/scopes`, listScopes],
		['POST', `${role}/scopes`, addScopes],
		['DELETE', `${role}/scopes/:scopeId`, removeScope],
	];
}
