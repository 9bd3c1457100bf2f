import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { ifAlreadyDone, Params } from '../../../shared/field';
import { type Path, path } from '../../../shared/path';

export type Step = 'activate' | 'deactivate' | 'suspend' | 'unsuspend';

/** What each change needs and leads to, and what the status is called (okta-next.md, 7.3). */
const STEPS: Record<Step, { from: string[]; to: string[]; done: string; word: string }> = {
	activate: { from: ['DEACTIVATED'], to: ['ACTIVE'], done: 'activated', word: 'active' },
	deactivate: {
		from: ['ACTIVE', 'SUSPENDED', 'UNSUSPENDED', 'CREATED'],
		to: ['DEACTIVATED'],
		done: 'deactivated',
		word: 'deactivated',
	},
	suspend: {
		from: ['ACTIVE', 'UNSUSPENDED'],
		to: ['SUSPENDED'],
		done: 'suspended',
		word: 'suspended',
	},
	unsuspend: {
		from: ['SUSPENDED'],
		to: ['ACTIVE', 'UNSUSPENDED'],
		done: 'unsuspended',
		word: 'active',
	},
};

/** Statuses that are known; of others Okta decides. */
const KNOWN = new Set(['ACTIVE', 'CREATED', 'DEACTIVATED', 'SUSPENDED', 'UNSUSPENDED']);

export const deviceStatus = async (api: Api, device: string): Promise<string> => {
	const { status } = asRecord(
		await api.request({ method: 'GET', path: path`/api/v1/devices/${device}` }),
	);
	return String(status);
};

/** @throws {InputError} for a status from which Okta does not do this, before anything is sent */
export function requireStatus(status: string, from: readonly string[], done: string): void {
	if (!KNOWN.has(status) || from.includes(status)) return;
	throw new InputError(
		`A device with the status ${status} cannot be ${done}`,
		`Nothing was changed. It must have the status ${from.filter((one) => one !== 'CREATED').join(' or ')}.`,
		'refused',
	);
}

/** Changes the status of a device, unless it is so already. */
export async function changeDeviceStatus(
	api: Api,
	step: Step,
	device: string,
	chosen: Partial<Params<[typeof ifAlreadyDone]>>,
): Promise<IDataObject> {
	const { from, to, done, word } = STEPS[step];
	const item = { deviceId: device, success: true };
	const status = await deviceStatus(api, device);
	if (to.includes(status)) return alreadyDone(item, chosen, `The device is ${word} already`);
	requireStatus(status, from, done);
	await api.request({
		method: 'POST',
		path: `${path`/api/v1/devices/${device}/lifecycle`}/${step}` as Path,
	});
	return item;
}
