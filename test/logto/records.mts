/** What several tables of Logto are about. */
import type { IDataObject } from 'n8n-workflow';

/** A user as Logto 1.42 answers with it; values invented. */
export const user: IDataObject = {
	id: 'a1b2c3d4e5f6',
	username: 'ada',
	primaryEmail: 'ada@example.com',
	primaryPhone: '14155550123',
	name: 'Ada Vogel',
	avatar: null,
	customData: { branch: 'Kassel' },
	identities: {},
	lastSignInAt: 1767323045000,
	createdAt: 1767323045000,
	updatedAt: 1767323045000,
	profile: { familyName: 'Vogel' },
	applicationId: null,
	isSuspended: false,
	hasPassword: true,
};

export const simplified: IDataObject = {
	id: 'a1b2c3d4e5f6',
	username: 'ada',
	primaryEmail: 'ada@example.com',
	primaryPhone: '14155550123',
	name: 'Ada Vogel',
	isSuspended: false,
	hasPassword: true,
	lastSignInAt: 1767323045000,
	createdAt: 1767323045000,
	customData: { branch: 'Kassel' },
};

export const at = (resource: string, operation: string) =>
	({ node: 'logto', resource, operation }) as const;

/** The user most cases are about, and the path that leads there. */
export const ada = { mode: 'id', value: 'a1b2c3d4e5f6' };
export const ADA = '/api/users/a1b2c3d4e5f6';

export const roleOf = (id: string, type = 'User'): IDataObject => ({
	tenantId: 'default',
	id,
	name: `Role ${id}`,
	description: '',
	type,
	isDefault: false,
});

/** What Logto says where something does not exist that it finds by its ID alone. */
export const missing = {
	status: 404,
	body: { code: 'entity.not_exists_with_id', message: 'It does not exist.' },
};

/** What Logto says where there is nothing to take away, but also of an ID that nothing has. */
export const nothing = {
	status: 404,
	body: { code: 'entity.not_found', message: 'The resource does not exist.' },
};

/** A page that holds all there is. */
export const page = (...records: IDataObject[]) => ({
	headers: { 'Total-Number': String(records.length) },
	body: records,
});

/** What asks for the largest page. */
export const PAGE: Array<[string, string]> = [
	['page', '1'],
	['page_size', '100'],
];

/** A page of the usual size. */
export const limited = (size: number): Array<[string, string]> => [
	['page', '1'],
	['page_size', String(size)],
];

export const created = { status: 201, body: 'Created' };
export const done = { status: 204 };

const byId = (value: string) => ({ mode: 'id', value });

/** The application that most cases are about, and where it is. */
export const APP = 'app000000000000000001';
export const app = byId(APP);
export const APP_AT = `/api/applications/${APP}`;

/** An application as servers of before 2026 answer with it, with what stands in place of a secret. */
export const application: IDataObject = {
	tenantId: 'default',
	id: APP,
	name: 'Nightly job',
	secret: 'not-a-real-one',
	description: null,
	type: 'MachineToMachine',
	oidcClientMetadata: { redirectUris: [], postLogoutRedirectUris: ['https://old.example.com'] },
	customClientMetadata: { rotateRefreshToken: true },
	customData: { owner: 'ops' },
	isThirdParty: false,
	createdAt: 1767323045000,
};

const { secret: _secret, ...open } = application;
export const openApplication: IDataObject = open;

export const shortApplication: IDataObject = {
	id: APP,
	name: 'Nightly job',
	description: null,
	type: 'MachineToMachine',
	isThirdParty: false,
	createdAt: 1767323045000,
	customData: { owner: 'ops' },
};

/** How an application is found by its name. */
export const applicationNamed = (name: string, ...more: Array<[string, string]>) => ({
	method: 'GET',
	path: '/api/applications',
	query: [['mode', 'exact'], ...PAGE, ['search', name], ...more] as Array<[string, string]>,
});

/** How a role is found by its name. */
export const roleNamed = (name: string) => ({
	method: 'GET',
	path: '/api/roles',
	query: [
		['joint', 'or'],
		['mode.id', 'exact'],
		['mode.name', 'exact'],
		...limited(20),
		['search.id', name],
		['search.name', name],
	] as Array<[string, string]>,
});
