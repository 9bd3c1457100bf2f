import type { IDataObject } from 'n8n-workflow';

/** An id of the form that Okta gives to users. */
export const USER_ID = '00uAda00000000000001';

/** A user as Okta answers with it (Management API, "User"). */
export const user: IDataObject = {
	id: USER_ID,
	status: 'STAGED',
	created: '2026-01-02T03:04:05.000Z',
	activated: null,
	statusChanged: null,
	lastLogin: null,
	lastUpdated: '2026-01-02T03:04:05.000Z',
	passwordChanged: null,
	type: { id: 'otyA' },
	profile: {
		login: 'ada@example.com',
		email: 'ada@example.com',
		firstName: 'Ada',
		lastName: 'Vogel',
		department: 'Research',
		city: 'Kassel',
		badgeNumber: 4711,
	},
	credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
	_links: { self: { href: 'https://acme.okta.com/api/v1/users/00uAda00000000000001' } },
};

/** Its short form. */
export const simplified: IDataObject = {
	id: USER_ID,
	status: 'STAGED',
	login: 'ada@example.com',
	email: 'ada@example.com',
	firstName: 'Ada',
	lastName: 'Vogel',
	department: 'Research',
	created: '2026-01-02T03:04:05.000Z',
	lastLogin: null,
	customAttributes: { badgeNumber: 4711 },
};
