import { createHash, timingSafeEqual } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { clock } from './clock';
import { Recent } from './recent';
import { freshOf, type Registered, registeredIn, type Slot } from './registration';

/** A request as a vendor sent it. */
export interface Delivered {
	/** The body as it came over the wire, unpacked by n8n where it was packed. */
	raw: Buffer;
	/** Names in lower case; several of one name are joined. */
	headers: Record<string, string | string[] | undefined>;
}

/** What a vendor delivers. */
export interface Delivery {
	/** The answer to a GET with which a vendor verifies an address; `undefined` where it is none. */
	challenge?: (request: Pick<Delivered, 'headers'>) => IDataObject | undefined;
	/** Whether a request is proven to be the vendor's. */
	isGenuine: (request: Delivered, hook: Registered) => boolean;
	/** The events in a body, each with what tells it from all others; `undefined` where it has none. */
	events: (
		body: unknown,
		request: Delivered,
		hook: Registered,
	) => Array<{ key: string; event: IDataObject }> | undefined;
	/** The items of events; none for those that are not wanted. */
	items: (events: Array<{ key: string; event: IDataObject }>) => IDataObject[];
}

/** Says that n8n was reached, but takes nothing yet. */
export const NOT_READY = 'This webhook of n8n is not registered yet';

/** The header of a request with which a registration finds out whether it reaches this n8n. */
export const PROBE = 'x-n8n-probe';

/** How a probe is answered. No 5xx, which vendors send again, and no answer of a server without n8n. */
export const PROBE_STATUS = 417;

export const probeAnswer = (probe: string): string => `n8n-probe-${probe}`;

/** Most events that are known again, as many as one delivery has at most, and how long, in ms. */
const MOST_KNOWN = 10_000;

const KNOWN_MS = 600_000;

/** An event that was taken. */
interface Taken {
	at: number;
	/** n8n's answer to its request, until the vendor has it. */
	answer?: { readonly statusCode: number };
}

/** Events that were taken, by node. In this process only: static data that is written here could be lost. */
const taken = new Recent(() => new Map<string, Taken>());

/** Forgets which events came, as when the process is started anew. */
export const forgetDeliveries = (): void => taken.clear();

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}

/** Answers without an execution. Nothing is logged: anybody can send anything. */
function answer(context: IWebhookFunctions, status: number, text = ''): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/**
 * What becomes of a request to a webhook: an execution for one that is proven to be the vendor's, and has
 * something new that is wanted; a short answer for any other.
 */
export function deliver(context: IWebhookFunctions, delivery: Delivery): IWebhookResponseData {
	const { method, headers, rawBody } = context.getRequestObject() as unknown as {
		method: string;
		headers: Delivered['headers'];
		rawBody?: Buffer;
	};
	if (method === 'GET') {
		const webhookResponse = delivery.challenge?.({ headers });
		return webhookResponse ? { webhookResponse } : answer(context, 404, 'Not Found');
	}
	const probe = headers[PROBE];
	if (typeof probe === 'string') {
		return /^[0-9a-f]{32}$/.test(probe)
			? answer(context, PROBE_STATUS, probeAnswer(probe))
			: answer(context, 400, 'Bad Request');
	}
	const slot: Slot = context.getMode() === 'manual' ? 'testHook' : 'hook';
	const memory = freshOf(context, slot);
	const stored = registeredIn(context.getWorkflowStaticData('node'), slot);
	// Its secret may be here already while what n8n has stored is that of the webhook before.
	if (memory.hook?.id === stored?.id) memory.hook = undefined;
	const known = [memory.hook, stored].filter((hook) => hook !== undefined);
	// The vendor sends it again after a 5xx, and never after a 4xx.
	if (memory.isPending || known.length === 0) return answer(context, 503, NOT_READY);
	const request: Delivered = { raw: rawBody ?? Buffer.alloc(0), headers };
	const hook = known.find((one) => delivery.isGenuine(request, one));
	if (!hook) return answer(context, 401, 'Unauthorized');
	const events = delivery.events(parsed(request.raw), request, hook);
	if (!events) return answer(context, 400, 'Bad Request');
	const isTest = slot === 'testHook';
	const fresh = isTest ? events : notTaken(context, events);
	const items = delivery.items(fresh);
	if (items.length === 0) return answer(context, 200);
	return { workflowData: [items.map((json) => ({ json }))] };
}

function parsed(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString('utf8'));
	} catch {
		return undefined;
	}
}

/**
 * The events that did not come before. They count as taken from now on, unless n8n answers that it could
 * not take them: the vendor then sends them again. It also does when the answer comes too late for it, as
 * where executions wait for their turn, and then they are taken all the same.
 */
function notTaken<E extends { key: string }>(context: IWebhookFunctions, events: E[]): E[] {
	const known = taken.of(String(context.getWorkflow().id), context.getNode().id);
	const now = clock.now();
	const response = context.getResponseObject();
	const found: E[] = [];
	for (const one of events) {
		const { at = -Infinity, answer = { statusCode: 200 } } = known.get(one.key) ?? {};
		if (now - at < KNOWN_MS && answer.statusCode < 500) continue;
		// The one that came last is last: the first are forgotten first.
		known.delete(one.key);
		known.set(one.key, { at: now, answer: response });
		found.push(one);
	}
	for (const key of known.keys()) {
		if (known.size <= MOST_KNOWN) break;
		known.delete(key);
	}
	response.once('finish', () => {
		if (response.statusCode >= 500) return;
		for (const { key } of found) {
			if (known.get(key)?.answer === response) known.set(key, { at: now });
		}
	});
	return found;
}
