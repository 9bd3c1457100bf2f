import type { IDataObject } from 'n8n-workflow';
import type { Documented, OperationCase } from '../engine/operations.mjs';

const of = (operation: string) => ({ node: 'oneLogin', resource: 'mfa', operation }) as const;

const user = { mode: 'id', value: '4711' };
const base = '/api/2/mfa/users/4711';
const one = 'a1b2c3d4';

const device: IDataObject = {
	device_id: '6543',
	user_display_name: "Ada's phone",
	type_display_name: 'OneLogin Protect',
	auth_factor_name: 'OneLogin Protect',
	default: true,
};
const other = { ...device, device_id: '6544', default: false };
const none = { status: 204, body: '' };
const readDevices = { method: 'GET', path: `${base}/devices` };
const remove = (id: string) => ({ method: 'DELETE', path: `${base}/devices/${id}` });

const byId = (value: string) => ({ mode: 'id', value });
const factor = byId('101');
const registered: IDataObject = {
	id: one,
	status: 'pending',
	device_id: '6543',
	user_display_name: "Ada's phone",
	type_display_name: 'Authenticator',
	auth_factor_name: 'Google Authenticator',
	totp_url: 'otpauth://totp/OneLogin?secret=JBSWY3DPEHPK3PXP',
};
const { totp_url: _key, ...open } = registered;
const challenged: IDataObject = {
	id: one,
	device_id: 6543,
	expires_at: '2026-03-01T10:02:00.000Z',
	user_display_name: "Ada's phone",
};
const token: IDataObject = {
	mfa_token: '012345678',
	reusable: false,
	expires_at: '2026-03-01T10:00:00.000Z',
	device_id: '6545',
};

export const mfaCases: OperationCase[] = [
	{
		...of('getDevices'),
		title: 'the active ones',
		parameters: { user },
		answers: [{ body: [device, other] }],
		requests: [readDevices],
		items: [device, other],
	},
	{
		...of('getDevices'),
		title: 'the inactive ones too, by v1, and no token of theirs',
		parameters: { user, returnAll: true, options: { includeInactive: true } },
		answers: [
			{
				body: {
					status: { error: false, code: 200, type: 'success', message: 'Success' },
					data: {
						otp_devices: [
							{ id: 6543, active: false, auth_factor_name: 'SMS', state_token: 'secret-state' },
						],
					},
				},
			},
		],
		requests: [{ method: 'GET', path: '/api/1/users/4711/otp_devices' }],
		items: [{ device_id: '6543', active: false, auth_factor_name: 'SMS' }],
	},
	{
		...of('removeDevice'),
		title: 'by ID',
		parameters: { user, device: byId('6543') },
		answers: [none],
		requests: [remove('6543')],
		items: [{ id: '6543', userId: 4711, deleted: true }],
	},
	{
		...of('removeAllDevices'),
		title: 'the only one',
		parameters: { user },
		answers: [{ body: [device] }, none, { body: [] }],
		requests: [readDevices, remove('6543'), readDevices],
		items: [{ userId: 4711, removedDeviceIds: ['6543'], already: false }],
	},
	{
		...of('removeAllDevices'),
		title: 'each of them, and a look at what is left',
		parameters: { user },
		answers: [{ body: [device, other] }, none, none, { body: [] }],
		requests: [readDevices, remove('6543'), remove('6544'), readDevices],
		items: [{ userId: 4711, removedDeviceIds: ['6543', '6544'], already: false }],
	},
	{
		...of('removeAllDevices'),
		title: 'of someone who has none',
		parameters: { user, options: { ifAlreadyDone: 'succeed' } },
		answers: [{ body: [] }],
		requests: [readDevices],
		items: [{ userId: 4711, removedDeviceIds: [], already: true }],
	},
	{
		...of('getFactors'),
		title: 'those that the policy offers',
		parameters: { user },
		answers: [{ body: [{ factor_id: 101, name: 'Google Authenticator' }] }],
		requests: [{ method: 'GET', path: `${base}/factors` }],
		items: [{ factor_id: 101, name: 'Google Authenticator' }],
	},
	{
		...of('enroll'),
		title: 'only what must be, and the key stays out',
		parameters: { user, factor, displayName: "Ada's phone" },
		answers: [{ status: 201, body: registered }],
		requests: [
			{
				method: 'POST',
				path: `${base}/registrations`,
				body: { factor_id: 101, display_name: "Ada's phone" },
			},
		],
		items: [{ ...open, userId: 4711 }],
	},
	{
		...of('enroll'),
		title: 'everything, with the key',
		parameters: {
			user,
			factor,
			displayName: "Ada's phone",
			simplify: false,
			options: {
				customMessage: 'Your code',
				expiresIn: 300,
				redirectTo: 'https://example.com/done',
				verified: true,
			},
		},
		answers: [{ status: 201, body: registered }],
		requests: [
			{
				method: 'POST',
				path: `${base}/registrations`,
				body: {
					factor_id: 101,
					display_name: "Ada's phone",
					custom_message: 'Your code',
					expires_in: 300,
					redirect_to: 'https://example.com/done',
					verified: true,
				},
			},
		],
		items: [{ ...registered, userId: 4711 }],
	},
	{
		...of('confirm'),
		title: 'by a code that begins with a zero',
		parameters: { user, registrationId: one, otp: '012345' },
		answers: [{ body: [device] }, { body: { id: one, status: 'accepted', device_id: '6543' } }],
		requests: [
			readDevices,
			{ method: 'PUT', path: `${base}/registrations/${one}`, body: { otp: '012345' } },
		],
		items: [{ id: one, status: 'accepted', device_id: '6543', userId: 4711 }],
	},
	{
		...of('confirm'),
		title: 'by asking whether the person has answered',
		parameters: { user, registrationId: one, method: 'poll' },
		answers: [{ body: { id: one, status: 'pending' } }],
		requests: [{ method: 'GET', path: `${base}/registrations/${one}` }],
		items: [{ id: one, status: 'pending', userId: 4711 }],
	},
	{
		...of('challenge'),
		title: 'only what must be',
		parameters: { user, device: byId('6543') },
		answers: [{ status: 201, body: challenged }],
		requests: [{ method: 'POST', path: `${base}/verifications`, body: { device_id: 6543 } }],
		items: [{ ...challenged, userId: 4711 }],
	},
	{
		...of('challenge'),
		title: 'everything',
		parameters: {
			user,
			device: byId('6543'),
			options: { customMessage: 'Your code', expiresIn: 300, redirectTo: 'https://example.com/x' },
		},
		answers: [{ status: 201, body: challenged }],
		requests: [
			{
				method: 'POST',
				path: `${base}/verifications`,
				body: {
					device_id: 6543,
					custom_message: 'Your code',
					expires_in: 300,
					redirect_to: 'https://example.com/x',
				},
			},
		],
		items: [{ ...challenged, userId: 4711 }],
	},
	{
		...of('verify'),
		title: 'by a code',
		parameters: { user, verificationId: one, otp: '012345' },
		answers: [
			{ body: [device] },
			{ body: { error: false, code: 200, type: 'success', message: 'Success' } },
		],
		requests: [
			readDevices,
			{ method: 'PUT', path: `${base}/verifications/${one}`, body: { otp: '012345' } },
		],
		items: [{ id: one, userId: 4711, verified: true }],
	},
	{
		...of('verify'),
		title: 'by the code of an authenticator app',
		parameters: { user, verificationId: one, otp: '012345', options: { deviceId: '6543' } },
		answers: [{ body: [device] }, { body: { id: one, status: 'accepted', device_id: '6543' } }],
		requests: [
			readDevices,
			{
				method: 'PUT',
				path: `${base}/verifications/${one}`,
				body: { otp: '012345', device_id: 6543 },
			},
		],
		items: [{ id: one, userId: 4711, verified: true, status: 'accepted' }],
	},
	...['pending', 'accepted', 'rejected'].map(
		(status): OperationCase => ({
			...of('verify'),
			title: `by asking, ${status}`,
			parameters: { user, verificationId: one, method: 'poll' },
			answers: [{ body: { id: one, status, device_id: '6543' } }],
			requests: [{ method: 'GET', path: `${base}/verifications/${one}` }],
			items: [{ id: one, userId: 4711, verified: status === 'accepted', status }],
		}),
	),
	{
		...of('generateTemporaryToken'),
		title: "is handed over where that is meant, with OneLogin's own time",
		parameters: { user, showSecret: true },
		answers: [{ status: 201, body: token }],
		requests: [{ method: 'POST', path: `${base}/mfa_token`, body: {} }],
		items: [{ ...token, userId: 4711 }],
	},
	{
		...of('generateTemporaryToken'),
		title: 'for an hour, more than once',
		parameters: { user, showSecret: true, options: { expiresIn: 3600, reusable: true } },
		answers: [{ status: 201, body: { ...token, reusable: true } }],
		requests: [
			{ method: 'POST', path: `${base}/mfa_token`, body: { expires_in: 3600, reusable: true } },
		],
		items: [{ ...token, reusable: true, userId: 4711 }],
	},
];

