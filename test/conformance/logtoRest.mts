/**
 * Calls about what there is in a tenant apart from its users, each with what Logto's own client sends for
 * the same.
 */
import type { Comparison, Difference, Known } from './comparison.mjs';
import {
	byId,
	type Caller,
	comparing,
	get,
	HELD,
	NAMED,
	NONE,
	onlyOurs,
	page,
	patch,
	post,
	put,
	type Ready,
	remove,
} from './logtoSent.mjs';

const APPS = '/api/applications';
const APP = `${APPS}/{id}`;
const APP_ROLES = `${APPS}/{applicationId}/roles`;
const API = '/api/resources';
const SCOPES = `${API}/{resourceId}/scopes`;
const ROLES = '/api/organization-roles';
const PERMISSIONS = '/api/organization-scopes';
const ORGANIZATION = '/api/organizations/{id}';
const HOOKS = '/api/hooks';
const TOKENS = '/api/one-time-tokens';
const URL = 'http://127.0.0.1:1/in';

export function restComparisons<Client extends Caller>({
	ask,
	state,
}: Ready): Array<Comparison<Client>> {
	/** A tenant in which there is one of everything. */
	async function ready() {
		const { applications, roles, apiResources, organizationRoles, organizationPermissions } =
			await state();
		const named = (some: Known, name: string): string =>
			some.find((one: Known) => one.name === name).id;
		const shop = apiResources.find(({ name }: Known) => name === 'Shop API');
		const { id: organization } = await ask('POST', '/organizations', { name: 'Northwind' });
		const { id: hook } = await ask('POST', '/hooks', {
			name: 'Audit',
			events: ['User.Created'],
			config: { url: URL },
		});
		const email = 'guest@halden.example';
		const made = await ask('POST', '/one-time-tokens', { email });
		const [{ id: connector }] = await ask('GET', '/sso-connectors');
		return {
			app: named(applications, 'Forgotten Script'),
			role: named(roles, 'Nightly Export'),
			api: shop.id as string,
			scope: shop.scopes[1].id as string,
			viewer: named(organizationRoles, 'viewer'),
			robot: named(organizationRoles, 'robot'),
			permission: named(organizationPermissions, 'write:all'),
			organization: organization as string,
			hook: hook as string,
			email,
			token: made as Known,
			connector: connector as string,
		};
	}
	type Has = Awaited<ReturnType<typeof ready>>;

	const same = comparing<Client, Has>(ready, 5);

	const app = (has: Has) => ({ app: byId(has.app) });
	const inside = (has: Has) => ({ organization: byId(has.organization) });
	const worker = (has: Has) => ({ ...inside(has), app: byId(has.app) });
	const api = (has: Has) => ({ apiResource: byId(has.api) });
	const hook = (has: Has) => ({ webhook: byId(has.hook) });
	const token = (has: Has) => ({ oneTimeToken: byId(has.token.id) });
	const viewer = (has: Has) => ({ role: byId(has.viewer) });
	const permission = (has: Has) => ({ permission: byId(has.permission) });

	const addSecret = async (has: Has) =>
		await ask('POST', `/applications/${has.app}/secrets`, { name: 'a' });
	const addRole = async (has: Has) =>
		await ask('POST', `/applications/${has.app}/roles`, { roleIds: [has.role] });
	const work = async (has: Has) => {
		const at = `/organizations/${has.organization}/applications`;
		await ask('POST', at, { applicationIds: [has.app] });
		await ask('POST', `${at}/${has.app}/roles`, { organizationRoleIds: [has.robot] });
	};
	const jit = async (has: Has) => {
		const at = `/organizations/${has.organization}/jit`;
		await ask('POST', `${at}/email-domains`, { emailDomain: 'x.example' });
		await ask('POST', `${at}/roles`, { organizationRoleIds: [has.viewer] });
		await ask('POST', `${at}/sso-connectors`, { ssoConnectorIds: [has.connector] });
	};
	const give = async (has: Has) => {
		const at = `/organization-roles/${has.viewer}`;
		await ask('POST', `${at}/scopes`, { organizationScopeIds: [has.permission] });
		await ask('POST', `${at}/resource-scopes`, { scopeIds: [has.scope] });
	};

	const id = (value: string) => ({ id: value });
	const named = { name: 'New' };
	const renamed = { updateFields: { name: 'Other' } };
	return [
		same(
			'application',
			'create',
			() => named,
			() => post(APPS, {}, { ...named, type: 'MachineToMachine' }),
		),
		same('application', 'get', app, (has) => get(APP, id(has.app))),
		same(
			'application',
			'getAll',
			() => ({ filters: { types: ['SPA', 'Native'] } }),
			() => page(APPS, {}, { types: ['SPA', 'Native'] }),
		),
		same(
			'application',
			'update',
			(has) => ({ ...app(has), ...renamed }),
			(has) => patch(APP, id(has.app), { name: 'Other' }),
		),
		same('application', 'delete', app, (has) => remove(APP, id(has.app))),
		same(
			'applicationSecret',
			'create',
			(has) => ({ ...app(has), ...named }),
			(has) => post(`${APP}/secrets`, id(has.app), named),
		),
		same('applicationSecret', 'getAll', app, (has) => get(`${APP}/secrets`, id(has.app))),
		same(
			'applicationSecret',
			'rename',
			(has) => ({ ...app(has), secret: { mode: 'name', value: 'a' }, newName: 'b' }),
			(has) => patch(`${APP}/secrets/{name}`, { id: has.app, name: 'a' }, { name: 'b' }),
			addSecret,
		),
		same(
			'applicationSecret',
			'delete',
			(has) => ({ ...app(has), secret: { mode: 'name', value: 'a' } }),
			(has) => remove(`${APP}/secrets/{name}`, { id: has.app, name: 'a' }),
			addSecret,
		),
		same(
			'applicationRole',
			'getAll',
			app,
			(has) => page(APP_ROLES, { applicationId: has.app }),
			addRole,
		),
		same(
			'applicationRole',
			'add',
			(has) => ({ ...app(has), roles: [has.role] }),
			(has) => post(APP_ROLES, { applicationId: has.app }, { roleIds: [has.role] }),
		),
		same(
			'applicationRole',
			'replace',
			(has) => ({ ...app(has), roles: [has.role] }),
			(has) => put(APP_ROLES, { applicationId: has.app }, { roleIds: [has.role] }),
		),
		same(
			'applicationRole',
			'remove',
			(has) => ({ ...app(has), role: byId(has.role) }),
			(has) => remove(`${APP_ROLES}/{roleId}`, { applicationId: has.app, roleId: has.role }),
			addRole,
		),
		same(
			'organizationPermission',
			'create',
			() => named,
			() => post(PERMISSIONS, {}, named),
		),
		same('organizationPermission', 'get', permission, (has) =>
			get(`${PERMISSIONS}/{id}`, id(has.permission)),
		),
		same(
			'organizationPermission',
			'getAll',
			() => ({ filters: { search: 'all' } }),
			() => page(PERMISSIONS, {}, { q: 'all' }),
		),
		same(
			'organizationPermission',
			'update',
			(has) => ({ ...permission(has), ...renamed }),
			(has) => patch(`${PERMISSIONS}/{id}`, id(has.permission), { name: 'Other' }),
		),
		same('organizationPermission', 'delete', permission, (has) =>
			remove(`${PERMISSIONS}/{id}`, id(has.permission)),
		),
		same(
			'organizationRole',
			'create',
			() => named,
			() =>
				post(ROLES, {}, { ...named, type: 'User', organizationScopeIds: [], resourceScopeIds: [] }),
		),
		same('organizationRole', 'get', viewer, (has) => get(`${ROLES}/{id}`, id(has.viewer))),
		same(
			'organizationRole',
			'getAll',
			() => ({ filters: { search: 'view' } }),
			() => page(ROLES, {}, { q: 'view' }),
		),
		same(
			'organizationRole',
			'update',
			(has) => ({ ...viewer(has), ...renamed }),
			(has) => patch(`${ROLES}/{id}`, id(has.viewer), { name: 'Other' }),
		),
		same('organizationRole', 'delete', viewer, (has) => remove(`${ROLES}/{id}`, id(has.viewer))),
		same('organizationRole', 'getPermissions', viewer, (has) =>
			page(`${ROLES}/{id}/scopes`, id(has.viewer)),
		),
		same(
			'organizationRole',
			'addPermissions',
			(has) => ({ ...viewer(has), permissions: [has.permission] }),
			(has) =>
				post(`${ROLES}/{id}/scopes`, id(has.viewer), { organizationScopeIds: [has.permission] }),
		),
		same(
			'organizationRole',
			'removePermission',
			(has) => ({ ...viewer(has), ...permission(has) }),
			(has) =>
				remove(`${ROLES}/{id}/scopes/{organizationScopeId}`, {
					id: has.viewer,
					organizationScopeId: has.permission,
				}),
			give,
		),
		same(
			'organizationRole',
			'getApiPermissions',
			viewer,
			(has) => page(`${ROLES}/{id}/resource-scopes`, id(has.viewer)),
			give,
		),
		same(
			'organizationRole',
			'addApiPermissions',
			(has) => ({ ...viewer(has), permissions: [has.scope] }),
			(has) => post(`${ROLES}/{id}/resource-scopes`, id(has.viewer), { scopeIds: [has.scope] }),
		),
		same(
			'organizationRole',
			'removeApiPermission',
			(has) => ({ ...viewer(has), permission: byId(has.scope) }),
			(has) =>
				remove(`${ROLES}/{id}/resource-scopes/{scopeId}`, { id: has.viewer, scopeId: has.scope }),
			give,
		),
		same(
			'apiResource',
			'create',
			() => ({ ...named, indicator: 'https://new.example' }),
			() => post(API, {}, { ...named, indicator: 'https://new.example' }),
		),
		same('apiResource', 'get', api, (has) => get(`${API}/{id}`, id(has.api))),
		same(
			'apiResource',
			'getAll',
			() => ({ options: { includePermissions: true } }),
			() => page(API, {}, { includeScopes: 'true' }),
		),
		same(
			'apiResource',
			'update',
			(has) => ({ ...api(has), ...renamed }),
			(has) => patch(`${API}/{id}`, id(has.api), { name: 'Other' }),
		),
		same('apiResource', 'delete', api, (has) => remove(`${API}/{id}`, id(has.api))),
		same(
			'apiPermission',
			'create',
			(has) => ({ ...api(has), ...named }),
			(has) => post(SCOPES, { resourceId: has.api }, named),
		),
		same(
			'apiPermission',
			'getAll',
			(has) => ({ ...api(has), filters: { search: 'read%', mode: 'like' } }),
			(has) => page(SCOPES, { resourceId: has.api }, { search: 'read%', mode: 'like' }),
		),
		same(
			'apiPermission',
			'update',
			(has) => ({ ...api(has), permission: byId(has.scope), ...renamed }),
			(has) =>
				patch(
					`${SCOPES}/{scopeId}`,
					{ resourceId: has.api, scopeId: has.scope },
					{ name: 'Other' },
				),
		),
		same(
			'apiPermission',
			'delete',
			(has) => ({ ...api(has), permission: byId(has.scope) }),
			(has) => remove(`${SCOPES}/{scopeId}`, { resourceId: has.api, scopeId: has.scope }),
		),
		same(
			'organizationApplication',
			'getAll',
			inside,
			(has) => page(`${ORGANIZATION}/applications`, id(has.organization)),
			work,
		),
		same(
			'organizationApplication',
			'add',
			(has) => ({ ...inside(has), apps: [has.app] }),
			(has) =>
				post(`${ORGANIZATION}/applications`, id(has.organization), { applicationIds: [has.app] }),
		),
		same(
			'organizationApplication',
			'remove',
			worker,
			(has) =>
				remove(`${ORGANIZATION}/applications/{applicationId}`, {
					id: has.organization,
					applicationId: has.app,
				}),
			work,
		),
		same(
			'organizationApplication',
			'getRoles',
			worker,
			(has) =>
				page(`${ORGANIZATION}/applications/{applicationId}/roles`, {
					id: has.organization,
					applicationId: has.app,
				}),
			work,
		),
		same(
			'organizationApplication',
			'addRoles',
			(has) => ({ ...worker(has), roles: [has.robot] }),
			(has) =>
				post(
					`${ORGANIZATION}/applications/{applicationId}/roles`,
					{ id: has.organization, applicationId: has.app },
					{ organizationRoleIds: [has.robot] },
				),
			async (has) => {
				await ask('POST', `/organizations/${has.organization}/applications`, {
					applicationIds: [has.app],
				});
			},
		),
		same(
			'organizationApplication',
			'removeRole',
			(has) => ({ ...worker(has), role: byId(has.robot) }),
			(has) =>
				remove(`${ORGANIZATION}/applications/{applicationId}/roles/{organizationRoleId}`, {
					id: has.organization,
					applicationId: has.app,
					organizationRoleId: has.robot,
				}),
			work,
		),
		same(
			'jitProvisioning',
			'getEmailDomains',
			inside,
			(has) => page(`${ORGANIZATION}/jit/email-domains`, id(has.organization)),
			jit,
		),
		same(
			'jitProvisioning',
			'addEmailDomain',
			(has) => ({ ...inside(has), emailDomain: 'x.example' }),
			(has) =>
				post(`${ORGANIZATION}/jit/email-domains`, id(has.organization), {
					emailDomain: 'x.example',
				}),
		),
		same(
			'jitProvisioning',
			'removeEmailDomain',
			(has) => ({ ...inside(has), emailDomain: { mode: 'name', value: 'x.example' } }),
			(has) =>
				remove(`${ORGANIZATION}/jit/email-domains/{emailDomain}`, {
					id: has.organization,
					emailDomain: 'x.example',
				}),
			jit,
		),
		same(
			'jitProvisioning',
			'getRoles',
			inside,
			(has) => page(`${ORGANIZATION}/jit/roles`, id(has.organization)),
			jit,
		),
		same(
			'jitProvisioning',
			'addRoles',
			(has) => ({ ...inside(has), roles: [has.viewer] }),
			(has) =>
				post(`${ORGANIZATION}/jit/roles`, id(has.organization), {
					organizationRoleIds: [has.viewer],
				}),
		),
		same(
			'jitProvisioning',
			'removeRole',
			(has) => ({ ...inside(has), ...viewer(has) }),
			(has) =>
				remove(`${ORGANIZATION}/jit/roles/{organizationRoleId}`, {
					id: has.organization,
					organizationRoleId: has.viewer,
				}),
			jit,
		),
		same(
			'jitProvisioning',
			'getSsoConnectors',
			inside,
			(has) => page(`${ORGANIZATION}/jit/sso-connectors`, id(has.organization)),
			jit,
		),
		same(
			'jitProvisioning',
			'addSsoConnectors',
			(has) => ({ ...inside(has), ssoConnectors: [has.connector] }),
			(has) =>
				post(`${ORGANIZATION}/jit/sso-connectors`, id(has.organization), {
					ssoConnectorIds: [has.connector],
				}),
		),
		same(
			'jitProvisioning',
			'removeSsoConnector',
			(has) => ({ ...inside(has), ssoConnector: byId(has.connector) }),
			(has) =>
				remove(`${ORGANIZATION}/jit/sso-connectors/{ssoConnectorId}`, {
					id: has.organization,
					ssoConnectorId: has.connector,
				}),
			jit,
		),
		same(
			'webhook',
			'create',
			() => ({ ...named, events: ['Role.Created'], url: URL }),
			() => post(HOOKS, {}, { ...named, events: ['Role.Created'], config: { url: URL } }),
		),
		same(
			'webhook',
			'get',
			(has) => ({ ...hook(has), options: { includeStatistics: true } }),
			(has) => get(`${HOOKS}/{id}`, id(has.hook), { includeExecutionStats: 'true' }),
		),
		same(
			'webhook',
			'getAll',
			() => ({}),
			() => page(HOOKS),
		),
		same(
			'webhook',
			'update',
			(has) => ({ ...hook(has), ...renamed }),
			(has) => patch(`${HOOKS}/{id}`, id(has.hook), { name: 'Other' }),
		),
		same('webhook', 'delete', hook, (has) => remove(`${HOOKS}/{id}`, id(has.hook))),
		{
			...same('webhook', 'sendTest', hook, (has) =>
				post(`${HOOKS}/{id}/test`, id(has.hook), {
					events: ['User.Created'],
					config: { url: URL },
				}),
			),
			title: 'of an address that nothing answers at',
			refused: 422,
		},
		same('webhook', 'rotateSigningKey', hook, (has) =>
			patch(`${HOOKS}/{id}/signing-key`, id(has.hook)),
		),
		same(
			'webhook',
			'getRecentDeliveries',
			(has) => ({ ...hook(has), filters: { event: 'User.Created' } }),
			(has) =>
				page(`${HOOKS}/{id}/recent-logs`, id(has.hook), { logKey: 'TriggerHook.User.Created' }),
		),
		same(
			'oneTimeToken',
			'create',
			(has) => ({ email: has.email, options: { expiresIn: 60 } }),
			(has) => post(TOKENS, {}, { email: has.email, expiresIn: 60 }),
		),
		same('oneTimeToken', 'get', token, (has) => get(`${TOKENS}/{id}`, id(has.token.id))),
		same(
			'oneTimeToken',
			'getAll',
			(has) => ({ filters: { email: has.email } }),
			(has) => get(TOKENS, {}, { email: has.email }),
		),
		same(
			'oneTimeToken',
			'verify',
			(has) => ({ email: has.email, tokenValue: has.token.token }),
			(has) => post(`${TOKENS}/verify`, {}, { email: has.email, token: has.token.token }),
		),
		same('oneTimeToken', 'revoke', token, (has) =>
			put(`${TOKENS}/{id}/status`, id(has.token.id), { status: 'revoked' }),
		),
		same('oneTimeToken', 'delete', token, (has) => remove(`${TOKENS}/{id}`, id(has.token.id))),
	];
}

