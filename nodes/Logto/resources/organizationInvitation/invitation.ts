import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { path } from '../../../shared/path';
import { isRefusal } from '../../refused';

/** The invitation an operation is about. */
export const invitation = {
	displayName: 'Invitation',
	name: 'invitation',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The invitation to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an invitation…',
			typeOptions: { searchListMethod: 'searchInvitations', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. p4m8x2kq7zv1tb9w5c3nd',
		},
	],
} as const satisfies Field;

export const locale = {
	displayName: 'Locale',
	name: 'locale',
	type: 'string',
	default: '',
	placeholder: 'e.g. de-DE',
	description: 'Language of the email, where the connector has a template in it',
} as const satisfies Field;

/** An end that an invitation can come to. */
interface Ending {
	status: 'Accepted' | 'Revoked';
	acceptedUserId?: string;
}

/**
 * Ends an invitation. One that has ended cannot be changed any more, which is no matter where it ended so.
 *
 * @param fact what is so then, as a sentence without its full stop
 * @throws {ApiError} where it ended otherwise
 */
export async function settle(
	api: Api,
	id: string,
	ending: Ending,
	options: { ifAlreadyDone?: 'stop' | 'succeed' },
	fact: string,
): Promise<IDataObject> {
	const at = path`/api/organization-invitations/${id}`;
	try {
		const answer = await api.request({
			method: 'PUT',
			path: path`/api/organization-invitations/${id}/status`,
			body: ending,
		});
		return { ...asRecord(answer), already: false };
	} catch (error) {
		const isEnded = isRefusal(error, 'request.invalid_input') && error.refusal.status === 422;
		if (!isEnded) return raise(error as Error);
		const found = asRecord(await api.request({ method: 'GET', path: at }));
		const isSo =
			found.status === ending.status &&
			(ending.acceptedUserId === undefined || found.acceptedUserId === ending.acceptedUserId);
		if (isSo) return alreadyDone(found, options, fact);
		const explained = new ApiError(
			error.refusal,
			`The invitation is for ${String(found.invitee)} and its status is ${String(found.status)}. Only a pending one can be accepted or revoked, and only by the user with that email.`,
		);
		return raise(explained);
	}
}
