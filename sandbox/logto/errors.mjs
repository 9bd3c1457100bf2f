/** Logto's errors: a code to branch on, and a message in the language that was asked for. */

const MESSAGES = {
	'auth.authorization_header_missing': 'Authorization header is missing.',
	'auth.authorization_token_type_not_supported': 'Authorization type is not supported.',
	'auth.unauthorized': 'Unauthorized. Please check credentials and its scope.',
	'auth.forbidden': 'Forbidden. Please check your user roles and permissions.',
	'auth.exceed_token_limit': 'Token limit exceeded. Please contact your administrator.',
	'guard.invalid_input': 'The request {0} is invalid.',
	'guard.invalid_pagination': 'The request pagination value is invalid.',
	'request.invalid_input': 'Input is invalid. {0}',
	'entity.not_found': 'The resource does not exist.',
	'entity.not_exists': 'The {0} does not exist.',
	'entity.not_exists_with_id': 'The {0} with ID `{1}` does not exist.',
	'entity.invalid_input': 'Invalid input. Value list must not be empty.',
	'entity.value_too_long': 'The length of value is too long and exceeds the limit.',
	'entity.db_constraint_violated': 'Database constraint violated.',
	'entity.relation_foreign_key_not_found':
		'Cannot find one or more foreign keys. Please check the input and ensure that all referenced entities exist.',
	'entity.unique_integrity_violation': 'The entity already exists. Please check the input.',
	'one_time_token.token_not_found': 'Token {0} not found.',
	'one_time_token.email_mismatch': 'Email mismatch with given token.',
	'one_time_token.token_expired': 'The token is expired.',
	'one_time_token.token_consumed': 'The token has been consumed.',
	'one_time_token.token_revoked': 'The token has been revoked.',
	'one_time_token.cannot_reactivate_token': 'Cannot reactivate the token.',
	'organization.require_membership': 'The user must be a member of the organization to proceed.',
	'organization.role_names_not_found': 'Organization role names not found: {0}.',
	'log.invalid_time_window': 'The start time must not be after the end time.',
	'application.invalid_type': 'Only machine to machine applications can have associated roles.',
	'application.invalid_role_type':
		'Can not assign user type role to machine to machine application.',
	'application.invalid_third_party_application_type':
		'Only traditional web applications can be marked as a third-party app.',
	'application.protected_app_metadata_is_required': 'Protected app metadata is required.',
	'application.secret_name_exists':
		'A secret with the name already exists in the application. Please choose a different name.',
	'connector.not_found': 'Cannot find any available connector for type: {0}.',
	'user.username_already_in_use': 'This username is already in use.',
	'user.email_already_in_use': 'This email is associated with an existing account.',
	'user.phone_already_in_use': 'This phone number is associated with an existing account.',
	'user.password_and_digest': 'You cannot set both plain text password and password digest.',
	'user.password_algorithm_required': 'Password algorithm is required.',
	'user.cannot_delete_self': 'You cannot delete yourself.',
	'user.invalid_role_type': 'Invalid role type, can not assign machine-to-machine role to user.',
	'user.identity_already_in_use':
		'The social account has been associated with an existing account.',
	'user.identity_not_exist': 'The social account has not been registered yet.',
	'user.totp_already_in_use': 'TOTP is already in use.',
	'user.totp_secret_invalid': 'Invalid TOTP secret supplied.',
	'user.backup_code_already_in_use': 'Backup code is already in use.',
	'user.wrong_backup_code_format': 'Backup code format is invalid.',
	'user.personal_access_token_name_exists': 'Personal access token name already exists.',
	'password.invalid_legacy_password_format': 'Invalid legacy password format.',
	'password.unsupported_legacy_hash_algorithm': 'Unsupported legacy hash algorithm: {0}.',
	'session.invalid_credentials': 'Incorrect account or password. Please check your input.',
	'session.invalid_connector_id': 'Unable to find available connector with id {0}.',
	'session.mfa.backup_code_can_not_be_alone': 'Backup code can not be the only MFA.',
	'hook.missing_events': 'You need to provide at least one event.',
	'hook.send_test_payload_failed': 'Failed to send test payload: {0}',
	'hook.endpoint_responded_with_error': 'Endpoint responded with an error.',
	'subscription.limit_exceeded': 'You have reached the limit of your subscription plan.',
	'resource.resource_identifier_in_use': 'The API identifier {0} is already in use',
	'resource.cannot_delete_management_api': 'Cannot delete Logto management API.',
	'resource.cannot_modify_management_api': 'Cannot modify Logto management API.',
	'scope.name_exists': 'The scope name {0} is already in use',
	'scope.name_with_space': 'The name of the scope cannot contain any spaces.',
	'role.user_exists': 'The user id {0} is already been added to this role',
	'role.application_exists': 'The application id {0} is already been added to this role',
	'role.scope_exists': 'The scope id {0} has already been added to this role',
	'role.management_api_scopes_not_assignable_to_user_role':
		'Cannot assign management API scopes to a user role.',
	'role.internal_role_violation':
		'You may be trying to update or delete an internal role which is forbidden by Logto.',
	'role.name_in_use': 'This role name {0} is already in use',
	'oidc.session_not_found': 'Session not found.',
	'oidc.invalid_grant': 'Grant request is invalid.',
	'oidc.invalid_session_account_id': 'The session does not belong to the account.',
	'sign_in_experiences.password_expiration_not_enabled': 'Password expiration is not enabled.',
	'connector.general': 'Error occurred in connector: {0}',
	'connector.invalid_response': "The connector's response is invalid.",
	'connector.authorization_failed': "The user's authorization process is unsuccessful.",
	// The gap is Logto's own: nobody fills it.
	'connector.not_implemented': '{{method}}: has not been implemented yet.',
};