/** What our node does more than the client, and why. */
export const restDifferences: Difference[] = [
	...onlyOurs(
		['applicationRole add', '/api/applications/{id}/roles', HELD],
		['applicationRole replace', '/api/applications/{id}/roles', HELD],
		['organizationRole addPermissions', '/api/organization-roles/{id}/scopes', HELD],
		['organizationRole addApiPermissions', '/api/organization-roles/{id}/resource-scopes', HELD],
		['organizationApplication add', '/api/organizations/{id}/applications', HELD],
		['organizationApplication addRoles', '/api/organizations/{id}/applications/{id}/roles', HELD],
		['jitProvisioning addRoles', '/api/organizations/{id}/jit/roles', HELD],
		['jitProvisioning addSsoConnectors', '/api/organizations/{id}/jit/sso-connectors', HELD],
		['organizationApplication add', '/api/applications', NAMED],
		['organizationRole addApiPermissions', '/api/resources', NAMED],
		['webhook getRecentDeliveries', '/api/hooks/{id}', NONE],
		['webhook sendTest', '/api/hooks/{id}', 'The address that is tested is the one that it has.'],
		['oneTimeToken revoke', '/api/one-time-tokens/{id}', 'What was used stays to be seen.'],
		...['update', 'delete'].map(
			(operation) =>
				[
					`apiPermission ${operation}`,
					'/api/resources/{id}/scopes',
					'Logto takes a permission of another API as well.',
				] as const,
		),
	),
	...['only theirs: PUT', 'only ours: POST'].map((how) => ({
		operation: 'applicationRole replace',
		difference: `${how} /api/applications/{id}/roles`,
		reason: "Logto's own way takes all roles away before it looks at the new ones.",
	})),
];
