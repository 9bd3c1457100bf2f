/** Filters and pages of OneLogin's lists. */
import { first } from '../shared/serve.mjs';
import { badRequest } from './errors.mjs';

const TEXT = [
	'email',
	'external_id',
	'firstname',
	'lastname',
	'manager_ad_id',
	'samaccountname',
	'userprincipalname',
	'username',
];
const DATES = {
	since: ['created_at', 1],
	until: ['created_at', -1],
	created_since: ['created_at', 1],
	created_until: ['created_at', -1],
	updated_since: ['updated_at', 1],
	updated_until: ['updated_at', -1],
	last_login_since: ['last_login', 1],
	last_login_until: ['last_login', -1],
};
const PAGING = {
	v1: ['limit', 'page', 'after_cursor', 'before_cursor'],
	oas: ['limit', 'page', 'cursor'],
};

/** `*` stands for anything, a leading `!` for "not". */
function pattern(text) {
	const isNot = text.startsWith('!');
	const source = (isNot ? text.slice(1) : text)
		.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replace(/\*/g, '.*');
	const test = new RegExp(`^${source}$`, 'is');
	return (value) => test.test(String(value ?? '')) !== isNot;
}

const integers = (text, name) => {
	const parts = text.split(',').map((one) => one.trim());
	if (!parts.every((one) => /^\d+$/.test(one))) throw badRequest(`${name} should be -> integer`);
	return parts.map(Number);
};

/** @throws for a parameter that OneLogin does not have */
export function onlyQuery(query, allowed) {
	const unknown = Object.keys(query).filter(
		(name) => !allowed.includes(name) && !name.startsWith('custom_attributes.'),
	);
	if (unknown.length > 0) throw badRequest(`query parameter(s) not allowed: ${unknown.join(', ')}`);
}

const V1_FILTERS = [
	...TEXT,
	...Object.keys(DATES),
	'directory_id',
	'fields',
	'group_id',
	'id',
	'role_id',
	'sort',
	'user_ids',
];

/** https://developers.onelogin.com/api-docs/2/users/list-users, and `group_id`, seen to work live. */
export const V2_FILTERS = [
	...['email', 'external_id', 'firstname', 'lastname', 'samaccountname', 'username'],
	...Object.keys(DATES).filter((name) => name.includes('_')),
	'app_id',
	'directory_id',
	'fields',
	'group_id',
	'sort',
	'user_ids',
];

/**
 * The users that all filters let through, sorted.
 *
 * @param appsOf the applications of a user, which only v2 can filter by
 */
export function filterUsers(users, query, shape, known = V1_FILTERS, appsOf = () => []) {
	onlyQuery(query, [...known, ...PAGING[shape]]);
	let found = users;
	for (const [name, given] of Object.entries(query)) {
		const value = first(given);
		if (TEXT.includes(name)) {
			const matches = pattern(value);
			found = found.filter((user) => matches(user[name]));
		} else if (name in DATES) {
			const [field, sign] = DATES[name];
			const time = Date.parse(value);
			if (Number.isNaN(time) || !/^\d{4}-\d{2}-\d{2}/.test(value)) {
				throw badRequest(`${name} should be -> ISO 8601 date`);
			}
			found = found.filter(
				(user) => user[field] !== null && (Date.parse(user[field]) - time) * sign >= 0,
			);
		} else if (name === 'directory_id' || name === 'group_id') {
			const wanted = integers(value, name);
			found = found.filter((user) => wanted.includes(user[name]));
		} else if (name === 'app_id') {
			const wanted = integers(value, name);
			found = found.filter((user) => appsOf(user).some(({ id }) => wanted.includes(id)));
		} else if (name === 'id' || name === 'user_ids') {
			const wanted = integers(value, name);
			found = found.filter(({ id }) => wanted.includes(id));
		} else if (name === 'role_id') {
			const wanted = integers(value, name);
			found = found.filter((user) => wanted.some((id) => user.role_id.includes(id)));
		} else if (name.startsWith('custom_attributes.')) {
			const own = name.slice('custom_attributes.'.length);
			const matches = pattern(value);
			found = found.filter((user) => matches(user.custom_attributes[own]));
		}
	}
	return sorted(found, query);
}

