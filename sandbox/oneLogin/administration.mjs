/** Reports of API v2, and privileges of v1: https://developers.onelogin.com/api-docs */
import { first } from '../shared/serve.mjs';
import { badRequest, missing, unprocessable } from './errors.mjs';
import { onlyQuery } from './lists.mjs';

const find = (list, id) => {
	const found = list.find((each) => String(each.id) === id);
	if (!found) throw missing('The resource with the given id could not be found');
	return found;
};

const VERSION = '2018-05-18';
const SCOPE = /^(\*|[a-z:]+\/\d+)$/;

/** A privilege as it is written: with a name and a policy, of which each statement is about one kind of thing. */
function written(body) {
	const { name, description, privilege, ...others } = body ?? {};
	const [other] = Object.keys(others);
	if (other) throw badRequest(`unknown attribute: ${other}`);
	if (typeof name !== 'string' || name === '') throw badRequest('name is missing');
	if (description !== undefined && typeof description !== 'string')
		throw badRequest('description should be -> string');
	const { Version, Statement } = privilege ?? {};
	if (Version !== VERSION || !Array.isArray(Statement) || Statement.length === 0)
		throw badRequest('privilege is invalid');
	for (const { Effect, Action, Scope } of Statement) {
		const isList = (list, isGood) => Array.isArray(list) && list.length > 0 && list.every(isGood);
		const isText = (text) => typeof text === 'string' && text !== '';
		const isGood =
			Effect === 'Allow' &&
			isList(Action, isText) &&
			isList(Scope, (one) => isText(one) && SCOPE.test(one));
		if (!isGood) throw badRequest('Statement is invalid');
		const kinds = new Set(Action.map((one) => one.split(':')[0].toLowerCase()));
		if (kinds.size > 1) throw badRequest('Statement mixes classes');
		const isOfOthers = (one) => one !== '*' && !kinds.has(one.split('/')[0]);
		if (Scope.some(isOfOthers)) throw badRequest('Scope is invalid');
	}
	return { name, description: description ?? null, privilege };
}

/** Method, path, the right that it takes, and what it does. */
export function administrationRoutes({ account }) {
	const privilege = '/api/1/privileges/:id';
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
		['GET', '/api/1/privileges', 'manageAll', () => account.privileges.map(shown)],
		[
			'POST',
			'/api/1/privileges',
			'manageAll',
			({ body }) => {
				const number = String(account.nextPrivilegeNumber++).padStart(12, '0');
				const created = {
					id: `5c7de1f0-3b1e-4d6a-8f21-${number}`,
					...written(body),
					users: new Set(),
					roles: new Set(),
				};
				account.privileges.push(created);
				return shown(created);
			},
		],
		[
			'PUT',
			privilege,
			'manageAll',
			(request) => {
				const found = privilegeOf(request);
				// What is left out is gone.
				Object.assign(found, written(request.body));
				return { id: found.id };
			},
		],
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
