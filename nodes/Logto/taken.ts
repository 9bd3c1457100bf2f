import type { IDataObject } from 'n8n-workflow';
import { alreadyDone } from '../shared/answer';
import type { Api, Call } from '../shared/api';
import { ApiError, raise } from '../shared/errors';
import { done } from './done';

/** Something that is taken from something else. */
interface Taking {
	call: Call;
	/** The IDs of both. */
	item: IDataObject;
	/** The options of the operation, with `ifAlreadyDone` among them. */
	options: { ifAlreadyDone?: 'stop' | 'succeed' };
	/** What is so where there is nothing to take, as a sentence without its full stop. */
	fact: string;
	/** Reads what was chosen, and throws where one of them does not exist. */
	prove: () => Promise<unknown>;
}

/**
 * Takes something away. Logto answers 404 where it is not there, but also where an ID is mistyped, so
 * that "already" takes a look at both.
 *
 * @throws {ApiError} for a refusal, and where one of them does not exist
 */
export async function take(
	api: Api,
	{ call, item, options, fact, prove }: Taking,
): Promise<IDataObject> {
	try {
		await done(api, call);
		return { success: true, ...item, already: false };
	} catch (error) {
		const isMissing =
			error instanceof ApiError &&
			error.refusal.status === 404 &&
			error.refusal.code?.startsWith('entity.') === true;
		if (!isMissing) return raise(error as Error);
	}
	await prove();
	return alreadyDone({ success: true, ...item }, options, fact);
}
