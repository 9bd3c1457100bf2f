/** What people, expressions and AI tools put into the fields, for every field of every operation. */
import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { InputError } from '../../nodes/shared/errors';
import type { Field } from '../../nodes/shared/field';
import { readParameters } from '../../nodes/shared/parameters';
import { jsons } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { ANY, isAt, type OperationCase } from '../engine/operations.mjs';
import { isToken, startServer, type TestServer } from '../engine/server.mjs';
import {
	answerOf,
	answerWell,
	documented,
	type FieldAt,
	fieldsIn,
	isWrite,
	parametersOf,
	runCase,
	settable,
	type Subject,
	subjects,
	valueAt,
	wanted,
	withValue,
} from './subjects.mjs';

let server: TestServer;
let clock: FakeClock;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	clock = fakeClock();
});
afterEach(() => clock.restore());

/** Runs a table's run with other parameters; what goes wrong with the answers is not the point. */
async function runWith(one: OperationCase, parameters: IDataObject, json: IDataObject = {}) {
	let next = 0;
	server.respond = (request) => (isToken(request) ? undefined : answerOf(one, request, next++));
	return await runCase(server, one, {
		parameters: { ...parametersOf(one), ...parameters },
		items: [json],
	});
}

/** Everything that was sent, for comparing and searching. */
const sent = () =>
	server.calls().map(({ method, path, query, json }) => ({ method, path, query, json }));

const named = (some: Subject[]) => some.map((subject) => [subject.name, subject] as const);
const having = (isMeant: (field: INodeProperties) => boolean) =>
	named(subjects.filter((subject) => settable(subject, isMeant).length > 0));

const BAD_IDS: Record<string, string> = {
	'a dot': '.',
	'two dots': '..',
	'dots and spaces': ' .. ',
	'a slash': 'a/b',
	'a way up': '../users',
	'a backslash': '..\\users',
	'encoded dots': '%2e%2e',
	'an encoded slash': 'a%2Fb',
	'a query': '?x=1',
	'a fragment': '#x',
	'a parameter': 'a;b=1',
	'another host': '//example.com/x',
	nothing: '',
	spaces: '   ',
	'10,000 characters': 'x'.repeat(10_000),
	'a line break': 'a\r\nX-Evil: 1',
	'a null character': 'a\0b',
	emoji: '👩🏽‍🚀',
	'half of an emoji': 'a\ud83d',
	'the other half': '\udc69b',
	__proto__: '__proto__',
};

