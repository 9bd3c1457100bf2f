/** /api/applications: what signs in, the secrets of it, and its roles. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, invalidInput, LogtoError, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { roleSearchOf, searchOf } from './search.mjs';
import { keepsSecrets } from './state.mjs';
import { isInternal, roleView } from './users.mjs';

const TYPES = ['Native', 'SPA', 'Traditional', 'MachineToMachine', 'Protected', 'SAML'];
const URIS = z.array(z.string().min(1));
const OIDC = z.object({
	redirectUris: URIS,
	postLogoutRedirectUris: URIS,
	backchannelLogoutUri: z.string().url().optional(),
	backchannelLogoutSessionRequired: z.boolean().optional(),
	logoUri: z.string().optional(),
});
const CLIENT = z.object({
	corsAllowedOrigins: z.array(z.string().min(1)).optional(),
	idTokenTtl: z.number().optional(),
	refreshTokenTtl: z.number().optional(),
	refreshTokenTtlInDays: z.number().min(1).max(180).optional(),
	alwaysIssueRefreshToken: z.boolean().optional(),
	rotateRefreshToken: z.boolean().optional(),
	allowTokenExchange: z.boolean().optional(),
	maxAllowedGrants: z.number().optional(),
});
const UPDATE = z.object({
	name: z.string().min(1).max(256),
	description: z.string().nullable(),
	oidcClientMetadata: OIDC,
	customClientMetadata: CLIENT,
	customData: z.record(z.unknown()),
});
const CREATE = UPDATE.partial().extend({
	name: z.string().min(1).max(256),
	type: z.enum(TYPES),
	isThirdParty: z.boolean().optional(),
	protectedAppMetadata: z.object({ subDomain: z.string(), origin: z.string() }).optional(),
});
const NAME = z.string().min(1).max(256);
const SECRET = z.object({ name: NAME, expiresAt: z.number().nullish() });
const ROLES = z.object({ roleIds: z.array(z.string().min(1)) });

export function applicationRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const applicationOf = ({ params }) => entityOf(tenant.applications, 'applications', params.id);

	function list(request, reply) {
		const { query } = request;
		const types = [query.types ?? []].flat();
		for (const type of types) guarded(z.enum(TYPES), type, 'query');
		const isThirdParty = first(query.isThirdParty);
		if (isThirdParty !== undefined) guarded(z.enum(['true', 'false']), isThirdParty, 'query');
		const role = first(query.excludeRoleId);
		const organization = first(query.excludeOrganizationId);
		if (role && organization) throw invalidInput('They cannot be used at the same time.');
		const members = tenant.organizations.find(({ id }) => id === organization)?.applications;
		const test = searchOf(query, ['id', 'name', 'description']);
		const found = [...tenant.applications]
			.reverse()
			.sort((a, b) => b.createdAt - a.createdAt)
			.filter(
				({ id, ...one }) =>
					(types.length === 0 || types.includes(one.type)) &&
					(isThirdParty === undefined || String(one.isThirdParty) === isThirdParty) &&
					!(role && tenant.applicationRoles.get(id)?.includes(role)) &&
					!members?.has(id),
			)
			.filter((application) => !test || test(application));
		return pageOf(exchangeOf(request, reply), found, { isOptional: true });
	}

	function create({ body }) {
		const { protectedAppMetadata, ...given } = guarded(CREATE, body);
		if (given.type === 'Protected' && !protectedAppMetadata) {
			throw new LogtoError(400, 'application.protected_app_metadata_is_required');
		}
		if (given.isThirdParty && given.type !== 'Traditional') {
			throw new LogtoError(400, 'application.invalid_third_party_application_type');
		}
		const now = tenant.clock.now();
		const application = {
			tenantId: 'default',
			id: tenant.id(21),
			description: null,
			oidcClientMetadata: { redirectUris: [], postLogoutRedirectUris: [] },
			customClientMetadata: {},
			protectedAppMetadata: null,
			customData: {},
			isThirdParty: false,
			appLevelAccessControlEnabled: false,
			createdAt: now,
			...given,
		};
		tenant.applications.push(application);
		const value = tenant.random.text(32);
		const secret = { name: 'Default secret', value, createdAt: now, expiresAt: null };
		tenant.applicationSecrets.set(application.id, keepsSecrets(given.type) ? [secret] : []);
		return application;
	}

	function update(request) {
		const given = guarded(UPDATE.partial(), request.body);
		const application = applicationOf(request);
		for (const [name, value] of Object.entries(given)) {
			const isObject = typeof value === 'object' && value !== null;
			application[name] =
				isObject && tenant.settings.mergesApplications ? { ...application[name], ...value } : value;
		}
		return application;
	}

	function remove(request, reply) {
		const { id } = applicationOf(request);
		tenant.applications = tenant.applications.filter((one) => one.id !== id);
		tenant.applicationSecrets.delete(id);
		tenant.applicationRoles.delete(id);
		for (const { applications } of tenant.organizations) applications.delete(id);
		reply.code(204).send();
	}

	const secretView = (applicationId, secret) => ({ tenantId: 'default', applicationId, ...secret });
	const secretsOf = (request) => tenant.applicationSecrets.get(applicationOf(request).id);

	/** Only the database knows of the application, and of a name that is taken. */
	function createSecret(request, reply) {
		const given = guarded(SECRET, request.body);
		const { id } = request.params;
		const now = tenant.clock.now();
		if (given.expiresAt && given.expiresAt <= now) {
			throw invalidInput('The value of `expiresAt` must be in the future.');
		}
		const application = tenant.applications.find((one) => one.id === id);
		if (!application) throw new LogtoError(404, 'entity.relation_foreign_key_not_found');
		if (!keepsSecrets(application.type)) throw new LogtoError(422, 'entity.db_constraint_violated');
		const secrets = tenant.applicationSecrets.get(id);
		if (secrets.some(({ name }) => name === given.name)) {
			throw new LogtoError(422, 'application.secret_name_exists');
		}
		const secret = { expiresAt: null, ...given, value: tenant.random.text(32), createdAt: now };
		secrets.push(secret);
		reply.code(201);
		return secretView(id, secret);
	}

	const secretNamed = ({ params }) =>
		tenant.applicationSecrets.get(params.id)?.find(({ name }) => name === params.name);

	function renameSecret(request) {
		const { name } = guarded(z.object({ name: NAME }), request.body);
		const secret = secretNamed(request);
		if (!secret) throw new LogtoError(404, 'entity.not_exists', { values: ['secret'] });
		const others = tenant.applicationSecrets.get(request.params.id);
		if (others.some((one) => one !== secret && one.name === name)) {
			throw new LogtoError(422, 'application.secret_name_exists');
		}
		secret.name = name;
		return secretView(request.params.id, secret);
	}

	function removeSecret(request, reply) {
		const secret = secretNamed(request);
		if (!secret) throw notFound();
		const secrets = tenant.applicationSecrets.get(request.params.id);
		secrets.splice(secrets.indexOf(secret), 1);
		reply.code(204).send();
	}

	const rolesOf = ({ id }) => tenant.applicationRoles.get(id) ?? [];
	function machineOf(request) {
		const application = applicationOf(request);
		if (application.type !== 'MachineToMachine')
			throw new LogtoError(422, 'application.invalid_type');
		return application;
	}

	function listRoles(request, reply) {
		const held = rolesOf(machineOf(request));
		const test = roleSearchOf(
			request.query,
			(role) => !isInternal(role) && role.type === 'MachineToMachine' && held.includes(role.id),
		);
		return pageOf(exchangeOf(request, reply), tenant.roles.filter(test)).map(roleView);
	}

	function addRoles(request, reply) {
		const { roleIds } = guarded(ROLES, request.body);
		const machine = machineOf(request);
		const held = rolesOf(machine);
		const addedRoleIds = roleIds.filter((id) => !held.includes(id));
		if (tenant.roles.some(({ id, type }) => addedRoleIds.includes(id) && type === 'User')) {
			throw new LogtoError(422, 'application.invalid_role_type');
		}
		for (const id of addedRoleIds) entityOf(tenant.roles, 'roles', id);
		tenant.applicationRoles.set(machine.id, [...held, ...addedRoleIds]);
		reply.code(201);
		return { roleIds, addedRoleIds };
	}

	/** The old ones are gone before anybody finds out that there is nothing to add, or nothing that fits. */
	function replaceRoles(request, reply) {
		const { roleIds } = guarded(ROLES, request.body);
		const machine = machineOf(request);
		const held = rolesOf(machine);
		const added = roleIds.filter((id) => !held.includes(id));
		const roles = added.map((id) => entityOf(tenant.roles, 'roles', id));
		const kept = held.filter((id) => roleIds.includes(id));
		tenant.applicationRoles.set(machine.id, kept);
		if (added.length === 0) throw new LogtoError(422, 'entity.invalid_input');
		if (roles.some(({ type }) => type === 'User')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
		tenant.applicationRoles.set(machine.id, [...kept, ...added]);
		reply.code(200).type('text/plain; charset=utf-8').send('OK');
	}

	function removeRole(request, reply) {
		const machine = machineOf(request);
		const held = rolesOf(machine);
		if (!held.includes(request.params.roleId)) throw notFound();
		tenant.applicationRoles.set(
			machine.id,
			held.filter((id) => id !== request.params.roleId),
		);
		reply.code(204).send();
	}

	const application = '/api/applications/:id';
	return [
		['GET', '/api/applications', list],
		['POST', '/api/applications', create],
		[
			'GET',
			application,
			(request) => {
				const found = applicationOf(request);
				// Whether it has the role for the Management API: shown for one, and not in the list.
				return { ...found, isAdmin: found.id === tenant.settings.clientId };
			},
		],
		['PATCH', application, update],
		['DELETE', application, remove],
		[
			'GET',
			`${application}/secrets`,
			(request) => secretsOf(request).map((secret) => secretView(request.params.id, secret)),
		],
		['POST', `${application}/secrets`, createSecret],
		['PATCH', `${application}/secrets/:name`, renameSecret],
		['DELETE', `${application}/secrets/:name`, removeSecret],
		['GET', `${application}/roles`, listRoles],
		['POST', `${application}/roles`, addRoles],
		['PUT', `${application}/roles`, replaceRoles],
		['DELETE', `${application}/roles/:roleId`, removeRole],
	];
}
