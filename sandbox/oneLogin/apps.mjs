/** Applications as API v2 has them: https://developers.onelogin.com/api-docs/2/apps/app-resource */
import { first } from '../shared/serve.mjs';
import { badRequest, missing, unprocessable } from './errors.mjs';
import { onlyQuery, projected } from './lists.mjs';

const METHODS = {
	0: 'Password',
	1: 'OpenId',
	2: 'SAML2.0',
	3: 'API',
	4: 'Google',
	6: 'Forms Based App',
	7: 'WSFED',
	8: 'OpenId Connect',
};

const PAGING = ['limit', 'page', 'cursor'];

/** What can be written, and of what kind it is. */
const WRITABLE = {
	name: 'string',
	description: 'string',
	notes: 'string',
	visible: 'boolean',
	policy_id: 'number',
	allow_assumed_signin: 'boolean',
	tab_id: 'number',
	parameters: 'object',
	configuration: 'object',
	provisioning: 'object',
};

/** Method, path, the right that it takes, and what it does. */
export function appRoutes({ account, bare, named }) {
	const one = '/api/2/apps/:id';
	const appOf = ({ params }) => {
		const found = account.apps.find(({ id }) => String(id) === params.id);
		if (!found) throw missing('The resource with the given id could not be found');
		return found;
	};
	const listed = (app) => ({
		id: app.id,
		connector_id: app.connector_id,
		auth_method: app.auth_method,
		auth_method_description: METHODS[app.auth_method],
		name: app.name,
		description: app.description,
		visible: app.visible,
		provisioning: app.provisioning,
		created_at: app.created_at,
		updated_at: app.updated_at,
	});
	const whole = ({ roles, notes = null, parameters = {}, configuration = {}, ...app }) => ({
		...listed(app),
		notes,
		policy_id: app.policy_id,
		allow_assumed_signin: app.allow_assumed_signin ?? false,
		tab_id: app.tab_id ?? null,
		role_ids: [...roles],
		parameters,
		configuration,
	});
	function check(body) {
		for (const [name, value] of Object.entries(body)) {
			if (name === 'connector_id') continue;
			if (!WRITABLE[name]) throw badRequest(`unknown attribute: ${name}`);
			if (value !== null && typeof value !== WRITABLE[name])
				throw unprocessable(`Validation failed: ${name} is invalid`);
		}
		if (body.policy_id && !account.policies.some(({ id }) => id === body.policy_id))
			throw unprocessable('Validation failed: Policy must exist');
	}
	/** Merges, also within configuration and parameters. */
	function apply(app, { configuration, parameters, connector_id: _connector, ...body }) {
		Object.assign(app, body, { updated_at: account.clock.iso() });
		app.configuration = { ...app.configuration, ...configuration };
		app.parameters = { ...app.parameters, ...parameters };
	}
	return [
		[
			'GET',
			'/api/2/apps',
			'readAll',
			(request, reply) => {
				const { query } = request;
				onlyQuery(query, ['name', 'connector_id', 'auth_method', 'fields', ...PAGING]);
				const is = (name, app) =>
					query[name] === undefined || String(app[name]) === first(query[name]);
				const found = named(request, account.apps).filter(
					(app) => is('connector_id', app) && is('auth_method', app),
				);
				return bare(request, reply, found, 1000).map((app) => projected(listed(app), query));
			},
		],
		[
			'POST',
			'/api/2/apps',
			'manageAll',
			({ body }) => {
				const connector = account.connectors.find(({ id }) => id === body.connector_id);
				if (!connector) throw unprocessable('Validation failed: Connector must exist');
				if (!body.name) throw unprocessable("Validation failed: Name can't be blank");
				check(body);
				const now = account.clock.iso();
				const created = {
					id: account.nextAppId++,
					connector_id: connector.id,
					auth_method: connector.auth_method,
					roles: [],
					description: null,
					visible: true,
					provisioning: { enabled: false },
					policy_id: null,
					created_at: now,
				};
				apply(created, body);
				account.apps.push(created);
				const isOidc = created.auth_method === 8;
				// The secret comes here and never again (fadwen/TestEnvironment).
				const secret = account.random.below(1e9).toString(16);
				const sso = { client_id: `oidc-${created.id}`, client_secret: `secret-${secret}` };
				return { ...whole(created), ...(isOidc && { sso }) };
			},
		],
		['GET', one, 'readAll', (request) => whole(appOf(request))],
		[
			'PUT',
			one,
			'manageAll',
			(request) => {
				const found = appOf(request);
				check(request.body);
				apply(found, request.body);
				return whole(found);
			},
		],
		[
			'DELETE',
			one,
			'manageAll',
			(request, reply) => {
				const found = appOf(request);
				account.apps = account.apps.filter((each) => each !== found);
				reply.code(204).send();
			},
		],
		[
			'GET',
			`${one}/users`,
			'readAll',
			(request, reply) => {
				const { roles } = appOf(request);
				onlyQuery(request.query, PAGING);
				const found = [...account.users.values()].filter((user) =>
					account.settle(user).role_id.some((id) => roles.includes(id)),
				);
				return bare(request, reply, found, 1000).map(
					({ id, firstname, lastname, username, email }) => ({
						id,
						firstname,
						lastname,
						username,
						email,
					}),
				);
			},
		],
		[
			'GET',
			'/api/2/connectors',
			'manageAll',
			(request, reply) => {
				onlyQuery(request.query, ['name', ...PAGING]);
				return bare(request, reply, named(request, account.connectors), 100).map((each) => ({
					...each,
					icon_url: `https://cdn.onelogin.invalid/${each.id}.png`,
					allows_new_parameters: true,
				}));
			},
		],
	];
}
