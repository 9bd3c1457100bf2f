import type { IDataObject } from 'n8n-workflow';
import type { Api } from './api';
import { watch } from './clock';
import { ApiError, InputError, raise } from './errors';
import type { Field } from './field';
import {
	DRY,
	each,
	finished,
	type Manner,
	namesOf,
	PAUSES,
	report,
	Skipped,
	type StepReport,
} from './steps';
import type { Locator } from './vendor';

/** Something that exactly one person has, such as an email. */
export interface Key extends Locator {
	/** The field as the form shows it. */
	label: string;
}

/** Something that a person can be given, such as a role. */
export interface Access {
	what: string;
	id: string;
	name?: string;
	/** Why it is not taken from whoever is not to have it. */
	stays?: string;
}

/** What of one kind a person is to have. */
export interface Giving {
	/** In the singular, as it comes out: `role`, `group` … */
	what: string;
	/** The field as the form shows it. */
	label: string;
	/** IDs; `undefined` where nothing was chosen. */
	wanted: readonly string[] | undefined;
	held: (person: string) => Promise<Access[]>;
	give: (person: string, id: string) => Promise<unknown>;
	take: (person: string, id: string) => Promise<unknown>;
	/** What stands against giving, for where it does not show; `''` where nothing is known to. */
	whyNot?: (person: string) => Promise<string>;
}

/** A change of an account that is no attribute, such as a first password. */
export interface Change {
	step: string;
	/** Whether it waits until the person has everything. */
	isLast?: boolean;
	/** Whether the account needs it. */
	isDue: (record: IDataObject) => boolean;
	/** Why it is left, where it is not due and that is worth a word. */
	reason?: string;
	make: (person: string) => Promise<unknown>;
}

/** What Create or Update needs to know of a vendor, and of the person. */
export interface Person {
	keys: readonly Key[];
	/** The ID of the one person who has a key; refuses zero with the outcome `notFound`, and several. */
	locate: (api: Api, locator: Locator, label: string) => Promise<string>;
	read: (person: string) => Promise<IDataObject>;
	/** Who it is, for whoever reads the item. */
	shown: (record: IDataObject) => IDataObject;
	/** What the attributes of a record are, flat, by the names that `wanted` has. */
	attributesOf: (record: IDataObject) => IDataObject;
	/** What they are to be. */
	wanted: IDataObject;
	/** The attribute that people sign in with, where it must not change by the way. */
	login: string;
	/** Whether two values of an attribute that are written otherwise mean the same. */
	isSame?: (attribute: string, one: unknown, other: unknown) => boolean;
	/** Why an account is closed, as a sentence about the user; `undefined` where it is open. */
	whyClosed: (record: IDataObject) => string | undefined;
	reopen: (person: string, record: IDataObject) => Promise<unknown>;
	/** Creates an account with all attributes, and gives its record. */
	create: () => Promise<IDataObject>;
	/** Whether that record may say what the vendor does not keep, so that it is read once more. */
	isCreatedUnseen?: boolean;
	/** Changes these attributes alone. */
	update: (person: string, changed: IDataObject, record: IDataObject) => Promise<unknown>;
	changes: readonly Change[];
	givings: readonly Giving[];
}

/** How Create or Update is carried out. */
interface How extends Manner {
	ifClosed?: string;
	ifLoginDiffers?: string;
	/** Of which kinds what is not listed is taken. */
	removeOthers?: readonly string[];
}

/** In the options of Create or Update. */
export const ifClosed = {
	displayName: 'If the Account Is Closed',
	name: 'ifClosed',
	type: 'options',
	options: [
		{
			name: 'Leave It Alone',
			value: 'leave',
			description: 'The item says "unchanged" and "closed"',
		},
		{ name: 'Open It Again', value: 'reopen' },
		{ name: 'Stop With an Error', value: 'stop' },
	],
	default: 'stop',
	description: 'What to do when there is an account of the person that was closed',
} as const satisfies Field;

/** In the options of Create or Update. */
export const ifLoginDiffers = {
	displayName: 'If the Login Differs',
	name: 'ifLoginDiffers',
	type: 'options',
	options: [
		{ name: 'Change the Login', value: 'change' },
		{ name: 'Keep the Login', value: 'keep' },
		{ name: 'Stop With an Error', value: 'stop' },
	],
	default: 'stop',
	description:
		'What to do when an account is found by another field, and signs in with another name than the one given here. It may be of somebody else.',
} as const satisfies Field;

