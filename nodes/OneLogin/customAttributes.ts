import type { IDataObject } from 'n8n-workflow';
import { unreadable } from '../shared/answer';
import type { Api } from '../shared/api';
import { ApiError } from '../shared/errors';
import { follow } from '../shared/paging';
import { path } from '../shared/path';
import { flattened, nextPage, oneLogin } from './oneLogin.api';

/**
 * The custom attributes that the account defines, each with at least its `shortname`. v1 gives
 * only the short names, in a list within a list.
 */
export async function readCustomAttributes(api: Api): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	const call = { method: 'GET' as const, path: path`/api/1/users/custom_attributes` };
	const pages = follow(api, call, nextPage, (reply) => asAttributes(oneLogin.payload(reply)));
	for await (const page of pages) found.push(...page);
	return found;
}

function asAttributes(payload: unknown): IDataObject[] {
	if (!Array.isArray(payload)) throw new ApiError(unreadable('a list', payload));
	return (flattened(payload) as unknown[]).map((entry) => {
		if (typeof entry === 'string' && entry !== '') return { shortname: entry };
		if (typeof entry === 'object' && entry !== null && 'shortname' in entry) {
			return entry as IDataObject;
		}
		throw new ApiError(unreadable('the short name of a custom attribute', entry));
	});
}
