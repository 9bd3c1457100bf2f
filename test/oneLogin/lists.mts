import type { IDataObject } from 'n8n-workflow';
import { type ListCase, numberOf, type Pager } from '../engine/lists.mjs';

const ok = { error: false, code: 200, type: 'success', message: 'Success' };

/** OneLogin v1: an envelope with the cursor of the next page. */
export const envelopePages: Pager = (request, records) => {
	const size = numberOf(request, 'limit', 50);
	const start = Number(
		Buffer.from(
			request.query.find(([key]) => key === 'after_cursor')?.[1] ?? '',
			'base64',
		).toString() || 0,
	);
	const next = start + size < records.length ? String(start + size) : null;
	return {
		body: {
			status: ok,
			pagination: {
				before_cursor: null,
				after_cursor: next && Buffer.from(next).toString('base64'),
				previous_link: null,
				next_link: null,
			},
			data: records.slice(start, start + size),
		},
	};
};

/** OneLogin as its generated SDKs expect it: a bare list, the cursor URL-encoded in a header. */
export const headerPages: Pager = (request, records) => {
	const cursor = request.query.find(([key]) => key === 'cursor')?.[1];
	const state = new URLSearchParams(cursor ? Buffer.from(cursor, 'base64').toString() : '');
	const size = Number(state.get('limit') ?? numberOf(request, 'limit', 50));
	const page = Number(state.get('page') ?? 1);
	const more = page * size < records.length;
	const next = Buffer.from(`limit=${size}&page=${page + 1}`).toString('base64');
	return {
		...(more && { headers: { 'After-Cursor': encodeURIComponent(next) } }),
		body: records.slice((page - 1) * size, page * size),
	};
};

const oneLoginUser = (index: number): IDataObject => ({
	id: 1000 + index,
	email: `user${index}@example.com`,
	username: `user${index}`,
	status: 1,
	state: 1,
});

export const oneLoginLists: ListCase[] = [
	{
		title: 'OneLogin User > Get Many (v1 envelope)',
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'getAll' },
		path: '/api/1/users',
		pages: envelopePages,
		pageSize: 50,
		sizeParameter: 'limit',
		record: oneLoginUser,
		idOf: ({ id }) => id,
		emptyPage: () => ({
			body: {
				status: ok,
				pagination: { after_cursor: Buffer.from('0').toString('base64') },
				data: [],
			},
		}),
	},
	{
		title: 'OneLogin User > Get Many (bare list with cursor header)',
		node: 'oneLogin',
		parameters: { resource: 'user', operation: 'getAll' },
		path: '/api/1/users',
		pages: headerPages,
		pageSize: 50,
		sizeParameter: 'limit',
		record: oneLoginUser,
		idOf: ({ id }) => id,
		emptyPage: () => ({
			headers: {
				'After-Cursor': encodeURIComponent(Buffer.from('limit=50&page=1').toString('base64')),
			},
			body: [],
		}),
	},
	...(
		[
			[
				'User > Get Many (v2)',
				{ operation: 'getAll', options: { newerApi: true } },
				'users',
				'email',
			],
			['Role > Get Many', { operation: 'getAll' }, 'roles', 'name'],
			['Role > Get Users', { operation: 'getUsers' }, 'roles/7/users', null],
			['Role > Get Admins', { operation: 'getAdmins' }, 'roles/7/admins', null],
			['Role > Get Applications', { operation: 'getApplications' }, 'roles/7/apps', null],
			['Application > Get Many', { operation: 'getAll' }, 'apps', 'name'],
			['Application > Get Users', { operation: 'getUsers' }, 'apps/7/users', null],
			['Group > Get Many', { operation: 'getAll' }, 'groups', null],
		] as const
	).map(([title, parameters, path, filter]): ListCase => {
		const resource = title.split(' ')[0].toLowerCase();
		const about = { role: 'role', application: 'app' }[resource];
		return {
			title: `OneLogin ${title}`,
			node: 'oneLogin',
			parameters: {
				resource,
				...parameters,
				...(about && { [about]: { mode: 'id', value: '7' } }),
			},
			path: `/api/2/${path}`,
			pages: headerPages,
			pageSize: 100,
			sizeParameter: 'limit',
			filter,
			record: (index) => ({ id: 1000 + index, name: `Record ${index}` }),
			idOf: ({ id }) => id,
			emptyPage: () => ({
				headers: {
					'After-Cursor': encodeURIComponent(Buffer.from('limit=100&page=1').toString('base64')),
				},
				body: [],
			}),
		};
	}),
	{
		title: 'OneLogin Event > Get Many',
		node: 'oneLogin',
		parameters: { resource: 'event', operation: 'getAll' },
		path: '/api/1/events',
		pages: envelopePages,
		pageSize: 50,
		sizeParameter: 'limit',
		filter: 'resolution',
		record: (index) => ({ id: 5_000 + index, event_type_id: 5, user_id: 7 }),
		idOf: ({ id }) => id,
		emptyPage: () => ({
			body: {
				status: ok,
				pagination: { after_cursor: Buffer.from('0').toString('base64') },
				data: [],
			},
		}),
	},
];
