/** Devices: what a status does not allow is said before anything is sent (okta-next.md, 7.3). */
import { pickers } from '../engine/engine.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { device, DEVICE_ID } from './device.mjs';
import { useOrg } from './org.mjs';

const org = useOrg();

const at = `/api/v1/devices/${DEVICE_ID}`;
const run = async (operation: string, options = {}) =>
	await org.run({
		resource: 'device',
		operation,
		device: { mode: 'id', value: DEVICE_ID },
		options,
	});

test.each([
	['suspend', 'DEACTIVATED', 'suspended'],
	['unsuspend', 'DEACTIVATED', 'unsuspended'],
	['activate', 'SUSPENDED', 'activated'],
	['delete', 'ACTIVE', 'deleted'],
	['delete', 'SUSPENDED', 'deleted'],
])('%s is not for a device with the status %s', async (operation, status, word) => {
	org.answer({ body: { ...device, status } });
	const { items, error } = await run(operation);
	expect(items).toEqual([]);
	expect(error?.message).toBe(`A device with the status ${status} cannot be ${word}`);
	expect(error?.context?.outcome).toBe('refused');
	expect(org.asked()).toEqual([`GET ${at}`]);
});

test.each([
	['suspend', 'SUSPENDED'],
	['unsuspend', 'ACTIVE'],
	['unsuspend', 'UNSUSPENDED'],
	['activate', 'ACTIVE'],
	['deactivate', 'DEACTIVATED'],
])('%s of a device with the status %s stops where that is wanted', async (operation, status) => {
	org.answer({ body: { ...device, status } });
	const { error } = await run(operation, { ifAlreadyDone: 'stop' });
	expect(error?.context?.outcome).toBe('already');
	expect(org.asked()).toEqual([`GET ${at}`]);
});

test('a status that nobody knows is left to Okta', async () => {
	org.answer({ body: { ...device, status: 'NEW_KIND' } }, { status: 204 });
	expect((await run('deactivate')).items).toHaveLength(1);
});

test('the picker shows platform, serial number and what is not in use', async () => {
	org.answer({
		body: [
			{ id: '1', status: 'ACTIVE', profile: { displayName: 'Zoe', platform: 'IOS' } },
			{
				id: '2',
				status: 'SUSPENDED',
				profile: { displayName: 'Ada', platform: 'MACOS', serialNumber: 'HW1' },
			},
		],
	});
	const open = pickers('okta', credentialsFor('okta', org.origin));
	expect((await open.search('searchDevices', 'a')).results).toEqual([
		{ name: 'Ada (MACOS, HW1), suspended', value: '2' },
		{ name: 'Zoe (IOS)', value: '1' },
	]);
	expect(org.asked()).toEqual(['GET /api/v1/devices?search=profile.displayName co "a"&limit=50']);
});
