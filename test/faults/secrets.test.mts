/** Secrets that are entered or fetched, and every place where they must not be found. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type RunResult, runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import type { OperationCase } from '../engine/operations.mjs';
import { samples } from '../engine/samples.mjs';
import {
	type Answer,
	isToken,
	type Received,
	startServer,
	type TestServer,
} from '../engine/server.mjs';
import { credentialsFor, SECRET } from '../engine/vendors.mjs';
import { breaks, type Fault, throttles } from './faults.mjs';
import {
	answerOf,
	answerWell,
	fieldsIn,
	parametersOf,
	runCase,
	type Subject,
	subjects,
	valueAt,
	withValue,
} from './subjects.mjs';

let server: TestServer;
let clock: FakeClock;
let printed = '';
const restore: Array<() => void> = [];

beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => {
	clock = fakeClock();
	printed = '';
	for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
		const spy = jest.spyOn(console, name).mockImplementation((...words: unknown[]) => {
			printed += words.map((word) => (word instanceof Error ? word.stack : wordsOf(word))).join();
		});
		restore.push(() => spy.mockRestore());
	}
	for (const stream of [process.stdout, process.stderr]) {
		const { write } = stream;
		stream.write = ((chunk: string | Uint8Array) => {
			printed += String(chunk);
			return true;
		}) as typeof write;
		restore.push(() => (stream.write = write));
	}
});
afterEach(() => {
	clock.restore();
	while (restore.length > 0) restore.pop()!();
});

const wordsOf = (word: unknown): string => (typeof word === 'string' ? word : textOf(word));

/** Everything in a value as text, without the parameters of the workflow's own nodes. */
function textOf(value: unknown): string {
	const seen = new WeakSet<object>();
	return (
		JSON.stringify(value, function (this: unknown, key: string, inner: unknown) {
			if (key === 'parameters' && typeof this === 'object' && 'typeVersion' in this!) return null;
			if (inner instanceof Error) {
				const { name, message, stack } = inner;
				return { ...inner, name, message, stack, cause: inner.cause };
			}
			if (typeof inner === 'object' && inner !== null) {
				if (seen.has(inner)) return null;
				seen.add(inner);
			}
			return inner;
		}) ?? ''
	);
}

const isSecret = ({ typeOptions }: INodeProperties): boolean => typeOptions?.password === true;

const secretFields = ({ form }: Subject) =>
	[...fieldsIn(form)].filter(({ field }) => isSecret(field));

/** Another value of the same kind: letters for letters, hex for hex, a hash's prefix as it is. */
function marked(value: string, number: number): string {
	const [, prefix, rest] = /^((?:\$\w+\$\w+\$)?)(.*)$/s.exec(value)!;
	const letters = /^(?:[0-9a-f]{10,}[ ,]*)+$/i.test(rest) ? 'abcdef' : 'bcdfghjkqvwxyz';
	let state = number * 7919 + 17;
	const pick = (set: string): string => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return set[Math.floor((state / 2147483648) * set.length)];
	};
	const changed = rest
		.replace(/[a-z]/g, () => pick(letters))
		.replace(/[A-Z]/g, () => pick(letters).toUpperCase())
		.replace(/[0-9]/g, () => pick('234567'));
	// Base64 that ends in padding stays such: not every last letter can stand before it.
	if (/^[\w+/]+={1,2}$/.test(rest)) {
		const { length } = Buffer.from(rest, 'base64');
		return prefix + Buffer.from(changed.padEnd(length, 'q')).subarray(0, length).toString('base64');
	}
	// A short one would be found everywhere.
	const more = changed.trim().length < 8 ? Array.from({ length: 10 }, () => pick(letters)) : [];
	return prefix + changed + more.join('');
}

/** Every text in a value. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

/** Answers that hold the whole request, as if the vendor repeated it. */
function echo({ json, text, headers }: Received, good: Answer): Answer {
	const sent = (json ?? {}) as IDataObject;
	const repeated = { ...sent, echo: sent };
	const into = (record: unknown): unknown => {
		if (Array.isArray(record)) return record.map(into);
		if (typeof record === 'object' && record !== null) return { ...record, ...repeated };
		return record;
	};
	const { status, body } = good;
	const isEnvelope = typeof body === 'object' && body !== null && 'status' in body;
	const put =
		text === '' || headers.authorization === undefined
			? body
			: isEnvelope && typeof (body as IDataObject).status === 'object'
				? { ...body, data: into((body as IDataObject).data ?? [{}]) }
				: into(body ?? {});
	return { ...good, status: status === 204 && put !== undefined ? 200 : status, body: put };
}

