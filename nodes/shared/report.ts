import type { IDataObject } from 'n8n-workflow';
import { PARTS } from './access';
import { InputError } from './errors';

/** A record of Get Access, or what stands in for one that could not be read. */
interface Row {
	record: IDataObject;
	flags: string[];
	/** What went wrong; absent where it was read. */
	error?: string;
}

/** What a report is made of. */
export interface ReportSettings {
	title: string;
	/** Between the cells of the table. */
	separator: ',' | ';';
	/** When it was made, ISO 8601. */
	made: string;
}

/** A report, as two files, and its figures. */
export interface Report {
	html: string;
	csv: string;
	figures: IDataObject;
}

/** How the parts are called in a report. */
const HEADINGS: Record<string, string> = {
	mfa: 'Second factors',
	groups: 'Groups',
	roles: 'Roles',
	adminRoles: 'Admin roles',
	applications: 'Applications',
	organizations: 'Organizations',
	tokens: 'Tokens',
};

/** What a flag says to whoever reads the report. */
const FLAGS: Record<string, string> = {
	admin: 'Administrator',
	closedWithAccess: 'Closed, but still has access',
	neverUsed: 'Never signed in',
	noMfa: 'No second factor',
	notRead: 'Could not be read',
	tokenForever: 'Token that never ends',
	unused: 'Not used for long',
};
const labelOf = (flag: string): string => FLAGS[flag] ?? flag;

/**
 * Makes a report of the items of Get Access: those with flags first. An item of a person who could not be
 * read is in it, with the reason.
 *
 * @throws {InputError} for an item that is neither
 */
export function reportOf(items: readonly IDataObject[], settings: ReportSettings): Report {
	const rows = items.map(rowOf).sort(byFlags);
	const count = (of: (row: Row) => string[]): Record<string, number> => {
		const counts: Record<string, number> = {};
		for (const row of rows) for (const key of of(row)) counts[key] = (counts[key] ?? 0) + 1;
		return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
	};
	const figures = {
		title: settings.title,
		made: settings.made,
		accounts: rows.length,
		flagged: rows.filter(({ flags }) => flags.length > 0).length,
		notRead: rows.filter(({ error }) => error !== undefined).length,
		bySystem: count(({ record }) => [text(record.system) || 'unknown']),
		byFlag: count(({ flags }) => flags),
		byDepartment: count(({ record }) => [text(record.department) || 'None']),
	};
	return { html: htmlOf(rows, figures), csv: csvOf(rows, settings.separator), figures };
}

function rowOf(record: IDataObject, index: number): Row {
	const error = errorOf(record);
	if (error !== undefined) return { record, flags: ['notRead'], error };
	if (typeof record.system !== 'string' || !Array.isArray(record.flags)) {
		throw new InputError(
			`Item ${index + 1} is no record of Get Access`,
			'Connect the output of User > Get Access to this node, of one vendor or of several.',
		);
	}
	return { record, flags: record.flags.map(String) };
}

/** Why an item has no record; `undefined` where it has one. */
function errorOf({ error, found }: IDataObject): string | undefined {
	if (found === false) return 'There is no such user.';
	if (error === undefined) return undefined;
	return typeof error === 'object' ? text((error as IDataObject).message) : text(error);
}

/** Those with most flags first, then by system and name. */
function byFlags(a: Row, b: Row): number {
	const key = ({ record }: Row) => [record.system, record.name, record.login].map(text).join('\n');
	return b.flags.length - a.flags.length || (key(a) < key(b) ? -1 : 1);
}

