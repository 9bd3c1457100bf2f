/** /api/v1/devices, and the devices of a user (okta-next.md, 7.3). */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { compile, ExpressionError } from './expressions.mjs';
import { pageOf } from './paging.mjs';
import { userView } from './views.mjs';

/** The only attributes of the profile that `co` works on. */
const CONTAINED = ['displayName', 'serialNumber', 'imei', 'meid', 'udid', 'sid'];

function attribute(name) {
	const operators = ['eq', 'sw', 'pr', 'gt', 'ge', 'lt', 'le'];
	if (name === 'lastUpdated') return { operators, get: (one) => one.lastUpdated, type: 'date' };
	if (name === 'id' || name === 'status') return { operators, get: (device) => device[name] };
	const own = /^profile\.(\w+)$/.exec(name)?.[1];
	if (!own) return undefined;
	return {
		operators: CONTAINED.includes(own) ? [...operators, 'co'] : operators,
		get: ({ profile }) => profile[own],
	};
}

/** From which status each change is possible, and to which it leads. */
const STEPS = {
	activate: [['DEACTIVATED'], 'ACTIVE'],
	deactivate: [['ACTIVE', 'SUSPENDED'], 'DEACTIVATED'],
	suspend: [['ACTIVE'], 'SUSPENDED'],
	unsuspend: [['SUSPENDED'], 'ACTIVE'],
};

export function deviceRoutes({ org, origin, linkOrigin }) {
	const READ = 'okta.devices.read';
	const MANAGE = 'okta.devices.manage';

	function deviceOf({ params }) {
		const device = org.devices.get(params.deviceId);
		if (!device) throw notFound(params.deviceId, 'GenericUDObject');
		return device;
	}

	const target = ({ id, profile }) => ({
		id,
		type: 'Device',
		alternateId: 'unknown',
		displayName: profile.displayName,
	});

	function view(device) {
		const { users: _users, ...shown } = device;
		const self = `${origin}/api/v1/devices/${device.id}`;
		return {
			...shown,
			resourceType: 'UDDevice',
			resourceDisplayName: { value: device.profile.displayName, sensitive: false },
			resourceId: device.id,
			_links: {
				self: { href: self, hints: { allow: ['GET'] } },
				users: { href: `${self}/users`, hints: { allow: ['GET'] } },
			},
		};
	}

	/** Who uses a device: those who are still there. */
	const usersOf = (device) =>
		device.users
			.map(({ id, ...link }) => ({ ...link, user: org.users.get(id) }))
			.filter(({ user }) => user);

	function list(request, reply) {
		const search = first(request.query.search);
		const expand = first(request.query.expand);
		if (expand !== undefined && !['user', 'userSummary'].includes(expand)) throw invalid('expand');
		let devices = [...org.devices.values()];
		if (search !== undefined) {
			try {
				devices = devices.filter(compile(search, { attribute, caseSensitive: false }));
			} catch (error) {
				if (error instanceof ExpressionError) throw new OktaError('E0000031');
				throw error;
			}
		}
		const exchange = { request, reply, linkOrigin: linkOrigin() };
		return pageOf(exchange, devices, { standard: 200, maximum: 200 }).map((device) => ({
			...view(device),
			...(expand && { _embedded: { users: usersOf(device).map((link) => shown(link, expand)) } }),
		}));
	}

	const shown = ({ created, managementStatus, screenLockType, user }, expand) => ({
		managementStatus,
		created,
		screenLockType,
		user:
			expand === 'userSummary'
				? { id: user.id, realmId: user.realmId, profile: user.profile }
				: userView(user, { origin }),
	});

	const lifecycle = (name) => (request, reply) => {
		const device = deviceOf(request);
		const [from, to] = STEPS[name];
		if (!from.includes(device.status)) throw new OktaError('E0000152');
		device.status = to;
		device.lastUpdated = org.clock.iso();
		// The factors on the device go with its users.
		if (name === 'deactivate') device.users = [];
		org.note(`device.lifecycle.${name}`, [target(device)]);
		reply.code(204).send();
	};

	function remove(request, reply) {
		const device = deviceOf(request);
		if (device.status !== 'DEACTIVATED') throw new OktaError('E0000152');
		org.devices.delete(device.id);
		org.note('device.lifecycle.delete', [target(device)]);
		reply.code(204).send();
	}

	function ofUser({ params }) {
		const user = org.users.get(params.id);
		if (!user || !org.settle(user)) throw notFound(params.id, 'User');
		return [...org.devices.values()].flatMap((device) =>
			device.users
				.filter(({ id }) => id === user.id)
				.map(({ created, deviceUserId }) => ({ created, deviceUserId, device: view(device) })),
		);
	}

	const all = '/api/v1/devices';
	const one = `${all}/:deviceId`;
	return [
		['GET', all, READ, list],
		['GET', one, READ, (request) => view(deviceOf(request))],
		['DELETE', one, MANAGE, remove],
		[
			'GET',
			`${one}/users`,
			READ,
			(request) => usersOf(deviceOf(request)).map((link) => shown(link, 'user')),
		],
		...Object.keys(STEPS).map((name) => [
			'POST',
			`${one}/lifecycle/${name}`,
			MANAGE,
			lifecycle(name),
		]),
		['GET', '/api/v1/users/:id/devices', 'okta.users.read', ofUser],
	];
}