/**
 * Creates the account of a person, or changes of it what differs, and gives what is missing. A second run
 * finds nothing to do. What the item says is what was read afterwards.
 *
 * @throws {InputError} when two keys are of two people, for a closed account and for another login, where
 *   that was not allowed: nothing was changed then
 * @throws {JobError} when a step did not succeed, with everything that is known
 */
export async function createOrUpdate(api: Api, person: Person, how: How): Promise<IDataObject> {
	const givings = person.givings.filter(({ wanted }) => wanted !== undefined);
	requireLists(person.givings, how);
	const found = await theOneWith(api, person);
	const before = found === undefined ? undefined : await person.read(found);
	const wanted = before ? { ...person.wanted } : person.wanted;
	if (before) {
		const closed = person.whyClosed(before);
		if (closed !== undefined && how.ifClosed !== 'reopen')
			return closedItem(person, before, closed, how);
		settleLogin(person, wanted, before, how);
	}

	const reports: StepReport[] = [];
	const run = async (step: string, is: string | undefined, work: () => Promise<void>) => {
		reports.push(
			await report(step, async () => {
				if (how.dryRun) throw new Skipped(`${DRY} ${is}`);
				await work();
				return { outcome: 'done' };
			}),
		);
	};

	let record = before;
	if (record) {
		const id = found!;
		if (person.whyClosed(record) !== undefined) {
			await run('reopen', 'It would be opened again.', async () => {
				await person.reopen(id, before!);
			});
		}
		const changed = differences(person, wanted, record);
		if (Object.keys(changed).length > 0) {
			const is = `It would change: ${Object.keys(changed).join(', ')}`;
			await run('update', is, async () => {
				await person.update(id, changed, before!);
			});
		}
	} else if (how.dryRun) {
		reports.push({ step: 'create', outcome: 'skipped', reason: `${DRY} It would be created.` });
	} else {
		record = await person.create();
		reports.push({ step: 'create', outcome: 'done' });
	}

	const id = record && String(person.shown(record).id);
	const due: Change[] = [];
	const change = async (one: Change) => {
		const { step, isDue, reason, make } = one;
		if (record && !isDue(record)) {
			if (reason !== undefined) reports.push({ step, outcome: 'already', reason });
			return;
		}
		due.push(one);
		await run(step, 'It would be done.', async () => {
			await make(id!);
		});
	};
	// A new account is created with all of these.
	for (const one of person.changes) if (before && !one.isLast) await change(one);
	for (const giving of givings) reports.push(...(await given(api, giving, id, how)));
	// Who lacks something waits outside.
	const isWhole = reports.every(({ outcome }) => outcome !== 'failed');
	for (const one of person.changes.filter(({ isLast }) => isLast)) {
		if (isWhole) await change(one);
		else if (!record || one.isDue(record)) {
			const reason = 'A step before it did not succeed.';
			reports.push({ step: one.step, outcome: 'skipped', reason });
		}
	}
	return await itemOf(api, person, { before, record, wanted, reports, due, how });
}

/** What is known at the end. */
interface End {
	before: IDataObject | undefined;
	record: IDataObject | undefined;
	wanted: IDataObject;
	reports: StepReport[];
	due: readonly Change[];
	how: How;
}

