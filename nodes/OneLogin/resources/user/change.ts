import type { Api, Call } from '../../../shared/api';
import { ApiError, raise } from '../../../shared/errors';

/**
 * Sends a change. OneLogin refuses one that would change nothing.
 *
 * @param unchanged what OneLogin says then, where that counts as success
 * @returns whether something changed
 */
export async function changes(api: Api, call: Call, unchanged?: RegExp): Promise<boolean> {
	try {
		await api.request(call);
		return true;
	} catch (error) {
		const isRefusal = error instanceof ApiError && unchanged?.test(error.refusal.summary);
		return isRefusal ? false : raise(error as Error);
	}
}

/**
 * Does a further step after something that cannot be taken back, and says so if the step is refused.
 *
 * @param done what has happened already, e.g. "The user 123 was created"
 */
export async function afterwards<T>(done: string, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof ApiError)) return raise(error as Error);
		const { refusal, description, failure } = error;
		const told = new ApiError(
			{ ...refusal, summary: `${done}, but a further step was refused: ${refusal.summary}` },
			description,
		);
		told.failure = failure;
		return raise(told);
	}
}