/** Enough of another language to catch a client that reads messages instead of codes. */
const GERMAN = {
	'entity.not_found': 'Die Ressource wurde nicht gefunden.',
	'guard.invalid_input': 'Die Anfrage {0} ist ungültig.',
	'user.email_already_in_use': 'Diese E-Mail-Adresse gehört schon zu einem Konto.',
	'user.username_already_in_use': 'Dieser Benutzername ist schon vergeben.',
	'session.invalid_credentials': 'Falsches Konto oder Passwort.',
};

export class LogtoError extends Error {
	/**
	 * @param {number} status
	 * @param {keyof MESSAGES} code
	 * @param {{ values?: string[], data?: unknown, details?: string }} [more]
	 */
	constructor(status, code, { values = [], data, details } = {}) {
		super(code);
		this.status = status;
		this.code = code;
		this.values = values;
		this.data = data;
		this.details = details;
	}

	/** @param {string} [language] the Accept-Language of the request */
	body(language = 'en') {
		const text = (/^\s*de\b/i.test(language) && GERMAN[this.code]) || MESSAGES[this.code];
		return {
			message: text.replace(/\{(\d)\}/g, (_all, index) => this.values[index] ?? '').trim(),
			code: this.code,
			...(this.data !== undefined && { data: this.data }),
			...(this.details !== undefined && { details: this.details }),
		};
	}
}

/** A plain text answer, as the framework under Logto gives where no route is. */
export class TextAnswer extends Error {
	constructor(status, text) {
		super(text);
		this.status = status;
	}
}

export const notFound = () => new LogtoError(404, 'entity.not_found');
/** The record with an ID, of a kind that Logto finds by its ID alone. */
export function entityOf(records, kind, id) {
	const found = records.find((one) => one.id === id);
	if (!found) throw new LogtoError(404, 'entity.not_exists_with_id', { values: [kind, id] });
	return found;
}
export const invalidInput = (reason) =>
	new LogtoError(400, 'request.invalid_input', { values: [reason] });

/** The body of a request, as far as the schema knows it; other keys are dropped without a word. */
export function guarded(schema, value, type = 'body') {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const { issues } = result.error;
	throw new LogtoError(400, 'guard.invalid_input', {
		values: [type],
		data: { issues, name: 'ZodError' },
		details: issues
			.map(
				({ path, code, message }) => `Error in key path "${path.join('.')}": (${code}) ${message}`,
			)
			.join('\n'),
	});
}
