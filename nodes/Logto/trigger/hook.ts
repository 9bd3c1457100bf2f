import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../shared/answer';
import type { Api } from '../../shared/api';
import { type Delivery, NOT_READY, PROBE, PROBE_STATUS, probeAnswer } from '../../shared/delivery';
import { ApiError, raise } from '../../shared/errors';
import { path } from '../../shared/path';
import type { Registrar, VendorHook } from '../../shared/registration';
import { logto } from '../logto.api';

const hookOf = ({ id, name, url, events, event, enabled, config, signingKey }: IDataObject) => {
	const { url: address } = (config ?? {}) as { url?: unknown };
	return {
		id: String(id),
		name: String(name ?? ''),
		url: String(address ?? url ?? ''),
		// Those of a hook of before there were several have one in its own property.
		events: ((events as string[] | undefined) ?? [event]).map(String),
		isOn: enabled !== false,
		secret: typeof signingKey === 'string' ? signingKey : undefined,
	} satisfies VendorHook;
};

/**
 * What Logto says of a test whose answer was none of success (core/src/routes/hook.ts). Newer servers say
 * what the answer was in words, 1.42 at least its status.
 */
function isFromHere(error: unknown, probe: string): boolean {
	if (!(error instanceof ApiError)) return false;
	const { code, causes = [] } = error.refusal;
	if (code !== 'hook.endpoint_responded_with_error') return false;
	const said = causes.join(' ');
	return [probeAnswer(probe), NOT_READY, `status ${PROBE_STATUS}`].some((text) =>
		said.includes(text),
	);
}

/**
 * Logto's webhooks (vendors/logto-next.md, section Webhooks): Logto makes the key with which it signs, and
 * shows it with the hook. No address is checked, so a wrong one fails in silence. Its own test finds out:
 * the request goes from the server that will deliver.
 */
export const logtoHooks: Registrar = {
	vendor: logto,
	needsHttps: false,

	async read(api, id) {
		return hookOf(asRecord(await api.request({ method: 'GET', path: path`/api/hooks/${id}` })));
	},

	async list(api) {
		const call = { method: 'GET', path: path`/api/hooks`, pageSize: 100 } as const;
		return (await api.all(call)).map(hookOf);
	},

	async create(api, { name, url, events }) {
		const body = { name, events, config: { url }, enabled: true };
		const made = asRecord(await api.request({ method: 'POST', path: path`/api/hooks`, body }));
		const { id, signingKey } = made;
		if (typeof signingKey === 'string' && signingKey !== '') {
			return { id: String(id), secret: signingKey };
		}
		await api.send({ method: 'DELETE', path: path`/api/hooks/${String(id)}` });
		throw new ApiError(
			{ summary: 'Logto made a webhook without a signing key' },
			'Without one nobody can tell its requests from those of others, so it was removed. Update Logto.',
		);
	},

	async prove(api, { id, url, events }) {
		const probe = randomBytes(16).toString('hex');
		const config = { url, headers: { [PROBE]: probe } };
		try {
			await test(api, id, { events: events.slice(0, 1), config });
		} catch (error) {
			if (isFromHere(error, probe)) return;
			return raise(unreachable(error, new URL(url).origin));
		}
		throw unreachable(undefined, new URL(url).origin);
	},

	async remove(api, id) {
		await api.send({ method: 'DELETE', path: path`/api/hooks/${id}` });
	},

	advise({ status, code = '' }) {
		if (/limit|quota/.test(code) || (status === 403 && !code.startsWith('auth.'))) {
			return 'Logto Cloud allows ten webhooks in a tenant. Remove one in the Logto console under Webhooks, and publish the workflow again.';
		}
		return code === 'guard.invalid_input'
			? 'Check "Events" and "Additional Event Types": this Logto server knows no such event.'
			: undefined;
	},
};

/** Has Logto send made-up data to an address, as the hook would. */
async function test(api: Api, id: string, body: object): Promise<void> {
	await api.send({ method: 'POST', path: path`/api/hooks/${id}/test`, body });
}