const path = '/api/2/mfa/users/{user_id}';
export const mfaDocumented: Documented[] = [
	{ ...of('getDevices'), method: 'GET', path: `${path}/devices` },
	{ ...of('getDevices'), method: 'GET', path: '/api/1/users/{user_id}/otp_devices' },
	{ ...of('removeDevice'), method: 'DELETE', path: `${path}/devices/{device_id}` },
	{ ...of('removeAllDevices'), method: 'DELETE', path: `${path}/devices/{device_id}` },
	{ ...of('getFactors'), method: 'GET', path: `${path}/factors` },
	{
		...of('enroll'),
		method: 'POST',
		path: `${path}/registrations`,
		body: [
			...['factor_id', 'display_name', 'expires_in'],
			...['verified', 'redirect_to', 'custom_message'],
		],
	},
	{
		...of('confirm'),
		method: 'PUT',
		path: `${path}/registrations/{registration_id}`,
		body: ['otp'],
	},
	{ ...of('confirm'), method: 'GET', path: `${path}/registrations/{registration_id}` },
	{
		...of('challenge'),
		method: 'POST',
		path: `${path}/verifications`,
		body: ['device_id', 'expires_in', 'redirect_to', 'custom_message'],
		exceptions: { display_name: 'the device has one already' },
	},
	{
		...of('verify'),
		method: 'PUT',
		path: `${path}/verifications/{verification_id}`,
		body: ['otp', 'device_id'],
	},
	{ ...of('verify'), method: 'GET', path: `${path}/verifications/{verification_id}` },
	{
		...of('generateTemporaryToken'),
		method: 'POST',
		path: `${path}/mfa_token`,
		body: ['expires_in', 'reusable'],
	},
].map((one) => ({
	...one,
	exceptions: {
		'Content-Type': 'goes with every body',
		...('exceptions' in one && one.exceptions),
	},
}));