/** A value as text; nothing is an empty one. */
function text(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map(nameOf).join('; ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An entry of a part by its name, with what it is worth to know of it. */
function nameOf(entry: unknown): string {
	if (typeof entry !== 'object' || entry === null) return text(entry);
	const { name, id, via, roles, reason, what } = entry as IDataObject;
	const own = text(name) || text(id) || text(what);
	const more = text(roles) || text(reason) || (via === 'group' ? 'by a group' : '');
	return more ? `${own} (${more})` : own;
}

const day = (time: unknown): string => text(time).slice(0, 10);

/** Columns of the table, by the keys of the records. */
const COLUMNS = [
	'system',
	'id',
	'login',
	'email',
	'name',
	'department',
	'status',
	'statusLabel',
	'active',
	'created',
	'lastLogin',
	'daysSinceLogin',
	...PARTS,
	'notRead',
	'flags',
	'error',
];

/** A table for spreadsheets: in UTF-8, with the mark by which they know that. */
function csvOf(rows: readonly Row[], separator: string): string {
	const lines = rows.map(({ record, flags, error }) => {
		const values: IDataObject = { ...record, flags, error };
		return COLUMNS.map((name) => text(values[name]));
	});
	const cell = (value: string): string => {
		// A spreadsheet takes these for the beginning of a formula.
		const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
		return /["\r\n,;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
	};
	const all = [COLUMNS, ...lines].map((cells) => cells.map(cell).join(separator));
	return `\uFEFF${all.join('\r\n')}\r\n`;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escaped = (value: unknown): string => text(value).replace(/[&<>"']/g, (one) => ENTITIES[one]);

const STYLE = `
	body { font: 14px/1.4 system-ui, sans-serif; color: #1b1b1f; max-width: 1000px; margin: 24px auto; padding: 0 16px; }
	h1 { font-size: 22px; margin: 0 0 4px; }
	h2 { font-size: 16px; margin: 24px 0 8px; }
	.muted { color: #62626b; }
	ul.index { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
	article { border-top: 1px solid #d9d9e0; padding: 6px 0; break-inside: avoid; overflow-wrap: anywhere; }
	.flag { background: #fdecea; color: #8c1d18; border-radius: 3px; padding: 0 5px; font-size: 12px; white-space: nowrap; }
	.parts { font-size: 12px; }
	@media print { body { margin: 0; max-width: none; font-size: 11px; } .flag { border: 1px solid #8c1d18; } }
`;

/** One page without anything from elsewhere. */
function htmlOf(rows: readonly Row[], figures: IDataObject): string {
	const index = (title: string, counts: unknown, label: (key: string) => string): string => {
		const entries = Object.entries(counts as Record<string, number>);
		if (entries.length === 0) return '';
		const items = entries.map(([key, count]) => `<li>${escaped(label(key))}: ${count}</li>`);
		return `<h2>${title}</h2>\n<ul class="index">${items.join('')}</ul>`;
	};
	const flagged = rows.filter(({ flags }) => flags.length > 0);
	const others = rows.filter(({ flags }) => flags.length === 0);
	const list = (title: string, some: readonly Row[]): string =>
		some.length === 0 ? '' : `<h2>${title} (${some.length})</h2>\n${some.map(lineOf).join('\n')}`;
	return [
		'<!DOCTYPE html>',
		'<html lang="en"><head><meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<title>${escaped(figures.title)}</title><style>${STYLE}</style></head><body>`,
		`<h1>${escaped(figures.title)}</h1>`,
		`<p class="muted">${day(figures.made)} · ${rows.length} accounts, ${flagged.length} worth a look</p>`,
		index('By flag', figures.byFlag, labelOf),
		index('By system', figures.bySystem, String),
		index('By department', figures.byDepartment, String),
		list('Worth a look', flagged),
		list('Others', others),
		'</body></html>',
	]
		.filter(Boolean)
		.join('\n');
}

/** A person in a few lines. */
function lineOf({ record, flags, error }: Row): string {
	const who = escaped(record.name || record.login || record.email || record.id || 'Unknown');
	const marks = flags
		.map((flag) => `<span class="flag">${escaped(labelOf(flag))}</span>`)
		.join(' ');
	if (error !== undefined) return `<article><b>${who}</b> ${marks}<br>${escaped(error)}</article>`;
	const login =
		record.lastLogin === null ? 'never signed in' : `last signed in ${day(record.lastLogin)}`;
	const about = [
		record.login,
		record.system,
		record.department,
		record.statusLabel ?? record.status,
		login,
	]
		.map(escaped)
		.filter(Boolean)
		.join(' · ');
	const parts = PARTS.filter((part) => Array.isArray(record[part])).map((part) => {
		const entries = escaped(record[part]) || 'none';
		return `<b>${HEADINGS[part]}:</b> ${entries}`;
	});
	const unread = text(record.notRead) && `<b>Not read:</b> ${escaped(record.notRead)}`;
	const details = [...parts, unread].filter(Boolean).join(' · ');
	return `<article><b>${who}</b> ${marks}<br><span class="muted">${about}</span><div class="parts">${details}</div></article>`;
}