/** @param error what Logto said of its test; `undefined` where another server has answered it */
function unreachable(error: unknown, origin: string): Error {
	if (error !== undefined) {
		if (!(error instanceof ApiError)) return error as Error;
		const { code = '' } = error.refusal;
		if (!code.startsWith('hook.')) return error;
	}
	const causes =
		error === undefined
			? ['Something else answered there']
			: [error.refusal.summary, ...(error.refusal.causes ?? [])];
	return new ApiError(
		{ summary: `Logto cannot reach this n8n at ${origin}`, causes },
		'The webhook was removed again. The environment variable WEBHOOK_URL of n8n must be an address that is reachable from where Logto runs, and that leads to this n8n.',
	);
}

const HEADER = 'logto-signature-sha-256';

/** An event as Logto sends it. */
interface Body extends IDataObject {
	event: string;
}

/**
 * Logto's deliveries. The signature is over the body as it was sent; it has no time and no number of its
 * own, so the whole body is what tells a delivery from others.
 *
 * @param wanted asked for what is proven to be Logto's alone: a form that cannot be read is an error, of
 *   which strangers must not be able to cause any
 */
export const logtoDelivery = (wanted: () => { types: string[]; isSimple: boolean }): Delivery => ({
	isGenuine({ raw, headers }, { secret }) {
		const given = headers[HEADER];
		// Lower-case hex of 32 bytes and nothing else: two of them are joined by a comma.
		if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
		const right = createHmac('sha256', secret).update(raw).digest();
		return timingSafeEqual(right, Buffer.from(given, 'hex'));
	},

	events(body, { raw }, { id }) {
		if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
		const event = body as Body;
		if (typeof event.event !== 'string' || event.hookId !== id) return undefined;
		const key = createHash('sha256').update(raw).digest('hex').slice(0, 32);
		return [{ key, event }];
	},

	items(events) {
		const { types, isSimple } = wanted();
		return events
			.filter(({ event }) => types.includes(String(event.event)))
			.map(({ key, event }) => (isSimple ? simplifyEvent(key, event) : event));
	},
});

interface Named {
	id?: string;
	name?: string | null;
	username?: string | null;
	primaryEmail?: string | null;
	primaryPhone?: string | null;
}

const named = ({ id, name }: Named, fallback?: unknown): IDataObject => ({
	id: id ?? (fallback as string | undefined),
	name: name ?? undefined,
});

const person = (user: Named, fallback?: unknown): IDataObject => ({
	id: user.id ?? (fallback as string | undefined),
	login: user.username ?? user.primaryEmail ?? user.primaryPhone ?? undefined,
	name: user.name ?? undefined,
});

/**
 * The short form of an event, with the keys that events of all vendors have. What a change was about is in
 * the address of its request: `data` is that of its answer, which may be a part of the record or nothing.
 */
function simplifyEvent(id: string, event: IDataObject): IDataObject {
	const name = String(event.event);
	const kind = name.split('.')[0];
	const isRecord =
		typeof event.data === 'object' && event.data !== null && !Array.isArray(event.data);
	const data = (isRecord ? event.data : {}) as Named & IDataObject;
	const params = (event.params ?? {}) as IDataObject;
	const isInteraction = kind.startsWith('Post');
	const short: IDataObject = {
		id,
		event: name,
		occurredAt: event.createdAt,
		outcome: 'SUCCESS',
	};
	if (isInteraction) {
		short.user = person((event.user ?? {}) as Named, event.userId);
		short.actor = { ...(short.user as IDataObject), login: undefined, type: 'User' };
	} else {
		// Which application it was is not said.
		short.actor = { type: event.path === undefined ? 'Logto' : 'Management API' };
	}
	if (kind === 'User') {
		// An answer without the ID of the user is a part of the user, as with custom data.
		const isUser = typeof data.id === 'string' && 'primaryEmail' in data;
		short.user = person(isUser ? data : {}, params.userId ?? params.id);
	}
	if (kind === 'Role' || kind === 'OrganizationRole') short.role = named(data, params.id);
	if (kind === 'Organization') {
		short.organization = named(data, event.organizationId ?? params.id);
		const changes = ['addedUserIds', 'removedUserIds'];
		for (const members of [...changes, 'addedApplicationIds', 'removedApplicationIds']) {
			if (event[members] !== undefined) short[members] = event[members];
		}
	}
	if (kind === 'Scope' || kind === 'OrganizationScope') {
		short.permission = named(data, params.scopeId ?? params.id);
	}
	const application = event.application as Named | undefined;
	if (application) short.application = named(application);
	short.ip = event.ip ?? event.userIp ?? null;
	return short;
}
