import type { INodePropertyOptions } from 'n8n-workflow';

/** The events of Logto's webhooks (1.42), as the console groups them. */
const EVENTS: Record<string, string> = {
	'Grant.LimitExceeded': 'Grant Limit Exceeded',
	'Identifier.Lockout': 'Identifier Locked Out',
	'Message.RateLimited': 'Message Rate Limited',
	'Organization.Created': 'Organization Created',
	'Organization.Data.Updated': 'Organization Data Updated',
	'Organization.Deleted': 'Organization Deleted',
	'Organization.Membership.Updated': 'Organization Membership Updated',
	'OrganizationRole.Created': 'Organization Role Created',
	'OrganizationRole.Data.Updated': 'Organization Role Data Updated',
	'OrganizationRole.Deleted': 'Organization Role Deleted',
	'OrganizationRole.Scopes.Updated': 'Organization Role Permissions Updated',
	'OrganizationScope.Created': 'Organization Permission Created',
	'OrganizationScope.Data.Updated': 'Organization Permission Data Updated',
	'OrganizationScope.Deleted': 'Organization Permission Deleted',
	PostRegister: 'User Registered',
	PostResetPassword: 'User Reset Their Password',
	PostSignIn: 'User Signed In',
	PostSignInAdaptiveMfaTriggered: 'Adaptive MFA Triggered at Sign-In',
	'Role.Created': 'Role Created',
	'Role.Data.Updated': 'Role Data Updated',
	'Role.Deleted': 'Role Deleted',
	'Role.Scopes.Updated': 'Role Permissions Updated',
	'Scope.Created': 'Permission Created',
	'Scope.Data.Updated': 'Permission Data Updated',
	'Scope.Deleted': 'Permission Deleted',
	'User.Created': 'User Created',
	'User.Data.Updated': 'User Data Updated',
	'User.Deleted': 'User Deleted',
	'User.SuspensionStatus.Updated': 'User Suspension Status Updated',
};

/** What can be chosen. */
export const hookEvents: INodePropertyOptions[] = Object.entries(EVENTS)
	.map(([value, name]) => ({ name, value, description: value }))
	.sort((a, b) => (a.name < b.name ? -1 : 1));
