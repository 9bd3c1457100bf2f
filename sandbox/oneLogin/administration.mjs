/** Mappings and reports of API v2, and privileges of v1: https://developers.onelogin.com/api-docs */
import { first } from '../shared/serve.mjs';
import { badRequest, missing, unprocessable } from './errors.mjs';
import { onlyQuery } from './lists.mjs';

const find = (list, id) => {
	const found = list.find((each) => String(each.id) === id);
	if (!found) throw missing('The resource with the given id could not be found');
	return found;
};

/** Method, path, the right that it takes, and what it does. */
export function administrationRoutes({ account }) {
	const mapping = '/api/2/mappings/:id';
	const privilege = '/api/1/privileges/:id';
	const mappingOf = ({ params }) => find(account.mappings, params.id);
	const privilegeOf = ({ params }) => find(account.privileges, params.id);
	const shown = ({ id, name, description, privilege: what }) => ({
		id,
		name,
		description,
		privilege: what,
	});

	/** Who has a privilege, in an object with a cursor of its own. */
	const holders = (list) => (request) => {
		const { query } = request;
		onlyQuery(query, ['after_cursor', 'limit']);
		const ids = [...privilegeOf(request)[list]];
		const start = Number(first(query.after_cursor) ?? 0);
		const limit = Number(first(query.limit) ?? 2);
		const end = start + limit;
		return {
			total: ids.length,
			[list]: ids.slice(start, end),
			beforeCursor: null,
			previousLink: null,
			afterCursor: end < ids.length ? end : null,
			nextLink: null,
		};
	};
	const add = (list, status) => (request, reply) => {
		const held = privilegeOf(request)[list];
		const ids = request.body?.[list];
		if (!Array.isArray(ids) || !ids.every(Number.isInteger))
			throw badRequest(`${list} should be -> array of positive integers`);
		const isKnown = (id) =>
			list === 'users' ? account.users.has(id) : account.roles.some((role) => role.id === id);
		if (!ids.every(isKnown)) throw unprocessable('Validation failed: an id does not exist');
		for (const id of ids) held.add(id);
		reply.code(status);
		return { success: true };
	};
	const remove = (list) => (request, reply) => {
		privilegeOf(request)[list].delete(Number(request.params.one));
		reply.code(204).send();
	};

	return [
		[
			'GET',
			'/api/2/mappings',
			'manageAll',
			({ query }) => {
				onlyQuery(query, [
					'enabled',
					...['has_condition', 'has_condition_type', 'has_action', 'has_action_type'],
				]);
				// Without the question only the enabled ones (fadwen/TestEnvironment).
				const enabled = first(query.enabled) !== 'false';
				return account.mappings.filter((each) => each.enabled === enabled);
			},
		],
		['GET', mapping, 'manageAll', mappingOf],
		[
			'DELETE',
			mapping,
			'manageAll',
			(request, reply) => {
				const found = mappingOf(request);
				account.mappings = account.mappings.filter((each) => each !== found);
				reply.code(204).send();
			},
		],
		[
			'POST',
			`${mapping}/dryrun`,
			'manageAll',
			(request) => {
				const found = mappingOf(request);
				if (!Array.isArray(request.body)) throw badRequest('Expected array in request');
				return request.body.map((userId) => {
					const user = account.users.get(userId);
					if (!user) throw unprocessable('Validation failed: an id does not exist');
					const { id, firstname, lastname, username, email } = user;
					return {
						user: { id, firstname, lastname, username, email },
						mapped: account.mapsTo(found, user),
					};
				});
			},
		],
		['GET', '/api/1/privileges', 'manageAll', () => account.privileges.map(shown)],
		['GET', privilege, 'manageAll', (request) => shown(privilegeOf(request))],
		[
			'DELETE',
			privilege,
			'manageAll',
			(request, reply) => {
				const found = privilegeOf(request);
				account.privileges = account.privileges.filter((each) => each !== found);
				reply.code(204).send();
			},
		],
		['GET', `${privilege}/users`, 'manageAll', holders('users')],
		['POST', `${privilege}/users`, 'manageAll', add('users', 200)],
		['DELETE', `${privilege}/users/:one`, 'manageAll', remove('users')],
		['GET', `${privilege}/roles`, 'manageAll', holders('roles')],
		['POST', `${privilege}/roles`, 'manageAll', add('roles', 201)],
		['DELETE', `${privilege}/roles/:one`, 'manageAll', remove('roles')],
		['GET', '/api/2/reports', 'readRoles', () => account.reports],
		[
			'POST',
			'/api/2/reports/:id/run',
			'readRoles',
			({ params }) => {
				find(account.reports, params.id);
				return [...account.users.values()]
					.slice(0, 20)
					.map(({ email, last_login }) => ({ email, last_login }));
			},
		],
		[
			'POST',
			'/api/2/reports/:id/run_background',
			'readRoles',
			({ params, body }) => {
				find(account.reports, params.id);
				if (!/^\S+@\S+$/.test(body?.email ?? '')) throw badRequest('email is missing');
				return { message: 'The report will be sent' };
			},
		],
	];
}
