import type { IDataObject } from 'n8n-workflow';
import { type Api, type Call, isRead, type ListCall, ReadAgain, type Reply } from './api';
import { type Bucket, bucketOf } from './budget';
import { clock, pause } from './clock';
import { ApiError, raise, type Refusal } from './errors';
import { exchange, MAYBE_DONE, NoTokenError } from './exchange';
import type { Carried } from './renewal';
import { Secrets } from './secrets';
import type { Session } from './session';
import type { Tenant } from './tenant';
import type { Throttle } from './vendor';

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

/** Errors of a gateway or an overloaded server, after which a read may succeed. */
const PASSING = new Set([502, 503, 504]);

/** Sends the requests of one item: authentication, throttling, retries and the same-origin rule. */
export class Client implements Api {
	readonly signal: AbortSignal | undefined;
	readonly width: number;
	private readonly tenant: Tenant;

	/** @param ended aborted when the item is done with, and nothing of it is to be waited for or read */
	constructor(
		private readonly session: Session,
		private readonly settings: RequestSettings = DEFAULT_SETTINGS,
		private readonly secrets = new Secrets(),
		ended: AbortSignal | undefined = session.signal,
	) {
		this.signal = ended;
		this.width = session.width;
		this.tenant = session.tenant;
	}

	hint(message: string): void {
		this.session.hint(message);
	}

	async request(call: Call): Promise<unknown> {
		return this.tenant.vendor.payload(await this.send(call));
	}

	async all(
		call: ListCall,
		limit = Infinity,
		shape = (page: IDataObject[]): IDataObject[] => page,
	): Promise<IDataObject[]> {
		for (let reading = 1; ; reading++) {
			const kept: IDataObject[] = [];
			try {
				for await (const page of this.tenant.vendor.pages(this, call, limit, reading)) {
					const wanted = page.slice(0, limit - kept.length);
					for (const record of shape(wanted)) kept.push(record);
					if (kept.length >= limit) break;
				}
				return kept;
			} catch (error) {
				if (!(error instanceof ReadAgain)) return raise(error as Error);
				if (error.records) return shape(error.records.slice(0, limit));
			}
		}
	}

	async send(call: Call): Promise<Reply> {
		const { vendor } = this.tenant;
		const bucket = bucketOf(this.tenant.origin, this.tenant.principal, vendor.bucket(call));
		if (call.body !== undefined) this.secrets.note(call.body);
		let breaks = 0;
		let wasRenewed = false;
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
			const { outcome, carried } = await this.attempt(call, bucket);
			const broken = outcome instanceof ApiError || PASSING.has(outcome.status);
			if (broken && isRead(call) && ++breaks < READ_ATTEMPTS) {
				await pause(backoff(breaks), this.signal);
				continue;
			}
			if (outcome instanceof ApiError) throw outcome;
			const fault = vendor.tokenFault(outcome);
			if (fault) {
				const refused = this.refused(outcome, call);
				if (call.isProof) throw refused;
				const renewed = await this.session.wasRefused(fault, carried, refused, this.signal);
				if (!renewed || wasRenewed) throw refused;
				wasRenewed = true;
				continue;
			}
			if (outcome.status < 500) this.session.cameThrough();
			const throttle = vendor.throttle(outcome, clock.now());
			if (throttle) {
				const ms = Math.max(throttle.waitMs ?? backoff(++throttles), MIN_THROTTLE_MS);
				if (!throttle.isBusy) bucket.block(clock.now() + Math.min(ms, LONGEST_BLOCK_MS));
				if (waited + ms > patience) {
					throw this.tooLong(this.refusal(outcome), throttle, waited + ms, ms);
				}
				await wait(ms);
				continue;
			}
			if (outcome.status >= 300 && outcome.status < 400) throw this.redirected(outcome);
			if (outcome.status >= 400) throw this.refused(outcome, call);
			return outcome;
		}
	}

	/** One request on the wire. */
	private async attempt(
		call: Call,
		bucket: Bucket,
	): Promise<{ outcome: Reply | ApiError; carried?: Carried }> {
		const { session, tenant } = this;
		const { vendor, renewal } = tenant;
		let sent = clock.now();
		let outcome: Reply | ApiError | undefined;
		let carried: Carried | undefined;
		try {
			outcome = await session.inSlot(async () => {
				sent = clock.now();
				carried = renewal?.carry();
				return await exchange(session.context, tenant, call, {
					carried,
					timeout: this.settings.timeout,
					// A change that is on its way is waited for, unless the person stops the execution.
					stop: isRead(call) ? this.signal : session.signal,
				});
			}, this.signal);
			return { outcome, carried };
		} catch (error) {
			if (!(error instanceof NoTokenError)) return raise(error as Error);
			session.gaveNoToken(error.cause);
			return raise(error.cause);
		} finally {
			carried?.end();
			const now = clock.now();
			const reply = outcome instanceof ApiError ? undefined : outcome;
			bucket.settle(reply && vendor.allowance(reply, now), sent, now);
		}
	}

	private refused(reply: Reply, call: Call): ApiError {
		const error = new ApiError(this.refusal(reply));
		if (!isRead(call) && reply.status >= 500) {
			// A gateway gives up on an answer, not on what the server behind it may be doing.
			const advice = this.tenant.vendor.advise(error.refusal);
			error.description = [MAYBE_DONE, advice].filter(Boolean).join(' ');
			error.outcome = 'unclear';
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

	private tooLong(
		refusal: Refusal,
		{ reason, isBusy }: Throttle,
		totalMs: number,
		waitMs: number,
	): ApiError {
		const seconds = Math.ceil(totalMs / 1000);
		const error = new ApiError(
			{
				...refusal,
				summary: `${this.tenant.vendor.name} ${reason}, and it would have taken ${seconds} seconds in all to wait for it`,
				causes: [refusal.summary, ...(refusal.causes ?? [])],
			},
			`Run the workflow later or less often, or raise "Max Wait for Rate Limit" in "Request Options" above ${seconds} seconds.`,
		);
		if (!isBusy) error.failure = { cause: 'rate-limited', retryAfterMs: waitMs };
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

/** Milliseconds before retry number `attempt` (1, 2, …): doubled each time, with up to 50 % jitter. */
const backoff = (attempt: number): number =>
	Math.min(BACKOFF_MS * 2 ** (attempt - 1), 30_000) * (1 + Math.random() / 2);
