import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';
import { simplified, user, USER_ID } from './user.mjs';

const of = (operation: string) => ({ node: 'okta', resource: 'device', operation }) as const;
const getDevices = { node: 'okta', resource: 'user', operation: 'getDevices' } as const;

export const DEVICE_ID = 'guo8jx5vVoxfvJeLb0w4';
const devices = '/api/v1/devices';
const one = `${devices}/${DEVICE_ID}`;
const byId = { device: { mode: 'id', value: DEVICE_ID } };
const isRead = { method: 'GET', path: one };

/** A device as Okta answers with it (Management API, "Device"). */
export const device: IDataObject = {
	id: DEVICE_ID,
	status: 'ACTIVE',
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
	profile: {
		displayName: 'Ada’s MacBook',
		platform: 'MACOS',
		serialNumber: 'HW1',
		osVersion: '26.1',
		registered: true,
		managed: true,
	},
	resourceType: 'UDDevice',
	_links: {},
};
const withStatus = (status: string) => ({ body: { ...device, status } });

const short = {
	id: DEVICE_ID,
	displayName: 'Ada’s MacBook',
	status: 'ACTIVE',
	platform: 'MACOS',
	osVersion: '26.1',
	serialNumber: 'HW1',
	registered: true,
	managed: true,
	created: '2026-01-02T03:04:05.000Z',
	lastUpdated: '2026-01-03T03:04:05.000Z',
};
const link = {
	created: '2026-01-05T03:04:05.000Z',
	managementStatus: 'MANAGED',
	screenLockType: 'BIOMETRIC',
	user,
};

const changed = (step: string, from: string): OperationCase => ({
	...of(step),
	title: `one with the status ${from}`,
	parameters: { ...byId, options: { ifAlreadyDone: 'succeed' } },
	answers: [withStatus(from), { status: 204 }],
	requests: [isRead, { method: 'POST', path: `${one}/lifecycle/${step}` }],
	items: [{ deviceId: DEVICE_ID, success: true }],
});

export const deviceCases: OperationCase[] = [
	{
		...of('getAll'),
		title: 'the first ones',
		parameters: { limit: 5 },
		answers: [{ body: [device] }],
		requests: [{ method: 'GET', path: devices, query: [['limit', '5']] }],
		items: [short],
	},
	{
		...of('getAll'),
		title: 'those that match everything at once, with their users',
		parameters: {
			returnAll: true,
			filters: {
				nameContains: 'a "b"',
				platform: 'MACOS',
				status: 'ACTIVE',
				search: 'profile.managed eq true or profile.registered eq true',
			},
			options: { expand: 'userSummary' },
		},
		answers: [{ body: [{ ...device, _embedded: { users: [{ user: { id: USER_ID } }] } }] }],
		requests: [
			{
				method: 'GET',
				path: devices,
				query: [
					[
						'search',
						'(profile.managed eq true or profile.registered eq true) and profile.displayName co "a \\"b\\"" and profile.platform eq "MACOS" and status eq "ACTIVE"',
					],
					['expand', 'userSummary'],
					['limit', '200'],
				],
			},
		],
		items: [{ ...short, users: [{ user: { id: USER_ID } }] }],
	},
	{
		...of('get'),
		title: 'short',
		parameters: { ...byId, options: { ifNotFound: 'stop' } },
		answers: [{ body: device }],
		requests: [isRead],
		items: [short],
	},
	{
		...of('get'),
		title: 'raw',
		parameters: { ...byId, simplify: false },
		answers: [{ body: device }],
		requests: [isRead],
		items: [device],
	},
	{
		...of('getUsers'),
		title: 'all, short',
		parameters: { ...byId, returnAll: true },
		answers: [{ body: [link] }],
		requests: [{ method: 'GET', path: `${one}/users` }],
		items: [
			{
				deviceId: DEVICE_ID,
				...simplified,
				linked: '2026-01-05T03:04:05.000Z',
				managementStatus: 'MANAGED',
				screenLockType: 'BIOMETRIC',
			},
		],
	},
	{
		...of('getUsers'),
		title: 'the first one, raw',
		parameters: { ...byId, limit: 1, simplify: false },
		answers: [{ body: [link, link] }],
		requests: [{ method: 'GET', path: `${one}/users` }],
		items: [{ deviceId: DEVICE_ID, ...link }],
	},
	changed('suspend', 'ACTIVE'),
	changed('unsuspend', 'SUSPENDED'),
	changed('activate', 'DEACTIVATED'),
	changed('deactivate', 'SUSPENDED'),
	{
		...of('suspend'),
		title: 'one that is suspended already',
		parameters: byId,
		answers: [withStatus('SUSPENDED')],
		requests: [isRead],
		items: [{ deviceId: DEVICE_ID, success: true, already: true }],
	},
	{
		...of('delete'),
		title: 'one that is deactivated',
		parameters: byId,
		answers: [withStatus('DEACTIVATED'), { status: 204 }],
		requests: [isRead, { method: 'DELETE', path: one }],
		items: [{ id: DEVICE_ID, deleted: true }],
	},
	{
		...getDevices,
		title: 'all, short',
		parameters: { user: { mode: 'id', value: USER_ID }, returnAll: true },
		answers: [{ body: [{ created: link.created, deviceUserId: 'dus1', device }] }],
		requests: [{ method: 'GET', path: `/api/v1/users/${USER_ID}/devices` }],
		items: [{ userId: USER_ID, ...short, deviceUserId: 'dus1', linked: link.created }],
	},
	{
		...getDevices,
		title: 'the first one, raw',
		parameters: { user: { mode: 'id', value: USER_ID }, limit: 1, simplify: false },
		answers: [{ body: [{ created: link.created, deviceUserId: 'dus1', device }] }],
		requests: [{ method: 'GET', path: `/api/v1/users/${USER_ID}/devices` }],
		items: [{ userId: USER_ID, created: link.created, deviceUserId: 'dus1', device }],
	},
];

export const deviceDocumented: Documented[] = [
	{ ...of('getAll'), method: 'GET', path: '/api/v1/devices', query: ['search', 'expand'] },
	{ ...of('get'), method: 'GET', path: '/api/v1/devices/{deviceId}' },
	{ ...of('getUsers'), method: 'GET', path: '/api/v1/devices/{deviceId}/users' },
	{ ...of('delete'), method: 'DELETE', path: '/api/v1/devices/{deviceId}' },
	...['activate', 'deactivate', 'suspend', 'unsuspend'].map((step) => ({
		...of(step),
		method: 'POST',
		path: `/api/v1/devices/{deviceId}/lifecycle/${step}`,
	})),
	{ ...getDevices, method: 'GET', path: '/api/v1/users/{userId}/devices' },
];
