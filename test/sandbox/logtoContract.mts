/** Calls to the Logto sandbox whose answers are held against Logto's OpenAPI. */
import type { Json } from './logtoSessions.mjs';

type Call = (
	method: string,
	template: string,
	ids?: Record<string, string>,
	more?: { body?: unknown; query?: string },
) => Promise<Json>;

/** Applications, their secrets and their roles. */
export async function callApplications(call: Call, machineRoleId: string): Promise<void> {
	const applications = '/api/applications';
	const one = `${applications}/{id}`;
	const named = { name: 'Nightly job', type: 'MachineToMachine' };
	const { id } = await call('POST', applications, {}, { body: named });
	await call('POST', applications, {}, { body: { name: 'x', type: 'SPA', isThirdParty: true } });
	await call('PATCH', one, { id }, { body: { description: 'x', customData: { a: 1 } } });
	await call('GET', applications, {}, { query: '?types=SPA&types=Native&isThirdParty=false' });
	const secrets = `${one}/secrets`;
	await call('GET', secrets, { id });
	await call('POST', secrets, { id }, { body: { name: 'a' } });
	await call('POST', secrets, { id }, { body: { name: 'a' } });
	await call('PATCH', `${secrets}/{name}`, { id, name: 'a' }, { body: { name: 'b' } });
	await call('DELETE', `${secrets}/{name}`, { id, name: 'b' });
	await call('DELETE', `${secrets}/{name}`, { id, name: 'b' });
	const roles = `${applications}/{applicationId}/roles`;
	const ids = { applicationId: id, roleId: machineRoleId };
	const body = { roleIds: [machineRoleId] };
	await call('POST', roles, ids, { body });
	await call('GET', roles, ids);
	await call('DELETE', `${roles}/{roleId}`, ids);
	await call('DELETE', `${roles}/{roleId}`, ids);
	await call('PUT', roles, ids, { body });
	await call('PUT', roles, ids, { body: { roleIds: [] } });
	await call('DELETE', one, { id });
	await call('DELETE', one, { id });
}

/** Organization roles and organization permissions. */
export async function callTemplate(call: Call, apiScopeId: string): Promise<void> {
	const scopes = '/api/organization-scopes';
	const roles = '/api/organization-roles';
	const scope = { name: 'read:bills', description: 'x' };
	const { id: organizationScopeId } = await call('POST', scopes, {}, { body: scope });
	await call('POST', scopes, {}, { body: scope });
	await call('GET', scopes, {}, { query: '?q=bills' });
	await call('GET', `${scopes}/{id}`, { id: organizationScopeId });
	await call('PATCH', `${scopes}/{id}`, { id: organizationScopeId }, { body: { name: 'b' } });
	const role = {
		name: 'billing',
		organizationScopeIds: [organizationScopeId],
		resourceScopeIds: [apiScopeId],
	};
	const { id } = await call('POST', roles, {}, { body: role });
	await call('POST', roles, {}, { body: role });
	await call('PATCH', `${roles}/{id}`, { id }, { body: { description: 'x' } });
	await call('GET', roles, {}, { query: '?q=billing' });
	const held = `${roles}/{id}/scopes`;
	const ids = { id, organizationScopeId, scopeId: apiScopeId };
	await call('POST', held, ids, { body: { organizationScopeIds: [organizationScopeId] } });
	await call('POST', held, ids, { body: { organizationScopeIds: ['none'] } });
	await call('GET', held, ids);
	await call('DELETE', `${held}/{organizationScopeId}`, ids);
	const apis = `${roles}/{id}/resource-scopes`;
	await call('POST', apis, ids, { body: { scopeIds: [apiScopeId] } });
	await call('GET', apis, ids);
	await call('DELETE', `${apis}/{scopeId}`, ids);
	await call('DELETE', `${roles}/{id}`, { id });
	await call('DELETE', `${scopes}/{id}`, { id: organizationScopeId });
}

