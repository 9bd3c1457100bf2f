import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
	NodeExecutionHint,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { AGAIN, type Api, type Call, type ListCall, type Page, type Reply } from './api';
import { type Bucket, bucketOf } from './budget';
import { CancelledError, clock, pause } from './clock';
import { ApiError, InputError, raise, type Refusal } from './errors';
import { jsonOrText } from './json';
import { Slots } from './lanes';
import { isBrokenText } from './path';
import { Secrets } from './secrets';
import type { Vendor } from './vendor';

/** What the engine needs of n8n's execute and load-options contexts. */
export interface RequestContext {
	helpers: {
		httpRequestWithAuthentication(
			this: unknown,
			credentialsType: string,
			options: IHttpRequestOptions,
		): Promise<unknown>;
	};
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	getNode(): Pick<INode, 'credentials'>;
	addExecutionHints?(hint: NodeExecutionHint): void;
}

/** A tenant: where it is and which credential opens it. Constant during an execution. */
export interface Tenant {
	vendor: Vendor;
	credentialType: string;
	/** Scheme, host and port, without a trailing slash. */
	origin: string;
	/** Whose rate limit the requests count against. */
	principal: string;
	/** What the credential holds that no message may repeat. */
	secrets: string[];
}

/** How the requests of one item are sent. */
export interface RequestSettings {
	/** Longest total wait for the rate limit of one request, in seconds. */
	maxWait: number;
	/** Longest wait for an answer, in seconds. */
	timeout: number;
}

export const DEFAULT_SETTINGS: RequestSettings = { maxWait: 300, timeout: 60 };

/** Reads are sent up to this many times when the server or the connection breaks. */
const READ_ATTEMPTS = 4;

/** First wait after a broken connection or a gateway error, in ms; doubled each time. */
const BACKOFF_MS = 500;

/** Shortest wait after "too many requests", so that a reset in the past is no busy loop. */
const MIN_THROTTLE_MS = 1_000;

/** Longest time that one refusal keeps other requests waiting, in ms: a reset may be absurd. */
const LONGEST_BLOCK_MS = 3_600_000;

/** How often an execution tries a credential that gives no token, each time for all parallel items. */
const ROUNDS = 3;

/** Errors of a gateway or an overloaded server, after which a read may succeed. */
const PASSING = new Set([502, 503, 504]);

/**
 * Finds the credential and the origin of a node's tenant.
 *
 * @param authentication value of the node's Authentication parameter, `''` where it has none
 * @throws {InputError} when the credential's URL cannot be used
 */
export async function openTenant(
	context: RequestContext,
	vendor: Vendor,
	authentication = '',
): Promise<Tenant> {
	const credentialType = vendor.credentialTypes[authentication];
	const credentials = await context.getCredentials(credentialType);
	return {
		vendor,
		credentialType,
		origin: vendor.origin(credentials),
		principal: context.getNode().credentials?.[credentialType]?.id ?? '',
		secrets: secretsIn(credentials),
	};
}

/** Shorter texts in a credential are choices, such as a type of token. */
const SHORTEST_SECRET = 8;

/**
 * The texts in a credential that are secrets, by the names of their fields. A token that is shared
 * between processes is kept there as JSON, with what else is known of it.
 */
const secretsIn = (credentials: object): string[] =>
	Object.entries(credentials).flatMap(([name, value]) => {
		if (typeof value === 'object' && value !== null) return secretsIn(value as object);
		const isSecret = /secret|token|password|key/i.test(name) && !/url/i.test(name);
		if (!isSecret || typeof value !== 'string' || value.length < SHORTEST_SECRET) return [];
		const kept = jsonParse<unknown>(value, { fallbackValue: null });
		return [value, ...(typeof kept === 'object' && kept !== null ? secretsIn(kept) : [])];
	});

/**
 * One execution of a node against one tenant. It keeps the requests of all its items within the
 * number that may be in flight, and lets the first one go alone: that one fetches the token which
 * the others then find.
 */
export class Session {
	readonly signal: AbortSignal | undefined;
	private readonly slots: Slots;
	private opening?: Promise<unknown>;
	/** Requests in a row that the credential stopped, e.g. since no token was issued. */
	private stopped = 0;
	private reason?: Error;

