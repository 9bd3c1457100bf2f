/** What can go wrong with one request, as a server brings it about. */
import type { FastifyReply } from 'fastify';
import type { NodeName } from '../engine/engine.mjs';
import type { OperationCase } from '../engine/operations.mjs';
import { type Answer, isToken, type Received, type TestServer } from '../engine/server.mjs';
import { answerOf } from './subjects.mjs';

/** Answers in place of the good answer, or does something to the connection. */
export type Fault = (request: Received, reply: FastifyReply, good: Answer) => Answer | undefined;

const onSocket =
	(act: (reply: FastifyReply) => void): Fault =>
	(_request, reply) => {
		reply.hijack();
		act(reply);
		return undefined;
	};

/** Broken connections, of which the sender cannot know whether the request was carried out. */
export const breaks: Record<string, Fault | 'unread'> = {
	'reset before the request was read': 'unread',
	'reset after the request was read': onSocket(({ raw }) => raw.socket!.resetAndDestroy()),
	'closed without an answer': onSocket(({ raw }) => raw.socket!.end()),
	'reset in the middle of the headers': onSocket(({ raw }) => {
		raw.socket!.write('HTTP/1.1 200 OK\r\nContent-Type: appl', () => raw.socket!.resetAndDestroy());
	}),
	'reset in the middle of the body': onSocket(({ raw }) => {
		raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
		raw.write('[{"id":', () => setTimeout(() => raw.socket?.resetAndDestroy(), 5));
	}),
	'closed in the middle of a chunked body': onSocket(({ raw }) => {
		raw.writeHead(200, { 'content-type': 'application/json' });
		raw.write('[{"id":', () => raw.socket?.end());
	}),
};

/** Keeps the connection open and says nothing, or nothing more after the headers. */
export const silences: Record<string, Fault> = {
	'never answers': onSocket(() => {}),
	'stops after the headers': onSocket(({ raw }) => {
		raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
		raw.write('[');
	}),
};

const BIG = 10 * 1024 * 1024;

export const HTML = '<!doctype html><html><body><h1>Sign in to continue</h1></body></html>';

const textOf = ({ body }: Answer): string => (body === undefined ? '' : JSON.stringify(body));

/** The vendor's payload in a good answer replaced, inside the envelope where there is one. */
function withPayload({ status, headers, body }: Answer, payload: unknown): Answer {
	const isEnvelope =
		typeof body === 'object' && body !== null && 'status' in body && 'data' in body;
	const put = isEnvelope ? { ...body, data: payload } : payload;
	return {
		status: status === 204 ? 200 : status,
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify(put),
	};
}

const json = { 'content-type': 'application/json' };

/** Successful by their status, but not what the vendor documents. */
export const unreadables: Record<string, Fault> = {
	'truncated JSON': (_request, _reply, good) => ({
		status: good.status === 204 ? 200 : good.status,
		headers: { ...good.headers, ...json },
		body: textOf(good).length > 4 ? textOf(good).slice(0, -2) : '{"id": "a',
	}),
	'the sign-in page of a proxy': () => ({
		status: 200,
		headers: { 'content-type': 'text/html' },
		body: HTML,
	}),
	'an empty body': (_request, _reply, good) => ({ status: 200, headers: good.headers, body: '' }),
	'an empty body, said to be JSON': () => ({ status: 200, headers: json, body: '' }),
	'a number': (_request, _reply, good) => withPayload(good, 42),
	'a text': (_request, _reply, good) => withPayload(good, 'nothing'),
	'a boolean': (_request, _reply, good) => withPayload(good, true),
	null: (_request, _reply, good) => withPayload(good, null),
	'a null record': (_request, _reply, good) => withPayload(good, [null]),
	'a list of lists': (_request, _reply, good) => withPayload(good, [[[true]]]),
	'a list of booleans': (_request, _reply, good) => withPayload(good, [true, false]),
};

/** Unusual, but right: it takes the place of the good answer. */
export const readables: Record<string, Fault> = {
	'a wrong content type': (_request, _reply, good) => ({
		...good,
		headers: { ...good.headers, 'content-type': 'text/plain' },
		body: textOf(good),
	}),
};

export const bigReadable: Fault = (_request, _reply, good) => ({
	...good,
	headers: { ...good.headers, ...json },
	body: textOf(good) && ' '.repeat(BIG) + textOf(good),
});

export const bigRefusal: Fault = () => ({
	status: 500,
	body: { message: 'x'.repeat(BIG), errorSummary: 'x'.repeat(BIG) },
});

/** Refused by a status that says nothing of a second try. */
export const refusals: Record<string, Fault> = {
	'a 500 with nothing': () => ({ status: 500, body: '' }),
	'a 500 with null': () => ({ status: 500, headers: json, body: 'null' }),
	'a 500 with HTML': () => ({ status: 500, headers: { 'content-type': 'text/html' }, body: HTML }),
	'a 500 of which only one sentence is text': () => ({
		status: 500,
		body: {
			errorCode: { a: 1 },
			errorSummary: 'Sorry.',
			errorId: [{}],
			errorCauses: [{ errorSummary: { b: 2 } }],
			status: { error: true, code: {}, type: { c: 3 }, message: 'Sorry.' },
			code: { d: 4 },
			message: 'Sorry.',
			data: { issues: [] },
		},
	}),
	'a 500 whose words are objects': () => ({
		status: 500,
		body: {
			errorCode: {},
			errorSummary: { a: 1 },
			errorCauses: [null, 7],
			status: { error: true, code: 'x', message: 7 },
			message: ['a'],
			code: [],
			data: { issues: [null] },
			details: 5,
		},
	}),
};

