/** /api/v1/apps and their users. */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { booleanOf, pageOf } from './paging.mjs';
import { isObject, onlyKeys } from './schema.mjs';
import { ACTIVE, APP_PROFILE } from './state.mjs';
import { appUserView, appView, groupView } from './views.mjs';

/** Schemes in which nobody but the app holds the credentials. */
const FIXED = ['SHARED_USERNAME_AND_PASSWORD', 'EXTERNAL_PASSWORD_SYNC'];

export function appRoutes({ org, origin, linkOrigin }) {
	const READ = 'okta.apps.read';
	const MANAGE = 'okta.apps.manage';

	function appOf({ params }) {
		const app = org.apps.get(params.appId);
		if (!app) throw notFound(params.appId, 'AppInstance');
		return app;
	}

	/** Paths of app users take a user's id; a login is not found. */
	function assignedOf(request) {
		const app = appOf(request);
		const { userId } = request.params;
		const user = org.users.get(userId);
		const assigned = user && org.settle(user) && org.appUsers.get(app.id).get(userId);
		if (!assigned) throw notFound(userId, 'AppUser');
		return { app, user, assigned };
	}

	const view = ({ app, user, assigned }, expand) =>
		appUserView(assigned, app, {
			origin,
			user: expand === 'user' ? user : undefined,
			groupId: org.groupOf(app, user),
		});

	function expandOf({ query }) {
		const expand = first(query.expand);
		if (expand !== undefined && expand !== 'user') throw invalid('expand');
		return expand;
	}

	function filterOf(text) {
		const attribute = (name) =>
			({
				id: { operators: ['eq'], get: (app) => app.id },
				status: { operators: ['eq'], get: (app) => app.status },
				name: { operators: ['eq'], get: (app) => app.name },
				'user.id': { operators: ['eq'], get: (app) => [...org.appUsers.get(app.id).keys()] },
				'group.id': { operators: ['eq'], get: (app) => app.groups },
			})[name];
		try {
			return compile(text, { attribute, caseSensitive: true });
		} catch (error) {
			if (error instanceof ExpressionError) throw new OktaError('E0000053', text);
			throw error;
		}
	}

	function list(request, reply) {
		const [q, filter] = ['q', 'filter'].map((name) => first(request.query[name]));
		org.settleAll();
		let apps = [...org.apps.values()];
		if (filter !== undefined) apps = apps.filter(filterOf(filter));
		if (q !== undefined) {
			const wanted = q.toLowerCase();
			apps = apps.filter(({ name, label }) =>
				[name, label].some((one) => one.toLowerCase().startsWith(wanted)),
			);
		}
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		return pageOf(exchange, apps, { standard: 20, maximum: 200 }).map((app) =>
			appView(app, origin),
		);
	}

	function users(request, reply) {
		const app = appOf(request);
		const { query } = request;
		// okta-sdk-dotnet#484: filter is refused here although other lists have it.
		if (query.filter !== undefined) throw new OktaError('E0000053', first(query.filter));
		const expand = expandOf(request);
		org.settleAll();
		let assigned = [...org.appUsers.get(app.id).values()];
		const q = first(query.q)?.toLowerCase();
		if (q !== undefined) {
			const fields =
				app.signOnMode === 'OPENID_CONNECT'
					? ['userName', 'email']
					: ['userName', 'email', 'firstName', 'lastName'];
			assigned = assigned.filter((one) =>
				fields.some((name) =>
					String(one[name] ?? one.profile[name] ?? '')
						.toLowerCase()
						.startsWith(q),
				),
			);
		}
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		const rule = { standard: 50, maximum: 500, lost: ['expand'] };
		return pageOf(exchange, assigned, rule).map((one) =>
			view({ app, user: org.users.get(one.id), assigned: one }, expand),
		);
	}

	/** The credentials and profile of a request, in as far as the app takes them. */
	function read(app, { credentials, profile }) {
		const isFixed = FIXED.includes(app.scheme);
		if (credentials !== undefined) {
			onlyKeys(credentials, ['userName', 'password']);
			const { userName, password } = credentials;
			if (isFixed || app.signOnMode === 'BOOKMARK') throw new OktaError('E0000041');
			if (password !== undefined) {
				onlyKeys(password, ['value']);
				// Only apps that fill in a form have a password of their own.
				if (app.signOnMode !== 'BROWSER_PLUGIN') throw new OktaError('E0000041');
				if (typeof password.value !== 'string' || password.value === '') {
					throw invalid('credentials', 'password: The field cannot be left blank');
				}
			}
			if (
				userName !== undefined &&
				(typeof userName !== 'string' || userName.length < 1 || userName.length > 100)
			) {
				throw invalid('credentials', 'userName: must be between 1 and 100 characters');
			}
		}
		if (profile !== undefined) {
			if (!isObject(profile)) throw new OktaError('E0000003');
			const unknown = Object.keys(profile).find((name) => !APP_PROFILE.includes(name));
			if (unknown)
				throw invalid('profile', `${unknown}: Property name is not defined in the app user schema`);
			const mapped = ['email', 'firstName', 'lastName'].find((name) => name in profile);
			if (mapped && app.features.includes('PUSH_PROFILE_UPDATES'))
				throw new OktaError('E0000075', mapped);
		}
		return { credentials: credentials ?? {}, profile: profile ?? {} };
	}

	function assign(request) {
		const app = appOf(request);
		const { body } = request;
		onlyKeys(body, ['id', 'scope', 'credentials', 'profile']);
		if (typeof body.id !== 'string' || body.id === '')
			throw invalid('id', 'id: The field cannot be left blank');
		if (body.scope !== undefined && !['USER', 'GROUP'].includes(body.scope)) throw invalid('scope');
		const found = org.users.get(body.id);
		const user = found && org.settle(found);
		if (!user) throw notFound(body.id, 'User');
		if (!ACTIVE.includes(user.status) && !['STAGED', 'PROVISIONED'].includes(user.status)) {
			throw new OktaError('E0000117');
		}
		const given = read(app, body);
		const present = org.appUsers.get(app.id).get(user.id);
		if (present?.scope === 'USER') throw new OktaError('E0000062');
		if (present) {
			// From a group's assignment to the user's own.
			Object.assign(present, { scope: 'USER', lastUpdated: org.clock.iso() });
			Object.assign(present.profile, given.profile);
			if (given.credentials.userName) present.userName = given.credentials.userName;
			return view({ app, user, assigned: present });
		}
		const assigned = org.assign(app, user, { scope: body.scope ?? 'USER', ...given });
		org.note('application.user_membership.add', [org.userTarget(user), org.appTarget(app)]);
		return view({ app, user, assigned });
	}

	function update(request) {
		const found = assignedOf(request);
		const { body } = request;
		onlyKeys(body, ['credentials', 'profile']);
		const { credentials, profile } = read(found.app, body);
		const { assigned } = found;
		if (credentials.userName) assigned.userName = credentials.userName;
		if (credentials.password) {
			assigned.hasPassword = true;
			assigned.passwordChanged = org.clock.iso();
		}
		Object.assign(assigned.profile, profile);
		assigned.lastUpdated = org.clock.iso();
		const targets = [org.userTarget(found.user), org.appTarget(found.app)];
		org.note('application.user_membership.update', targets);
		return view(found);
	}

	function unassign(request, reply) {
		const { app, user, assigned } = assignedOf(request);
		booleanOf(request.query, 'sendEmail', false);
		// gravitational/teleport#53947, articulate/terraform-provider-okta#120: the cause names the group.
		if (assigned.scope === 'GROUP') {
			const { name } = org.groups.get(org.groupOf(app, user)).profile;
			throw new OktaError('E0000046', '', [
				`The application cannot be unassigned from the user while the membership of the group ${name} gives it.`,
			]);
		}
		org.appUsers.get(app.id).delete(user.id);
		org.note('application.user_membership.remove', [org.userTarget(user), org.appTarget(app)]);
		// What is documented of nobody: whoever had it for oneself and is in a group of the app keeps it.
		if (org.groupOf(app, user)) org.assignByGroup(app, user);
		reply.code(204).send();
	}

	const lifecycle = (status) => (request, reply) => {
		const app = appOf(request);
		Object.assign(app, { status, lastUpdated: org.clock.iso() });
		// Deactivation takes what groups gave; activation brings none of it back (okta-next.md, 6).
		if (status === 'INACTIVE') {
			const users = org.appUsers.get(app.id);
			for (const { id, scope } of [...users.values()]) if (scope === 'GROUP') users.delete(id);
		}
		const step = status === 'ACTIVE' ? 'activate' : 'deactivate';
		org.note(`application.lifecycle.${step}`, [org.appTarget(app)]);
		reply.code(200).send();
	};

	/** What an app keeps of a group beside its id. */
	function keptOf(app, id) {
		app.kept ??= new Map();
		if (!app.kept.has(id)) {
			const { lastUpdated } = org.groups.get(id);
			app.kept.set(id, { lastUpdated, priority: app.groups.indexOf(id), profile: {} });
		}
		return app.kept.get(id);
	}

	function groupAt(request) {
		const app = appOf(request);
		const { groupId } = request.params;
		if (!app.groups.includes(groupId)) throw notFound(groupId, 'ApplicationGroupAssignment');
		return { app, id: groupId };
	}

	function groupOfApp({ app, id }, { query }) {
		const expand = first(query.expand);
		if (expand !== undefined && !['group', 'metadata'].includes(expand)) throw invalid('expand');
		const self = `${origin}/api/v1/apps/${app.id}`;
		return {
			id,
			...keptOf(app, id),
			_links: {
				app: { href: self },
				self: { href: `${self}/groups/${id}` },
				group: { href: `${origin}/api/v1/groups/${id}` },
			},
			...(expand === 'group' && { _embedded: { group: groupView(org.groups.get(id), origin) } }),
			...(expand === 'metadata' && { _embedded: { metadata: {} } }),
		};
	}

	function groups(request, reply) {
		const app = appOf(request);
		const q = first(request.query.q)?.toLowerCase();
		const ids = app.groups.filter(
			(id) => q === undefined || org.groups.get(id).profile.name.toLowerCase().startsWith(q),
		);
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		const rule = { standard: 20, maximum: 200, minimum: 20, lost: ['expand'] };
		const page = pageOf(
			exchange,
			ids.map((id) => ({ id })),
			rule,
		);
		return page.map(({ id }) => groupOfApp({ app, id }, request));
	}

	function readGroup(body) {
		onlyKeys(body, ['priority', 'profile']);
		const { priority, profile } = body;
		if (priority !== undefined && !Number.isInteger(priority)) throw invalid('priority');
		if (profile !== undefined && !isObject(profile)) throw invalid('profile');
		const odd = Object.keys(profile ?? {}).find((name) => !APP_PROFILE.includes(name));
		if (odd)
			throw invalid('profile', `${odd}: Property name is not defined in the app user schema`);
		return body;
	}

	function assignGroup(request) {
		const app = appOf(request);
		const { groupId } = request.params;
		const group = org.groups.get(groupId);
		if (!group) throw notFound(groupId, 'UserGroup');
		// okta/terraform-provider-okta#1502
		if (app.status !== 'ACTIVE') throw notFound(app.id, 'AppInstance');
		const given = readGroup(request.body ?? {});
		if (!app.groups.includes(groupId)) app.groups.push(groupId);
		Object.assign(keptOf(app, groupId), given, { lastUpdated: org.clock.iso() });
		for (const id of group.members) org.assignByGroup(app, org.users.get(id));
		const targets = [org.groupTarget(group), org.appTarget(app)];
		org.note('group.application_assignment.add', targets);
		return groupOfApp({ app, id: groupId }, request);
	}

	function patchGroup(request) {
		const at = groupAt(request);
		const kept = keptOf(at.app, at.id);
		const { body } = request;
		if (!Array.isArray(body) || body.length === 0) throw new OktaError('E0000003');
		const next = structuredClone(kept);
		for (const { op, path, value } of body) {
			if (!['replace', 'remove'].includes(op)) throw invalid('op');
			const name = /^\/profile\/([^/]+)$/.exec(path)?.[1].replace(/~1/g, '/').replace(/~0/g, '~');
			if (path === '/priority' && op === 'replace') next.priority = value;
			else if (name === undefined) throw invalid('path');
			else if (op === 'remove') delete next.profile[name];
			else next.profile[name] = value;
		}
		readGroup({ priority: next.priority, profile: next.profile });
		Object.assign(kept, next, { lastUpdated: org.clock.iso() });
		const targets = [org.groupTarget(org.groups.get(at.id)), org.appTarget(at.app)];
		org.note('group.application_assignment.update', targets);
		return groupOfApp(at, request);
	}

	function unassignGroup(request, reply) {
		const { app, id } = groupAt(request);
		app.groups = app.groups.filter((one) => one !== id);
		app.kept?.delete(id);
		const users = org.appUsers.get(app.id);
		for (const one of [...users.values()]) {
			if (one.scope === 'GROUP' && !org.groupOf(app, org.users.get(one.id))) users.delete(one.id);
		}
		const targets = [org.groupTarget(org.groups.get(id)), org.appTarget(app)];
		org.note('group.application_assignment.remove', targets);
		reply.code(204).send();
	}

	const app = '/api/v1/apps/:appId';
	return [
		['GET', '/api/v1/apps', READ, list],
		['GET', app, READ, (request) => appView(appOf(request), origin)],
		['GET', `${app}/users`, READ, users],
		['POST', `${app}/users`, MANAGE, assign],
		[
			'GET',
			`${app}/users/:userId`,
			READ,
			(request) => view(assignedOf(request), expandOf(request)),
		],
		['POST', `${app}/users/:userId`, MANAGE, update],
		['DELETE', `${app}/users/:userId`, MANAGE, unassign],
		['POST', `${app}/lifecycle/activate`, MANAGE, lifecycle('ACTIVE')],
		['POST', `${app}/lifecycle/deactivate`, MANAGE, lifecycle('INACTIVE')],
		['GET', `${app}/groups`, READ, groups],
		['GET', `${app}/groups/:groupId`, READ, (request) => groupOfApp(groupAt(request), request)],
		['PUT', `${app}/groups/:groupId`, MANAGE, assignGroup],
		['PATCH', `${app}/groups/:groupId`, MANAGE, patchGroup],
		['DELETE', `${app}/groups/:groupId`, MANAGE, unassignGroup],
		[
			'GET',
			'/api/v1/groups/:groupId/apps',
			'okta.groups.read',
			(request, reply) => {
				const { groupId } = request.params;
				if (!org.groups.has(groupId)) throw notFound(groupId, 'UserGroup');
				const apps = [...org.apps.values()].filter(({ groups }) => groups.includes(groupId));
				const exchange = { request, reply, linkOrigin: linkOrigin() };
				return pageOf(exchange, apps, { standard: 20, maximum: 200 }).map((one) =>
					appView(one, origin),
				);
			},
		],
	];
}
