import { randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { inOneText } from './activation';
import type { Api } from './api';
import { askTenant } from './ask';
import { ApiError, InputError, outcomeOf, raise, type Refusal } from './errors';
import { Recent } from './recent';
import type { Tenant } from './tenant';
import type { Vendor } from './vendor';

/** A webhook that this package made at a vendor, as n8n keeps it: in clear text, like all static data. */
export interface Registered {
	id: string;
	/** The address that the vendor calls. */
	url: string;
	/** What proves that a request is the vendor's. */
	secret: string;
	/** The events that the vendor was asked for. */
	events: string[];
}

/** A webhook as the vendor has it. */
export interface VendorHook {
	id: string;
	name: string;
	url: string;
	events: string[];
	/** Whether the vendor delivers to it. */
	isOn: boolean;
	/** Where the vendor shows it. */
	secret?: string;
}

/** How webhooks are registered with a vendor. */
export interface Registrar {
	vendor: Vendor;
	/** Whether the vendor calls no address but those of https. */
	needsHttps: boolean;
	/** @throws {ApiError} as with any other request; `notFound` where there is none */
	read: (api: Api, id: string) => Promise<VendorHook>;
	list: (api: Api) => Promise<VendorHook[]>;
	/** Makes one; vendors that choose the secret themselves pay no heed to the one that is given. */
	create: (
		api: Api,
		hook: { name: string; url: string; secret: string; events: string[] },
	) => Promise<{ id: string; secret: string }>;
	/** Ends when the vendor has reached this n8n. @throws {ApiError} when it cannot */
	prove: (api: Api, hook: Registered) => Promise<void>;
	/** @throws {ApiError} `notFound` where there is none */
	remove: (api: Api, id: string) => Promise<void>;
	advise: (refusal: Refusal) => string | undefined;
}

/**
 * n8n gives publishing up after 84 seconds in all, and tries again before. A vendor may need ten of them
 * to find that an address does not answer.
 */
const SETTINGS = { maxWait: 10, timeout: 12 };

/** Where in the static data the webhook is: the editor's test has one of its own beside it. */
export type Slot = 'hook' | 'testHook';

/** What this process knows of a trigger's webhook. n8n saves static data only after an activation. */
interface Fresh {
	hook?: Registered;
	/** Whether it is being made, so that nothing is taken yet. */
	isPending: boolean;
}

const fresh = new Recent<Fresh>(() => ({ isPending: false }));

/** Deletions under way, by the id of the webhook: n8n starts two at once for a webhook of two methods. */
const removals = new Map<string, Promise<void>>();

/** Forgets what the process knows of all webhooks, as when it is started anew. */
export const forgetHooks = (): void => {
	fresh.clear();
	removals.clear();
};

interface Place {
	getWorkflow(): { id?: string };
	getNode(): { id: string };
}

/** What this process knows of a trigger's webhook, whatever n8n has stored. */
export const freshOf = (context: Place, slot: Slot): Fresh =>
	fresh.of(String(context.getWorkflow().id), context.getNode().id, slot);

/** A webhook as it is stored; `undefined` for anything else. */
export function registeredIn(data: IDataObject, slot: Slot): Registered | undefined {
	const { id, url, secret, events } = (data[slot] ?? {}) as Partial<Registered>;
	const isWhole =
		[id, url, secret].every((text) => typeof text === 'string' && text !== '') &&
		Array.isArray(events);
	return isWhole ? (data[slot] as unknown as Registered) : undefined;
}

const slotOf = (context: IHookFunctions): Slot =>
	context.getActivationMode() === 'manual' || context.getMode() === 'manual' ? 'testHook' : 'hook';

const sameEvents = (a: string[], b: string[]): boolean =>
	JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

const isMissing = (error: unknown): boolean => outcomeOf(error) === 'notFound';

const isForbidden = (error: unknown): boolean =>
	error instanceof ApiError && [401, 403].includes(error.refusal.status ?? 0);

async function asked<T>(
	context: IHookFunctions,
	registrar: Registrar,
	work: (api: Api, tenant: Tenant) => Promise<T>,
): Promise<T> {
	const data = context.getWorkflowStaticData('node');
	// n8n tries no activation again whose error has this word in it (1.123: at its start).
	const secrets = () =>
		[
			'Authorization',
			...(['hook', 'testHook'] as const).flatMap((slot) => [
				registeredIn(data, slot)?.secret ?? [],
				freshOf(context, slot).hook?.secret ?? [],
			]),
		].flat();
	const { vendor, advise } = registrar;
	const asking = { settings: SETTINGS, advise, secrets };
	return await askTenant(context, vendor, asking, work).catch((error) => raise(inOneText(error)));
}

const urlOf = (context: IHookFunctions): string => String(context.getNodeWebhookUrl('default'));

/**
 * Whether the webhook is there as it should be. One that is not is removed, so that it can be made anew.
 *
 * @throws {NodeApiError} only where it is sure that nothing can be done: n8n then deletes the webhook,
 *   which must not happen while the vendor cannot be reached for some minutes
 */
export async function hookExists(
	context: IHookFunctions,
	registrar: Registrar,
	events: string[],
): Promise<boolean> {
	const slot = slotOf(context);
	const data = context.getWorkflowStaticData('node');
	const known = registeredIn(data, slot);
	if (!known) return false;
	return await asked(context, registrar, async (api) => {
		let found: VendorHook | undefined;
		try {
			found = await registrar.read(api, known.id);
		} catch (error) {
			if (isForbidden(error)) return raise(error as Error);
			if (!isMissing(error)) {
				context.logger.warn(
					`${context.getNode().name}: ${registrar.vendor.name} could not be asked whether the webhook is still there. It is taken to be.`,
				);
				return true;
			}
		}
		const isAsWanted =
			found?.isOn === true &&
			found.url === urlOf(context) &&
			sameEvents(found.events, events) &&
			(found.secret === undefined || found.secret === known.secret);
		if (isAsWanted) return true;
		if (found) await remove(api, registrar, known.id);
		delete data[slot];
		return false;
	});
}

/**
 * Makes the webhook, and leaves nothing behind when it cannot.
 *
 * @throws {NodeApiError | NodeOperationError} what went wrong first
 */
export async function registerHook(
	context: IHookFunctions,
	registrar: Registrar,
	events: string[],
): Promise<boolean> {
	const slot = slotOf(context);
	const url = urlOf(context);
	const memory = freshOf(context, slot);
	const { name = '', id: workflowId = '' } = context.getWorkflow();
	// Some vendors want names that are used once, and a workflow may have two triggers.
	const whose = `${name.slice(0, 80)} > ${context.getNode().name.slice(0, 80)}`;
	const title = `n8n: ${whose} (${workflowId})${slot === 'testHook' ? ' test' : ''}`;
	return await asked(context, registrar, async (api, { origin }) => {
		refuseUnreachable(url, origin, registrar);
		await sweep(api, registrar, url);
		memory.isPending = true;
		memory.hook = undefined;
		let made: { id: string; secret: string } | undefined;
		try {
			const secret = randomBytes(32).toString('hex');
			made = await registrar.create(api, { name: title, url, secret, events });
			const hook = { id: made.id, url, secret: made.secret, events };
			memory.hook = hook;
			await registrar.prove(api, hook);
			context.getWorkflowStaticData('node')[slot] = hook;
			return true;
		} catch (error) {
			memory.hook = undefined;
			// Where no answer says so, it may have been made all the same.
			await (made ? remove(api, registrar, made.id) : sweep(api, registrar, url)).catch(() =>
				context.logger.warn(
					`${context.getNode().name}: the webhook that was begun could not be removed from ${registrar.vendor.name} again. Remove "${title}" there by hand.`,
				),
			);
			return raise(error as Error);
		} finally {
			memory.isPending = false;
		}
	});
}

/**
 * Removes the webhook from the vendor. It may be gone already, and be asked for twice at once.
 *
 * @throws {NodeApiError} when it could not be removed: n8n tries again, and says so then
 */
export async function unregisterHook(
	context: IHookFunctions,
	registrar: Registrar,
): Promise<boolean> {
	const data = context.getWorkflowStaticData('node');
	// Whether it is that of a test is not said here, so its address tells; only the host may be another.
	const slots = ['hook', 'testHook'] as const;
	const slot = slots.find((one) => {
		const known = registeredIn(data, one);
		return known !== undefined && pathOf(known.url) === pathOf(urlOf(context));
	});
	const known = slot && registeredIn(data, slot);
	if (!known) return true;
	await asked(context, registrar, async (api) => await remove(api, registrar, known.id));
	delete data[slot];
	freshOf(context, slot).hook = undefined;
	return true;
}

async function remove(api: Api, registrar: Registrar, id: string): Promise<void> {
	const key = JSON.stringify([registrar.vendor.name, id]);
	let removal = removals.get(key);
	if (!removal) {
		removal = registrar
			.remove(api, id)
			.catch((error) => (isMissing(error) ? undefined : raise(error as Error)))
			.finally(() => removals.delete(key));
		removals.set(key, removal);
	}
	await removal;
}

/** Removes what was made for this address before and is known no more, as after a restored backup. */
async function sweep(api: Api, registrar: Registrar, url: string): Promise<void> {
	const left = await registrar.list(api);
	for (const hook of left) {
		if (hook.url === url && hook.name.startsWith('n8n: ')) await remove(api, registrar, hook.id);
	}
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

/** Refuses an address of this n8n that the vendor cannot reach. */
function refuseUnreachable(url: string, origin: string, { vendor, needsHttps }: Registrar): void {
	if (!URL.canParse(url)) throw new InputError(`The address of this n8n is no URL: "${url}"`);
	if (isLoopback(origin)) return;
	const { protocol, origin: own } = new URL(url);
	const isHttp = needsHttps && protocol !== 'https:';
	if (!isLoopback(url) && !isHttp) return;
	throw new InputError(
		`${vendor.name} cannot reach this n8n at ${own}`,
		`${vendor.name} needs an address that is reachable from where it runs${needsHttps ? ', with https' : ''}. Set the environment variable WEBHOOK_URL of n8n to it.`,
	);
}
