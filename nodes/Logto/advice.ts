import type { Refusal } from '../shared/errors';

/** What to do about a refusal, by Logto's code (phrases/src/locales/en/errors in Logto's source). */
const ADVICE: Record<string, string> = {
	'application.invalid_role_type':
		'Check "Role Names or IDs": a machine-to-machine application can have only roles for machines.',
	'application.invalid_third_party_application_type':
		'Turn off "Third-Party": only a traditional web application can belong to somebody else.',
	'application.invalid_type':
		'Check "Application": only machine-to-machine applications have roles of their own.',
	'application.secret_name_exists': 'Check the name: the application has a secret with this name.',
	'auth.forbidden':
		'The application has no Management API access. In the Logto console, give it the machine-to-machine role "Logto Management API access".',
	'auth.unauthorized':
		'Test the credential. Logto issued the token and does not take it: check that "Management API Resource" is the identifier of the Management API, and of the same tenant as "Logto Endpoint".',
	'connector.general':
		'The connector could do nothing with "Connector Data", or the provider behind it refused. Check that it has all that this connector needs, usually "code" and "redirectUri", as the sign-in gave them. Then look at the connector in the Logto console.',
	'connector.not_implemented':
		'This connector needs the session in which the sign-in began, which only the sign-in pages of Logto have; those for OAuth 2.0 and OIDC are such. Use Replace to write the identity instead.',
	'entity.db_constraint_violated':
		'Look at the record in Logto: a part of the change may have been made. Then check the IDs, and that roles for users go to users and roles for machines to applications.',
	'connector.not_found':
		'The tenant has no connector for this. To send emails, set up an email connector in the Logto console, with a template for organization invitations.',
	'entity.not_exists_with_id':
		'Check the IDs: one of them is not known to this Logto server. For roles, check "Role Names or IDs".',
	'entity.relation_foreign_key_not_found':
		'Check "User" or "Users", "Organization" and the roles: this Logto server does not know one of them, or it was deleted.',
	'entity.unique_integrity_violation':
		'There is one like this already: a pending invitation of the same address into the same organization, or a record with the same name.',
	'entity.value_too_long':
		'Shorten the value: "Email", "Phone", "Username" and "Name" hold up to 128 characters, "Avatar URL" up to 2048.',
	'hook.endpoint_responded_with_error':
		'The address was reached and did not take what Logto sent. Look at what answers there.',
	'hook.send_test_payload_failed':
		'Check the address of the webhook: it must be reachable from where Logto runs.',
	'oidc.invalid_grant':
		'Check "Grant": the user has no such grant. It may have been revoked or have run out already.',
	'oidc.invalid_session_account_id':
		'Check "User" and "Session": this is a session of somebody else.',
	'oidc.session_not_found': 'Check "Session": there is no such session. It may have ended already.',
	'one_time_token.email_mismatch':
		'Check "Email": the token was made for another address. Upper and lower case count.',
	'one_time_token.token_consumed': 'The token was used before. Create another one.',
	'one_time_token.token_expired': 'The token has run out. Create another one.',
	'one_time_token.token_not_found':
		'Check "Token Value": there is none like this. It may be deleted.',
	'one_time_token.token_revoked': 'Somebody has revoked the token. Create another one.',
	'organization.require_membership':
		'Check "Organization" and "User": the user is no member of it.',
	'password.invalid_legacy_password_format':
		'Check "Password Hash > Digest": with the algorithm Legacy it is a JSON list such as ["sha256",["salt","@"],"hash"], where @ stands for the password.',
	'password.unsupported_legacy_hash_algorithm':
		'Check "Password Hash > Digest": its first entry must be a hash function that Logto knows.',
	'request.invalid_input':
		'Check the values of the parameters that the message names. The mode Similar To works only with "Case Sensitive" in Options turned on.',
	'resource.cannot_delete_management_api':
		'Check "API Resource": that of the Management API is Logto\'s own and stays.',
	'resource.cannot_modify_management_api':
		'Check "API Resource": that of the Management API is Logto\'s own and cannot be changed.',
	'resource.resource_identifier_in_use': 'Check "API Identifier": another API resource has it.',
	'role.application_exists':
		'Another change gave the role to one of the applications meanwhile, so that Logto gave it to none. Run again.',
	'role.management_api_scopes_not_assignable_to_user_role':
		'Check "Permission Names or IDs": permissions of the Management API are for machine-to-machine roles only.',
	'role.name_in_use': 'Check the name: another role has it.',
	'role.scope_exists':
		'Another change gave the role one of the permissions meanwhile, so that Logto gave it none. Run again.',
	'role.user_exists':
		'Another change gave the role to one of the users meanwhile, so that Logto gave it to nobody. Run again.',
	'role.internal_role_violation':
		'Check "Role Names or IDs" or "Role": roles whose name starts with "#internal:" belong to Logto itself.',
	'scope.name_exists': 'Check the name: the API resource has a permission with this name.',
	'scope.name_with_space': 'Check the name: that of a permission has no spaces.',
	'session.invalid_connector_id': 'Check "Connector": it must be a social connector.',
	'session.mfa.backup_code_can_not_be_alone':
		'Give the user another verification first, e.g. with the type TOTP.',
	'sign_in_experiences.password_expiration_not_enabled':
		'Passwords do not expire in this tenant. In the Logto console, turn on password expiration in the security settings.',
	'user.backup_code_already_in_use':
		'The user has unused backup codes. Delete that verification first.',
	'user.cannot_delete_self': 'Check "User": it is the account of this credential.',
	'user.email_already_in_use':
		'Check "Email": another user has it. Upper and lower case make no difference.',
	'user.identity_already_in_use':
		'Another user is linked to this account of the provider. Delete the social identity there first.',
	'user.identity_not_exist': 'Check "Target": the user has no social identity of that name.',
	'user.invalid_phone':
		'Check "Phone": it must be a number that exists, in digits, with the country code and without the zero that is dialled only within the country, e.g. 14155550123.',
	'user.invalid_role_type':
		'Check "Role Names or IDs": a user can have only roles of the type "User", not machine-to-machine roles.',
	'user.personal_access_token_name_exists':
		'Check the name: the user has a personal access token with this name.',
	'user.phone_already_in_use':
		'Check "Phone": another user has it. A zero before the local number makes no difference.',
	'user.totp_already_in_use': 'The user has a TOTP verification. Delete it first.',
	'user.totp_secret_invalid':
		'Check "TOTP Secret": 16, 24 or 32 characters in Base32, or others that are filled up with "=".',
	'user.username_already_in_use': 'Check "Username": another user has it.',
	'user.wrong_backup_code_format': 'Check "Backup Codes": ten codes of ten hexadecimal digits.',
};

