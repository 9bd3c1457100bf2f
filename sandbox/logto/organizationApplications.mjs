/** /api/organizations/:id/applications: machines that work in an organization. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';

const SOME = z.array(z.string().min(1)).min(1);
const link = ({ id, name }) => ({ id, name });
const unknown = () => new LogtoError(422, 'entity.relation_foreign_key_not_found');

export function organizationApplicationRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const organizationOf = ({ params }) => tenant.organizations.find(({ id }) => id === params.id);
	const rolesOf = (ids) => tenant.organizationRoles.filter(({ id }) => ids.includes(id));
	const created = (reply) => reply.code(201).type('text/plain; charset=utf-8').send('Created');

	/** Nobody looks whether there is such an organization. */
	function list(request, reply) {
		const q = first(request.query.q)?.toLowerCase();
		const held = organizationOf(request)?.applications ?? new Map();
		const found = tenant.applications.filter(
			({ id, name, description }) =>
				held.has(id) &&
				(!q || [id, name, description].some((text) => text?.toLowerCase().includes(q))),
		);
		return pageOf(exchangeOf(request, reply), found).map((application) => ({
			...application,
			organizationRoles: rolesOf(held.get(application.id)).map(link),
		}));
	}

	function add(request, reply) {
		const { applicationIds } = guarded(z.object({ applicationIds: SOME }), request.body);
		const organization = organizationOf(request);
		const found = applicationIds.map((id) => tenant.applications.find((one) => one.id === id));
		if (!organization || found.includes(undefined)) throw unknown();
		if (found.some(({ type }) => type !== 'MachineToMachine')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
		for (const { id } of found) {
			if (!organization.applications.has(id)) organization.applications.set(id, []);
		}
		created(reply);
	}

	function remove(request, reply) {
		if (!organizationOf(request)?.applications.delete(request.params.applicationId)) {
			throw notFound();
		}
		reply.code(204).send();
	}

	/** The roles of an application as they are kept: a list to be changed. */
	function heldBy(request) {
		const held = organizationOf(request)?.applications.get(request.params.applicationId);
		if (!held) throw new LogtoError(422, 'organization.require_membership');
		return held;
	}

	function addRoles(request, reply) {
		const held = heldBy(request);
		const { organizationRoleIds } = guarded(z.object({ organizationRoleIds: SOME }), request.body);
		const roles = rolesOf(organizationRoleIds);
		if (roles.length < new Set(organizationRoleIds).size) throw unknown();
		if (roles.some(({ type }) => type !== 'MachineToMachine')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
		for (const { id } of roles) if (!held.includes(id)) held.push(id);
		created(reply);
	}

	function removeRole(request, reply) {
		const held = heldBy(request);
		const at = held.indexOf(request.params.organizationRoleId);
		if (at < 0) throw notFound();
		held.splice(at, 1);
		reply.code(204).send();
	}

	const applications = '/api/organizations/:id/applications';
	const roles = `${applications}/:applicationId/roles`;
	return [
		['GET', applications, list],
		['POST', applications, add],
		['DELETE', `${applications}/:applicationId`, remove],
		[
			'GET',
			roles,
			(request, reply) =>
				pageOf(exchangeOf(request, reply), rolesOf(heldBy(request)), { isOptional: true }),
		],
		['POST', roles, addRoles],
		['DELETE', `${roles}/:organizationRoleId`, removeRole],
	];
}
