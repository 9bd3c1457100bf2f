/** Who joins an organization at sign-in, and with which roles. */
import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { at, created, done, limited, nothing, page, PAGE } from './records.mjs';

const ID = 'c9wei6jij6dh';
const organization = { mode: 'id', value: ID };
const AT = `/api/organizations/${ID}`;
const DOMAINS = `${AT}/jit/email-domains`;
const ROLES = `${AT}/jit/roles`;
const SSO = `${AT}/jit/sso-connectors`;
const EDITOR = 'u6uo2kq8x4m1zv7b9c3nd';
const VIEWER = 'v6uo2kq8x4m1zv7b9c3nd';
const ACME = 'k9wei6jij6dh';
const HARBOR = 'm9wei6jij6dh';

const domain: IDataObject = {
	tenantId: 'default',
	organizationId: ID,
	emailDomain: 'northwind.example.com',
};
const editor: IDataObject = {
	tenantId: 'default',
	id: EDITOR,
	name: 'editor',
	description: null,
	type: 'User',
};
const connector: IDataObject = {
	tenantId: 'default',
	id: ACME,
	providerName: 'OIDC',
	connectorName: 'acme-oidc',
	domains: ['acme.example.com'],
	syncProfile: false,
	createdAt: 1767323045000,
};
const secretive: IDataObject = {
	...connector,
	config: { clientId: 'a', clientSecret: 'not-a-real-one' },
};

const byName = { mode: 'name', value: 'northwind.example.com' };
const ids = { organizationId: ID };