	constructor(
		readonly context: RequestContext,
		readonly tenant: Tenant,
		/** Most requests in flight. */
		readonly width = tenant.vendor.parallel,
	) {
		this.signal = context.getExecutionCancelSignal?.();
		this.slots = new Slots(width);
	}

	/** Sends as soon as there is a place for one more request. */
	async inSlot<T>(send: () => Promise<T>): Promise<T> {
		const opening = this.opening;
		if (opening) {
			await opening;
			return await this.slots.run(send);
		}
		const first = this.slots.run(send);
		this.opening = first.catch(() => {});
		return await first;
	}

	/**
	 * Each item of an execution that continues on fail would ask for a token anew, and vendors lock out
	 * clients that keep failing. So after some rounds without success nothing more is tried.
	 *
	 * @throws the reason why the credential cannot be used
	 */
	requireOpen(): void {
		if (this.reason && this.stopped >= ROUNDS * this.width) throw this.reason;
	}

	/** A request reached the network. */
	cameThrough(): void {
		this.stopped = 0;
	}

	/** The credential stopped a request. */
	wasStopped(reason: Error): void {
		this.stopped++;
		this.reason = reason;
	}

	/** Shows a hint below the node's output, once. */
	hint(message: string): void {
		if (this.hinted) return;
		this.hinted = true;
		this.context.addExecutionHints?.({ message, location: 'outputPane' });
	}

	private hinted = false;
}

/** Sends the requests of one item: authentication, throttling, retries and the same-origin rule. */
export class Client implements Api {
	readonly signal: AbortSignal | undefined;
	readonly width: number;
	private readonly tenant: Tenant;

	constructor(
		private readonly session: Session,
		private readonly settings: RequestSettings = DEFAULT_SETTINGS,
		private readonly secrets = new Secrets(),
	) {
		this.signal = session.signal;
		this.width = session.width;
		this.tenant = session.tenant;
	}

	hint(message: string): void {
		this.session.hint(message);
	}

	async request(call: Call): Promise<unknown> {
		return this.tenant.vendor.payload(await this.send(call));
	}

	async *pages(call: ListCall, limit = Infinity): AsyncGenerator<Page> {
		let left = limit;
		for await (const page of this.tenant.vendor.pages(this, call, limit)) {
			if (page === AGAIN) {
				left = limit;
				yield page;
				continue;
			}
			yield page.length > left ? page.slice(0, left) : page;
			left -= page.length;
			if (left <= 0) return;
		}
	}

	async all(call: ListCall, limit = Infinity): Promise<IDataObject[]> {
		let records: IDataObject[] = [];
		for await (const page of this.pages(call, limit)) {
			if (page === AGAIN) records = [];
			else for (const record of page) records.push(record);
		}
		return records;
	}

	async send(call: Call): Promise<Reply> {
		const { vendor } = this.tenant;
		const isRead = call.method === 'GET';
		const bucket = bucketOf(this.tenant.origin, this.tenant.principal, vendor.bucket(call));
		let breaks = 0;
		let throttles = 0;
		let waited = 0;
		const wait = async (ms: number) => {
			waited += ms;
			await pause(ms, this.signal);
		};
		const patience = this.settings.maxWait * 1000;
		for (;;) {
			// Beyond the person's patience the request goes all the same: the vendor has the last word.
			for (let ms = bucket.take(clock.now()); ms > 0; ms = bucket.take(clock.now())) {
				if (waited + ms > patience) {
					bucket.force();
					break;
				}
				await wait(ms);
			}
			const outcome = await this.attempt(call, bucket);
			const broken = outcome instanceof ApiError || PASSING.has(outcome.status);
			if (broken && isRead && ++breaks < READ_ATTEMPTS) {
				await pause(backoff(breaks), this.signal);
				continue;
			}
			if (outcome instanceof ApiError) throw outcome;
			const throttle = vendor.throttle(outcome, clock.now());
			if (throttle) {
				const ms = Math.max(throttle.waitMs ?? backoff(++throttles), MIN_THROTTLE_MS);
				bucket.block(clock.now() + Math.min(ms, LONGEST_BLOCK_MS));
				if (waited + ms > patience) {
					throw this.tooLong(this.refusal(outcome), throttle.reason, waited + ms, ms);
				}
				await wait(ms);
				continue;
			}
			if (outcome.status >= 300 && outcome.status < 400) throw this.redirected(outcome);
			if (outcome.status >= 400) throw this.refused(outcome, isRead);
			return outcome;
		}
	}

