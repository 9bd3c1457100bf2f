import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { device } from './fields';
import { deviceStatus, requireStatus } from './status';

export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a device',
	description: 'Delete a deactivated device for good. Deactivate it before.',
	fields: [device],
	async run(api, { device }) {
		requireStatus(await deviceStatus(api, device), ['DEACTIVATED'], 'deleted');
		await api.request({ method: 'DELETE', path: path`/api/v1/devices/${device}` });
		return { id: device, deleted: true };
	},
});
