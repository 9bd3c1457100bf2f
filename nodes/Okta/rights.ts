import type { Refusal } from '../shared/errors';
import type { Operation, Resource } from '../shared/operation';

/** What reads and what changes the records of a resource, by its stored name (Management API, "OAuth 2.0 scopes"). */
const SCOPES: Record<string, { reads: string; changes: string }> = {
	adminRole: { reads: 'okta.roles.read', changes: 'okta.roles.manage' },
	application: { reads: 'okta.apps.read', changes: 'okta.apps.manage' },
	applicationUser: { reads: 'okta.apps.read', changes: 'okta.apps.manage' },
	device: { reads: 'okta.devices.read', changes: 'okta.devices.manage' },
	factor: { reads: 'okta.users.read', changes: 'okta.users.manage' },
	grant: { reads: 'okta.users.read', changes: 'okta.users.manage' },
	group: { reads: 'okta.groups.read', changes: 'okta.groups.manage' },
	groupRule: { reads: 'okta.groups.read', changes: 'okta.groups.manage' },
	log: { reads: 'okta.logs.read', changes: 'okta.logs.read' },
	token: { reads: 'okta.users.read', changes: 'okta.users.manage' },
	user: { reads: 'okta.users.read', changes: 'okta.users.manage' },
};

/** Operations that take other scopes, or more. */
const OTHER_SCOPES: Record<string, string[]> = {
	'adminRole/getAdmins': ['okta.roles.read', 'okta.users.read'],
	'factor/setTemporaryAccessCode': ['okta.users.manage', 'okta.authenticators.read'],
	'user/createOrUpdate': ['okta.users.manage', 'okta.groups.manage'],
	'user/getUserTypes': ['okta.userTypes.read'],
	'user/offboard': [
		'okta.users.manage',
		'okta.groups.manage',
		'okta.apps.manage',
		'okta.roles.manage',
	],
	'user/revokeAllAccess': ['okta.universalLogout.manage'],
};

const MEMBERS = ['okta.users.groupMembership.manage', 'okta.groups.members.manage'];
const APP_GROUPS = ['okta.groups.appAssignment.manage', 'okta.apps.assignment.manage'];
const FACTORS = ['okta.users.credentials.resetFactors'];
const CREDENTIALS = ['okta.users.credentials.manage'];

/** What a custom administrator role must permit (okta-next.md, 2). Of others no source says it. */
const PERMISSIONS: Record<string, string[]> = {
	'application/assignGroup': APP_GROUPS,
	'application/unassignGroup': APP_GROUPS,
	'application/updateGroup': APP_GROUPS,
	'factor/enroll': CREDENTIALS,
	'factor/remove': FACTORS,
	'group/addMembers': MEMBERS,
	'group/removeMembers': MEMBERS,
	'user/activate': ['okta.users.lifecycle.activate'],
	'user/changePassword': CREDENTIALS,
	'user/changeRecoveryQuestion': CREDENTIALS,
	'user/clearSessions': ['okta.users.lifecycle.clearSessions'],
	'user/deactivate': ['okta.users.lifecycle.deactivate'],
	'user/delete': ['okta.users.lifecycle.deactivate', 'okta.users.lifecycle.delete'],
	'user/expirePassword': ['okta.users.credentials.expirePassword'],
	'user/resetFactors': FACTORS,
	'user/resetPassword': ['okta.users.credentials.resetPassword'],
	'user/suspend': ['okta.users.lifecycle.suspend'],
	'user/unlock': ['okta.users.lifecycle.unlock'],
	'user/unsuspend': ['okta.users.lifecycle.unsuspend'],
};

/** "Insufficient rights", of an OAuth token and of an administrator. */
const NO_SCOPE = new Set(['insufficient_scope', 'invalid_scope']);
const NO_RIGHT = 'E0000006';

const isReading = ({ list, isRead, value }: Operation): boolean =>
	list !== undefined || isRead === true || value === 'get';

/** The scopes that an operation takes; none where it is not known which. */
export function scopesOf(resource: string, operation: Operation): string[] {
	const other = `${resource}/${operation.value}`;
	if (Object.hasOwn(OTHER_SCOPES, other)) return OTHER_SCOPES[other];
	if (!Object.hasOwn(SCOPES, resource)) return [];
	const { reads, changes } = SCOPES[resource];
	return [isReading(operation) ? reads : changes];
}

const and = (words: readonly string[]): string => words.join(' and ');

function adviseRights(
	{ code = '' }: Refusal,
	resource: Resource,
	operation: Operation,
): string | undefined {
	const name = `${resource.name} > ${operation.name}`;
	if (NO_SCOPE.has(code)) {
		const scopes = scopesOf(resource.value, operation);
		if (scopes.length === 0) return undefined;
		return `The credential works, but its scopes do not allow this. ${name} takes ${and(scopes)}: grant what is missing to the application in Okta, on its tab "Okta API Scopes", and name it in the credential.`;
	}
	if (code !== NO_RIGHT) return undefined;
	if (resource.value === 'adminRole' && !isReading(operation)) {
		return 'Only a super administrator may give and take administrator roles. The credential acts as somebody else: as the owner of the API token, or as a service app with a role of its own.';
	}
	const permissions = PERMISSIONS[`${resource.value}/${operation.value}`];
	return permissions
		? `The credential works, but its administrator role does not allow this. ${name} takes a role with ${and(permissions)}, for this user or group. An API token has the role of its owner, a service app a role of its own.`
		: undefined;
}

/** A resource whose operations name the right that is missing. */
export const withRights = (resource: Resource): Resource => ({
	...resource,
	operations: resource.operations.map((operation) => ({
		...operation,
		advise: (refusal) => operation.advise?.(refusal) ?? adviseRights(refusal, resource, operation),
	})),
});