/** The item, by what is read now. */
async function itemOf(api: Api, person: Person, end: End): Promise<IDataObject> {
	const { before, record, wanted, reports, how } = end;
	const isDry = how.dryRun === true;
	const isTouched = reports.some(
		({ step, outcome }) =>
			outcome !== 'already' && (step !== 'create' || person.isCreatedUnseen === true),
	);
	let after = record;
	if (!isDry && record && isTouched) {
		const id = String(person.shown(record).id);
		const step = await report('check', async () => {
			await watch(how.checkWait ?? 0, PAUSES, api.signal, async () => {
				after = await person.read(id);
				return unseen(person, { ...end, record: after }).length === 0 ? true : undefined;
			});
			return { outcome: 'done' };
		});
		if (step.outcome === 'failed') reports.push(step);
		else {
			for (const [one, reason] of unseen(person, { ...end, record: after }))
				Object.assign(one, { outcome: 'failed', reason });
		}
	}
	const was = before ? person.attributesOf(before) : {};
	// What a dry run would change is what is wanted.
	const is = isDry || !after ? { ...was, ...wanted } : person.attributesOf(after);
	const same = sameIn(person);
	const changes = Object.keys({ ...was, ...wanted })
		.filter((name) => !same(name, was[name], is[name]))
		.map((attribute) => ({
			attribute,
			from: was[attribute] ?? null,
			to: is[attribute] ?? null,
		}));
	const isChanged =
		changes.length > 0 ||
		reports.some(({ outcome, reason }) => outcome === 'done' || reason?.startsWith(DRY));
	const outcome = !before ? 'created' : isChanged ? 'updated' : 'unchanged';
	return finished(reports, {
		outcome,
		user: after ? person.shown(after) : null,
		changes,
		steps: reports,
		...(isDry && { dryRun: true }),
	});
}

/** Steps that are said to be done and do not show, each with a reason. */
function unseen(
	person: Person,
	{ before, record, wanted, reports, due }: End,
): Array<[StepReport, string]> {
	const now = person.attributesOf(record!);
	const was = before ? person.attributesOf(before) : {};
	const same = sameIn(person);
	const isLost = (name: string): boolean =>
		!same(name, wanted[name], now[name]) &&
		same(name, was[name], now[name]) &&
		// A new account has none of what is to be empty, however that is written.
		(before !== undefined || wanted[name] !== '');
	const lost = Object.keys(wanted).filter(isLost);
	const found: Array<[StepReport, string]> = [];
	const add = (step: string, what: string) => {
		const one = reports.find((one) => one.step === step && one.outcome === 'done');
		if (one) found.push([one, `It was accepted, and does not show${what}`]);
	};
	if (lost.length > 0) add(before ? 'update' : 'create', `: ${lost.join(', ')}`);
	if (person.whyClosed(record!) !== undefined) add('reopen', '.');
	for (const { step, isDue } of due) if (isDue(record!)) add(step, '.');
	return found;
}

/** @throws {InputError} for a list without entries, which would take everything */
function requireLists(givings: readonly Giving[], { removeOthers = [] }: How): void {
	for (const { what, label, wanted } of givings) {
		if (wanted?.length || !removeOthers.includes(what)) continue;
		throw new InputError(
			`"${label}" is empty, and "Remove What Is Not Listed" would take everything`,
			'Choose at least one, or switch the option off. If it is an expression, check that it has a result for this item.',
		);
	}
}

/** The ID of the person whose keys these are; `undefined` where nobody has any. */
async function theOneWith(api: Api, { keys, locate }: Person): Promise<string | undefined> {
	const found = new Map<string, string[]>();
	for (const { label, mode, value } of keys) {
		try {
			const id = await locate(api, { mode, value }, label);
			found.set(id, [...(found.get(id) ?? []), label]);
		} catch (error) {
			if (!(error instanceof InputError && error.outcome === 'notFound'))
				return raise(error as Error);
		}
	}
	if (found.size > 1) {
		const whose = [...found].map(([id, labels]) => `${labels.join(' and ')} of ${id}`).join(', ');
		throw new InputError(
			`What is given here belongs to different people: ${whose}`,
			'Nothing was changed. Correct one of the fields.',
			'ambiguous',
		);
	}
	return [...found.keys()][0];
}

function closedItem(person: Person, record: IDataObject, closed: string, how: How): IDataObject {
	const user = person.shown(record);
	if (how.ifClosed === 'leave') {
		return { outcome: 'unchanged', closed: true, user, changes: [], steps: [] };
	}
	throw new InputError(
		`The account of the user ${String(user.login ?? user.id)} is closed: ${closed}`,
		'Nothing was changed. Set "If the Account Is Closed" under "Options" to open it again, or to leave it alone.',
		'closed',
	);
}

