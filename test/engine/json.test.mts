import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { jsonOrText } from '../../nodes/shared/json';
import { jsons, type NodeName, runNode } from './engine.mjs';
import { startServer, type TestServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

/** A JSON text, and the value that is to be read from it. */
interface Written {
	text: string;
	value: unknown;
}

const space = fc.constantFrom('', '', ' ', '\n\t', '\r\n');
const digits = (from: number, to: number) =>
	fc
		.tuple(
			fc.constantFrom(...'123456789'),
			fc.stringMatching(new RegExp(`^\\d{${from - 1},${to - 1}}$`)),
		)
		.map(([first, rest]) => first + rest);

/** As JSON writes it and reads it. */
const plain = (text: string): Written => ({ text, value: JSON.parse(text) as unknown });

const string = fc
	.oneof(
		fc.string(),
		digits(14, 25),
		fc.constantFrom(
			'"',
			'\\',
			'\\"',
			': 12345678901234567,',
			'[12345678901234567]',
			'"12345678901234567',
		),
		fc.string({ unit: 'binary' }),
	)
	.map((text) => JSON.stringify(text));

const leaf: fc.Arbitrary<Written> = fc.oneof(
	string.map(plain),
	fc.constantFrom('true', 'false', 'null', '0', '-0', '1', '9007199254740991').map(plain),
	fc.maxSafeInteger().map((number) => plain(String(number))),
	fc
		.double({ noNaN: true, noDefaultInfinity: true })
		.filter((number) => !Number.isInteger(number))
		.map((number) => plain(String(number))),
	// Long, and no integer.
	digits(16, 25).chain((long) =>
		fc
			.constantFrom(
				`-${long}`,
				`${long}.5`,
				`0.${long}`,
				`1.${long}e5`,
				`${long}e2`,
				`${long}E-20`,
				`1e-${long.slice(0, 2)}`,
				`1.5e+${long.slice(0, 2)}`,
			)
			.map(plain),
	),
	// What it is about.
	fc.oneof(digits(16, 25), fc.constantFrom('9007199254740992', '9007199254740993')).map((long) => ({
		text: long,
		value: BigInt(long) > BigInt(Number.MAX_SAFE_INTEGER) ? long : Number(long),
	})),
);

const { json } = fc.letrec<{ json: Written }>((tie) => ({
	json: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		leaf,
		fc.tuple(space, fc.array(fc.tuple(space, tie('json'), space), { maxLength: 5 })).map(
			([blank, entries]): Written => ({
				text: `[${blank}${entries.map(([before, { text }, after]) => before + text + after).join(',')}]`,
				value: entries.map(([, { value }]) => value),
			}),
		),
		fc
			.array(fc.tuple(string, space, tie('json'), space), { maxLength: 5 })
			.map((members): Written => {
				const kept = members.filter(([key]) => key !== '"__proto__"');
				return {
					text: `{${kept.map(([key, before, { text }, after]) => `${key}${after}:${before}${text}${after}`).join(',')}}`,
					value: Object.fromEntries(
						kept.map(([key, , { value }]) => [JSON.parse(key) as string, value]),
					),
				};
			}),
	),
}));

describe('JSON', () => {
	test('is read as ever, but for integers that a number cannot hold', () => {
		fc.assert(
			fc.property(fc.tuple(space, json, space), ([before, { text, value }, after]) => {
				expect(jsonOrText(before + text + after)).toEqual(value);
			}),
			{ numRuns: 1_000 },
		);
	});

	test('without such integers is what JSON.parse makes of it', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				fc.pre(!/\d{16}/.test(text));
				expect(jsonOrText(text)).toEqual(JSON.parse(text));
			}),
			{ numRuns: 1_000 },
		);
	});

	test('that is broken, and any other text, stays as it is', () => {
		const broken = fc
			.tuple(json, fc.nat(), fc.constantFrom('', '"', '\\', '0', '}', ',', 'x', '\ufeff'))
			.map(([{ text }, at, sign]) => {
				const cut = at % (text.length + 1);
				return text.slice(0, cut) + sign + text.slice(cut + 1);
			});
		fc.assert(
			fc.property(fc.oneof(broken, fc.string(), fc.string({ unit: 'binary' })), (text) => {
				let isJson = true;
				try {
					JSON.parse(text);
				} catch {
					isJson = false;
				}
				if (isJson) jsonOrText(text);
				else expect(jsonOrText(text)).toBe(text);
			}),
			{ numRuns: 3_000 },
		);
	});

	test.each([
		['', ''],
		['  ', '  '],
		['Created', 'Created'],
		['<html>12345678901234567</html>', '<html>12345678901234567</html>'],
		['{12345678901234567:1}', '{12345678901234567:1}'],
		['{"a":012345678901234567}', '{"a":012345678901234567}'],
		['[12345678901234567 1]', '[12345678901234567 1]'],
		['12345678901234567', '12345678901234567'],
		[' 12345678901234567 ', '12345678901234567'],
		['-12345678901234567', -12345678901234567],
		['[1,9007199254740991,9007199254740992]', [1, 9007199254740991, '9007199254740992']],
		['{"a\\"":12345678901234567}', { 'a"': '12345678901234567' }],
		[
			'{"12345678901234567":"12345678901234567"}',
			JSON.parse('{"12345678901234567":"12345678901234567"}'),
		],
		['{"a": "x\\\\", "b": 12345678901234567}', { a: 'x\\', b: '12345678901234567' }],
	])('%j', (text, value) => {
		expect(jsonOrText(text)).toEqual(value);
	});

	test('long integers are found wherever they stand', () => {
		for (let blanks = 0; blanks < 64; blanks++) {
			for (const long of ['9007199254740993', '12345678901234567890123456789012345']) {
				const text = `{"${'x'.repeat(blanks)}":${long}}`;
				expect(jsonOrText(text)).toEqual({ ['x'.repeat(blanks)]: long });
			}
		}
	});

	test('texts of some megabytes are no burden', () => {
		const long = 'a"1234567890123456789 \\'.repeat(200_000);
		expect(jsonOrText(JSON.stringify({ long }).replace('}', ',"id":12345678901234567}'))).toEqual({
			long,
			id: '12345678901234567',
		});
	});
});