/** What has a meaning in an address, and so is never sent there as part of an ID. */
const MEANINGFUL = /[/\\%?#;\r\n\0]|^\s*\.\.?\s*$/;

/** Text fields of a run whose value is a segment of an address, resource locators included. */
function inAddress(subject: Subject) {
	return settable(subject, ({ type }) => type === 'resourceLocator' || type === 'string').flatMap(
		({ path, field, label }) => {
			const idOf = (one: OperationCase): unknown => {
				const value = valueAt(one.parameters, path);
				if (field.type !== 'resourceLocator') return value;
				const { mode, value: id } = value as IDataObject;
				return mode === 'id' ? id : undefined;
			};
			const one = subject.cases.find((some) => {
				if (valueAt(some.parameters, path) === undefined) return false;
				const id = idOf(some);
				return (
					typeof id === 'string' &&
					id !== '' &&
					some.requests.some((request) =>
						request.path.split('/').includes(encodeURIComponent(id.trim())),
					)
				);
			});
			return one ? [{ path, field, label, one, id: String(idOf(one)) }] : [];
		},
	);
}

/** Operations whose record is named in the body. */
const IN_BODY = [
	'oneLogin application > create',
	'oneLogin report > runInBackground',
	'logto organizationInvitation > create',
];

describe('ids that are none', () => {
	const some = named(subjects.filter((subject) => inAddress(subject).length > 0));

	test.each(some)('%s: stay one segment of the address, or are refused', async (_name, subject) => {
		for (const { path, field, label, one, id } of inAddress(subject)) {
			for (const [title, bad] of Object.entries(BAD_IDS)) {
				const place = `${label}: ${title}`;
				// From an item: what is typed in and empty, n8n itself refuses.
				const text = '={{ $json.id }}';
				const value = field.type === 'resourceLocator' ? { mode: 'id', value: text } : text;
				const { error, items } = await runWith(one, withValue(one.parameters, path, value), {
					id: bad,
				});
				if (server.calls().length === 0) {
					// Refused before anything was sent, in words that say which parameter it is.
					expect([place, items]).toEqual([place, []]);
					expect(`${place}: ${error?.message}`).toMatch(
						new RegExp(`"${field.displayName}"|request's address`),
					);
					expect(`${error!.message}`.length).toBeLessThan(1100);
					continue;
				}
				if (field.type === 'resourceLocator')
					expect([place, bad]).not.toEqual([place, expect.stringMatching(MEANINGFUL)]);
				expect([place, bad.trim().replace(/^\.{1,2}$/, '')]).not.toEqual([place, '']);
				const expected = wanted(one).map((request) =>
					request
						.split('/')
						.map((segment) =>
							segment === encodeURIComponent(id.trim())
								? encodeURIComponent(field.type === 'resourceLocator' ? bad.trim() : bad)
								: segment,
						)
						.join('/'),
				);
				// Reads may look the record up, at an address that is documented.
				for (const [index, request] of server.calls().entries()) {
					const { method, path: address } = request;
					const isKnown =
						expected.includes(`${method} ${address}`) ||
						(!isWrite(request) &&
							documented.some(
								(one) =>
									one.node === subject.node &&
									one.method !== ANY &&
									isAt(one, { method, path: address }),
							));
					expect([place, index, method, address, isKnown]).toEqual([
						place,
						index,
						method,
						address,
						true,
					]);
				}
				expect(server.calls().some(({ headers }) => 'x-evil' in headers)).toBe(false);
			}
		}
	});

	test('this says something about every operation that has a resource locator', () => {
		// One that may be left empty goes into a body or a query.
		const locating = subjects.filter(({ form }) =>
			form.some(({ type, required }) => type === 'resourceLocator' && required),
		);
		const covered = new Set([...some.map(([name]) => name), ...IN_BODY]);
		expect(locating.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
	});
});

/** Names of a JSON key that reach for an object's prototype. */
const isJson = ({ type }: INodeProperties) => type === 'json';

/** Keys of an object, at any depth. */
const keysIn = (value: unknown): string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [
				key,
				...stepsOf(key, inner),
				...keysIn(inner),
			])
		: [];

/** Keys in the path of a step of a JSON Patch, which stands for them. */
const stepsOf = (key: string, value: unknown): string[] =>
	key === 'path' && typeof value === 'string' ? value.split('/') : [];

/** Fields of repeated groups whose value a table's run sends as a key. */
const keyFields = (subject: Subject) =>
	settable(subject, ({ type }) => type === 'string' || type === 'options').flatMap((at) => {
		const { one, path, field } = at;
		const isRepeated = typeof path[path.length - 2] === 'number';
		const isFixed = field.type === 'options' && !field.typeOptions?.loadOptionsMethod;
		if (one === undefined || !isRepeated || isFixed) return [];
		const value = valueAt(one.parameters, path);
		const keys = one.requests.flatMap(({ body, query = [] }) => [
			...keysIn(body),
			...query.flatMap(([name]) => name.split('.')),
		]);
		return keys.includes(String(value)) ? [{ ...at, one }] : [];
	});

/** Whether a key was sent, as a key of its own. */
const isSent = (key: string): boolean =>
	server
		.calls()
		.some(
			({ json, query }) =>
				keysIn(json).includes(key) || query.some(([name]) => name.split('.').includes(key)),
		);

describe('keys that reach for the prototype', () => {
	afterEach(() => {
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	test.each(having(isJson))('%s: in JSON', async (_name, subject) => {
		for (const { path, label, one } of settable(subject, isJson)) {
			expect([label, one]).not.toEqual([label, undefined]);
			const put = async (text: unknown, json?: IDataObject) =>
				await runWith(one!, withValue(one!.parameters, path, text), json);
			// What follows says something only where an ordinary key does arrive.
			await put('{ "ordinary": { "polluted": 1 } }');
			expect([label, isSent('ordinary')]).toEqual([label, true]);
			for (const text of [
				'{ "__proto__": { "polluted": 1 } }',
				'{ "a": [{ "__proto__": { "polluted": 1 } }] }',
			]) {
				const asObject = { value: JSON.parse(text) as IDataObject };
				for (const [given, json] of [[text], ['={{ $json.value }}', asObject]] as const) {
					const { error, items } = await put(given, json);
					// n8n's own expressions may drop the key before we see it; then nothing is left of it.
					if (json && error === undefined) {
						expect(JSON.stringify(sent())).not.toContain('polluted');
						continue;
					}
					expect([label, error?.message]).toEqual([label, expect.stringContaining('__proto__')]);
					expect([label, items, server.calls()]).toEqual([label, [], []]);
				}
			}
			for (const key of ['constructor', 'prototype', 'toString', 'hasOwnProperty', 'then']) {
				await put(`{ "${key}": { "polluted": 1 } }`);
				expect([label, key, isSent(key)]).toEqual([label, key, true]);
			}
		}
	});

	const keyed = named(subjects.filter((subject) => keyFields(subject).length > 0));
	test.each(keyed)('%s: as the name of a value', async (_name, subject) => {
		for (const { path, label, one } of keyFields(subject)) {
			await runWith(one, withValue(one.parameters, path, 'ordinary'));
			expect([label, isSent('ordinary')]).toEqual([label, true]);
			for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
				const { error } = await runWith(one, withValue(one.parameters, path, key));
				const refused = server.calls().length === 0 && error !== undefined;
				expect([label, key, refused || isSent(key)]).toEqual([label, key, true]);
			}
		}
	});
});

/** Fields whose value a table's run sends in a header. */
async function inHeaders({ cases, form }: Subject) {
	const found = [];
	for (const one of cases) {
		const own = one.requests.flatMap(({ headers = {} }) => Object.values(headers));
		if (own.length === 0) continue;
		for (const at of fieldsIn(form)) {
			const value = valueAt(one.parameters, at.path);
			if (typeof value !== 'string' || value === '') continue;
			if (own.some((header) => header.includes(value))) found.push({ ...at, one, value });
		}
	}
	return found;
}

test('no parameter that becomes a header adds another', async () => {
	let fields = 0;
	for (const subject of subjects) {
		for (const { path, label, one, value } of await inHeaders(subject)) {
			fields++;
			for (const tail of [
				'\r\nX-Evil: 1',
				'\nX-Evil: 1',
				'\rX-Evil: 1',
				'\0',
				'ü',
				'\u2028',
				'👩',
			]) {
				const { error, items } = await runWith(
					one,
					withValue(one.parameters, path, `${value}${tail}`),
				);
				const place = `${subject.name} ${label} ${JSON.stringify(tail)}`;
				if (`${value}${tail}`.trim() === value && error === undefined) {
					const headers = server.calls().flatMap((request) => Object.entries(request.headers));
					expect(JSON.stringify(headers)).not.toMatch(/x-evil|\\[rnu]/i);
					continue;
				}
				expect([place, server.calls(), items]).toEqual([place, [], []]);
				expect([place, typeof error?.message]).toEqual([place, 'string']);
			}
		}
	}
	expect(fields).toBeGreaterThan(0);
});

/** The same value as an expression or a model gives it. */
function asText(value: unknown, form: readonly INodeProperties[]): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => asText(entry, form));
	const given = value as IDataObject;
	return Object.fromEntries(
		Object.entries(given).map(([name, inner]) => {
			const field = form.find((some) => some.name === name);
			if (field?.type === 'boolean' || field?.type === 'number')
				return [name, `={{ " ${String(inner)} " }}`];
			if (field?.type === 'collection') return [name, asText(inner, field.options as never)];
			if (field?.type === 'fixedCollection') {
				const groups = field.options as Array<{ name: string; values: INodeProperties[] }>;
				const texts = Object.entries(inner as IDataObject).map(([group, entries]) => [
					group,
					asText(entries, groups.find((some) => some.name === group)!.values),
				]);
				return [name, Object.fromEntries(texts)];
			}
			return [name, inner];
		}),
	);
}

