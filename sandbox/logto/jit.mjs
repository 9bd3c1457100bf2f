/** /api/organizations/:id/jit and /api/sso-connectors: who joins an organization at sign-in. */
import { z } from 'zod';
import { entityOf, guarded, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';

const SOME = z.array(z.string().min(1)).min(1);
const unknown = () => new LogtoError(422, 'entity.relation_foreign_key_not_found');

export function jitRoutes({ tenant, origin }) {
	const paged = (request, reply, records) =>
		pageOf({ request, reply, origin }, records, { isOptional: true });
	const organizationOf = ({ params }) => tenant.organizations.find(({ id }) => id === params.id);

	/** What more is shown of a connector in its own list. */
	const ownView = (connector) => ({
		...connector,
		name: 'OIDC',
		providerType: 'oidc',
		providerLogo: 'https://logto.example/oidc.svg',
		providerLogoDark: 'https://logto.example/oidc.svg',
	});

	/** Nobody looks whether there is such an organization. */
	function listDomains(request, reply) {
		const organization = organizationOf(request);
		const domains = (organization?.jit.emailDomains ?? []).map((emailDomain) => ({
			tenantId: 'default',
			organizationId: organization.id,
			emailDomain,
		}));
		return paged(request, reply, domains);
	}

	function addDomain(request, reply) {
		const { emailDomain } = guarded(z.object({ emailDomain: z.string().min(1) }), request.body);
		const organization = organizationOf(request);
		if (!organization) throw unknown();
		const { emailDomains } = organization.jit;
		if (emailDomains.includes(emailDomain)) {
			throw new LogtoError(422, 'entity.unique_integrity_violation');
		}
		emailDomains.push(emailDomain);
		reply.code(201);
		return { tenantId: 'default', organizationId: organization.id, emailDomain };
	}

	function take(list, entry, reply) {
		const at = list?.indexOf(entry) ?? -1;
		if (at < 0) throw notFound();
		list.splice(at, 1);
		reply.code(204).send();
	}

	const jit = '/api/organizations/:id/jit';
	const relations = [
		['roles', 'roles', 'organizationRoleId', () => tenant.organizationRoles],
		['sso-connectors', 'ssoConnectors', 'ssoConnectorId', () => tenant.ssoConnectors],
	];
	return [
		['GET', `${jit}/email-domains`, listDomains],
		['POST', `${jit}/email-domains`, addDomain],
		[
			'DELETE',
			`${jit}/email-domains/:emailDomain`,
			(request, reply) =>
				take(organizationOf(request)?.jit.emailDomains, request.params.emailDomain, reply),
		],
		...relations.flatMap(([below, name, parameter, all]) => [
			[
				'GET',
				`${jit}/${below}`,
				(request, reply) => {
					const { jit } = entityOf(tenant.organizations, 'organizations', request.params.id);
					// Connectors come with the secret of their client.
					const held = all().filter(({ id }) => jit[name].includes(id));
					return paged(request, reply, held);
				},
			],
			[
				'POST',
				`${jit}/${below}`,
				(request, reply) => {
					const ids = guarded(z.object({ [`${parameter}s`]: SOME }), request.body)[`${parameter}s`];
					const organization = organizationOf(request);
					const known = all().map(({ id }) => id);
					if (!organization || !ids.every((id) => known.includes(id))) throw unknown();
					organization.jit[name] = [...new Set([...organization.jit[name], ...ids])];
					reply.code(201).type('text/plain; charset=utf-8').send('Created');
				},
			],
			[
				'DELETE',
				`${jit}/${below}/:${parameter}`,
				(request, reply) =>
					take(organizationOf(request)?.jit[name], request.params[parameter], reply),
			],
		]),
		[
			'GET',
			'/api/sso-connectors',
			(request, reply) => paged(request, reply, tenant.ssoConnectors.map(ownView)),
		],
		[
			'GET',
			'/api/sso-connectors/:id',
			({ params }) => {
				const found = tenant.ssoConnectors.find(({ id }) => id === params.id);
				if (!found) throw notFound();
				return ownView(found);
			},
		],
	];
}
