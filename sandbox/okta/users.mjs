/** /api/v1/users and what hangs below one user. */
import { createHash } from 'node:crypto';
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { booleanOf, pageOf } from './paging.mjs';
import { ATTRIBUTES, checkProfile, isObject, onlyKeys, plain, readCredentials } from './schema.mjs';
import { factorView, groupView, userView } from './views.mjs';

const DATES = [
	'created',
	'activated',
	'statusChanged',
	'lastUpdated',
	'lastLogin',
	'passwordChanged',
];
const TEXT = ['eq', 'sw', 'pr', 'gt', 'ge', 'lt', 'le'];
const ORDERED = ['eq', 'gt', 'ge', 'lt', 'le', 'pr'];
/** The only attributes that `co` works on. */
const CONTAINED = ['firstName', 'lastName', 'email', 'login'];

/** What `search` knows: all profile attributes, and the fields of the user that Okta indexes. */
function searchable(name) {
	if (DATES.includes(name)) return { operators: ORDERED, get: (user) => user[name], type: 'date' };
	if (name === 'id' || name === 'status')
		return { operators: ['eq', 'sw', 'pr', 'lt', 'gt'], get: (user) => user[name] };
	if (name === 'type.id') return { operators: ['eq'], get: (user) => user.typeId };
	if (name === 'realmId') return { operators: ['eq'], get: (user) => user.realmId };
	const own = /^profile\.(\w+)$/.exec(name)?.[1];
	if (!own || !Object.hasOwn(ATTRIBUTES, own)) return undefined;
	return {
		operators: CONTAINED.includes(own) ? [...TEXT, 'co'] : TEXT,
		get: (user) => user.profile[own],
	};
}

/** What `filter` knows: little, and values are case-sensitive. */
function filterable(name) {
	if (name === 'lastUpdated') {
		return {
			operators: ['eq', 'gt', 'ge', 'lt', 'le'],
			get: (user) => user.lastUpdated,
			type: 'date',
		};
	}
	if (name === 'id' || name === 'status') return { operators: ['eq'], get: (user) => user[name] };
	const own = /^profile\.(login|email|firstName|lastName)$/.exec(name)?.[1];
	return own && { operators: ['eq'], get: (user) => user.profile[own] };
}

/** @returns {(record: any) => boolean} */
function tested(text, options, refusal) {
	try {
		return compile(text, options);
	} catch (error) {
		if (error instanceof ExpressionError) throw refusal();
		throw error;
	}
}

/** Splits `id,status,profile:(firstName,lastName)`. */
function projection(text) {
	const top = [];
	let profile;
	const rest = text.replace(/profile:\(([^()]*)\)/g, (_all, names) => {
		profile = names.split(',').map((name) => name.trim());
		return '';
	});
	for (const name of rest.split(',').map((one) => one.trim())) if (name) top.push(name);
	if (!top.every((name) => /^[\w.]+$/.test(name))) throw invalid('fields');
	return (view) => {
		const shown = { id: view.id };
		for (const name of top) if (name in view) shown[name] = view[name];
		if (profile) {
			shown.profile = Object.fromEntries(
				Object.entries(view.profile).filter(([name]) => profile.includes(name)),
			);
		}
		return shown;
	};
}

/**
 * Whether the answer may leave things out: Okta's optimization counts only when the Content-Type
 * of the request asks for all three.
 */
function omits(request) {
	const match = /okta-response="?([\w,\s]+)"?/.exec(request.headers['content-type'] ?? '');
	const asked = (match?.[1] ?? '').split(',').map((one) => one.trim());
	return ['omitCredentials', 'omitCredentialsLinks', 'omitTransitioningToStatus'].every((one) =>
		asked.includes(one),
	);
}

