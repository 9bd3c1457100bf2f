/** Records as Okta shows them. */

const hal = (href, method) => ({ href, ...(method && { hints: { allow: [method] } }) });

/** What can be done with a user in its status: the links of a single user. */
function lifecycle(user, self) {
	const post = (name, path) => [name, { ...hal(`${self}${path}`), method: 'POST' }];
	const actions = {
		STAGED: ['activate', 'deactivate'],
		PROVISIONED: ['reactivate', 'resetPassword', 'deactivate'],
		ACTIVE: ['suspend', 'resetPassword', 'expirePassword', 'deactivate'],
		RECOVERY: ['reactivate', 'resetPassword', 'suspend', 'deactivate'],
		PASSWORD_EXPIRED: ['suspend', 'resetPassword', 'deactivate'],
		LOCKED_OUT: ['unlock', 'resetPassword', 'suspend', 'deactivate'],
		SUSPENDED: ['unsuspend', 'deactivate'],
		DEPROVISIONED: ['activate', 'delete'],
	}[user.status];
	const PATHS = {
		activate: '/lifecycle/activate',
		reactivate: '/lifecycle/reactivate',
		deactivate: '/lifecycle/deactivate',
		suspend: '/lifecycle/suspend',
		unsuspend: '/lifecycle/unsuspend',
		unlock: '/lifecycle/unlock',
		resetPassword: '/lifecycle/reset_password',
		expirePassword: '/lifecycle/expire_password',
	};
	return Object.fromEntries(
		actions.map((name) =>
			name === 'delete' ? ['delete', { ...hal(self), method: 'DELETE' }] : post(name, PATHS[name]),
		),
	);
}

/**
 * @param {any} user
 * @param {{ origin: string, single?: boolean, omit?: boolean }} options `single`: all links;
 *   `omit`: what the okta-response parameter of the Content-Type leaves out
 */
export function userView(user, { origin, single = false, omit = false }) {
	const self = `${origin}/api/v1/users/${user.id}`;
	const { password, recovery_question, provider } = user.credentials;
	return {
		id: user.id,
		status: user.status,
		created: user.created,
		activated: user.activated,
		statusChanged: user.statusChanged,
		lastLogin: user.lastLogin,
		lastUpdated: user.lastUpdated,
		passwordChanged: user.passwordChanged,
		...(user.transition &&
			!omit &&
			user.transition.to !== 'DELETED' && { transitioningToStatus: user.transition.to }),
		type: { id: user.typeId },
		realmId: user.realmId,
		profile: user.profile,
		...(!omit && {
			credentials: {
				...(password && { password: {} }),
				...(recovery_question && { recovery_question }),
				provider,
			},
		}),
		_links: {
			...(single && {
				...(!omit && lifecycle(user, self)),
				schema: hal(`${origin}/api/v1/meta/schemas/user/osc${user.typeId.slice(3)}`),
				type: hal(`${origin}/api/v1/meta/types/user/${user.typeId}`),
			}),
			self: hal(self),
		},
	};
}

export function groupView(group, origin) {
	const { members: _members, ...shown } = group;
	const self = `${origin}/api/v1/groups/${group.id}`;
	return {
		...shown,
		_links: {
			logo: [{ name: 'medium', href: `${origin}/img/group.png`, type: 'image/png' }],
			users: hal(`${self}/users`),
			apps: hal(`${self}/apps`),
		},
	};
}

export function appView(app, origin) {
	const self = `${origin}/api/v1/apps/${app.id}`;
	const { groups: _groups, kept: _kept, scheme, ...shown } = app;
	return {
		...shown,
		accessibility: { selfService: false },
		visibility: {
			autoLaunch: false,
			autoSubmitToolbar: false,
			hide: { iOS: false, web: false },
			appLinks: { [`${app.name}_link`]: true },
		},
		credentials: {
			...(scheme && { scheme }),
			userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
			signing: {},
		},
		settings: {
			app: {},
			notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
		},
		_links: {
			self: hal(self),
			users: hal(`${self}/users`, 'GET'),
			groups: hal(`${self}/groups`, 'GET'),
			...(app.status === 'ACTIVE'
				? { deactivate: hal(`${self}/lifecycle/deactivate`, 'POST') }
				: { activate: hal(`${self}/lifecycle/activate`, 'POST') }),
		},
	};
}

/** @param {{ origin: string, user?: any }} options `user`: embedded when asked for */
export function appUserView(assigned, app, { origin, user, groupId }) {
	const { hasPassword, userName, assignment: _assignment, ...shown } = assigned;
	return {
		...shown,
		credentials: { userName, ...(hasPassword && { password: {} }) },
		_links: {
			app: hal(`${origin}/api/v1/apps/${app.id}`),
			user: hal(`${origin}/api/v1/users/${assigned.id}`),
			...(assigned.scope === 'GROUP' &&
				groupId && { group: { ...hal(`${origin}/api/v1/groups/${groupId}`) } }),
		},
		...(user && { _embedded: { user: userView(user, { origin }) } }),
	};
}

export const factorView = (factor, userId, origin) => {
	const self = `${origin}/api/v1/users/${userId}/factors/${factor.id}`;
	return {
		...factor,
		_links: { self: hal(self, 'GET'), user: hal(`${origin}/api/v1/users/${userId}`, 'GET') },
	};
};
