import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Api, Call } from '../../../shared/api';
import { watch } from '../../../shared/clock';
import { ApiError, raise } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { profileOf } from '../../locate';
import { findRecord, isMissing } from '../../record';
import { user } from '../../user';
import { STATUS_PAUSES } from './lifecycle';

const DEPROVISIONED = 'DEPROVISIONED';

/** Seconds that a deactivation may take when the person sets nothing else. */
const DEFAULT_WAIT = 60;

/** What became of the user, for the item. */
const OUTCOMES = {
	alreadyDeactivated: { deactivated: true, deleted: false },
	deactivated: { deactivated: true, deleted: false },
	deactivating: { deactivated: false, deleted: false },
	deleted: { deactivated: true, deleted: true },
	deleting: { deactivated: true, deleted: false },
};

export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a user',
	description: 'Deactivate a user, or delete it permanently; the item says which happened',
	fields: [
		user,
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{
					name: 'Deactivate Only',
					value: 'deactivate',
					description:
						'The user can no longer sign in and loses all applications, but still exists',
				},
				{
					name: 'Delete Permanently',
					value: 'delete',
					description: 'The user is deactivated first, if needed, and then deleted for good',
				},
			],
			default: 'deactivate',
			description: 'How far to go. Neither brings back what applications delete for the user.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Max Wait for Deactivation',
					name: 'deactivationWait',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: DEFAULT_WAIT,
					description:
						'Seconds to wait until Okta has finished the deactivation. After that the item fails.',
				},
				{
					displayName: 'Respond Async',
					name: 'respondAsync',
					type: 'boolean',
					default: false,
					description:
						'Whether Okta may answer before it is done. The item then says deactivating or deleting instead of deactivated or deleted.',
				},
				{
					displayName: 'Send Email',
					name: 'sendEmail',
					type: 'boolean',
					default: false,
					description: 'Whether Okta tells the administrator about the deactivation by email',
				},
			],
		},
	],
	async run(api, { user: id, mode, options }) {
		const { deactivationWait = DEFAULT_WAIT, respondAsync, sendEmail } = options;
		const before = asRecord(await api.request({ method: 'GET', path: path`/api/v1/users/${id}` }));
		const became = (outcome: keyof typeof OUTCOMES): IDataObject => ({
			id,
			login: profileOf(before).login ?? null,
			outcome,
			...OUTCOMES[outcome],
		});
		const how = {
			query: { sendEmail },
			headers: respondAsync ? { Prefer: 'respond-async' } : undefined,
		};
		const isActive = !isDeactivated(before);
		const isLeaving = before.transitioningToStatus === DEPROVISIONED;

		if (mode !== 'delete') {
			if (!isActive) return became('alreadyDeactivated');
			// Not DELETE: should the deactivation end in between, it would delete the user for good.
			const deactivate = path`/api/v1/users/${id}/lifecycle/deactivate`;
			if (!isLeaving) await api.request({ method: 'POST', path: deactivate, ...how });
			if (respondAsync) return became('deactivating');
			const isThere = await untilDeactivated(api, id, deactivationWait);
			return became(isThere ? 'deactivated' : 'deleted');
		}

		// The first DELETE only deactivates, the next one deletes (Management API, "Delete a user").
		const erase = { method: 'DELETE' as const, path: path`/api/v1/users/${id}` };
		if (isActive) {
			const isThere =
				(isLeaving || (await reached(api, { ...erase, ...how }))) &&
				(await untilDeactivated(api, id, deactivationWait));
			if (!isThere) return became('deleted');
		}
		const isThere = await reached(api, {
			...erase,
			...how,
			query: isActive ? undefined : how.query,
		});
		return became(isThere && respondAsync ? 'deleting' : 'deleted');
	},
});

/** A deactivated user may be on the way back to active, and then is not deactivated. */
export const isDeactivated = ({ status, transitioningToStatus }: IDataObject): boolean =>
	status === DEPROVISIONED && !transitioningToStatus;

/** Sends a request about a user; `false` when there is no such user any more. */
async function reached(api: Api, call: Call): Promise<boolean> {
	try {
		await api.request(call);
		return true;
	} catch (error) {
		return isMissing(error) ? false : raise(error as Error);
	}
}

/**
 * Waits until the status says that the user is deactivated; Okta works on that after its answer.
 *
 * @param seconds longest wait
 * @returns whether the user still exists
 * @throws {ApiError} when it takes longer
 */
export async function untilDeactivated(api: Api, id: string, seconds: number): Promise<boolean> {
	const isThere = await watch(seconds, STATUS_PAUSES, api.signal, async () => {
		const user = await findRecord(api, path`/api/v1/users/${id}`);
		if (!user) return false;
		return isDeactivated(user) || undefined;
	});
	if (isThere !== undefined) return isThere;
	throw new ApiError(
		{ summary: `Okta has not finished the deactivation of the user within ${seconds} seconds` },
		'It goes on by itself, and nothing was deleted. Run this again later, or raise "Max Wait for Deactivation" under "Options".',
	);
}
