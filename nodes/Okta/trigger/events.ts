import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Event types that people start workflows with, which both the System Log and event hooks have (Okta's
 * catalogue of event types 2026.08, those with "event-hook-eligible").
 */
const OF_BOTH: Record<string, string> = {
	'access.request.create': 'Access Request Created',
	'access.request.resolve': 'Access Request Resolved',
	'user.account.lock': 'Account Locked',
	'user.account.unlock': 'Account Unlocked',
	'user.account.unlock_by_admin': 'Account Unlocked by an Administrator',
	'certification.campaign.close': 'Access Certification Campaign Closed',
	'certification.campaign.launch': 'Access Certification Campaign Launched',
	'certification.campaign.item.decide': 'Access Certification Item Decided',
	'user.account.privilege.grant': 'Admin Role Granted',
	'user.account.privilege.revoke': 'Admin Role Revoked',
	'application.user_membership.add': 'Application Assigned to User',
	'application.user_membership.remove': 'Application Unassigned From User',
	'application.user_membership.update': 'Application User Updated',
	'user.mfa.factor.activate': 'Factor Activated',
	'user.mfa.factor.deactivate': 'Factor Deactivated',
	'user.mfa.factor.reset_all': 'Factors Reset',
	'group.lifecycle.create': 'Group Created',
	'group.lifecycle.delete': 'Group Deleted',
	'group.user_membership.add': 'User Added to Group',
	'group.user_membership.remove': 'User Removed From Group',
	'user.account.reset_password': 'Password Reset',
	'user.account.update_password': 'Password Updated',
	'user.session.clear': 'Sessions Cleared',
	'user.session.end': 'Signed Out',
	'user.session.start': 'Signed In',
	'user.account.report_suspicious_activity_by_enduser': 'Suspicious Activity Reported',
	'user.lifecycle.activate': 'User Activated',
	'user.lifecycle.create': 'User Created',
	'user.lifecycle.deactivate': 'User Deactivated',
	'user.lifecycle.delete.initiated': 'User Deletion Started',
	'user.account.update_profile': 'User Profile Updated',
	'user.lifecycle.reactivate': 'User Reactivated',
	'user.risk.change': 'User Risk Changed',
	'user.lifecycle.suspend': 'User Suspended',
	'user.lifecycle.unsuspend': 'User Unsuspended',
};

/** Types that only the log has. */
const OF_LOG: Record<string, string> = {
	'application.provision.user.deactivate': 'Application Account Deactivated',
	'user.lifecycle.delete.completed': 'User Deleted',
};

const choicesOf = (types: Record<string, string>): INodePropertyOptions[] =>
	Object.entries(types)
		.map(([value, name]) => ({ name, value, description: value }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));

/** What can be chosen of an event hook. */
export const hookEvents = choicesOf(OF_BOTH);

/** What can be chosen of the System Log. */
export const logEvents = choicesOf({ ...OF_BOTH, ...OF_LOG });

/** Whether an event hook of Okta's takes a type, as far as is known. */
export const isLogOnly = (type: string): boolean => Object.hasOwn(OF_LOG, type);
