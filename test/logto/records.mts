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