/** API resources and their permissions. */
export async function callResources(call: Call): Promise<void> {
	const resources = '/api/resources';
	const one = `${resources}/{id}`;
	const api = { name: 'Billing API', indicator: 'https://billing.example.com' };
	const { id } = await call('POST', resources, {}, { body: api });
	await call('POST', resources, {}, { body: api });
	await call('GET', resources, {}, { query: '?page=1' });
	await call('GET', one, { id });
	await call('PATCH', one, { id }, { body: { accessTokenTtl: 600 } });
	const scopes = `${resources}/{resourceId}/scopes`;
	const scope = { name: 'read:bills' };
	const { id: scopeId } = await call('POST', scopes, { resourceId: id }, { body: scope });
	await call('POST', scopes, { resourceId: id }, { body: scope });
	await call('POST', scopes, { resourceId: id }, { body: { name: 'a b' } });
	await call('GET', scopes, { resourceId: id });
	const ids = { resourceId: id, scopeId };
	await call('PATCH', `${scopes}/{scopeId}`, ids, { body: { description: 'x' } });
	await call('DELETE', `${scopes}/{scopeId}`, ids);
	await call('DELETE', `${scopes}/{scopeId}`, ids);
	await call('DELETE', one, { id });
	await call('DELETE', one, { id });
}

/** The applications of an organization, which has the machines of the tenant. */
export async function callOrganizationApplications(
	call: Call,
	ids: { id: string; applicationId: string },
): Promise<void> {
	const applications = '/api/organizations/{id}/applications';
	const applicationIds = [ids.applicationId];
	await call('POST', applications, ids, { body: { applicationIds } });
	await call('POST', applications, ids, { body: { applicationIds: ['none'] } });
	const role = { name: 'machine', type: 'MachineToMachine' };
	const { id: organizationRoleId } = await call(
		'POST',
		'/api/organization-roles',
		{},
		{ body: role },
	);
	const roles = `${applications}/{applicationId}/roles`;
	const organizationRoleIds = [organizationRoleId];
	await call('POST', roles, ids, { body: { organizationRoleIds } });
	await call('GET', roles, ids);
	await call('GET', applications, ids);
	const one = { ...ids, organizationRoleId };
	await call('DELETE', `${roles}/{organizationRoleId}`, one);
	await call('DELETE', `${roles}/{organizationRoleId}`, one);
	await call('DELETE', `${applications}/{applicationId}`, ids);
	await call('GET', roles, ids);
}

/** One-time tokens. */
export async function callOneTimeTokens(call: Call): Promise<void> {
	const tokens = '/api/one-time-tokens';
	const email = 'guest@x.example';
	const { id, token } = await call('POST', tokens, {}, { body: { email, expiresIn: 60 } });
	await call('GET', tokens, {}, { query: '?email=guest@x.example&status=active' });
	await call('GET', `${tokens}/{id}`, { id });
	await call('GET', `${tokens}/{id}`, { id: 'missing' });
	await call('POST', `${tokens}/verify`, {}, { body: { email, token } });
	await call('POST', `${tokens}/verify`, {}, { body: { email, token } });
	await call('PUT', `${tokens}/{id}/status`, { id }, { body: { status: 'revoked' } });
	await call('DELETE', `${tokens}/{id}`, { id });
	await call('DELETE', `${tokens}/{id}`, { id });
}

/** Who joins an organization at sign-in. */
export async function callJit(call: Call, id: string, organizationRoleId: string): Promise<void> {
	const jit = '/api/organizations/{id}/jit';
	const emailDomain = 'x.example';
	await call('POST', `${jit}/email-domains`, { id }, { body: { emailDomain } });
	await call('POST', `${jit}/email-domains`, { id }, { body: { emailDomain } });
	await call('GET', `${jit}/email-domains`, { id });
	await call('DELETE', `${jit}/email-domains/{emailDomain}`, { id, emailDomain });
	await call('DELETE', `${jit}/email-domains/{emailDomain}`, { id, emailDomain });
	const organizationRoleIds = [organizationRoleId];
	await call('POST', `${jit}/roles`, { id }, { body: { organizationRoleIds } });
	await call('GET', `${jit}/roles`, { id });
	await call('DELETE', `${jit}/roles/{organizationRoleId}`, { id, organizationRoleId });
	const [{ id: ssoConnectorId }] = await call('GET', '/api/sso-connectors');
	await call('GET', '/api/sso-connectors/{id}', { id: ssoConnectorId });
	const ssoConnectorIds = [ssoConnectorId];
	await call('POST', `${jit}/sso-connectors`, { id }, { body: { ssoConnectorIds } });
	await call('GET', `${jit}/sso-connectors`, { id });
	await call('DELETE', `${jit}/sso-connectors/{ssoConnectorId}`, { id, ssoConnectorId });
}
