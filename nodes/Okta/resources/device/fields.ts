import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../../shared/field';

/** The device an operation is about. */
export const device = {
	displayName: 'Device',
	name: 'device',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The device to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a device…',
			typeOptions: { searchListMethod: 'searchDevices', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. guo1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;

/** The short form of a device, with the users where they were asked for. */
export function simplifyDevice(device: IDataObject): IDataObject {
	const profile = (device.profile ?? {}) as IDataObject;
	const { users } = (device._embedded ?? {}) as IDataObject;
	return {
		id: device.id,
		displayName: profile.displayName ?? null,
		status: device.status ?? null,
		platform: profile.platform ?? null,
		osVersion: profile.osVersion ?? null,
		serialNumber: profile.serialNumber ?? null,
		registered: profile.registered ?? null,
		managed: profile.managed ?? null,
		created: device.created ?? null,
		lastUpdated: device.lastUpdated ?? null,
		...(users !== undefined && { users }),
	};
}
