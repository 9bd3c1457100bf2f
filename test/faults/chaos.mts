/** A server that answers each request with the next of a row of faults, and remembers which. */
import type { FastifyReply } from 'fastify';
import { type Answer, isToken, type Received, type TestServer } from '../engine/server.mjs';
import type { Crowd } from './crowds.mjs';
import { breaks, type Fault, gateways, throttles, unreadables } from './faults.mjs';

/** What may happen to one request. */
export const FATES = [
	'good',
	'throttled',
	/** The vendor says that the token is bad. */
	'unauthorized',
	'a 502',
	'a 503',
	'a 504',
	'a 500',
	'truncated JSON',
	'reset before the request was read',
	'reset after the request was read',
	'closed without an answer',
	'reset in the middle of the headers',
	'reset in the middle of the body',
	'closed in the middle of a chunked body',
] as const;

export type Fate = (typeof FATES)[number];

/** Refused before anything was done. */
export const isRefused = (fate: Fate): boolean => fate === 'throttled' || fate === 'unauthorized';

/** After these a read is sent again. */
export const isBroken = (fate: Fate): boolean =>
	fate in gateways || (fate in breaks && fate !== 'good');

export interface Chaos {
	/** What happened to the requests of each item, in order. */
	fates: Map<number, Fate[]>;
	/** How many connections were reset before anybody could say what they were about. */
	unread: number;
}

const faultOf = (fate: Fate, crowd: Crowd): Fault => {
	if (fate === 'throttled') {
		const forms = throttles[crowd.node].filter(({ isAbsurd }) => !isAbsurd);
		return () => forms[Math.floor(Math.random() * forms.length)].make();
	}
	if (fate === 'unauthorized') return () => crowd.badToken;
	if (fate === 'a 500') return () => ({ status: 500, body: { message: 'Sorry.' } });
	return ({ ...breaks, ...gateways, ...unreadables } as Record<string, Fault>)[fate];
};

/** One request of an item, as `fate` has it. */
export function meetFate(
	fate: Fate,
	crowd: Crowd,
	request: Received,
	reply: FastifyReply,
): Answer | undefined {
	const good = crowd.answerFor(crowd.itemOf(request));
	return fate === 'good' ? good : faultOf(fate, crowd)(request, reply, good);
}

/** Answers with each of `row` in turn, and well from then on. */
export function unleash(server: TestServer, crowd: Crowd, row: readonly Fate[]): Chaos {
	const chaos: Chaos = { fates: new Map(), unread: 0 };
	let next = 0;
	server.connect = (socket) => {
		if (row[next] !== 'reset before the request was read') return;
		next++;
		chaos.unread++;
		socket.resetAndDestroy();
	};
	server.respond = (request, reply) => {
		if (isToken(request)) return undefined;
		const item = crowd.itemOf(request);
		// What could only be done to a connection came too late for this one.
		while (row[next] === 'reset before the request was read') next++;
		const fate = row[next++] ?? 'good';
		chaos.fates.set(item, [...(chaos.fates.get(item) ?? []), fate]);
		return meetFate(fate, crowd, request, reply);
	};
	return chaos;
}