describe.each<[NodeName, IDataObject, (records: string) => string]>([
	['okta', {}, (records) => records],
	[
		'oneLogin',
		{},
		(records) => `{"status":{"error":false,"code":200},"pagination":{},"data":${records}}`,
	],
	['logto', {}, (records) => records],
])('%s', (node, more, list) => {
	let server: TestServer;
	beforeAll(async () => {
		server = await startServer();
	});
	afterAll(async () => await server.close());

	const body = list('[{"id":12345678901234567,"note":"12345678901234568","score":1.5},{"id":2}]');
	const records = [{ id: '12345678901234567', note: '12345678901234568', score: 1.5 }, { id: 2 }];

	const run = async (
		answer: string | Buffer,
		{ status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
	) => {
		server.received = [];
		server.respond = ({ path }, reply) => {
			if (path.endsWith('/token')) return undefined;
			reply.hijack();
			reply.raw.writeHead(status, {
				'content-type': 'application/json; charset=utf-8',
				...headers,
			});
			reply.raw.end(answer);
			return undefined;
		};
		return await runNode({
			node,
			parameters: {
				resource: 'user',
				operation: 'getAll',
				returnAll: true,
				simplify: false,
				...more,
			},
			credentials: credentialsFor(node, server.origin),
			onError: 'stopWorkflow',
		});
	};
	const total = { 'total-number': '2' };

	test.each<[string, string | Buffer, Record<string, string>]>([
		['as it is', body, {}],
		['compressed', gzipSync(body), { 'content-encoding': 'gzip' }],
		['with a byte order mark', `\ufeff${body}`, {}],
		['with blanks around', ` \r\n${body}\n`, {}],
		['as text', body, { 'content-type': 'text/plain' }],
		['of no known type', body, { 'content-type': '' }],
	])('a long ID in an answer %s comes out as text', async (_how, answer, headers) => {
		const { items, error } = await run(answer, { headers: { ...total, ...headers } });
		expect(error).toBeUndefined();
		expect(jsons(items)).toEqual(records);
	});

	test.each([
		['an empty body', '', /received an empty answer/],
		['a page of HTML', '<!doctype html><p>Hello</p>', /received a page of HTML or XML/],
		['text', 'Hello', /received text that is not JSON/],
		['half of an answer', body.slice(0, 60), /received text that is not JSON/],
		['null', 'null', /received (nothing|an empty answer)/],
	])('%s in place of the list is said to be one', async (_what, answer, message) => {
		const { items, error } = await run(answer, { headers: total });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
	});

	const refusal = JSON.stringify(
		{
			okta: { errorCode: 'E0000001', errorSummary: 'No such thing.', errorCauses: [] },
			oneLogin: { status: { error: true, code: 400, type: 'bad', message: 'No such thing.' } },
			logto: { code: 'guard.invalid', message: 'No such thing.' },
		}[node as 'okta'],
	);
	test.each([400, 401, 403, 404, 500])('a refusal with %i is read', async (status) => {
		for (const answer of [refusal, gzipSync(refusal)]) {
			const encoding: Record<string, string> =
				typeof answer === 'string' ? {} : { 'content-encoding': 'gzip' };
			const { error } = await run(answer, { status, headers: encoding });
			expect(error?.message).toBe('No such thing.');
		}
	});

	test.each([400, 401, 403, 404, 500])('a page in place of a refusal with %i', async (status) => {
		const { error } = await run('<html>Sorry</html>', { status });
		expect(error?.message).toMatch(/^(Okta|OneLogin|Logto) refused the request with status/);
		expect(error?.httpCode).toBe(String(status));
	});
});