describe.each(subjects)('numbers and booleans as text: $name', ({ cases, form }) => {
	const topLevel = form.filter(({ type }) => type === 'boolean' || type === 'number');

	test('mean the same, and are sent as what they are', async () => {
		for (const one of cases) {
			const defaults = Object.fromEntries(topLevel.map((field) => [field.name, field.default]));
			const given = { ...defaults, ...one.parameters };
			answerWell(server, one);
			const { items, error } = await runCase(server, one, {
				parameters: { ...parametersOf(one), ...(asText(given, form) as IDataObject) },
			});
			expect([one.title, error]).toEqual([one.title, undefined]);
			expect([one.title, jsons(items)]).toEqual([one.title, one.items]);
			expect([one.title, server.calls().map(({ json }) => json)]).toEqual([
				one.title,
				one.requests.map(({ body }) => body),
			]);
			expect([one.title, server.calls().map(({ query }) => [...query].sort())]).toEqual([
				one.title,
				one.requests.map(({ query = [] }) => [...query].sort()),
			]);
		}
	});

	test('that are none are refused before anything is sent, by name', async () => {
		for (const field of topLevel) {
			const one = cases.find(({ parameters }) => field.name in parameters) ?? cases[0];
			for (const wrong of field.type === 'number'
				? ['abc', '1,5', '0x', ' ']
				: ['maybe', '2', ' ']) {
				const { error } = await runWith(one, { [field.name]: wrong });
				// A field that the form hides is not read.
				if (field.displayOptions && error === undefined) continue;
				expect(error?.message).toContain(`"${field.displayName}" must be`);
				expect(server.calls()).toEqual([]);
			}
		}
	});
});

