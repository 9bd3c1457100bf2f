import type { IDataObject } from 'n8n-workflow';
import { type ListCase, numberOf, type Pager } from '../engine/lists.mjs';
import { USER_ID } from './user.mjs';

/** Okta: `self` and `next` links, both with cursors, in two headers (core-okta-api, "Link header"). */
export const oktaPages: Pager = (request, records, origin) => {
	const size = numberOf(request, 'limit', 50);
	const start = numberOf(request, 'after', 0);
	const query = new URLSearchParams(request.query);
	const links = [`<${origin}${request.path}?${query.toString()}>; rel="self"`];
	if (start + size < records.length) {
		query.set('after', String(start + size));
		links.push(`<${origin}${request.path}?${query.toString()}>; rel="next"`);
	}
	return { headers: { link: links }, body: records.slice(start, start + size) };
};

const oktaUser = (index: number): IDataObject => ({
	id: `00u${index}`,
	status: 'ACTIVE',
	created: '2026-01-01T00:00:00.000Z',
	profile: { login: `user${index}@example.com`, email: `user${index}@example.com` },
});

const emptyPage: ListCase['emptyPage'] = ({ path }, origin) => ({
	headers: { link: `<${origin}${path}?after=0&limit=200>; rel="next"` },
	body: [],
});

export const oktaLists: ListCase[] = [
	{
		title: 'Okta User > Get Many',
		node: 'okta',
		parameters: { resource: 'user', operation: 'getAll' },
		path: '/api/v1/users',
		pages: oktaPages,
		pageSize: 200,
		sizeParameter: 'limit',
		record: oktaUser,
		idOf: ({ id }) => id,
		emptyPage,
	},
	{
		title: 'Okta Application User > Get Many',
		node: 'okta',
		parameters: {
			resource: 'applicationUser',
			operation: 'getAll',
			app: { mode: 'id', value: '0oa1' },
		},
		path: '/api/v1/apps/0oa1/users',
		pages: oktaPages,
		pageSize: 500,
		sizeParameter: 'limit',
		record: (index) => ({ id: `00u${index}`, scope: 'USER', profile: { index } }),
		idOf: ({ id }) => id,
		filter: 'q',
		emptyPage,
	},
	...(
		[
			['Group > Get Many', { resource: 'group', operation: 'getAll' }, '/api/v1/groups', 'search'],
			[
				'Application > Get Many',
				{ resource: 'application', operation: 'getAll' },
				'/api/v1/apps',
				'filter',
			],
			[
				'Group > Get Members',
				{ resource: 'group', operation: 'getMembers', group: { mode: 'id', value: '00g1' } },
				'/api/v1/groups/00g1/users',
				null,
			],
			[
				'Group > Get Applications',
				{ resource: 'group', operation: 'getApplications', group: { mode: 'id', value: '00g1' } },
				'/api/v1/groups/00g1/apps',
				null,
			],
			[
				'User > Get Groups',
				{ resource: 'user', operation: 'getGroups', user: { mode: 'id', value: USER_ID } },
				`/api/v1/users/${USER_ID}/groups`,
				null,
			],
			[
				'Grant > Get Many',
				{ resource: 'grant', operation: 'getAll', user: { mode: 'id', value: USER_ID } },
				`/api/v1/users/${USER_ID}/grants`,
				'scopeId',
			],
			[
				'Token > Get Many',
				{
					resource: 'token',
					operation: 'getAll',
					user: { mode: 'id', value: USER_ID },
					client: { mode: 'id', value: '0oa1' },
				},
				`/api/v1/users/${USER_ID}/clients/0oa1/tokens`,
				null,
			],
		] as const
	).map(
		([title, parameters, path, filter]): ListCase => ({
			title: `Okta ${title}`,
			node: 'okta',
			parameters,
			path,
			pages: oktaPages,
			pageSize: 200,
			sizeParameter: 'limit',
			filter,
			record: (index) => ({ id: `x${index}`, profile: { name: `x${index}` } }),
			idOf: ({ id }) => id,
			emptyPage,
		}),
	),
	{
		title: 'Okta Log > Get Many',
		node: 'okta',
		parameters: { resource: 'log', operation: 'getAll' },
		path: '/api/v1/logs',
		pages: oktaPages,
		pageSize: 1000,
		sizeParameter: 'limit',
		record: (index) => ({ id: `e${index}`, uuid: `e${index}`, eventType: 'x' }),
		idOf: ({ id }) => id,
		filter: 'q',
		emptyPage,
	},
];
