/** OneLogin's refusals. v1 wraps them in its envelope, v2 has a form of its own. */
export class OneLoginError extends Error {
	/**
	 * @param {number} status
	 * @param {string} type as v1 names it
	 * @param {string | { attribute: string, description: string }} message
	 */
	constructor(status, type, message) {
		super(typeof message === 'string' ? message : message.description);
		this.status = status;
		this.type = type;
		this.text = message;
	}
}

export const badRequest = (message) => new OneLoginError(400, 'bad request', message);

/** A value of the wrong kind, as v1 words it. */
export const badType = (attribute, type) =>
	badRequest({
		attribute,
		description: `${attribute} has incorrect data type. It should be -> ${type}`,
	});

export const unauthorized = (message) => new OneLoginError(401, 'Unauthorized', message);
export const missing = (message) => new OneLoginError(404, 'not found', message);

/** What mappings say of single fields. */
export const invalid = (errors) =>
	Object.assign(new OneLoginError(422, 'Validation Failed', 'Validation Failed'), { errors });

export const unprocessable = (message) =>
	new OneLoginError(422, 'UnprocessableEntityError', message);

const V2_NAMES = {
	400: 'BadRequestError',
	401: 'UnauthorizedError',
	403: 'ForbiddenError',
	404: 'NotFoundError',
	422: 'UnprocessableEntityError',
	429: 'TooManyRequestsError',
};

/** @param {OneLoginError} error @param {'v1' | 'oas' | 'v2' | 'roles'} shape */
export function bodyOf({ status, type, text, message, errors }, shape) {
	if (errors) return { code: status, message, errors };
	// The roles of v2 have a form of their own, with a number for the status (fadwen/TestEnvironment).
	if (shape === 'roles')
		return { status, error: V2_NAMES[status] ?? 'Error', description: message };
	if (shape === 'v2') return { statusCode: status, name: V2_NAMES[status] ?? 'Error', message };
	if (shape === 'oas') return { error: true, code: status, type, message };
	return { status: { error: true, code: status, type, message: text } };
}
