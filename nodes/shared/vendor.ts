import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Api, Call, ListCall, Reply } from './api';
import type { Refusal } from './errors';

/** How long to wait before a request is sent again that the vendor did not carry out for now. */
export interface Throttle {
	/** Milliseconds; `undefined` when the vendor does not say, so that the engine backs off by itself. */
	waitMs?: number;
	/** What the vendor does that one has to wait, for the message when the wait is too long. */
	reason: string;
	/** It is about the record of this request, and no other request need wait. */
	isBusy?: boolean;
}

/** `unclear`: the reply may mean the token, but also something else, such as a right that is missing. */
export type TokenFault = 'refused' | 'unclear';

/** What a reply says about its rate limit. */
export interface Allowance {
	/** Requests in a window. */
	limit: number;
	/** Requests left in the present window. */
	remaining: number;
	/** When the window ends, ms since the epoch by the vendor's clock (by ours without `servedAt`). */
	resetAt: number;
	/** When the vendor answered, ms by its own clock, in whole seconds. */
	servedAt?: number;
	/** How far two readings of the same window's end may lie apart, in ms. */
	tolerance: number;
}

/** A record chosen in a resource locator: the mode's name and the value entered or picked. */
export interface Locator {
	mode: string;
	value: string;
}

/** Everything about one vendor's API that the engine must know. */
export interface Vendor {
	/** As people call it, e.g. in messages. */
	name: string;
	/** Credential type by the value of the node's Authentication parameter; `''` where there is none. */
	credentialTypes: Record<string, string>;
	/** The credential's origin, e.g. `https://acme.okta.com`. Throws InputError when it is unusable. */
	origin: (credentials: ICredentialDataDecryptedObject) => string;
	/**
	 * Identifies what the token of a credential that fetches one for itself was issued for, as `binding`
	 * in `token.ts` makes it; `undefined` for all others.
	 */
	binding: (credentials: ICredentialDataDecryptedObject) => string | undefined;
	/** Headers of every request. */
	headers: Record<string, string>;
	/** A successful reply's payload, envelope off. Throws ApiError when the body says otherwise. */
	payload: (reply: Reply) => unknown;
	/** What a reply with an error status says. */
	refusal: (reply: Reply) => Refusal;
	/** Whether a reply means that the token (or what stands for it) was not accepted. */
	tokenFault: (reply: Reply) => TokenFault | undefined;
	/** Whether a reply means "too many requests" or "not yet", and how long to wait. `now` in ms. */
	throttle: (reply: Reply, now: number) => Throttle | undefined;
	/** What a reply says about the rate limit, where it does. `now` in ms. */
	allowance: (reply: Reply, now: number) => Allowance | undefined;
	/** The rate limit that a request counts against: the vendor may count some apart. */
	bucket: (call: Call) => string;
	/** Requests that an execution has in flight at most, unless the person sets another number. */
	parallel: number;
	/** Advice that belongs to a refusal, whatever the operation. */
	advise: (refusal: Refusal) => string | undefined;
	/**
	 * The pages of a list, each with the records in the vendor's order. `limit` is the number of records
	 * wanted, maybe Infinity; `reading` counts from 1: one that throws `ReadAgain` is called once more.
	 */
	pages: (
		api: Api,
		call: ListCall,
		limit: number,
		reading: number,
	) => AsyncGenerator<IDataObject[]>;
	/**
	 * Turns a locator into an id, by what it stands for: the method that fills its list. One that is not
	 * here is an id already. `label` is the field as the form shows it.
	 */
	locate: Record<string, (api: Api, locator: Locator, label: string) => Promise<string>>;
}
