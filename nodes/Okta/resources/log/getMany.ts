import { clock } from '../../../shared/clock';
import { InputError } from '../../../shared/errors';
import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { quoted } from '../../locate';
import { logEvents } from '../../trigger/events';
import { simplifyLogEvent } from '../../trigger/logEvent';
import { user } from '../../user';

/** Tests of one property, of which one must hold. */
const oneOf = (name: string, values: readonly string[]): string | undefined => {
	const tests = values.map((value) => `${name} eq ${quoted(value)}`);
	return tests.length > 1 ? `(${tests.join(' or ')})` : tests[0];
};

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many events of the log',
	description:
		'List what happened in the organization and who did it, the newest first. Okta keeps it for 90 days, and the latest moments may be missing. Needs the scope okta.logs.read.',
	fields: [
		returnAll,
		limit,
		simplify,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description: 'An event must match all of them',
			options: [
				{
					...user,
					displayName: 'Actor',
					name: 'actor',
					required: false,
					description: 'The user who did it',
				},
				{
					displayName: 'Additional Event Types',
					name: 'additionalEvents',
					type: 'string',
					default: '',
					placeholder: 'e.g. policy.rule.update',
					description: 'Events that are not in the list, as Okta calls them, separated by commas',
				},
				{
					displayName: 'Contains Words',
					name: 'q',
					type: 'string',
					default: '',
					placeholder: 'e.g. kassel firefox',
					description: 'Words that must all be in the event, at most 10 of up to 40 characters',
				},
				{
					displayName: 'Events',
					name: 'events',
					type: 'multiOptions',
					options: logEvents,
					default: [],
					description: 'What happened, one of these',
				},
				{
					displayName: 'Filter',
					name: 'filter',
					type: 'string',
					default: '',
					placeholder: 'e.g. client.ipAddress eq "203.0.113.7"',
					description:
						'Okta filter expression over any property but published. Names are case-sensitive, text needs double quotes.',
				},
				{
					displayName: 'Outcome',
					name: 'outcome',
					type: 'options',
					options: [
						{ name: 'Allowed', value: 'ALLOW', description: 'A policy let it through' },
						{
							name: 'Challenged',
							value: 'CHALLENGE',
							description: 'A second factor was asked for',
						},
						{ name: 'Denied', value: 'DENY', description: 'A policy did not let it through' },
						{ name: 'Failed', value: 'FAILURE', description: 'Such as a wrong password' },
						{ name: 'Skipped', value: 'SKIPPED' },
						{ name: 'Succeeded', value: 'SUCCESS' },
						{ name: 'Unknown', value: 'UNKNOWN' },
					],
					default: 'SUCCESS',
					description: 'What came of it',
				},
				{
					displayName: 'Since',
					name: 'since',
					type: 'dateTime',
					default: '',
					description: 'The first moment that counts. Without it, 7 days before the last one.',
				},
				{
					displayName: 'Target ID',
					name: 'targetId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 00g1a2b3c4d5E6f7G8h9',
					description: 'The ID of the group, application or other record that it was done to',
				},
				{
					...user,
					displayName: 'Target User',
					name: 'targetUser',
					required: false,
					description: 'The user it was done to',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'dateTime',
					default: '',
					description: 'The last moment that counts. Without it, now.',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Oldest First',
					name: 'oldestFirst',
					type: 'boolean',
					default: false,
					description: 'Whether the list begins with the oldest event instead of the newest',
				},
			],
		},
	],
	list({ filters, options }) {
		// Without an end the log has a next page for ever (okta-next.md, section 8).
		const until = filters.until || new Date(clock.now()).toISOString();
		if (filters.since && filters.since > until) {
			throw new InputError(
				'"Filters > Since" is after "Filters > Until"',
				'Nothing can have happened in between. Without Until, the list ends now.',
			);
		}
		const more = (filters.additionalEvents ?? '').split(',').map((type) => type.trim());
		const types = [...(filters.events ?? []), ...more].filter(Boolean).map(String);
		const parts = [
			oneOf('eventType', [...new Set(types)]),
			filters.actor && oneOf('actor.id', [filters.actor]),
			filters.targetUser && oneOf('target.id', [filters.targetUser]),
			filters.targetId && oneOf('target.id', [filters.targetId]),
			filters.outcome && oneOf('outcome.result', [filters.outcome]),
		].filter(Boolean);
		const own = filters.filter && (parts.length > 0 ? `(${filters.filter})` : filters.filter);
		return {
			method: 'GET',
			path: path`/api/v1/logs`,
			query: {
				since: filters.since || undefined,
				until,
				filter: [...parts, own].filter(Boolean).join(' and ') || undefined,
				q: filters.q || undefined,
				sortOrder: options.oldestFirst ? 'ASCENDING' : 'DESCENDING',
			},
			pageSize: 1000,
		};
	},
	simplify: simplifyLogEvent,
});
