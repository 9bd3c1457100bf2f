/** Roles as API v2 has them: https://developers.onelogin.com/api-docs/2/roles/overview */
import { first } from '../shared/serve.mjs';
import { badRequest, missing, unprocessable } from './errors.mjs';
import { onlyQuery } from './lists.mjs';

/** Most records in a page of v2: 100 was seen to work for all of these lists. */
const MAXIMUM = 100;
const PAGING = ['limit', 'page', 'cursor'];

/** Method, path, the right that it takes, and what it does. */
export function roleRoutes({ account, bare, named }) {
	const roleOf = ({ params }) => {
		const found = account.roles.find(({ id }) => String(id) === params.id);
		if (!found) throw missing('The resource with the given id could not be found');
		return found;
	};
	const settled = () => [...account.users.values()].map((user) => account.settle(user));
	const usersOf = ({ id }) => settled().filter((user) => user.role_id.includes(id));
	const adminsOf = ({ id }) => settled().filter((user) => account.roleAdmins.get(id).has(user.id));
	const appsOf = ({ id }) => account.apps.filter(({ roles }) => roles.includes(id));
	const idsOf = (records) => records.map(({ id }) => id);

	const view = (role, fields) => {
		const wanted = fields?.split(',') ?? ['apps', 'users', 'admins'];
		const lists = { apps: appsOf, users: usersOf, admins: adminsOf };
		return {
			id: role.id,
			name: role.name,
			...Object.fromEntries(wanted.map((name) => [name, idsOf(lists[name](role))])),
		};
	};

	/** A bare list of ids that all exist. An object is refused, of whatever form. */
	function listOf(body, known) {
		if (!Array.isArray(body)) throw badRequest('Expected array in request');
		if (!body.every((id) => Number.isInteger(id) && known(id))) {
			throw unprocessable('Validation failed: an id does not exist');
		}
		return body;
	}
	const userIds = (body) => listOf(body, (id) => account.users.has(id));
	const appIds = (body) => listOf(body, (id) => account.apps.some((app) => app.id === id));

	function checkName({ name }, self) {
		if (typeof name !== 'string' || name === '')
			throw unprocessable("Validation failed: Name can't be blank");
		if (account.roles.some((role) => role !== self && role.name === name))
			throw unprocessable('Validation failed: Name has already been taken');
	}

	function apply(role, { name, apps, users, admins }) {
		if (name !== undefined) role.name = name;
		if (apps !== undefined) {
			const ids = appIds(apps);
			for (const app of account.apps) {
				app.roles = app.roles.filter((id) => id !== role.id);
				if (ids.includes(app.id)) app.roles.push(role.id);
			}
		}
		// Adds only: an empty list empties nothing (terraform-provider-onelogin, ROLE_API_USAGE.md).
		for (const id of userIds(users ?? [])) account.grant(account.users.get(id), role.id);
		for (const id of userIds(admins ?? [])) account.roleAdmins.get(role.id).add(id);
	}

	const person = (user, assigned) => ({
		id: user.id,
		name: [user.firstname, user.lastname].filter(Boolean).join(' '),
		username: user.username,
		...(assigned && { added_by: { id: 0, name: 'API' }, added_at: user.created_at }),
		assigned,
	});
	const people = (membersOf) => (request, reply) => {
		const role = roleOf(request);
		const { query } = request;
		onlyQuery(query, ['name', 'include_unassigned', ...PAGING]);
		const members = new Set(membersOf(role));
		const all = first(query.include_unassigned) === 'true' ? settled() : [...members];
		const text = first(query.name)?.toLowerCase() ?? '';
		const found = all.filter(({ firstname, lastname, username, email }) =>
			[firstname, lastname, username, email].some((one) =>
				String(one ?? '')
					.toLowerCase()
					.includes(text),
			),
		);
		return bare(
			request,
			reply,
			found.map((user) => person(user, members.has(user))),
			MAXIMUM,
		);
	};

	const role = '/api/2/roles/:id';
	return [
		[
			'GET',
			'/api/2/roles',
			'readRoles',
			(request, reply) => {
				const { query } = request;
				onlyQuery(query, ['name', 'app_id', 'app_name', 'fields', ...PAGING]);
				const [appId, appName] = [first(query.app_id), first(query.app_name)];
				const found = named(request, account.roles).filter(
					(each) =>
						(appId === undefined || idsOf(appsOf(each)).includes(Number(appId))) &&
						(appName === undefined || appsOf(each).some(({ name }) => name === appName)),
				);
				return bare(request, reply, found, MAXIMUM).map((each) => view(each, first(query.fields)));
			},
		],
		[
			'POST',
			'/api/2/roles',
			'manageAll',
			({ body }, reply) => {
				checkName(body);
				const created = { id: account.nextRoleId++, name: body.name };
				account.roles.push(created);
				account.roleAdmins.set(created.id, new Set());
				apply(created, body);
				reply.code(201);
				return { id: created.id };
			},
		],
		['GET', role, 'readRoles', (request) => view(roleOf(request))],
		[
			'PUT',
			role,
			'manageAll',
			(request) => {
				const found = roleOf(request);
				if (request.body.name !== undefined) checkName(request.body, found);
				apply(found, request.body);
				return { id: found.id };
			},
		],
		[
			'DELETE',
			role,
			'manageAll',
			(request, reply) => {
				const found = roleOf(request);
				account.roles = account.roles.filter((each) => each !== found);
				for (const user of account.users.values()) {
					user.role_id = user.role_id.filter((id) => id !== found.id);
				}
				for (const app of account.apps) app.roles = app.roles.filter((id) => id !== found.id);
				reply.code(204).send();
			},
		],
		['GET', `${role}/users`, 'readRoles', people(usersOf)],
		[
			'POST',
			`${role}/users`,
			'manageAll',
			(request) => {
				const { id: roleId } = roleOf(request);
				const ids = userIds(request.body);
				for (const id of ids) account.grant(account.users.get(id), roleId);
				return ids.map((id) => ({ id }));
			},
		],
		[
			'DELETE',
			`${role}/users`,
			'manageAll',
			(request, reply) => {
				const { id: roleId } = roleOf(request);
				for (const id of userIds(request.body)) {
					const user = account.users.get(id);
					if (!user.hidden.mapped.has(roleId))
						user.role_id = user.role_id.filter((one) => one !== roleId);
				}
				reply.code(204).send();
			},
		],
		['GET', `${role}/admins`, 'readRoles', people(adminsOf)],
		[
			'POST',
			`${role}/admins`,
			'manageAll',
			(request) => {
				const admins = account.roleAdmins.get(roleOf(request).id);
				const ids = userIds(request.body);
				for (const id of ids) admins.add(id);
				return ids.map((id) => ({ id }));
			},
		],
		[
			'DELETE',
			`${role}/admins`,
			'manageAll',
			(request, reply) => {
				const admins = account.roleAdmins.get(roleOf(request).id);
				for (const id of userIds(request.body)) admins.delete(id);
				reply.code(204).send();
			},
		],
		[
			'GET',
			`${role}/apps`,
			'readRoles',
			(request, reply) => {
				const found = roleOf(request);
				onlyQuery(request.query, ['assigned', ...PAGING]);
				const isWanted = first(request.query.assigned) !== 'false';
				const apps = account.apps.filter(({ roles }) => roles.includes(found.id) === isWanted);
				return bare(request, reply, apps, MAXIMUM).map(({ id, name }) => ({
					id,
					name,
					icon_url: `https://cdn.onelogin.invalid/${id}.png`,
				}));
			},
		],
		[
			'PUT',
			`${role}/apps`,
			'manageAll',
			(request) => {
				const ids = appIds(request.body);
				apply(roleOf(request), { apps: ids });
				return ids.map((id) => ({ id }));
			},
		],
	];
}
