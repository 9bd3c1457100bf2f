import { ApiError, raise } from '../../../shared/errors';

/**
 * Reads by v2, and by v1 where the account does not have groups in v2 yet: it then says 401, as of every
 * address that is none, or 404 (onelogin-next.md, sections 3 and 4.4).
 */
export async function byEither<T>(v2: () => Promise<T>, v1: () => Promise<T>): Promise<T> {
	try {
		return await v2();
	} catch (error) {
		const isUnknown = error instanceof ApiError && [401, 404].includes(error.refusal.status ?? 0);
		return isUnknown ? await v1() : raise(error as Error);
	}
}