describe('numbers', () => {
	const isNumber = ({ type }: INodeProperties) => type === 'number';
	const isWhole = ({ typeOptions }: INodeProperties) => typeOptions?.numberPrecision === 0;
	const isDuration = ({ description = '' }: INodeProperties) => /^Seconds\b/.test(description);

	/** Number fields of a form, those about how requests are sent included. */
	const numbersOf = ({ form }: Subject) =>
		[...fieldsIn(form)].filter(({ field }) => isNumber(field));

	/** A run in which the form shows a field, with a value in it. */
	const withNumber = (subject: Subject, path: FieldAt['path'], value: unknown) => {
		const one = subject.cases.find(({ parameters }) => valueAt(parameters, path) !== undefined);
		const parameters = withValue((one ?? subject.first).parameters, path, value);
		return [one ?? subject.first, { ...parameters, returnAll: false }] as const;
	};

	test.each(named(subjects))('%s: each says whether it is whole or seconds', (_name, subject) => {
		const fields = numbersOf(subject);
		expect(fields.length).toBeGreaterThan(0);
		expect(
			fields
				.filter(({ field }) => isWhole(field) === isDuration(field))
				.map(({ label, field }) => [label, field.typeOptions, field.description]),
		).toEqual([]);
		for (const { field, label } of fields)
			expect([label, field.typeOptions?.minValue]).toEqual([label, expect.any(Number)]);
	});

	test.each(named(subjects))('%s: a part of one is not sent', async (_name, subject) => {
		for (const { field, path, label } of numbersOf(subject)) {
			const part = field.typeOptions!.minValue! + 2.33;
			const { error } = await runWith(...withNumber(subject, path, `={{ ${part} }}`));
			if (isDuration(field)) {
				expect([label, error?.message]).not.toEqual([label, expect.stringContaining('number')]);
				continue;
			}
			expect([label, error?.message]).toEqual([
				label,
				`"${label}" must be a whole number, but it is ${part}`,
			]);
			expect(server.received).toEqual([]);
		}
	});
});