	/** One request on the wire (two when n8n renews the credential after a 401). */
	private async attempt(call: Call, bucket: Bucket): Promise<Reply | ApiError> {
		const { vendor } = this.tenant;
		let sent = clock.now();
		let reply: Reply | undefined;
		try {
			reply = await this.session.inSlot(async () => {
				if (this.signal?.aborted) throw new CancelledError();
				this.session.requireOpen();
				sent = clock.now();
				return await this.exchange(this.options(call));
			});
			this.session.cameThrough();
			return reply;
		} catch (error) {
			if (error instanceof InputError || error instanceof ApiError) return raise(error);
			if (this.signal?.aborted) return raise(new CancelledError());
			return this.unanswered(error, call);
		} finally {
			const now = clock.now();
			bucket.settle(reply && vendor.allowance(reply, now), sent, now);
		}
	}

	/** @throws {ApiError} when the credential stopped the request */
	private unanswered(error: unknown, call: Call): Reply | ApiError {
		try {
			const outcome = unanswered(error, this.tenant.vendor.name, call.method !== 'GET');
			this.session.cameThrough();
			return outcome;
		} catch (reason) {
			this.session.wasStopped(reason as Error);
			return raise(reason as Error);
		}
	}

	private async exchange(options: IHttpRequestOptions): Promise<Reply> {
		const { context, tenant } = this.session;
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			tenant.credentialType,
			options,
		)) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: response.headers as Reply['headers'],
			body: readBody(response.body),
		};
	}

	private options({ method, path, query, headers, body }: Call): IHttpRequestOptions {
		const options: IHttpRequestOptions = {
			method,
			url: this.tenant.origin + path,
			qs: checkedQuery(query),
			arrayFormat: 'repeat',
			headers: checkedHeaders({
				Accept: 'application/json',
				...this.tenant.vendor.headers,
				...headers,
			}),
			returnFullResponse: true,
			// Axios would round long integers as it parses them.
			encoding: 'text',
			// A 401 must throw: n8n then renews the token and sends the request once more.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			// A redirect could lead the token to another host. No endpoint here uses one.
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			timeout: this.settings.timeout * 1000,
		};
		if (body !== undefined) {
			refuseBroken(body);
			options.headers!['Content-Type'] = 'application/json';
			// As text, since n8n drops an empty object or array, and Axios a key named "constructor".
			options.body = JSON.stringify(body);
			this.secrets.note(body);
		}
		return options;
	}

	private refused(reply: Reply, isRead: boolean): ApiError {
		const error = new ApiError(this.refusal(reply));
		if (!isRead && reply.status >= 500) {
			// A gateway gives up on an answer, not on what the server behind it may be doing.
			const advice = this.tenant.vendor.advise(error.refusal);
			error.description = [MAYBE_DONE, advice].filter(Boolean).join(' ');
		}
		return error;
	}

	/** What the vendor says, or that it cannot be made out: a broken server may say anything. */
	private refusal(reply: Reply): Refusal {
		const { vendor } = this.tenant;
		const plain = `${vendor.name} refused the request with status ${reply.status}`;
		try {
			const { status, summary, ...said } = vendor.refusal(reply);
			return {
				...said,
				status: Number.isInteger(status) ? status : reply.status,
				summary: typeof summary === 'string' && summary !== '' ? summary : plain,
			};
		} catch {
			return { status: reply.status, summary: plain };
		}
	}

	private tooLong(refusal: Refusal, reason: string, totalMs: number, waitMs: number): ApiError {
		const seconds = Math.ceil(totalMs / 1000);
		const error = new ApiError(
			{
				...refusal,
				summary: `${this.tenant.vendor.name} ${reason}, and it would have taken ${seconds} seconds in all to wait for it`,
				causes: [refusal.summary, ...(refusal.causes ?? [])],
			},
			`Run the workflow later or less often, or raise "Max Wait for Rate Limit" in "Request Options" above ${seconds} seconds.`,
		);
		error.failure = { cause: 'rate-limited', retryAfterMs: waitMs };
		return error;
	}

	private redirected(reply: Reply): ApiError {
		const { vendor, origin } = this.tenant;
		return new ApiError(
			{
				status: reply.status,
				summary: `${vendor.name} answered with a redirect to another address`,
			},
			`Redirects are not followed, so that the credential reaches no other server. Check that the URL in the credential (${origin}) is the tenant's own address.`,
		);
	}
}

