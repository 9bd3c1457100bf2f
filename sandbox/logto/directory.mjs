/** What pickers and reviews need beside users and roles: applications and connectors. */
import { first } from '../shared/serve.mjs';
import { entityOf, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { searchOf } from './search.mjs';

export function directoryRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });

	return [
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
		[
			'GET',
			'/api/connectors/:id',
			({ params }) => {
				const found = tenant.connectors.find(({ id }) => id === params.id);
				if (!found) throw notFound();
				return found;
			},
		],
	];
}
