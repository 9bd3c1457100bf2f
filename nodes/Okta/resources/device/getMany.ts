import { filters, limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { quoted } from '../../locate';
import { simplifyDevice } from './fields';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many devices',
	description:
		'List the devices that people sign in with. A change made just now may not show yet. Needs the Okta Identity Engine.',
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
			options: [
				{
					displayName: 'Name Contains',
					name: 'nameContains',
					type: 'string',
					default: '',
					placeholder: 'e.g. MacBook',
					description: 'Part of the name of the device',
				},
				{
					displayName: 'Platform',
					name: 'platform',
					type: 'options',
					options: [
						{ name: 'Android', value: 'ANDROID' },
						{ name: 'iOS', value: 'IOS' },
						{ name: 'macOS', value: 'MACOS' },
						{ name: 'Windows', value: 'WINDOWS' },
					],
					default: 'WINDOWS',
					description: 'Only devices with this operating system',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. profile.managed eq false',
					description: 'Expression in the search language of Okta',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'ACTIVE' },
						{ name: 'Deactivated', value: 'DEACTIVATED' },
						{ name: 'Suspended', value: 'SUSPENDED' },
					],
					default: 'ACTIVE',
					description: 'Only devices with this status',
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
					displayName: 'Expand',
					name: 'expand',
					type: 'options',
					options: [
						{
							name: 'User',
							value: 'user',
							description: 'The users of the device, with everything',
						},
						{ name: 'User Summary', value: 'userSummary', description: 'The users, in short' },
					],
					default: 'userSummary',
					description: 'What to add to each device',
				},
			],
		},
	],
	list: ({ filters, options }) => {
		const { nameContains, platform, search, status } = filters;
		const parts = [
			nameContains && `profile.displayName co ${quoted(nameContains)}`,
			platform && `profile.platform eq ${quoted(platform)}`,
			status && `status eq ${quoted(status)}`,
		].filter(Boolean);
		const own = search && (parts.length > 0 ? `(${search})` : search);
		return {
			method: 'GET',
			path: path`/api/v1/devices`,
			query: {
				search: [own, ...parts].filter(Boolean).join(' and ') || undefined,
				expand: options.expand,
			},
			pageSize: 200,
		};
	},
	simplify: simplifyDevice,
});
