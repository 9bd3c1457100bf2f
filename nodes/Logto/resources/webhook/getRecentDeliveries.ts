import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { hookEvents } from '../../trigger/events';
import { webhook } from '../../webhook';
import { readHook } from './hook';

/** How far back Logto looks where it is given no time. */
const DAY = 86_400_000;

const PREFIX = 'TriggerHook.';

export const getRecentDeliveries = defineOperation({
	value: 'getRecentDeliveries',
	name: 'Get Recent Deliveries',
	action: 'Get recent deliveries of a webhook',
	description:
		'List what a webhook has sent and how that went, newest first: of the last day, unless told otherwise',
	fields: [
		webhook,
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Event',
					name: 'event',
					type: 'options',
					options: hookEvents,
					default: 'User.Created',
					description: 'Only deliveries about this event',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'The first moment that counts',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'The last moment that counts',
				},
			],
		}),
	],
	isRead: true,
	async run(api, { webhook, returnAll, limit, filters: { event, since, until } }) {
		const [start, end] = [since, until].map((date) => (date ? Date.parse(date) : undefined));
		if (start !== undefined && end !== undefined && start > end) {
			throw new InputError('"Since" is later than "Until"', 'Swap them, or check the time zone.');
		}
		// All of what goes on has no end, and each newcomer would move its pages. With an end and no
		// beginning Logto looks back without bounds (core/src/routes/hook.ts).
		const now = clock.now();
		const isLastDay = returnAll && start === undefined && end === undefined;
		const list = {
			method: 'GET' as const,
			path: path`/api/hooks/${webhook}/recent-logs`,
			query: {
				logKey: event && `${PREFIX}${String(event)}`,
				start_time: isLastDay ? now - DAY : start,
				end_time: end ?? (returnAll ? now : undefined),
			},
			pageSize: 100,
		};
		const found = await api.all(list, returnAll ? Infinity : limit);
		// A webhook that there is none of has sent nothing as well.
		if (found.length === 0) await readHook(api, webhook);
		return found;
	},
	simplify: simplifyDelivery,
});

/** The short form of a delivery: what was told, and what came back. */
function simplifyDelivery({ id, key, payload, createdAt }: IDataObject): IDataObject {
	const { result, response, error } = (payload ?? {}) as IDataObject;
	const { statusCode } = (response ?? {}) as IDataObject;
	return {
		id,
		createdAt,
		event: String(key).replace(PREFIX, ''),
		result: result ?? null,
		statusCode: statusCode ?? null,
		...(error !== undefined && { error }),
	};
}
