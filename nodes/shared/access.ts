import type { IDataObject } from 'n8n-workflow';
import { CancelledError, clock } from './clock';
import { ApiError, raise } from './errors';
import type { Field } from './field';

/** What an account may have, in the words of all vendors. */
export const PARTS = [
	'mfa',
	'groups',
	'roles',
	'adminRoles',
	'applications',
	'organizations',
	'tokens',
] as const;
export type Part = (typeof PARTS)[number];

/** Something that an account has. */
export interface Entry extends IDataObject {
	id: string | null;
	name: string | null;
	/** How the account came to it. */
	via?: 'direct' | 'group' | 'role';
}

/** Who an account is of, in the words of all vendors. Dates are ISO 8601. */
export interface Account extends IDataObject {
	id: string;
	login: string | null;
	email: string | null;
	name: string | null;
	department: string | null;
	/** As the vendor has it. */
	status: string | null;
	/** As the vendor's console calls it. */
	statusLabel: string | null;
	/** Whether it is open, so that its owner can sign in, or could on answering an invitation. */
	active: boolean;
	created: string | null;
	lastLogin: string | null;
}

/** How a vendor tells what an account may have. */
export interface Reader {
	system: string;
	account: Account;
	parts: Partial<Record<Part, () => Promise<Entry[]>>>;
	/** What an empty list of a part means, where it does not mean "none". */
	unsure?: Partial<Record<Part, string>>;
}

/** From when on something is worth a look, in days. */
export interface Limits {
	/** Since the last login. */
	unused?: number;
	/** Since it was made, without a login. */
	neverUsed?: number;
}

/** When something is flagged; in the options. */
export const limitFields = [
	{
		displayName: 'Days Until First Login',
		name: 'neverUsed',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 14,
		description: 'After so many days an account that never signed in gets the flag "neverUsed"',
	},
	{
		displayName: 'Days Without Login',
		name: 'unused',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 90,
		description: 'After so many days without a login an account gets the flag "unused"',
	},
] as const satisfies Field[];

/** The limits where nothing else is set. */
const STANDARD = Object.fromEntries(
	limitFields.map((field) => [field.name, field.default]),
) as unknown as Required<Limits>;

const DAY_MS = 86_400_000;

/** Whole days since a time; `null` where there is none. */
const daysSince = (time: string | null): number | null =>
	time === null ? null : Math.max(0, Math.floor((clock.now() - Date.parse(time)) / DAY_MS));

/**
 * What an account may do, with the same keys for all vendors. A part that was not read is `null` and
 * stands in `notRead` with the reason: it never counts as "none". A part that the vendor does not have is
 * `null` as well.
 */
export async function accessOf(
	{ system, account, parts, unsure = {} }: Reader,
	wanted: readonly Part[],
	limits: Limits,
): Promise<IDataObject> {
	const read: Partial<Record<Part, Entry[]>> = {};
	const notRead: IDataObject[] = [];
	for (const part of PARTS) {
		const look = parts[part];
		if (!look) continue;
		const reason = wanted.includes(part)
			? await readInto(read, part, look)
			: 'It was not asked for.';
		if (reason !== undefined) notRead.push({ what: part, reason });
		else if (read[part]!.length === 0 && unsure[part] !== undefined) {
			delete read[part];
			notRead.push({ what: part, reason: unsure[part] });
		}
	}
	const daysSinceLogin = daysSince(account.lastLogin);
	return {
		system,
		...account,
		neverLoggedIn: account.lastLogin === null,
		daysSinceLogin,
		...Object.fromEntries(PARTS.map((part) => [part, read[part] ?? null])),
		notRead,
		flags: flagsOf(account, read, { ...STANDARD, ...limits }),
	};
}

/** Why a part could not be read; `undefined` where it was. */
async function readInto(
	read: Partial<Record<Part, Entry[]>>,
	part: Part,
	look: () => Promise<Entry[]>,
): Promise<string | undefined> {
	try {
		read[part] = await look();
		return undefined;
	} catch (error) {
		if (error instanceof CancelledError || !(error instanceof ApiError))
			return raise(error as Error);
		return error.message;
	}
}

/** What somebody should look at. Only what was read raises a flag. */
function flagsOf(
	{ active, created, lastLogin }: Account,
	read: Partial<Record<Part, Entry[]>>,
	{ unused, neverUsed }: Required<Limits>,
): string[] {
	const has = (part: Part) => (read[part]?.length ?? 0) > 0;
	const isOld = (time: string | null, days: number) => (daysSince(time) ?? 0) >= days;
	const flags: Record<string, boolean> = {
		admin: has('adminRoles'),
		closedWithAccess: !active && PARTS.some((part) => part !== 'mfa' && has(part)),
		neverUsed: active && lastLogin === null && created !== null && isOld(created, neverUsed),
		noMfa: active && read.mfa?.length === 0,
		tokenForever: (read.tokens ?? []).some(({ expires }) => expires === null),
		unused: active && lastLogin !== null && isOld(lastLogin, unused),
	};
	return Object.keys(flags).filter((flag) => flags[flag]);
}