const readBody = (body: unknown): unknown => (typeof body === 'string' ? jsonOrText(body) : body);

/** Milliseconds before retry number `attempt` (1, 2, …): doubled each time, with up to 50 % jitter. */
const backoff = (attempt: number): number =>
	Math.min(BACKOFF_MS * 2 ** (attempt - 1), 30_000) * (1 + Math.random() / 2);

const halfCharacter = (name: string): InputError =>
	new InputError(
		`The value for "${name}" contains half of a character (a lone surrogate)`,
		'Texts are cut so when their length is limited in the middle of an emoji.',
	);

/** No database keeps half of a character, and what a vendor says of one explains nothing. */
function refuseBroken(body: unknown, name = 'body'): void {
	if (typeof body === 'string') {
		if (isBrokenText(body)) throw halfCharacter(name);
	} else if (Array.isArray(body)) {
		for (const entry of body) refuseBroken(entry, name);
	} else if (typeof body === 'object' && body !== null) {
		for (const [key, value] of Object.entries(body)) {
			if (isBrokenText(key)) throw halfCharacter(name);
			refuseBroken(value, key);
		}
	}
}

function checkedQuery(query: Call['query'] = {}): IDataObject {
	const checked: IDataObject = {};
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined || value === null) continue;
		if ([name, value].flat().some((part) => typeof part === 'string' && isBrokenText(part))) {
			throw halfCharacter(name);
		}
		checked[name] = value;
	}
	return checked;
}

function checkedHeaders(headers: Record<string, string>): IDataObject {
	for (const [name, value] of Object.entries(headers)) {
		if (!/^[\x20-\x7E]*$/.test(value)) {
			throw new InputError(
				`The value for the header "${name}" contains a line break or a character that a header cannot carry`,
			);
		}
	}
	return { ...headers };
}

const MAYBE_DONE =
	'The request may have been carried out all the same, so it was not sent again. Look at the record before you repeat it.';

interface HttpFailure {
	isAxiosError?: boolean;
	message?: string;
	description?: string | null;
	cause?: HttpFailure;
	code?: string;
	/** What a token endpoint answered when n8n renewed an OAuth2 token (RFC 6749, 5.2). */
	body?: { error?: unknown; error_description?: unknown } | string;
	response?: { status?: number; headers?: Reply['headers']; data?: unknown };
}

/** A thrown request: a final 401 is still a reply, anything else means that no answer arrived. */
function unanswered(error: unknown, vendorName: string, isWrite: boolean): Reply | ApiError {
	const outer = error as HttpFailure;
	const { response, code, isAxiosError } = outer.cause ?? outer;
	// Any other status comes with an error when the connection broke in the middle of the body: Axios
	// then throws with the status of the headers and no body, which must not pass for an answer.
	if (response?.status === 401) {
		return { status: 401, headers: response.headers ?? {}, body: readBody(response.data ?? '') };
	}
	// n8n's OAuth2 client gives codes of its own (EAUTH, ESTATUS) to answers that did arrive.
	if (code === undefined || !isAxiosError) return raise(unsent(outer, vendorName));
	const unsure = isWrite && !NOT_SENT.has(code);
	return new ApiError(
		{ code, summary: `${vendorName} could not be reached or did not answer in full (${code})` },
		unsure
			? MAYBE_DONE
			: 'Check the URL in the credential and the network between n8n and the server.',
	);
}

/** Codes of connections that were never made, so nothing can have happened. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** A request that n8n or the credential stopped before it was sent, e.g. a refused token. */
function unsent(error: HttpFailure, vendorName: string): ApiError {
	const { body, message } = error.cause ?? {};
	if (typeof body === 'object' && typeof body.error === 'string') {
		const reason = typeof body.error_description === 'string' ? body.error_description : body.error;
		return new ApiError(
			{ code: body.error, summary: `${vendorName} renewed no access token: ${reason}` },
			'Check the client ID and the client secret in the credential, and connect it again.',
		);
	}
	const inner = message ?? error.message ?? 'The request could not be sent';
	return new ApiError({ summary: inner }, error.description ?? undefined);
}