export function userRoutes({ org, origin, linkOrigin }) {
	const READ = 'okta.users.read';
	const MANAGE = 'okta.users.manage';

	/** A user by id, login, or a part of the login before the @ that only one user has. */
	function userOf(request) {
		const given = request.params.id;
		if (given === 'me') {
			const owner = request.principal.owner && org.users.get(request.principal.owner);
			// A service app is nobody: there is no "me".
			if (!owner) throw notFound('me', 'User');
			return org.settle(owner);
		}
		const found = find(given);
		const user = found && org.settle(found);
		if (!user) throw notFound(given, 'User');
		return user;
	}

	function find(given) {
		const byId = org.users.get(given);
		if (byId) return byId;
		// A login that holds a slash cannot be asked for in a path, even when it is encoded.
		if (given.includes('/')) return undefined;
		const wanted = plain(given);
		const users = [...org.users.values()];
		const byLogin = users.find(({ profile }) => plain(profile.login) === wanted);
		if (byLogin) return byLogin;
		const byShort = users.filter(({ profile }) => plain(profile.login.split('@')[0]) === wanted);
		return byShort.length === 1 ? byShort[0] : undefined;
	}

	const single = (user, request) => userView(user, { origin, single: true, omit: omits(request) });

	function list(request, reply) {
		const { query } = request;
		const [search, filter, q] = ['search', 'filter', 'q'].map((name) => first(query[name]));
		if (search !== undefined && filter !== undefined) throw new OktaError('E0000033');
		org.settleAll();
		// The search index follows a moment later than the record.
		const horizon = org.clock.now() - org.settings.searchLagMs;
		let users = [...org.users.values()].filter(({ created }) => Date.parse(created) <= horizon);
		if (search !== undefined) {
			users = users.filter(
				tested(
					search,
					{ attribute: searchable, caseSensitive: false },
					() => new OktaError('E0000031'),
				),
			);
		} else if (filter !== undefined) {
			users = users.filter(
				tested(
					filter,
					{ attribute: filterable, caseSensitive: true },
					() => new OktaError('E0000053', filter),
				),
			);
		} else {
			users = users.filter(({ status }) => status !== 'DEPROVISIONED');
		}
		if (q !== undefined) {
			const wanted = q.toLowerCase();
			users = users.filter(
				({ profile, status }) =>
					status !== 'DEPROVISIONED' &&
					[profile.firstName, profile.lastName, profile.email].some((value) =>
						String(value).toLowerCase().startsWith(wanted),
					),
			);
		}
		sort(users, search !== undefined ? query : {});
		const omit = omits(request);
		const fields = first(query.fields);
		const project = fields === undefined ? (view) => view : projection(fields);
		const expand = first(query.expand);
		if (expand !== undefined && expand !== 'classification') throw invalid('expand');
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		const page = pageOf(exchange, users, {
			standard: q === undefined ? 200 : 10,
			maximum: 200,
			// Seen of the links of application users alone; the documentation of links promises nothing
			// for these (vendors/okta.md, section 2), so a client must not lean on them.
			lost: ['expand', 'fields', 'sortBy', 'sortOrder'],
		});
		// `q` has no further pages: what does not fit is not reachable.
		if (q !== undefined) reply.header('link', [reply.getHeader('link')].flat().slice(0, 1));
		return page.map((user) => {
			const view = userView(user, { origin, omit });
			if (expand) view._embedded = { classification: { type: 'STANDARD' } };
			return project(view);
		});
	}

	function sort(users, query) {
		const by = first(query.sortBy);
		const order = first(query.sortOrder) ?? 'asc';
		if (!['asc', 'desc'].includes(order.toLowerCase())) throw invalid('sortOrder');
		const byId = (a, b) => (a.id < b.id ? -1 : 1);
		if (by === undefined) {
			users.sort((a, b) => (a.created === b.created ? byId(a, b) : a.created < b.created ? -1 : 1));
			return;
		}
		const attribute = searchable(by);
		if (!attribute) throw invalid('sortBy');
		const value = (user) => String(attribute.get(user) ?? '').toLowerCase();
		const sign = order.toLowerCase() === 'desc' ? -1 : 1;
		users.sort((a, b) => {
			const [x, y] = [value(a), value(b)];
			return x === y ? byId(a, b) : x < y ? -sign : sign;
		});
	}

	function create(request) {
		const { body, query } = request;
		onlyKeys(body, ['profile', 'credentials', 'groupIds', 'type', 'realmId']);
		const activate = booleanOf(query, 'activate', true);
		booleanOf(query, 'provider', false);
		const nextLogin = first(query.nextLogin);
		if (!isObject(body.profile))
			throw invalid('newUser', 'profile: The field cannot be left blank');
		if (nextLogin !== undefined) {
			if (nextLogin !== 'changePassword') throw invalid('nextLogin');
			if (!body.credentials?.password) throw new OktaError('E0000124');
			if (!activate) throw new OktaError('E0000125');
		}
		const type = typeOf(body.type) ?? org.types[0];
		const groups = groupsOf(body.groupIds ?? []);
		if (body.realmId !== undefined && !org.realms.includes(body.realmId))
			throw notFound(body.realmId, 'Realm');
		const profile = { secondEmail: null, mobilePhone: null, ...body.profile };
		checkProfile(org, profile, 'login');
		const { hasNewPassword, ...credentials } = readCredentials(body.credentials, {
			login: profile.login,
		});
		const now = org.clock.iso();
		const user = {
			id: org.id('00u'),
			status: 'STAGED',
			created: now,
			activated: null,
			statusChanged: null,
			lastLogin: null,
			lastUpdated: now,
			passwordChanged: hasNewPassword ? now : null,
			typeId: type.id,
			realmId: body.realmId ?? org.realms[0],
			profile,
			credentials,
			version: 1,
		};
		org.users.set(user.id, user);
		for (const group of [org.everyone, ...groups]) org.join(user, group);
		org.note('user.lifecycle.create', [org.userTarget(user)]);
		if (activate) {
			activateUser(user, nextLogin);
			org.note('user.lifecycle.activate', [org.userTarget(user)]);
		}
		return single(user, request);
	}

	/** A password makes a user ready; without one the user has to follow the e-mail first. */
	function activateUser(user, nextLogin) {
		const isReady =
			Boolean(user.credentials.password) ||
			['FEDERATION', 'SOCIAL'].includes(user.credentials.provider.type);
		const to = nextLogin ? 'PASSWORD_EXPIRED' : isReady ? 'ACTIVE' : 'PROVISIONED';
		org.transition(user, to, org.settings.activationMs);
	}

	function typeOf(given) {
		if (given === undefined) return undefined;
		onlyKeys(given, ['id']);
		const type = org.types.find(({ id }) => id === given.id);
		if (!type) throw notFound(String(given.id), 'UserType');
		return type;
	}

	function groupsOf(ids) {
		if (!Array.isArray(ids)) throw new OktaError('E0000003');
		if (ids.length > 20) throw new OktaError('E0000093');
		return ids.map((id) => {
			const group = org.groups.get(id);
			if (!group) throw notFound(String(id), 'UserGroup');
			if (group.type !== 'OKTA_GROUP') {
				throw invalid('groupIds', `groupIds: ${id} is not a group that Okta manages`);
			}
			return group;
		});
	}

	function change(request, reply, isReplace) {
		const user = userOf(request);
		const { body, query } = request;
		const strict = booleanOf(query, 'strict', false);
		checkEtag(request.headers['if-match'], user);
		onlyKeys(body, ['profile', 'credentials', 'type', 'realmId']);
		if (user.transition?.to === 'ACTIVE' || user.transition?.to === 'PROVISIONED') {
			throw new OktaError('E0000112');
		}
		// Okta then knows of no such user, as of one that was deleted (public reports). Only orgs with "Edit
		// Deactivated User Profile Updates" allow more.
		if (user.status === 'DEPROVISIONED') throw notFound(user.id, 'User');
		const type = typeOf(body.type);
		if (type && type.id !== user.typeId && !isReplace) {
			throw invalid('type', 'type: can only be changed by a full replace');
		}
		if (body.realmId !== undefined && !org.realms.includes(body.realmId))
			throw notFound(body.realmId, 'Realm');
		let { profile } = user;
		if (body.profile !== undefined || isReplace) {
			if (!isObject(body.profile))
				throw invalid('profile', 'profile: The field cannot be left blank');
			profile = isReplace
				? { secondEmail: null, mobilePhone: null, ...body.profile }
				: { ...user.profile, ...body.profile };
			checkProfile(org, profile, 'login', user);
		}
		const { hasNewPassword, ...credentials } = readCredentials(body.credentials, {
			login: profile.login,
			current: user.credentials,
			isStaged: user.status === 'STAGED',
			strict,
		});
		user.profile = profile;
		user.credentials = credentials;
		user.typeId = type?.id ?? user.typeId;
		user.realmId = body.realmId ?? user.realmId;
		if (hasNewPassword) {
			user.passwordChanged = org.clock.iso();
			if (['PROVISIONED', 'PASSWORD_EXPIRED', 'RECOVERY'].includes(user.status)) {
				user.status = 'ACTIVE';
				user.statusChanged = org.clock.iso();
			}
		}
		org.touch(user);
		org.note('user.account.update_profile', [org.userTarget(user)]);
		reply.header('etag', org.etag(user));
		return single(user, request);
	}

	function checkEtag(given, user) {
		if (given === undefined) return;
		const tags = given.split(',').map((one) => one.trim());
		if (!tags.every((one) => one === '*' || /^(W\/)?"[^"]*"$/.test(one)))
			throw new OktaError('E0000242');
		const weak = (tag) => tag.replace(/^W\//, '');
		if (!tags.some((one) => one === '*' || weak(one) === weak(org.etag(user)))) {
			throw new OktaError('E0000231');
		}
	}

	/** The first DELETE deactivates, the second one deletes for good. */
	function remove(request, reply) {
		const user = userOf(request);
		booleanOf(request.query, 'sendEmail', false);
		const prefer = request.headers.prefer;
		if (prefer !== undefined && prefer !== 'respond-async') throw invalid('Prefer');
		if (user.status !== 'DEPROVISIONED') {
			// What a second DELETE during the deactivation answers is not documented.
			if (user.transition) throw new OktaError('E0000038');
			org.transition(user, 'DEPROVISIONED', org.settings.deactivationMs);
			org.note('user.lifecycle.deactivate', [org.userTarget(user)]);
		} else {
			for (const step of ['initiated', 'completed']) {
				org.note(`user.lifecycle.delete.${step}`, [org.userTarget(user)]);
			}
			org.transition(user, 'DELETED', prefer ? org.settings.deactivationMs : 0);
		}
		reply.code(204).send();
	}

	const status = (user, to) => {
		user.status = to;
		user.statusChanged = org.clock.iso();
		org.touch(user);
	};

	/** Who was told to do what, in the System Log (okta-developer-docs, event types). */
	const EVENTS = {
		activate: 'user.lifecycle.activate',
		reactivate: 'user.lifecycle.reactivate',
		deactivate: 'user.lifecycle.deactivate',
		suspend: 'user.lifecycle.suspend',
		unsuspend: 'user.lifecycle.unsuspend',
		unlock: 'user.account.unlock_by_admin',
		reset_factors: 'user.mfa.factor.reset_all',
		expire_password: 'user.account.expire_password',
		expire_password_with_temp_password: 'user.account.expire_password',
		reset_password: 'user.account.reset_password',
	};

	/** What each status allows: okta-next.md, section 3. */
	const LIFECYCLE = {
		activate(user, request) {
			if (['ACTIVE', 'LOCKED_OUT'].includes(user.status)) throw new OktaError('E0000016');
			if (!['STAGED', 'DEPROVISIONED'].includes(user.status)) throw new OktaError('E0000038');
			activateUser(user);
			return tokenOf(user, booleanOf(request.query, 'sendEmail', true));
		},
		reactivate(user, request) {
			if (!['PROVISIONED', 'RECOVERY'].includes(user.status)) throw new OktaError('E0000038');
			return tokenOf(user, booleanOf(request.query, 'sendEmail', false));
		},
		deactivate(user, request) {
			booleanOf(request.query, 'sendEmail', false);
			if (user.status === 'DEPROVISIONED') throw new OktaError('E0000038');
			org.transition(user, 'DEPROVISIONED', org.settings.deactivationMs);
			return {};
		},
		suspend(user) {
			if (user.status !== 'ACTIVE')
				throw invalid('user', 'Cannot suspend a user that is not active');
			status(user, 'SUSPENDED');
			org.sessions.delete(user.id);
		},
		unsuspend(user) {
			if (user.status !== 'SUSPENDED')
				throw invalid('user', 'Cannot unsuspend a user that is not suspended');
			status(user, 'ACTIVE');
		},
		unlock(user) {
			const isBlocked = user.status === 'ACTIVE' && org.blocks.has(user.id);
			if (user.status !== 'LOCKED_OUT' && !isBlocked) throw new OktaError('E0000032');
			org.blocks.delete(user.id);
			status(user, 'ACTIVE');
		},
		reset_factors(user, request) {
			booleanOf(request.query, 'removeRecoveryEnrollment', false);
			org.factors.delete(user.id);
		},
		expire_password(user, request) {
			requirePassword(user);
			status(user, 'PASSWORD_EXPIRED');
			return single(user, request);
		},
		expire_password_with_temp_password(user, request) {
			requirePassword(user);
			if (booleanOf(request.query, 'revokeSessions', false)) org.sessions.delete(user.id);
			status(user, 'PASSWORD_EXPIRED');
			return { tempPassword: org.random.text(8) };
		},
		reset_password(user, request) {
			if (first(request.query.sendEmail) === undefined) throw new OktaError('E0000028');
			if (user.status === 'STAGED') throw new OktaError('E0000017');
			if (['SUSPENDED', 'DEPROVISIONED'].includes(user.status)) throw new OktaError('E0000038');
			const send = booleanOf(request.query, 'sendEmail');
			if (booleanOf(request.query, 'revokeSessions', false)) org.sessions.delete(user.id);
			status(user, 'RECOVERY');
			return send ? {} : { resetPasswordUrl: `${origin}/reset_password/${org.random.text(20)}` };
		},
	};

	function requirePassword(user) {
		if (!['ACTIVE', 'PASSWORD_EXPIRED'].includes(user.status)) throw new OktaError('E0000038');
	}

	const tokenOf = (user, sendEmail) => {
		if (sendEmail) return {};
		const activationToken = createHash('sha256').update(user.id).digest('base64url').slice(0, 20);
		return { activationUrl: `${origin}/welcome/${activationToken}`, activationToken };
	};

	const lifecycle = (name, action) => (request, reply) => {
		const user = userOf(request);
		// Until a change of status has ended, nothing else is possible.
		if (user.transition) throw new OktaError('E0000112');
		const result = action(user, request);
		org.note(EVENTS[name], [org.userTarget(user)]);
		if (result) return result;
		// Okta answers 200 without a body here.
		reply.code(200).send();
	};

	function appLinks(request) {
		const user = userOf(request);
		let sortOrder = 0;
		return [...org.apps.values()].flatMap((app) => {
			const assigned = org.appUsers.get(app.id).get(user.id);
			if (!assigned || app.status !== 'ACTIVE') return [];
			return {
				id: assigned.assignment,
				label: app.label,
				linkUrl: `${origin}/home/${app.name}/${app.id}/${sortOrder}`,
				logoUrl: `${origin}/img/logos/${app.name}.png`,
				appName: app.name,
				appInstanceId: app.id,
				appAssignmentId: assigned.assignment,
				credentialsSetup: false,
				hidden: false,
				sortOrder: sortOrder++,
			};
		});
	}

	function removeFactor(request, reply) {
		const user = userOf(request);
		const factors = org.factors.get(user.id) ?? [];
		const { factorId } = request.params;
		if (!factors.some(({ id }) => id === factorId)) throw notFound(factorId, 'UserFactor');
		booleanOf(request.query, 'removeRecoveryEnrollment', false);
		if (user.status === 'DEPROVISIONED') throw new OktaError('E0000038');
		// Push or FastPass takes all of Okta Verify with it.
		const { factorType } = factors.find(({ id }) => id === factorId);
		const takesAll = ['push', 'signed_nonce'].includes(factorType);
		const isGone = (one) =>
			one.id === factorId ||
			(takesAll &&
				one.provider === 'OKTA' &&
				['push', 'signed_nonce', 'token:software:totp'].includes(one.factorType));
		org.factors.set(
			user.id,
			factors.filter((one) => !isGone(one)),
		);
		org.note('user.mfa.factor.deactivate', [org.userTarget(user)]);
		reply.code(204).send();
	}

	const user = '/api/v1/users/:id';
	return [
		['GET', '/api/v1/users', READ, list],
		['POST', '/api/v1/users', MANAGE, create],
		[
			'GET',
			user,
			READ,
			(request, reply) => {
				const found = userOf(request);
				const expand = first(request.query.expand);
				if (expand !== undefined && !['blocks', 'classification'].includes(expand))
					throw invalid('expand');
				reply.header('etag', org.etag(found));
				const view = single(found, request);
				if (expand === 'blocks') view._embedded = { blocks: org.blocks.get(found.id) ?? [] };
				if (expand === 'classification') view._embedded = { classification: { type: 'STANDARD' } };
				return view;
			},
		],
		['POST', user, MANAGE, (request, reply) => change(request, reply, false)],
		['PUT', user, MANAGE, (request, reply) => change(request, reply, true)],
		['DELETE', user, MANAGE, remove],
		['GET', `${user}/blocks`, READ, (request) => org.blocks.get(userOf(request).id) ?? []],
		[
			'GET',
			`${user}/groups`,
			READ,
			(request, reply) => {
				const { id } = userOf(request);
				const groups = [...org.groups.values()].filter(({ members }) => members.has(id));
				return pageOf({ request, reply, linkOrigin: linkOrigin() }, groups, {
					standard: 200,
					maximum: 200,
				}).map((group) => groupView(group, origin));
			},
		],
		['GET', `${user}/appLinks`, READ, appLinks],
		[
			'GET',
			`${user}/factors`,
			READ,
			(request) => {
				const { id } = userOf(request);
				return (org.factors.get(id) ?? []).map((factor) => factorView(factor, id, origin));
			},
		],
		['DELETE', `${user}/factors/:factorId`, MANAGE, removeFactor],
		...Object.entries(LIFECYCLE).map(([name, action]) => [
			'POST',
			`${user}/lifecycle/${name}`,
			MANAGE,
			lifecycle(name, action),
		]),
		[
			'DELETE',
			`${user}/sessions`,
			MANAGE,
			(request, reply) => {
				const found = userOf(request);
				if (booleanOf(request.query, 'oauthTokens', false)) org.tokens.delete(found.id);
				booleanOf(request.query, 'forgetDevices', true);
				org.sessions.delete(found.id);
				org.note('user.session.clear', [org.userTarget(found)]);
				reply.code(204).send();
			},
		],
		[
			'POST',
			'/oauth2/v1/global-token-revocation',
			'okta.universalLogout.manage',
			(request, reply) => {
				onlyKeys(request.body, ['sub_id']);
				const { format, id } = request.body.sub_id ?? {};
				const found = format === 'opaque' && org.users.get(id);
				if (!found) throw invalid('sub_id');
				org.sessions.delete(found.id);
				org.tokens.delete(found.id);
				org.note('user.authentication.universal_logout', [org.userTarget(found)]);
				reply.code(204).send();
			},
		],
	];
}