/** A refusal in each vendor's form that repeats the whole request in each of its words. */
const refusing =
	(status: number, extra: IDataObject = {}): Fault =>
	({ text, headers, path, query }) => {
		const words = `${text} ${textsIn(text && JSON.parse(text)).join(' ')} ${headers.authorization} ${path} ${query.flat().join(' ')}`;
		return {
			status,
			headers: { 'x-okta-request-id': 'r1' },
			body: {
				errorCode: 'E0000001',
				errorSummary: words,
				errorCauses: [{ errorSummary: words }],
				code: 'entity.invalid',
				message: words,
				details: words,
				data: { issues: [{ path: ['a'], message: words }] },
				status: { error: true, code: status, type: words, message: words },
				...extra,
			},
		};
	};

const failures: Record<string, Fault> = {
	'a 400': refusing(400),
	'a 401': refusing(401),
	'a 403': refusing(403),
	'a 404': refusing(404),
	'a 422': refusing(422),
	'a 500': refusing(500),
	'a plain text': ({ text, headers }) => ({
		status: 200,
		headers: { 'content-type': 'text/plain' },
		body: textsIn(text && JSON.parse(text)).join(' ') + String(headers.authorization),
	}),
	'a plain text refusal': ({ text, headers }) => ({
		status: 400,
		headers: { 'content-type': 'text/plain' },
		body: `${text} ${String(headers.authorization)}`,
	}),
	'a redirect': ({ text, headers }) => ({
		status: 302,
		headers: {
			location: `http://127.0.0.1:1/?${encodeURIComponent(text)}&${String(headers.authorization)}`,
		},
	}),
	'an OAuth refusal': ({ headers }) => ({
		status: 403,
		headers: {
			'www-authenticate': `Bearer error="x", error_description="${String(headers.authorization)}"`,
		},
		body: '',
	}),
	'a broken connection': breaks['reset after the request was read'] as Fault,
};

/** Where a secret is found in what a run leaves behind; nothing is the right answer. */
function found(secrets: string[], { items, errorItems, error, run }: RunResult): string[] {
	const places = {
		items: textOf([items, errorItems]),
		error: textOf([error, error?.message, error?.description, error?.stack, error?.cause]),
		'stored data': textOf(run),
		'what was printed': printed,
		addresses: JSON.stringify(server.calls().map(({ path, query }) => [path, query])),
	};
	return Object.entries(places).flatMap(([place, text]) =>
		secrets
			.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))
			.map((secret) => `${place}: ${secret}`),
	);
}

/** Operations whose purpose is to hand over what was entered, each with the reason. */
const HANDED_OVER: Record<string, string> = {
	'logto mfaVerification > create':
		'the secret or the codes that were set up, as the person has to enter them elsewhere',
};

/** The token that the server issued, and what the credential holds. */
const held = () => [
	SECRET,
	...server.received.flatMap(
		({ headers }) => String(headers.authorization ?? '').split(' ')[1] ?? [],
	),
];

