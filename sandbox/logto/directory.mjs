/** What pickers need beside all else: connectors, and how people sign in. */
import { first } from '../shared/serve.mjs';
import { notFound } from './errors.mjs';

export function directoryRoutes({ tenant }) {
	return [
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