/** After these a read may succeed. */
export const gateways: Record<string, Fault> = Object.fromEntries(
	[502, 503, 504].map((status) => [
		`a ${status}`,
		() => ({ status, headers: { 'content-type': 'text/html' }, body: HTML }),
	]),
);

/** "Too many requests", and how long is waited for it in ms: at least and at most. */
export interface ThrottleForm {
	title: string;
	make: () => Answer;
	least: number;
	most: number;
	/** Set where it is too long to wait. */
	isAbsurd?: boolean;
	/** Set where the form is one of many for the same rule, tried on one read and one write alone. */
	isVariant?: boolean;
}

/** The wait where the vendor does not say for how long: the engine's own. */
const OWN = { least: 1000, most: 2000 };
const VARIANT = { isVariant: true };
const FAR = 9_999_999_999;

function oktaForms(): ThrottleForm[] {
	const form = (title: string, headers: Record<string, string>, span: object = OWN) => ({
		title,
		...OWN,
		...span,
		make: () => ({
			status: 429,
			headers,
			body: {
				errorCode: 'E0000047',
				errorSummary: 'API call exceeded rate limit due to too many requests.',
				errorId: 'oae1',
				errorCauses: [],
			},
		}),
	});
	const now = Math.floor(Date.now() / 1000);
	const limit = (reset: string, much = '100') => ({
		date: new Date(now * 1000).toUTCString(),
		'x-rate-limit-limit': much,
		'x-rate-limit-remaining': '0',
		'x-rate-limit-reset': reset,
	});
	return [
		form('with its headers', limit(String(now + 40)), { least: 41_000, most: 41_000 }),
		form('without headers', {}),
		form('with a reset in the past', limit(String(now - 3600)), { least: 1000, most: 1000 }),
		form('with a reset absurdly far', limit(String(FAR)), { isAbsurd: true }),
		...['soon', '', '-5', '1e3', 'NaN', '12.5'].map((reset) =>
			form(`with "${reset}" for a reset`, limit(reset), VARIANT),
		),
		form('of too many at once', limit(String(now + 60), '0')),
		form('without a date', { ...limit(String(now + 40)), date: 'today' }, { most: 42_000 }),
	];
}

function oneLoginForms(): ThrottleForm[] {
	const message = 'rate_limit_exceeded';
	const form = (
		title: string,
		status: number,
		headers: Record<string, string>,
		body: unknown,
		span: object = OWN,
	) => ({ title, ...OWN, ...span, make: () => ({ status, headers, body }) });
	const envelope = (code: number) => ({
		status: { error: true, code, type: 'bad request', message },
	});
	const reset = (text: string) => ({ 'x-ratelimit-reset': text });
	const waits = { least: 40_000, most: 40_000 };
	return [
		form('with its header', 429, reset('40'), envelope(429), waits),
		form('without headers', 429, {}, envelope(429)),
		form('without a body', 429, {}, '', VARIANT),
		form('with a reset of 0', 429, reset('0'), envelope(429), { least: 1000, most: 1000 }),
		form('with a reset absurdly far', 429, reset(String(FAR)), envelope(429), { isAbsurd: true }),
		...['soon', '-5', '1e3', '12.5'].map((text) =>
			form(`with "${text}" for a reset`, 429, reset(text), envelope(429), VARIANT),
		),
		form('as a 400', 400, reset('40'), envelope(400), waits),
		form('as a 400 without headers', 400, {}, envelope(400), VARIANT),
		form('as an error inside a 200', 200, reset('40'), envelope(400), waits),
		form('in the flat form', 429, reset('40'), { statusCode: 429, message }, waits),
	];
}

function logtoForms(): ThrottleForm[] {
	const form = (title: string, headers: Record<string, string>, span: object = OWN) => ({
		title,
		...OWN,
		...span,
		make: () => ({ status: 429, headers, body: '' }),
	});
	const after = (text: string) => ({ 'retry-after': text });
	return [
		form('with its header', after('40'), { least: 40_000, most: 40_000 }),
		form('without headers', {}),
		form('with a wait of 0', after('0'), { least: 1000, most: 1000 }),
		form('with a date in the past', after('Wed, 21 Oct 2015 07:28:00 GMT')),
		form('with a wait absurdly far', after(String(FAR)), { isAbsurd: true }),
		...['soon', '-5', '1e3', '12.5'].map((text) =>
			form(`with "${text}" for a wait`, after(text), VARIANT),
		),
	];
}

export const throttles: Record<NodeName, ThrottleForm[]> = {
	okta: oktaForms(),
	oneLogin: oneLoginForms(),
	logto: logtoForms(),
};

/**
 * Answers as a table's run has it, but puts `fault` in place of answer number `at`, `times` times.
 * With `isGood` that answer then counts as given.
 *
 * @returns how often the fault was met
 */
export function answerWithFault(
	server: TestServer,
	one: OperationCase,
	at: number,
	fault: Fault | 'unread',
	{ times = 1, isGood = false } = {},
): { met: () => number } {
	let good = 0;
	let met = 0;
	server.connect = (socket) => {
		if (fault !== 'unread' || good !== at || met >= times) return;
		met++;
		socket.resetAndDestroy();
	};
	server.respond = (request, reply) => {
		if (isToken(request)) return undefined;
		if (fault !== 'unread' && good === at && met < times) {
			met++;
			const answer = answerOf(one, request, good);
			if (isGood) good++;
			return fault(request, reply, answer);
		}
		return answerOf(one, request, good++);
	};
	return { met: () => met };
}
