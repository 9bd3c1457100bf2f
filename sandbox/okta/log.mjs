/** Okta's System Log: what changes in the organization leaves an event, which can be asked for. */
import { first } from '../shared/serve.mjs';
import { invalid, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';

const LONGEST = 180 * 86_400_000;

/** How many events there may be, and how many of them stay then. */
const MOST = 10_000;
const KEPT = 5_000;

/** Attributes that a filter may name; not `published` (System Log API). */
const FILTERED = {
	eventType: ({ eventType }) => eventType,
	'outcome.result': ({ outcome }) => outcome.result,
	'actor.id': ({ actor }) => actor?.id,
	'actor.type': ({ actor }) => actor?.type,
	'actor.alternateId': ({ actor }) => actor?.alternateId,
	'target.id': ({ target }) => (target ?? []).map(({ id }) => id),
	'target.type': ({ target }) => (target ?? []).map(({ type }) => type),
	'client.ipAddress': ({ client }) => client.ipAddress,
	'transaction.id': ({ transaction }) => transaction.id,
	severity: ({ severity }) => severity,
	uuid: ({ uuid }) => uuid,
};

/** What is said of an event; of others their type, in words. */
const MESSAGES = {
	'user.session.start': 'User login to Okta',
	'user.lifecycle.create': 'Create Okta user',
	'user.lifecycle.activate': 'Activate Okta user',
	'user.lifecycle.deactivate': 'Deactivate Okta user',
	'user.lifecycle.reactivate': 'Reactivate Okta user',
	'user.lifecycle.suspend': 'Suspend Okta user',
	'user.lifecycle.unsuspend': 'Unsuspend Okta user',
	'user.lifecycle.delete.initiated': 'Delete Okta user initiated',
	'user.lifecycle.delete.completed': 'Delete Okta user completed',
	'user.account.unlock_by_admin': 'Unlock user account',
	'user.account.reset_password': 'Reset password',
	'user.account.update_profile': 'Update user profile for Okta',
	'user.account.privilege.grant': 'Grant user privilege',
	'user.account.privilege.revoke': 'Revoke user privilege',
	'user.mfa.factor.reset_all': 'Reset all factors',
	'user.mfa.factor.deactivate': 'Reset factor for user',
	'user.session.clear': 'Clear user session',
	'group.user_membership.add': 'Add user to group membership',
	'group.user_membership.remove': 'Remove user from group membership',
	'group.lifecycle.create': 'Okta group created',
	'application.user_membership.add': 'Add user to application membership',
	'application.user_membership.update': 'Update user application property',
	'application.user_membership.remove': 'Remove user from application membership',
};

/** The place behind an event, as opaque as Okta's own. */
const cursorOf = (place) => Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, org: any, settings: Record<string, any> }} options
 */
