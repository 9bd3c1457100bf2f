import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../shared/api';
import { watch } from '../../../shared/clock';
import type { Field } from '../../../shared/field';
import { afterwards } from './change';
import { readUser } from './record';

const APPROVED = 1;

/** How long to look whether a new user keeps a license. */
export const confirmLicense = {
	displayName: 'Confirm License Within',
	name: 'confirmLicense',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 600 },
	default: 0,
	description:
		'Seconds to look whether the user stays approved. OneLogin answers "approved" even where no license is free, and takes it back. The output then has "licensed". 0 reads nothing.',
} as const satisfies Field;

/** Waits between two looks, in ms; the last one is repeated. */
const PAUSES = [1_000, 2_000, 4_000];

/**
 * Whether a new user has a license. Without a free one the answer to the creation has the state approved,
 * and the record soon another (onelogin-next.md, section 6, trap 5).
 *
 * @returns the user with the state of now, and `licensed`
 */
export async function withLicense(
	api: Api,
	record: IDataObject,
	seconds: number,
): Promise<IDataObject> {
	const id = String(record.id);
	let now = record;
	await afterwards(
		`The user ${id} was created`,
		async () =>
			await watch(seconds, PAUSES, api.signal, async () => {
				now = await readUser(api, id);
				return now.state === APPROVED ? undefined : true;
			}),
	);
	const { state, status } = now;
	return { ...record, state, status, licensed: state === APPROVED };
}