describe('what says more than its own members', () => {
	const STRANGE: Array<[kind: string, value: unknown]> = [
		['text', 'text'],
		['text', ''],
		['5', 5],
		['true', true],
		['null', null],
		['a list', []],
		['a list', [{}]],
		['a function', () => ({})],
		['an object of the kind Date', new Date()],
		['an object of the kind DateTime', DateTime.now()],
		['an object of the kind Map', new Map()],
		['an object of the kind String', Object('text')],
		['an object of the kind Object', Object.create({ search: 'all' })],
	];

	const read = (field: INodeProperties, value: unknown) => {
		const { displayOptions: _displayOptions, ...shown } = field;
		const context = { getNodeParameter: () => value, getTimezone: () => 'UTC' };
		return readParameters(context, [shown as Field], 0).values[field.name];
	};

	// n8n of today makes members of a collection out of anything; what it hands over is tried here.
	test.each(named(subjects))('%s: is no collection', (_name, subject) => {
		for (const field of subject.form) {
			if (!['collection', 'fixedCollection'].includes(field.type)) continue;
			for (const [kind, value] of STRANGE) {
				expect(() => read(field, value)).toThrow(
					new InputError(`"${field.displayName}" must be an object with fields, but it is ${kind}`),
				);
			}
			expect(read(field, {})).toEqual({});
			expect(read(field, Object.create(null))).toEqual({});
		}
	});

	test.each(named(subjects))('%s: is no entry of a group', (_name, subject) => {
		for (const { field, path } of fieldsIn(subject.form)) {
			if (path.length > 1 || field.type !== 'fixedCollection') continue;
			for (const { name, displayName } of field.options as INodePropertyCollection[]) {
				for (const [kind, value] of STRANGE) {
					const isRepeated = field.typeOptions?.multipleValues === true;
					if (value === null || (isRepeated && Array.isArray(value))) continue;
					expect(() => read(field, { [name]: value })).toThrow(
						new InputError(
							`"${field.displayName} > ${displayName}" must be an object with fields, but it is ${kind}`,
						),
					);
				}
			}
		}
	});

	const isSingle = ({ type }: INodeProperties) =>
		!['collection', 'fixedCollection', 'notice', 'hidden'].includes(type);

	test.each(named(subjects))('%s: a function is no value', async (_name, subject) => {
		for (const { path, label, one } of settable(subject, isSingle)) {
			if (one === undefined) continue;
			const { error, items } = await runWith(one, withValue(one.parameters, path, ''.search));
			expect([label, error?.message]).toEqual([label, expect.stringContaining(`"${label}"`)]);
			expect([label, items, server.received]).toEqual([label, [], []]);
		}
	});
});

/** One moment in every form in which n8n hands over dates. */
const MOMENTS = [
	'2100-01-01T10:00:00.000Z',
	'2100-01-01T10:00:00Z',
	'2100-01-01T11:00:00+01:00',
	'2100-01-01T11:00:00.000+0100',
	'2100-01-01T11:00:00',
	'2100-01-01T11:00',
	'2100-01-01 11:00:00',
	'2100-01-01 11:00:00.000',
	' 2100-01-01T11:00:00 ',
	'4102480800000',
	4_102_480_800_000,
	'={{ 4102480800000 }}',
	'4102480800',
	'={{ 4102480800 }}',
	'={{ new Date(4102480800000) }}',
	'={{ DateTime.fromMillis(4102480800000) }}',
	'={{ DateTime.fromISO("2100-01-01T11:00:00") }}',
	'={{ DateTime.fromISO("2100-01-01T11:00:00").toISO() }}',
	'={{ DateTime.fromISO("2100-01-01T10:00:00Z", { zone: "utc" }) }}',
];