/**
 * Whatever a social connector says, as Logto passes it on: with 400 or, although the token of the
 * Management API is good, with 401 (core/src/middleware/koa-connector-error-handler.ts).
 */
const CONNECTOR_ADVICE =
	'The provider behind the connector did not say who the person is. Check "Connector Data": a code is good for one use and for some minutes only, and the redirect URI must be that of the sign-in. Then look at the connector in the Logto console.';

/** What to do about a refusal, whatever the operation; `undefined` leaves it to the engine. */
export function adviceFor({ status, code, causes = [] }: Refusal): string | undefined {
	if (code === 'guard.invalid_input' && causes.some((cause) => cause.includes('"username"'))) {
		return 'Check "Username": Logto takes letters without accents, digits and underscores, and no digit at the start, unless the server has a rule of its own.';
	}
	if (code !== undefined) {
		if (Object.hasOwn(ADVICE, code)) return ADVICE[code];
		return code.startsWith('connector.') ? CONNECTOR_ADVICE : undefined;
	}
	switch (status) {
		case 404:
			// Logto answers so to an unknown path, but also to a body that is too large.
			return 'Check the endpoint in the credential: there may be no such address on this server. A request of more than 1 MB is answered in this way as well.';
		case 405:
			return 'Check the endpoint in the credential: the server does not know this request.';
		case 500:
			return 'Logto answers so to a text with a NUL character, to a regular expression that it cannot read, to a stored password hash that is not of its algorithm, and where the provider of a social connector refuses or cannot be reached. Check these first, then try again later.';
		default:
			return undefined;
	}
}
