import type { Refusal } from '../../../shared/errors';

/** What to do where an application has no roles in an organization because it is not in it. */
export const adviseOnMembership = ({ code }: Refusal): string | undefined =>
	code === 'organization.require_membership'
		? 'Check "Organization" and "Application": the application is not in it. Add it first.'
		: undefined;
