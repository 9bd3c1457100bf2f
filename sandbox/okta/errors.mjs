/** Okta's own errors: codes and summaries as its error catalogue has them. */

const CATALOGUE = {
	E0000001: [400, 'Api validation failed: {0}'],
	E0000003: [400, 'The request body was not well-formed.'],
	E0000005: [403, 'Invalid session'],
	E0000006: [403, 'You do not have permission to perform the requested action'],
	E0000007: [404, 'Not found: Resource not found: {0}'],
	E0000008: [404, 'The requested path was not found'],
	E0000009: [500, 'Internal Server Error'],
	E0000011: [401, 'Invalid token provided'],
	E0000014: [403, 'Update of credentials failed'],
	E0000016: [403, 'Activation failed because the user is already active'],
	E0000017: [403, 'Password reset failed'],
	E0000021: [
		400,
		'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
	],
	E0000022: [405, 'The endpoint does not support the provided HTTP method'],
	E0000028: [400, 'The request is missing a required parameter.'],
	E0000029: [400, 'Invalid paging request.'],
	E0000031: [400, 'Invalid search criteria.'],
	E0000032: [403, 'Unlock is not allowed for this user.'],
	E0000033: [
		400,
		"Invalid search request. Can't specify a search query and filter in the same request.",
	],
	E0000038: [403, "This operation is not allowed in the user's current status."],
	E0000041: [400, 'Credentials should not be set on this resource based on the scheme.'],
	E0000046: [403, 'Deactivate application for user forbidden.'],
	E0000047: [429, 'API call exceeded rate limit due to too many requests.'],
	E0000053: [400, "Invalid filter '{0}'"],
	E0000055: [409, 'Duplicate group'],
	E0000060: [501, 'Unsupported operation.'],
	E0000062: [409, 'The user is already assigned to the application.'],
	E0000068: [403, 'Invalid Passcode/Answer'],
	E0000075: [
		403,
		'Cannot modify the {0} attribute because it has a field mapping and profile push is enabled.',
	],
	E0000080: [
		403,
		'The password does not meet the complexity requirements of the current password policy.',
	],
	E0000090: [409, 'Duplicate role assignment'],
	E0000093: [400, 'Target count limit exceeded'],
	E0000098: [400, 'This phone number is invalid.'],
	E0000112: [
		409,
		'Cannot update this user because they are still being activated. Please try again in a few minutes.',
	],
	E0000117: [403, 'Users who are not active cannot be assigned to applications.'],
	E0000124: [
		400,
		'Could not create user. To create a user and expire their password immediately, a password must be specified',
	],
	E0000125: [
		400,
		'Could not create user. To create a user and expire their password immediately, "activate" must be true',
	],
	E0000136: [409, 'A different phone number is registered already.'],
	E0000192: [400, 'Roles can not be assigned to a group that is a target of a group rule.'],
	E0000193: [400, 'Roles can not be assigned to groups with more than 5000 members.'],
	E0000211: [400, 'Roles can not be assigned to built-in groups.'],
	E0000231: [
		412,
		'The ETag in the If-Match header does not match the current version of the resource.',
	],
	E0000242: [400, 'The If-Match header is not a valid ETag.'],
};

/** An answer that Okta gives instead of what was asked for. */
export class OktaError extends Error {
	/**
	 * @param {keyof CATALOGUE} code
	 * @param {string} [subject] what the summary is about
	 * @param {string[]} [causes]
	 */
	constructor(code, subject = '', causes = []) {
		const [status, summary] = CATALOGUE[code];
		super(summary.replace('{0}', subject).replace(/: $/, ''));
		this.code = code;
		this.status = status;
		this.causes = causes;
	}

	/** @param {string} errorId */
	body(errorId) {
		return {
			errorCode: this.code,
			errorSummary: this.message,
			errorLink: this.code,
			errorId,
			errorCauses: this.causes.map((errorSummary) => ({ errorSummary })),
		};
	}
}

/** Okta's refusal of a value: the cause names the field. */
export const invalid = (subject, ...causes) => new OktaError('E0000001', subject, causes);

/** @param {string} id @param {string} type as Okta names it, e.g. `User` */
export const notFound = (id, type) => new OktaError('E0000007', `${id} (${type})`);

/**
 * OAuth refusals have no Okta body: the reason stands in `WWW-Authenticate` (okta-sdk-golang
 * CheckResponseForError reads it there).
 */
export class OAuthRefusal extends Error {
	constructor(status, scheme, error, description, scope) {
		super(description);
		this.status = status;
		this.challenge =
			`${scheme} error="${error}", error_description="${description}"` +
			(scope ? `, scope="${scope}"` : '');
	}
}