describe.each(subjects)('$name', (subject) => {
	const fields = secretFields(subject);
	const runs = subject.cases.filter(({ parameters }) =>
		fields.some(({ path }) => typeof valueAt(parameters, path) === 'string'),
	);

	test('each secret field is set in some run of the tables', () => {
		const unset = fields.filter(
			({ path }) => !subject.cases.some(({ parameters }) => valueAt(parameters, path)),
		);
		expect(unset.map(({ label }) => label)).toEqual([]);
	});

	/** A run with other secrets, what they are, and what is made of them on the wire. */
	async function withMarks(one: OperationCase) {
		const marks: string[] = [];
		const parameters = fields.reduce((given, { path }, index) => {
			const value = valueAt(given, path);
			if (typeof value !== 'string' || value === '') return given;
			const mark = marked(value, index + 1);
			marks.push(mark.trim());
			return withValue(given, path, mark);
		}, one.parameters);
		answerWell(server, one);
		await runCase(server, one);
		const usual = new Set(server.calls().flatMap(({ json }) => textsIn(json)));
		answerWell(server, one);
		await runCase(server, one, { parameters: { ...parametersOf(one), ...parameters } });
		const made = server
			.calls()
			.flatMap(({ json }) => textsIn(json))
			.filter((text) => !usual.has(text));
		// Otherwise what follows says nothing.
		expect([one.title, made.length > 0]).toEqual([one.title, true]);
		return { parameters: { ...parametersOf(one), ...parameters }, marks, made };
	}

	if (runs.length > 0) {
		test('a vendor that repeats the request on success gives no secret away', async () => {
			for (const one of runs) {
				const { parameters, marks, made } = await withMarks(one);
				let next = 0;
				server.respond = (request) =>
					isToken(request)
						? undefined
						: echo(request, answerOf(one, request, next++ % one.requests.length));
				printed = '';
				const result = await runCase(server, one, { parameters });
				const leaks = found([...marks, ...held()], result);
				if (subject.name in HANDED_OVER) continue;
				expect([one.title, leaks]).toEqual([one.title, []]);
				// In what people see of an item, not even what was made of a secret.
				if (parameters.simplify !== false) {
					expect([one.title, found(made, { ...result, run: {} as never })]).toEqual([
						one.title,
						[],
					]);
				}
			}
		});
	}

	test('no kind of failure gives a secret away', async () => {
		for (const one of runs.length > 0 ? runs : [subject.first]) {
			const { parameters, marks, made } =
				runs.length > 0
					? await withMarks(one)
					: { parameters: parametersOf(one), marks: [], made: [] };
			for (const [title, fault] of Object.entries(failures)) {
				server.respond = (request, reply) =>
					isToken(request) ? undefined : fault(request, reply, {});
				printed = '';
				// The same words in the error, or in an item on the error output.
				const onError = title === 'a 403' ? 'continueErrorOutput' : undefined;
				const result = await runCase(server, one, { parameters, onError });
				// A job says of somebody who is not there that nobody was found.
				const isAnswer = subject.isJob && title === 'a 404';
				if (!isAnswer) expect([title, result.items]).toEqual([title, []]);
				const leaks = found([...marks, ...made, ...held()], result);
				expect([one.title, title, leaks]).toEqual([one.title, title, []]);
			}
			const throttled = throttles[subject.node].find(({ isAbsurd }) => isAbsurd)!.make();
			server.respond = (request, reply) =>
				isToken(request)
					? undefined
					: { ...refusing(throttled.status!)(request, reply, {}), headers: throttled.headers };
			const result = await runCase(server, one, { parameters });
			expect(result.error).toBeDefined();
			expect(found([...marks, ...made, ...held()], result)).toEqual([]);
		}
	});
});

test.each(['oneLogin', 'logto'] as const)(
	'%s: a token whose place another took is repeated no more than the present one',
	async (node) => {
		const [[type, credential]] = Object.entries(credentialsFor(node, server.origin));
		const tokens = ['eyJ-first-of-this-client', 'eyJ-second-of-this-client'];
		const unauthorized = samples.find((sample) => sample.node === node)!.badToken;
		let issued = 0;
		server.respond = ({ path, headers }) => {
			if (path.endsWith('/token')) {
				return {
					status: 200,
					body: { access_token: tokens[issued++], expires_in: 3600, scope: 'all' },
				};
			}
			if (headers.authorization === `Bearer ${tokens[0]}`) return unauthorized;
			return { status: 400, body: { message: `bad headers "${tokens[0]}", "${tokens[1]}"` } };
		};
		const { error, run } = await runNode({
			node,
			parameters: { resource: 'user', operation: 'get', user: { mode: 'id', value: '4711' } },
			credentials: { [type]: { ...credential, clientId: 'renewing' } },
		});
		expect(issued).toBe(2);
		expect(error?.message).toBe('bad headers "***", "***"');
		for (const token of tokens) expect(JSON.stringify(run)).not.toContain(token);
	},
);

test('a wrong parameter beside a secret gives no secret away', async () => {
	for (const subject of subjects) {
		for (const { path, field } of secretFields(subject)) {
			const one = subject.cases.find(({ parameters }) => valueAt(parameters, path));
			if (!one || field.type !== 'string') continue;
			const secret = marked('correct horse battery', 5);
			for (const wrong of [{ secret }, [secret]]) {
				const { error, run } = await runNode({
					node: subject.node,
					parameters: {
						...parametersOf(one),
						...withValue(one.parameters, path, '={{ $json.value }}'),
					},
					credentials: credentialsFor(subject.node, server.origin),
					items: [{ value: wrong as never }],
				});
				const text = textOf([error, error?.message, run.data.resultData.runData['Under Test']]);
				expect([subject.name, text.includes(secret)]).toEqual([subject.name, false]);
			}
		}
	}
});

test('what hands secrets over is an operation, and has a reason', () => {
	for (const [name, reason] of Object.entries(HANDED_OVER)) {
		expect(`${name}: ${reason}`).toMatch(/^(okta|oneLogin|logto) \w+ > \w+: .{20,}/);
	}
});
