import { ApiError, raise } from '../shared/errors';

/** Whether Logto refused a request with this code. */
export const isRefusal = (error: unknown, code: string): error is ApiError =>
	error instanceof ApiError && error.refusal.code === code;

/** Lets a refusal with this code pass, and no other error. */
export const unless =
	(code: string) =>
	(error: unknown): undefined =>
		isRefusal(error, code) ? undefined : raise(error as Error);