export const jitCases: OperationCase[] = [
	{
		...at('jitProvisioning', 'getEmailDomains'),
		title: 'some',
		parameters: { organization, limit: 2 },
		answers: [page(domain)],
		requests: [{ method: 'GET', path: DOMAINS, query: limited(2) }],
		items: [domain],
	},
	{
		...at('jitProvisioning', 'getEmailDomains'),
		title: 'none, having looked at the organization',
		parameters: { organization, returnAll: true },
		answers: [page(), { body: { id: ID } }],
		requests: [
			{ method: 'GET', path: DOMAINS, query: PAGE },
			{ method: 'GET', path: AT },
		],
		items: [],
	},
	{
		...at('jitProvisioning', 'addEmailDomain'),
		title: 'a new one',
		parameters: { organization, emailDomain: ' northwind.example.com ' },
		answers: [{ status: 201, body: domain }],
		requests: [{ method: 'POST', path: DOMAINS, body: { emailDomain: 'northwind.example.com' } }],
		items: [{ ...ids, emailDomain: 'northwind.example.com', already: false }],
	},
	{
		...at('jitProvisioning', 'addEmailDomain'),
		title: 'one that it has',
		parameters: { organization, emailDomain: 'northwind.example.com' },
		answers: [
			{
				status: 422,
				body: { code: 'entity.unique_integrity_violation', message: 'It already exists.' },
			},
		],
		requests: [{ method: 'POST', path: DOMAINS, body: { emailDomain: 'northwind.example.com' } }],
		items: [{ ...ids, emailDomain: 'northwind.example.com', already: true }],
	},
	{
		...at('jitProvisioning', 'removeEmailDomain'),
		title: 'that it does not have, having looked at the organization',
		parameters: { organization, emailDomain: byName },
		answers: [nothing, { body: { id: ID } }],
		requests: [
			{ method: 'DELETE', path: `${DOMAINS}/northwind.example.com` },
			{ method: 'GET', path: AT },
		],
		items: [{ success: true, ...ids, emailDomain: 'northwind.example.com', already: true }],
	},
	{
		...at('jitProvisioning', 'removeEmailDomain'),
		title: 'that it has, from the list',
		parameters: { organization, emailDomain: { ...byName, mode: 'list' } },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${DOMAINS}/northwind.example.com` }],
		items: [{ success: true, ...ids, emailDomain: 'northwind.example.com', already: false }],
	},
	{
		...at('jitProvisioning', 'getRoles'),
		title: 'all',
		parameters: { organization, returnAll: true },
		answers: [page(editor)],
		requests: [{ method: 'GET', path: ROLES, query: PAGE }],
		items: [editor],
	},
	{
		...at('jitProvisioning', 'addRoles'),
		title: 'only those that are not set',
		parameters: { organization, roles: [EDITOR, VIEWER, VIEWER] },
		answers: [page(editor), created],
		requests: [
			{ method: 'GET', path: ROLES, query: PAGE },
			{ method: 'POST', path: ROLES, body: { organizationRoleIds: [VIEWER] } },
		],
		items: [{ ...ids, roleIds: [EDITOR, VIEWER], addedRoleIds: [VIEWER], already: false }],
	},
	{
		...at('jitProvisioning', 'addRoles'),
		title: 'by name, and sends nothing where all are set',
		parameters: { organization, roles: ['editor'] },
		answers: [page(editor), page(editor)],
		requests: [
			{ method: 'GET', path: '/api/organization-roles', query: [...PAGE, ['q', 'editor']] },
			{ method: 'GET', path: ROLES, query: PAGE },
		],
		items: [{ ...ids, roleIds: [EDITOR], addedRoleIds: [], already: true }],
	},
	{
		...at('jitProvisioning', 'removeRole'),
		title: 'that is not set, having looked at both',
		parameters: { organization, role: { mode: 'id', value: EDITOR } },
		answers: [nothing, { body: { id: ID } }, { body: editor }],
		requests: [
			{ method: 'DELETE', path: `${ROLES}/${EDITOR}` },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: `/api/organization-roles/${EDITOR}` },
		],
		items: [{ success: true, ...ids, roleId: EDITOR, already: true }],
	},
	{
		...at('jitProvisioning', 'removeRole'),
		title: 'that is set',
		parameters: { organization, role: { mode: 'id', value: EDITOR } },
		answers: [done],
		requests: [{ method: 'DELETE', path: `${ROLES}/${EDITOR}` }],
		items: [{ success: true, ...ids, roleId: EDITOR, already: false }],
	},
	{
		...at('jitProvisioning', 'getSsoConnectors'),
		title: 'all, without their secrets',
		parameters: { organization, returnAll: true },
		answers: [page(secretive)],
		requests: [{ method: 'GET', path: SSO, query: PAGE }],
		items: [connector],
	},
	{
		...at('jitProvisioning', 'addSsoConnectors'),
		title: 'only those that are not set',
		parameters: { organization, ssoConnectors: [ACME, HARBOR] },
		answers: [page(secretive), created],
		requests: [
			{ method: 'GET', path: SSO, query: PAGE },
			{ method: 'POST', path: SSO, body: { ssoConnectorIds: [HARBOR] } },
		],
		items: [
			{
				...ids,
				ssoConnectorIds: [ACME, HARBOR],
				addedSsoConnectorIds: [HARBOR],
				already: false,
			},
		],
	},
	{
		...at('jitProvisioning', 'addSsoConnectors'),
		title: 'by name, and sends nothing where all are set',
		parameters: { organization, ssoConnectors: ['acme-oidc'] },
		answers: [page(secretive), page(secretive)],
		requests: [
			{ method: 'GET', path: '/api/sso-connectors', query: PAGE },
			{ method: 'GET', path: SSO, query: PAGE },
		],
		items: [{ ...ids, ssoConnectorIds: [ACME], addedSsoConnectorIds: [], already: true }],
	},
	{
		...at('jitProvisioning', 'removeSsoConnector'),
		title: 'that is not set, having looked at both',
		parameters: { organization, ssoConnector: { mode: 'id', value: ACME } },
		answers: [nothing, { body: { id: ID } }, { body: secretive }],
		requests: [
			{ method: 'DELETE', path: `${SSO}/${ACME}` },
			{ method: 'GET', path: AT },
			{ method: 'GET', path: `/api/sso-connectors/${ACME}` },
		],
		items: [{ success: true, ...ids, ssoConnectorId: ACME, already: true }],
	},
	{
		...at('jitProvisioning', 'removeSsoConnector'),
		title: 'that is set, by name',
		parameters: { organization, ssoConnector: { mode: 'name', value: 'acme-oidc' } },
		answers: [page(secretive), done],
		requests: [
			{ method: 'GET', path: '/api/sso-connectors', query: PAGE },
			{ method: 'DELETE', path: `${SSO}/${ACME}` },
		],
		items: [{ success: true, ...ids, ssoConnectorId: ACME, already: false }],
	},
];

const JIT = '/api/organizations/{id}/jit';

export const jitDocumented: Documented[] = [
	{
		...at('jitProvisioning', 'getEmailDomains'),
		method: 'GET',
		path: `${JIT}/email-domains`,
	},
	{
		...at('jitProvisioning', 'addEmailDomain'),
		method: 'POST',
		path: `${JIT}/email-domains`,
		body: ['emailDomain'],
	},
	{
		...at('jitProvisioning', 'removeEmailDomain'),
		method: 'DELETE',
		path: `${JIT}/email-domains/{emailDomain}`,
	},
	{ ...at('jitProvisioning', 'getRoles'), method: 'GET', path: `${JIT}/roles` },
	{
		...at('jitProvisioning', 'addRoles'),
		method: 'POST',
		path: `${JIT}/roles`,
		body: ['organizationRoleIds'],
	},
	{
		...at('jitProvisioning', 'removeRole'),
		method: 'DELETE',
		path: `${JIT}/roles/{organizationRoleId}`,
	},
	{ ...at('jitProvisioning', 'getSsoConnectors'), method: 'GET', path: `${JIT}/sso-connectors` },
	{
		...at('jitProvisioning', 'addSsoConnectors'),
		method: 'POST',
		path: `${JIT}/sso-connectors`,
		body: ['ssoConnectorIds'],
	},
	{
		...at('jitProvisioning', 'removeSsoConnector'),
		method: 'DELETE',
		path: `${JIT}/sso-connectors/{ssoConnectorId}`,
	},
];