/** `sort=+field` or `-field`; a plus that was not encoded arrives as a space. */
export function sorted(records, query) {
	const sort = first(query.sort);
	if (sort === undefined) return records;
	const match = /^([+\- ]?)(\w+)$/.exec(sort);
	if (!match) throw badRequest('sort is incorrect');
	const sign = match[1] === '-' ? -1 : 1;
	const value = (record) => record[match[2]] ?? '';
	return [...records].sort((a, b) => {
		const [x, y] = [value(a), value(b)];
		return x === y ? a.id - b.id : x < y ? -sign : sign;
	});
}

/** Keeps the fields that were asked for; the id is always there. */
export function projected(record, query) {
	const fields = first(query.fields);
	if (fields === undefined || fields === '') return record;
	const wanted = ['id', ...fields.split(',').map((name) => name.trim())];
	return Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name)));
}

const encode = (text) => Buffer.from(text).toString('base64');

/**
 * One page, and how to come to the others: in the body's `pagination` (v1), or in headers with a
 * cursor that arrives URL-encoded and holds the page size too (what the OpenAPI describes).
 *
 * @param {{ request: any, origin: string, shape: 'v1' | 'oas', maximum: number }} options
 */
export function pageOf(records, { request, origin, shape, maximum }) {
	const { query } = request;
	let limit = maximum;
	let page = 1;
	const given = { limit: first(query.limit), page: first(query.page) };
	for (const [name, value] of Object.entries(given)) {
		if (value !== undefined && !/^[1-9]\d*$/.test(value))
			throw badRequest(`${name} should be -> integer`);
	}
	// What happens above the maximum is not documented. Quietly giving less is the trap: who takes a
	// short page for the last one stops there.
	if (given.limit !== undefined) limit = Math.min(Number(given.limit), maximum);
	if (given.page !== undefined) page = Number(given.page);
	let start = (page - 1) * limit;
	if (shape === 'oas' && first(query.cursor)) {
		// terraform-provider-onelogin, issue 196. Of the order no source says that a cursor holds it.
		if (['limit', 'page', 'sort'].some((name) => query[name] !== undefined))
			throw badRequest('Requests can only have cursor xor pagination arguments');
		const inner = new URLSearchParams(Buffer.from(first(query.cursor), 'base64').toString());
		if (!inner.has('limit') || !inner.has('page')) throw badRequest('Invalid pagination cursor');
		limit = Number(inner.get('limit'));
		page = Number(inner.get('page'));
		start = (page - 1) * limit;
	}
	if (shape === 'v1') {
		const after = first(query.after_cursor);
		const before = first(query.before_cursor);
		const position = after || before;
		if (position) {
			const match = /^id:::(\d+):::(\d+)$/.exec(Buffer.from(position, 'base64').toString());
			if (!match) throw badRequest('after_cursor is incorrect');
			// By record, so that what was deleted meanwhile moves nothing; else by position.
			const index = records.findIndex(({ id }) => id === Number(match[1]));
			const edge = index === -1 ? Number(match[2]) : after ? index + 1 : index;
			start = after ? edge : Math.max(0, edge - limit);
		}
	}
	const rows = records.slice(start, start + limit);
	const end = start + rows.length;
	const hasNext = end < records.length;
	const hasPrevious = start > 0;
	const link = (name, cursor) => {
		const rest = new URLSearchParams(request.raw.url.split('?')[1] ?? '');
		for (const old of ['after_cursor', 'before_cursor']) rest.delete(old);
		rest.set(name, cursor);
		return `${origin}${request.raw.url.split('?')[0]}?${rest}`;
	};
	const afterCursor = hasNext ? encode(`id:::${rows.at(-1).id}:::${end}`) : null;
	const beforeCursor = hasPrevious ? encode(`id:::${records[start]?.id ?? 0}:::${start}`) : null;
	const oasCursor = (number) => encodeURIComponent(encode(`limit=${limit}&page=${number}`));
	return {
		rows,
		pagination: {
			before_cursor: beforeCursor,
			after_cursor: afterCursor,
			previous_link: beforeCursor && link('before_cursor', beforeCursor),
			next_link: afterCursor && link('after_cursor', afterCursor),
		},
		headers: {
			'current-page': String(page),
			'page-items': String(rows.length),
			'total-count': String(records.length),
			'total-pages': String(Math.ceil(records.length / limit)),
			...(hasNext && { 'after-cursor': oasCursor(page + 1) }),
			...(hasPrevious && { 'before-cursor': oasCursor(page - 1) }),
		},
	};
}