/** @throws {InputError} when the account signs in with another name than the one that is wanted */
function settleLogin(person: Person, wanted: IDataObject, before: IDataObject, how: How): void {
	const { login } = person;
	const present = person.attributesOf(before)[login];
	if (wanted[login] === undefined || present === undefined || present === null) return;
	if (sameIn(person)(login, present, wanted[login]) || how.ifLoginDiffers === 'change') return;
	if (how.ifLoginDiffers === 'keep') {
		delete wanted[login];
		return;
	}
	throw new InputError(
		`The account that was found signs in as "${String(present)}", not as "${String(wanted[login])}"`,
		'Nothing was changed: it may be of somebody else. If it is not, set "If the Login Differs" under "Options".',
		'refused',
	);
}

const sameIn =
	({ isSame }: Person) =>
	(name: string, one: unknown, other: unknown): boolean =>
		text(one) === text(other) || isSame?.(name, one, other) === true;

/** A value as a text that does not depend on the order of keys; nothing and null are the same. */
function text(value: unknown): string {
	return JSON.stringify(value ?? null, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}

function differences(person: Person, wanted: IDataObject, record: IDataObject): IDataObject {
	const present = person.attributesOf(record);
	const same = sameIn(person);
	return Object.fromEntries(
		Object.entries(wanted).filter(([name, value]) => !same(name, value, present[name])),
	) as IDataObject;
}

/** Gives what is missing of one kind, takes what is too much where that is wanted, and looks again. */
async function given(
	api: Api,
	giving: Giving,
	person: string | undefined,
	{ dryRun, removeOthers = [], checkWait = 0 }: How,
): Promise<StepReport[]> {
	const { what, wanted = [], held, give, take, whyNot } = giving;
	const things = `${what[0].toUpperCase()}${what.slice(1)}s`;
	const look = async () => (person === undefined ? [] : await held(person));
	let before: Access[] = [];
	const reports = [
		await report(`add${things}`, async () => {
			before = await look();
			const missing = wanted
				.filter((id) => !before.some((one) => one.id === id))
				.map((id): Access => ({ what, id }));
			if (missing.length === 0) return { outcome: 'already' };
			if (dryRun) throw new Skipped(`${DRY} It would add: ${namesOf(missing)}`);
			await each<Access>(async ({ id }) => {
				await give(person!, id);
			})(missing);
			const now = await until(
				api,
				checkWait,
				look,
				(all) => missing.every(({ id }) => all.some((one) => one.id === id)),
				async () => await whyNot?.(person!),
			);
			const added = missing.map(({ id }) => now.find((one) => one.id === id) ?? { what, id });
			return { outcome: 'done', reason: `Added: ${namesOf(added)}` };
		}),
	];
	if (!removeOthers.includes(what) || reports[0].outcome === 'failed') return reports;
	const others = before.filter(({ id }) => !wanted.includes(id));
	reports.push(
		await report(`remove${things}`, async () => {
			const extra = others.filter(({ stays }) => stays === undefined);
			const reasons = new Set(others.flatMap(({ stays }) => stays ?? []));
			if (extra.length === 0 && reasons.size > 0) throw new Skipped([...reasons].join(' '));
			if (extra.length === 0) return { outcome: 'already' };
			if (dryRun) throw new Skipped(`${DRY} It would remove: ${namesOf(extra)}`);
			await each<Access>(async ({ id }) => {
				await take(person!, id);
			})(extra);
			await until(api, checkWait, look, (all) =>
				extra.every(({ id }) => all.every((one) => one.id !== id)),
			);
			return { outcome: 'done', reason: `Removed: ${namesOf(extra)}` };
		}),
	);
	return reports;
}

/**
 * What a list has once it shows what was done. What nothing but waiting could help is waited for.
 *
 * @param whyNot gives what stands against it, where that is known
 * @throws {ApiError} when it does not within a time
 */
async function until(
	api: Api,
	seconds: number,
	look: () => Promise<Access[]>,
	isSo: (all: Access[]) => boolean,
	whyNot?: () => Promise<string | undefined>,
): Promise<Access[]> {
	const seen = await watch(seconds, PAUSES, api.signal, async () => {
		const all = await look();
		if (isSo(all)) return { all };
		const reason = await whyNot?.();
		return reason ? { reason } : undefined;
	});
	if (seen?.all) return seen.all;
	const late = `It was accepted, and does not show after ${seconds} seconds`;
	throw new ApiError({
		summary: seen ? `It was accepted, and does not show. ${seen.reason}` : late,
	});
}
