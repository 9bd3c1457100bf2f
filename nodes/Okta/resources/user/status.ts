import { InputError } from '../../../shared/errors';

/** The statuses of a user (Management API, "User", `status`). */
export type Status =
	| 'STAGED'
	| 'PROVISIONED'
	| 'ACTIVE'
	| 'RECOVERY'
	| 'PASSWORD_EXPIRED'
	| 'LOCKED_OUT'
	| 'SUSPENDED'
	| 'DEPROVISIONED';

/** Users with these statuses cannot sign in. */
export const KEPT_OUT = new Set(['SUSPENDED', 'DEPROVISIONED']);

/** What Okta's console calls the statuses. */
export const STATUS_LABELS: Record<string, string> = {
	STAGED: 'Staged',
	PROVISIONED: 'Pending user action',
	ACTIVE: 'Active',
	RECOVERY: 'Password reset',
	PASSWORD_EXPIRED: 'Password expired',
	LOCKED_OUT: 'Locked out',
	SUSPENDED: 'Suspended',
	DEPROVISIONED: 'Deactivated',
};

/** The operations whose outcome depends on the status. */
export type Change =
	| 'activate'
	| 'reactivate'
	| 'deactivate'
	| 'suspend'
	| 'unsuspend'
	| 'unlock'
	| 'resetPassword'
	| 'expirePassword';

/** It is so already. */
const ALREADY = 'already';
/** Nothing that this node has would do it. */
const NONE = 'none';

/**
 * What each status does to each operation: it is so already, or the operation that is meant for users with
 * this status, or none is. Where nothing stands Okta decides: it allows the change, or nobody has seen
 * what it says (okta-next.md, section 3, where the refusals have their sources).
 *
 * A suspended user who is to be activated is a "?" there; the links that Okta offers of such a user have
 * unsuspend and deactivate alone.
 */
const RULES: Record<Change, Partial<Record<Status, Change | typeof ALREADY | typeof NONE>>> = {
	activate: {
		PROVISIONED: 'reactivate',
		ACTIVE: ALREADY,
		LOCKED_OUT: 'unlock',
		SUSPENDED: 'unsuspend',
	},
	reactivate: {
		STAGED: 'activate',
		ACTIVE: 'resetPassword',
		PASSWORD_EXPIRED: 'resetPassword',
		LOCKED_OUT: 'unlock',
		SUSPENDED: 'unsuspend',
		DEPROVISIONED: 'activate',
	},
	deactivate: { DEPROVISIONED: ALREADY },
	suspend: {
		STAGED: NONE,
		PROVISIONED: NONE,
		RECOVERY: NONE,
		PASSWORD_EXPIRED: NONE,
		LOCKED_OUT: NONE,
		SUSPENDED: ALREADY,
		DEPROVISIONED: NONE,
	},
	unsuspend: {
		STAGED: 'activate',
		PROVISIONED: 'reactivate',
		ACTIVE: ALREADY,
		RECOVERY: 'reactivate',
		PASSWORD_EXPIRED: NONE,
		LOCKED_OUT: 'unlock',
		DEPROVISIONED: 'activate',
	},
	unlock: {
		STAGED: 'activate',
		PROVISIONED: 'reactivate',
		RECOVERY: 'reactivate',
		PASSWORD_EXPIRED: 'resetPassword',
		SUSPENDED: 'unsuspend',
		DEPROVISIONED: 'activate',
	},
	resetPassword: { STAGED: 'activate' },
	expirePassword: { PASSWORD_EXPIRED: ALREADY },
};

/** Users with a status, as the console calls it. */
const PEOPLE: Record<Status, string> = {
	STAGED: 'Staged users',
	PROVISIONED: 'Users with a pending invitation',
	ACTIVE: 'Active users',
	RECOVERY: 'Users who are to reset their password',
	PASSWORD_EXPIRED: 'Users with an expired password',
	LOCKED_OUT: 'Locked users',
	SUSPENDED: 'Suspended users',
	DEPROVISIONED: 'Deactivated users',
};

/** What an operation does to users, and its name. */
const WORDS: Record<Change, [done: string, name: string]> = {
	activate: ['activated', 'Activate'],
	reactivate: ['reactivated', 'Reactivate'],
	deactivate: ['deactivated', 'Deactivate'],
	suspend: ['suspended', 'Suspend'],
	unsuspend: ['unsuspended', 'Unsuspend'],
	unlock: ['unlocked', 'Unlock'],
	resetPassword: ['sent a link for a new password', 'Reset Password'],
	expirePassword: ['made to choose a new password', 'Expire Password'],
};

/** What to do where no operation is meant for a status. */
const OTHERWISE: Partial<Record<Change, string>> = {
	suspend:
		'Only active users can be suspended. Clear Sessions signs others out; Deactivate keeps them out, and takes their applications away.',
	unsuspend: 'The user is not suspended, and chooses a new password at the next sign-in.',
};

/**
 * Whether a user is already as an operation would make it.
 *
 * @param status as Okta gives it; one that is not known here is left to Okta
 * @throws {InputError} where the status does not allow the operation, naming the one that would do
 */
export function isSoAlready(change: Change, status: unknown): boolean {
	const rules = RULES[change];
	if (typeof status !== 'string' || !Object.hasOwn(rules, status)) return false;
	const rule = rules[status as Status]!;
	if (rule === ALREADY) return true;
	const people = PEOPLE[status as Status];
	const [done] = WORDS[change];
	const outcome = status === 'DEPROVISIONED' ? 'closed' : 'refused';
	if (rule === NONE) {
		throw new InputError(
			`${people} cannot be ${done}`,
			`The user has the status ${status}, and nothing was changed. ${OTHERWISE[change]}`,
			outcome,
		);
	}
	const [instead, name] = WORDS[rule];
	throw new InputError(
		`${people} are ${instead}, not ${done}`,
		`The user has the status ${status}, and nothing was changed. Use User > ${name}.`,
		outcome,
	);
}