const MIDNIGHT = [
	'2099-12-31T23:00:00.000Z',
	'2100-01-01',
	'21000101',
	'={{ DateTime.fromISO("2100-01-01").toISODate() }}',
];

describe('dates', () => {
	const isDate = ({ type }: INodeProperties) => type === 'dateTime';

	test.each(having(isDate))('%s: mean the same moment in every form', async (_name, subject) => {
		const fields = settable(subject, isDate);
		expect(fields.filter(({ one }) => one === undefined).map(({ label }) => label)).toEqual([]);
		for (const one of new Set(fields.map((field) => field.one!))) {
			const meant = fields.filter((field) => field.one === one);
			for (const [expected, ...forms] of [MOMENTS, MIDNIGHT]) {
				const outcome = async (value: unknown) => {
					const parameters = meant.reduce(
						(given, { path }) => withValue(given, path, value),
						one.parameters,
					);
					answerWell(server, one);
					const { error } = await runCase(server, one, {
						parameters: { ...parametersOf(one), ...parameters },
						timezone: 'Europe/Berlin',
					});
					return { value, error: error?.message, sent: sent() };
				};
				const { sent: reference, error } = await outcome(expected);
				expect(error).toBeUndefined();
				expect(JSON.stringify(reference)).toMatch(/2100-01-01|2099-12-31|41024/);
				for (const form of forms) {
					expect(await outcome(form)).toEqual({ value: form, error: undefined, sent: reference });
				}
			}
			for (const { path, label } of meant) {
				for (const wrong of [
					'next week',
					'2100-13-01',
					'01.02.2100',
					'Infinity',
					'2100',
					'={{ 2100 }}',
					'={{ 0 }}',
					'10:00',
					'={{ 4133980800 }}',
					'21000101100000',
					'={{ [1] }}',
					'={{ [4102480800] }}',
					'={{ ({ a: 1 }) }}',
				]) {
					const { error } = await runWith(one, withValue(one.parameters, path, wrong));
					expect([wrong, error?.message]).toEqual([
						wrong,
						expect.stringContaining(`"${label}" is not a date`),
					]);
					expect(server.calls()).toEqual([]);
				}
			}
		}
	});
});

describe('a switch, a number or a choice whose expression has no result', () => {
	const DECIDES = ['boolean', 'multiOptions', 'number', 'options'];
	const NO_RESULT = ['={{ $json.missing }}', '={{ null }}', '={{ undefined }}'];

	/** What makes the form show a field. */
	const shows = ({ displayOptions }: INodeProperties) =>
		Object.fromEntries(
			Object.entries(displayOptions?.show ?? {}).map(([name, wanted]) => [
				name,
				wanted![0] as string,
			]),
		);

	test.each(named(subjects))('%s: nothing is sent', async (_name, subject) => {
		for (const field of subject.form) {
			// What takes no expression is never without a result.
			if (!DECIDES.includes(field.type) || field.noDataExpression) continue;
			for (const value of NO_RESULT) {
				const { error, items } = await runWith(subject.first, {
					...shows(field),
					[field.name]: value,
				});
				expect(error?.message).toMatch(
					new RegExp(`^"${field.displayName}" (has no value for this item|is empty)$`),
				);
				expect(items).toEqual([]);
				expect(server.received).toEqual([]);
			}
		}
	});

	test.each(named(subjects))('%s: nor where it is an option', async (_name, subject) => {
		for (const name of ['options', 'requestSettings', 'sort']) {
			const collection = subject.form.find((field) => field.name === name);
			for (const option of (collection?.options ?? []) as INodeProperties[]) {
				if (option.noDataExpression || option.type === 'fixedCollection') continue;
				for (const value of NO_RESULT) {
					const { error } = await runWith(subject.first, { [name]: { [option.name]: value } });
					expect(error?.message).toBe(
						`"${collection!.displayName} > ${option.displayName}" has no value for this item`,
					);
					expect(server.received).toEqual([]);
				}
			}
		}
	});
});
