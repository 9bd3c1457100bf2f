import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../shared/api';
import { watch } from '../shared/clock';
import type { Field } from '../shared/field';
import { path } from '../shared/path';

/** How long to look for a change that OneLogin said to have made. */
export const confirmWithin = {
	displayName: 'Confirm Within',
	name: 'confirmWithin',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 600 },
	default: 0,
	description:
		'Seconds to keep reading until the change shows. OneLogin answers "done" even to what it drops, e.g. for people without a license. The output then has "confirmed", and why not. 0 reads nothing.',
} as const satisfies Field;

/** Waits between two looks, in ms; the last one is repeated. */
const PAUSES = [2_000, 4_000, 8_000, 16_000];

/**
 * What of a change does not show within a time, each with the reason. What nothing but waiting could help
 * is waited for.
 *
 * @param seconds how long to look
 * @param look gives the ids for which the change does not show now
 * @param whyNot gives what stands against it, or `''`
 */
export async function unconfirmed(
	api: Api,
	seconds: number,
	look: () => Promise<number[]>,
	whyNot: (id: number) => Promise<string>,
): Promise<Map<number, string>> {
	const reasons = new Map<number, string>();
	let open: number[] = [];
	await watch(seconds, PAUSES, api.signal, async () => {
		open = await look();
		for (const id of open) if (!reasons.has(id)) reasons.set(id, await whyNot(id));
		return open.some((id) => !reasons.get(id)) ? undefined : true;
	});
	const late = `OneLogin did not show the change within ${seconds} seconds`;
	return new Map(open.map((id) => [id, reasons.get(id) || late]));
}

const STATES = ['is not approved', '', 'is rejected', 'has no license'];

/**
 * Why OneLogin keeps no role for somebody; `''` where nothing is known to stand against it. It keeps them
 * for state 1 with a status from 1 to 5 (onelogin-next.md, section 6, trap 2).
 */
export async function obstacle(api: Api, id: number): Promise<string> {
	const found = (await api.request({
		method: 'GET',
		path: path`/api/2/users/${id}`,
	})) as IDataObject;
	const { state, status } = found ?? {};
	if (typeof state === 'number' && STATES[state]) {
		return `The user ${STATES[state]} (state ${state}), and OneLogin keeps roles for approved and licensed users only`;
	}
	if (typeof status === 'number' && (status < 1 || status > 5)) {
		return `The user is not active yet (status ${status}), and OneLogin keeps roles for active users only`;
	}
	return '';
}
