import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../../shared/answer';
import { type Delivery, isSame } from '../../shared/delivery';
import { ApiError, InputError, outcomeOf, raise } from '../../shared/errors';
import { path } from '../../shared/path';
import type { Registrar, VendorHook } from '../../shared/registration';
import { okta } from '../okta.api';
import { isLogOnly } from './events';
import { isSuccess, simplifyLogEvent } from './logEvent';

/** The header in which Okta sends the secret; the name that Okta's own examples have. */
const SECRET_HEADER = 'authorization';

const hookOf = ({ id, name, status, verificationStatus, events, channel }: IDataObject) => {
	const { config } = (channel ?? {}) as { config?: { uri?: unknown } };
	const { items = [] } = (events ?? {}) as { items?: unknown[] };
	return {
		id: String(id),
		name: String(name ?? ''),
		url: String(config?.uri ?? ''),
		events: items.map(String),
		isOn: status === 'ACTIVE' && verificationStatus === 'VERIFIED',
	} satisfies VendorHook;
};

/**
 * Okta's event hooks (Event Hooks Management API). A new one delivers nothing until Okta has verified it,
 * by a request to its address within that call. Its secret is ours, and is never shown again.
 */
export const oktaHooks: Registrar = {
	vendor: okta,
	needsHttps: true,

	async read(api, id) {
		const call = { method: 'GET', path: path`/api/v1/eventHooks/${id}` } as const;
		return hookOf(asRecord(await api.request(call)));
	},

	async list(api) {
		const call = { method: 'GET', path: path`/api/v1/eventHooks` } as const;
		return asRecords(await api.request(call)).map(hookOf);
	},

	async create(api, { name, url, secret, events }) {
		const odd = events.find(isLogOnly);
		if (odd) {
			throw new InputError(
				`Event hooks do not tell of "${odd}"`,
				'This event is in the System Log alone. Use Okta Management Trigger for it.',
			);
		}
		const body = {
			name,
			events: { type: 'EVENT_TYPE', items: events },
			channel: {
				type: 'HTTP',
				version: '1.0.0',
				config: {
					uri: url,
					authScheme: { type: 'HEADER', key: SECRET_HEADER, value: secret },
				},
			},
		};
		const call = { method: 'POST', path: path`/api/v1/eventHooks`, body } as const;
		const { id } = asRecord(await api.request(call));
		return { id: String(id), secret };
	},

	async prove(api, { id, url }) {
		const call = { method: 'POST', path: path`/api/v1/eventHooks/${id}/lifecycle/verify` } as const;
		let refused: ApiError | undefined;
		try {
			if (hookOf(asRecord(await api.request(call))).isOn) return;
		} catch (error) {
			if (!(error instanceof ApiError) || error.refusal.status !== 400) {
				return raise(error as Error);
			}
			refused = error;
		}
		const { summary = 'The event hook was not verified', causes = [] } = refused?.refusal ?? {};
		throw new ApiError(
			{
				summary: `Okta cannot reach this n8n at ${new URL(url).origin}`,
				causes: [summary, ...causes],
			},
			'The event hook was removed again. The environment variable WEBHOOK_URL of n8n must be an https address that is reachable from the internet, and that leads to this n8n within three seconds.',
		);
	},

	async remove(api, id) {
		try {
			// Only one that is not active can be deleted.
			await api.send({
				method: 'POST',
				path: path`/api/v1/eventHooks/${id}/lifecycle/deactivate`,
			});
		} catch (error) {
			// One that is not active already may be refused; the deletion then tells.
			const isRefused =
				outcomeOf(error) === 'refused' && (error as ApiError).refusal.status === 400;
			if (!isRefused) return raise(error as Error);
		}
		await api.send({ method: 'DELETE', path: path`/api/v1/eventHooks/${id}` });
	},

	advise({ status, code, summary, causes = [] }) {
		if (status === 403 || code === 'insufficient_scope') {
			return 'Event hooks take the scope okta.eventHooks.manage, granted to the app in Okta and named in the credential, and a super administrator. An API token has the role of the administrator who made it.';
		}
		if (status !== 400) return undefined;
		return /maximum|limit/i.test([summary, ...causes].join(' '))
			? 'An organization can have 25 active event hooks. Remove one in the Okta admin console under Workflow > Event Hooks, and publish the workflow again.'
			: 'Check "Events" and "Additional Event Types": event hooks tell of certain event types only. The System Log has all of them: use Okta Management Trigger for the others.';
	},
};

const timeOf = ({ published }: IDataObject): number => Date.parse(String(published));

/** Okta keeps no order. */
const byTime = (a: IDataObject, b: IDataObject): number => timeOf(a) - timeOf(b) || 0;

/** Most events of one delivery. */
const MOST = 10_000;

/** What a node wants of the events that Okta delivers. */
interface Wanted {
	types: string[];
	isOnlySuccess: boolean;
	isSimple: boolean;
}

/**
 * Okta's deliveries: several events in one, each of which may come more than once.
 *
 * @param wanted asked for what is proven to be Okta's alone: a form that cannot be read is an error, of
 *   which strangers must not be able to cause any
 */
export const oktaDelivery = (wanted: () => Wanted): Delivery => ({
	challenge({ headers }) {
		const value = headers['x-okta-verification-challenge'];
		return typeof value === 'string' && /^[\x20-\x7e]{1,200}$/.test(value)
			? { verification: value }
			: undefined;
	},

	isGenuine({ headers }, { secret }) {
		const given = headers[SECRET_HEADER];
		return typeof given === 'string' && isSame(given, secret);
	},

	events(body) {
		const { data } = (body ?? {}) as { data?: { events?: unknown } };
		const events = data?.events;
		if (!Array.isArray(events) || events.length > MOST) return undefined;
		const isWhole = events.every(
			(event) => typeof event === 'object' && event !== null && typeof event.uuid === 'string',
		);
		if (!isWhole) return undefined;
		return (events as IDataObject[]).map((event) => ({ key: String(event.uuid), event }));
	},

	items(events) {
		const { types, isOnlySuccess, isSimple } = wanted();
		return events
			.map(({ event }) => event)
			.filter((event) => types.includes(String(event.eventType)))
			.filter((event) => !isOnlySuccess || isSuccess(event))
			.sort(byTime)
			.map((event) => (isSimple ? simplifyLogEvent(event) : event));
	},
});