export function createLog({ clock, org, settings }) {
	/** Events with the moment from which they can be found, in this order. */
	let entries = [];
	let count = 0;
	const listeners = new Set();

	/** Who makes the call that is being answered. */
	let principal;

	const detailed = (one) => ({ ...one, detailEntry: null });

	function actorOf() {
		const owner = org.users.get(principal ? principal.owner : org.adminId);
		if (owner) return detailed(org.userTarget(owner));
		return detailed({
			id: principal?.key ?? 'unknown',
			type: 'PublicClientApp',
			alternateId: 'unknown',
			displayName: 'Service app',
		});
	}

	/**
	 * Notes that something happened.
	 *
	 * @param {string} type
	 * @param {object[]} target what it happened to
	 * @param {object} [changes] what the event has otherwise, e.g. when it happened
	 */
	function note(type, target, changes = {}) {
		count++;
		const now = clock.now();
		const event = {
			actor: actorOf(),
			client: {
				userAgent: { rawUserAgent: 'n8n', os: 'Unknown', browser: 'UNKNOWN' },
				zone: 'null',
				device: 'Unknown',
				id: null,
				ipAddress: '127.0.0.1',
				geographicalContext: null,
			},
			authenticationContext: {
				authenticationProvider: null,
				credentialProvider: null,
				credentialType: null,
				issuer: null,
				interface: null,
				authenticationStep: 0,
				externalSessionId: `trs${String(count).padStart(17, '0')}`,
			},
			displayMessage: MESSAGES[type] ?? type.split('.').join(' '),
			eventType: type,
			outcome: { result: 'SUCCESS', reason: null },
			published: new Date(now).toISOString(),
			securityContext: {
				asNumber: null,
				asOrg: null,
				isp: null,
				domain: null,
				isProxy: null,
			},
			severity: 'INFO',
			debugContext: { debugData: {} },
			legacyEventType: null,
			transaction: { type: 'WEB', id: `sandbox${String(count).padStart(8, '0')}`, detail: {} },
			uuid: `00000000-0000-11ee-8000-${count.toString(16).padStart(12, '0')}`,
			version: '0',
			request: { ipChain: [] },
			target: target.map(detailed),
			...changes,
		};
		const stored = Date.parse(event.published) + settings.logLagMs;
		const later = entries.findLastIndex((entry) => entry.stored <= stored) + 1;
		entries.splice(later, 0, { stored, event });
		if (entries.length > MOST) entries = entries.slice(-KEPT);
		for (const listener of listeners) listener(event);
	}

	/** A route of which it is known who does what it notes. None of them waits for anything. */
	const recorded = ([method, url, scope, handler]) => [
		method,
		url,
		scope,
		(request, reply) => {
			({ principal } = request);
			try {
				return handler(request, reply);
			} finally {
				principal = undefined;
			}
		},
	];

	function filterOf(query) {
		const text = first(query.filter);
		if (text === undefined) return () => true;
		const operators = ['eq', 'sw', 'co', 'pr', 'gt', 'ge', 'lt', 'le'];
		try {
			return compile(text, {
				attribute: (name) =>
					Object.hasOwn(FILTERED, name) ? { operators, get: FILTERED[name] } : undefined,
				caseSensitive: true,
			});
		} catch (error) {
			if (!(error instanceof ExpressionError)) throw error;
			throw new OktaError('E0000053', text);
		}
	}

	/** Words that must all be somewhere in an event. */
	function wordsOf(query) {
		const words = (first(query.q) ?? '').toLowerCase().split(/\s+/).filter(Boolean);
		if (words.length > 10 || words.some((word) => word.length > 40)) throw invalid('q');
		return (event) => {
			const all = JSON.stringify(event).toLowerCase();
			return words.every((word) => all.includes(word));
		};
	}

	function timeOf(query, name) {
		const text = first(query[name]);
		if (text === undefined) return undefined;
		const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
		if (Number.isNaN(time)) throw invalid(name, `${name}: The value is not a date`);
		if (clock.now() - time > LONGEST) throw new OktaError('E0000053', text);
		return time;
	}

	function placeOf(query) {
		const text = first(query.after);
		if (text === undefined) return undefined;
		let place;
		try {
			place = JSON.parse(Buffer.from(text, 'base64url').toString());
		} catch {
			throw invalid('after', 'after: The cursor is not valid');
		}
		const isOld = settings.logCursorMs !== null && clock.now() - place.made > settings.logCursorMs;
		if (isOld) throw invalid('after', 'after: The cursor is not valid');
		return place;
	}

	function list(request, reply, origin) {
		const { query } = request;
		const limit = Number(first(query.limit) ?? 100);
		if (!Number.isInteger(limit) || limit < 0 || limit > 1000) throw invalid('limit');
		const order = first(query.sortOrder) ?? 'ASCENDING';
		if (!['ASCENDING', 'DESCENDING'].includes(order)) throw invalid('sortOrder');
		const since = timeOf(query, 'since');
		const until = timeOf(query, 'until');
		const after = placeOf(query);
		const isPolling = until === undefined && order === 'ASCENDING';
		// The reference says that they exclude each other, not what becomes of both.
		if (isPolling && after && since !== undefined) throw invalid('since', 'since: not with after');
		const matches = filterOf(query);
		const hasWords = wordsOf(query);
		const now = clock.now();
		const from = since ?? (until ?? now) - 7 * 86_400_000;
		const timeIn = ({ stored, event }) => (isPolling ? stored : Date.parse(event.published));
		let found = entries
			.filter(({ stored }) => stored <= now)
			.filter((entry) => (isPolling && after) || timeIn(entry) > from)
			.filter((entry) => until === undefined || timeIn(entry) <= until);
		if (!isPolling) found = found.sort((a, b) => timeIn(a) - timeIn(b));
		if (order === 'DESCENDING') found.reverse();
		const known = found.findIndex(({ event }) => event.uuid === after?.uuid);
		if (after) {
			const isBehind = ({ stored }) =>
				order === 'ASCENDING' ? stored > after.stored : stored < after.stored;
			found = known >= 0 ? found.slice(known + 1) : found.filter(isBehind);
		}
		const matching = found.filter(({ event }) => matches(event) && hasWords(event));
		const page = matching.slice(0, limit);
		const [path] = request.raw.url.split('?');
		const links = [`<${origin}${request.raw.url}>; rel="self"`];
		if (isPolling || matching.length > limit) {
			// Of what does not match nothing is left behind, unless it is behind the page.
			const last = matching.length > limit ? page.at(-1) : (found.at(-1) ?? null);
			const next = new URLSearchParams(request.raw.url.split('?')[1] ?? '');
			next.delete('since');
			next.set('limit', String(limit));
			next.set(
				'after',
				last || !after
					? cursorOf({
							uuid: last?.event.uuid ?? null,
							stored: last?.stored ?? Math.min(from, now),
							made: now,
						})
					: cursorOf({ ...after, made: now }),
			);
			if (!isPolling && since !== undefined) next.set('since', first(query.since));
			links.push(`<${origin}${path}?${next}>; rel="next"`);
		}
		reply.header('link', links);
		return page.map(({ event }) => event);
	}

	return {
		note,
		recorded,
		/** Calls back with each event. */
		listen: (listener) => listeners.add(listener),
		clear: () => {
			entries = [];
		},
		routes: ({ linkOrigin }) => [
			[
				'GET',
				'/api/v1/logs',
				'okta.logs.read',
				(request, reply) => list(request, reply, linkOrigin()),
			],
		],
	};
}
