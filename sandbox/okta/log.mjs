/** /api/v1/logs: the System Log (okta-next.md, section 8). */
import { first } from '../shared/serve.mjs';
import { OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { pageOf } from './paging.mjs';

const DAY = 86_400_000;
const SEVEN_DAYS = 7 * DAY;
/** How far back one may ask. */
const OLDEST = 180 * DAY;

const PROPERTIES = {
	eventType: (event) => event.eventType,
	severity: (event) => event.severity,
	uuid: (event) => event.uuid,
	'actor.id': (event) => event.actor?.id,
	'actor.type': (event) => event.actor?.type,
	'actor.alternateId': (event) => event.actor?.alternateId,
	'target.id': (event) => event.target.map(({ id }) => id),
	'target.type': (event) => event.target.map(({ type }) => type),
	'outcome.result': (event) => event.outcome.result,
	'client.ipAddress': (event) => event.client.ipAddress,
};
const attribute = (name) =>
	Object.hasOwn(PROPERTIES, name)
		? { operators: ['eq', 'sw', 'co', 'pr'], get: PROPERTIES[name] }
		: undefined;

export function logRoutes({ org, linkOrigin }) {
	function momentOf(query, name) {
		const given = first(query[name]);
		if (given === undefined) return undefined;
		const moment = Date.parse(given);
		if (Number.isNaN(moment)) throw new OktaError('E0000001', name);
		return moment;
	}

	function list(request, reply) {
		const { query } = request;
		const now = org.clock.now();
		const until = momentOf(query, 'until');
		const since = momentOf(query, 'since') ?? (until ?? now) - SEVEN_DAYS;
		if (now - since > OLDEST) throw new OktaError('E0000053', 'since');
		const order = first(query.sortOrder) ?? 'ASCENDING';
		if (!['ASCENDING', 'DESCENDING'].includes(order)) throw new OktaError('E0000001', 'sortOrder');
		const words = (first(query.q) ?? '').toLowerCase().split(/\s+/).filter(Boolean);
		if (words.length > 10 || words.some((word) => word.length > 40)) {
			throw new OktaError('E0000001', 'q');
		}
		const text = first(query.filter);
		let matches = () => true;
		if (text !== undefined) {
			try {
				matches = compile(text, { attribute, caseSensitive: true });
			} catch (error) {
				if (!(error instanceof ExpressionError)) throw error;
				throw new OktaError('E0000053', text);
			}
		}
		const events = org.events.filter((event) => {
			const at = Date.parse(event.published);
			if (at <= since || (until !== undefined && at > until) || !matches(event)) return false;
			const all = JSON.stringify(event).toLowerCase();
			return words.every((word) => all.includes(word));
		});
		if (order === 'DESCENDING') events.reverse();
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		const rule = { standard: 100, maximum: 1000, minimum: 0, idOf: ({ uuid }) => uuid };
		const page = pageOf(exchange, events, rule);
		const links = [reply.getHeader('link')].flat();
		// Without an end it goes on for ever, also from an empty page.
		if (until === undefined && order === 'ASCENDING' && links.length === 1) {
			const last = page.at(-1)?.uuid ?? 'none';
			const after = Buffer.from(`${last}|${events.length}`).toString('base64url');
			const [path, asked = ''] = request.raw.url.split('?');
			const next = new URLSearchParams(asked);
			next.set('after', after);
			reply.header('link', [...links, `<${linkOrigin()}${path}?${next}>; rel="next"`]);
		}
		return page;
	}

	return [['GET', '/api/v1/logs', 'okta.logs.read', list]];
}
