/** Second factors as API v2 has them: https://developers.onelogin.com/api-docs/2/multi-factor-authentication/overview */
import { OneLoginError, badRequest, missing, unprocessable } from './errors.mjs';

/** What people enter here, whatever the device. */
export const CODE = '123456';

const FACTORS = [
	{ factor_id: 101, name: 'Google Authenticator', auth_factor_name: 'Google Authenticator' },
	{ factor_id: 102, name: 'OneLogin Protect', auth_factor_name: 'OneLogin Protect' },
	{ factor_id: 103, name: 'SMS', auth_factor_name: 'OneLogin SMS' },
];
/** Seconds that someone takes to answer on the phone. */
const ANSWERS_AFTER = 5;

/** Method, path, the right that it takes, and what it does. */
export function mfaRoutes({ account, userOf, objectOf }) {
	const user = '/api/2/mfa/users/:id';
	let next = 1;
	const newId = () => `00000000-0000-4000-8000-${String(next++).padStart(12, '0')}`;
	const open = new Map();
	const expiry = (seconds = 120) => {
		if (!Number.isInteger(seconds) || seconds < 120 || seconds > 900)
			throw badRequest('expires_in should be -> integer between 120 and 900');
		return account.clock.now() + seconds * 1000;
	};
	const openOf = ({ params }) => {
		const found = open.get(params.one);
		if (!found || String(found.user) !== params.id)
			throw missing('The resource with the given id could not be found');
		return found;
	};
	const isPush = (factor) => factor === 'OneLogin Protect';

	function register(found) {
		const owner = account.users.get(found.user);
		account.addDevice(owner, found.factor.name);
		const device = owner.hidden.devices.at(-1);
		device.user_display_name = found.name;
		found.device = device;
		found.status = 'accepted';
	}
	const shown = ({ id, status, device }) => ({
		id,
		status,
		...(device && { device_id: String(device.id) }),
	});
	function answered(found) {
		const isAnswered = account.clock.now() >= found.at + ANSWERS_AFTER * 1000;
		if (found.status === 'pending' && isPush(found.factor.name) && isAnswered) {
			if (found.isRegistration) register(found);
			else found.status = 'accepted';
		}
		return found;
	}
	function check(found, { otp }) {
		if (typeof otp !== 'string') throw badRequest('otp should be -> string');
		if (account.clock.now() > found.until || found.status !== 'pending')
			throw unprocessable('The time for this has run out');
		// Said in the words of a credential that does not work.
		if (otp !== CODE) throw new OneLoginError(401, 'Unauthorized', 'Unauthorized');
	}

	return [
		['GET', `${user}/factors`, 'manageAll', (request) => userOf(request) && FACTORS],
		[
			'POST',
			`${user}/registrations`,
			'manageAll',
			(request, reply) => {
				const { id } = userOf(request);
				const { factor_id: factorId, display_name: name, verified, expires_in } = objectOf(request);
				const factor = FACTORS.find((each) => each.factor_id === factorId);
				if (!factor) throw unprocessable('Invalid factor_id');
				if (!name) throw badRequest('display_name is missing');
				if (verified && factor.name !== 'SMS')
					throw unprocessable('verified is not allowed for this factor');
				const until = expiry(expires_in);
				const at = account.clock.now();
				const created = { id: newId(), user: id, factor, name, until, at, status: 'pending' };
				Object.assign(created, { isRegistration: true });
				open.set(created.id, created);
				if (verified) register(created);
				reply.code(201);
				return {
					...shown(created),
					user_display_name: name,
					type_display_name: factor.name,
					auth_factor_name: factor.auth_factor_name,
					user_id: String(id),
				};
			},
		],
		[
			'GET',
			`${user}/registrations/:one`,
			'manageAll',
			(request) => shown(answered(openOf(request))),
		],
		[
			'PUT',
			`${user}/registrations/:one`,
			'manageAll',
			(request) => {
				const found = openOf(request);
				check(found, objectOf(request));
				register(found);
				return shown(found);
			},
		],
		[
			'POST',
			`${user}/verifications`,
			'manageAll',
			(request, reply) => {
				const owner = userOf(request);
				const { device_id: deviceId, expires_in } = objectOf(request);
				const device = owner.hidden.devices.find(({ id }) => id === deviceId);
				if (!device) throw missing('The resource with the given id could not be found');
				const until = expiry(expires_in);
				const created = { id: newId(), user: owner.id, device, until, at: account.clock.now() };
				Object.assign(created, { status: 'pending', factor: { name: device.type_display_name } });
				open.set(created.id, created);
				reply.code(201);
				return {
					id: created.id,
					device_id: deviceId,
					expires_at: new Date(until).toISOString(),
					user_display_name: device.user_display_name,
					type_display_name: device.type_display_name,
					auth_factor_name: device.auth_factor_name,
				};
			},
		],
		[
			'GET',
			`${user}/verifications/:one`,
			'manageAll',
			(request) => shown(answered(openOf(request))),
		],
		[
			'PUT',
			`${user}/verifications/:one`,
			'manageAll',
			(request) => {
				const found = openOf(request);
				check(found, objectOf(request));
				found.status = 'accepted';
				return { error: false, code: 200, type: 'success', message: 'Success' };
			},
		],
		[
			'POST',
			`${user}/mfa_token`,
			'manageAll',
			(request, reply) => {
				userOf(request);
				const { expires_in: seconds = 259_200, reusable = false } = request.body ?? {};
				if (!Number.isInteger(seconds) || seconds < 1 || seconds > 259_200)
					throw unprocessable('expires_in must be less than or equal to 259200');
				reply.code(201);
				return {
					mfa_token: account.random.below(1e9).toString().padStart(9, '0'),
					reusable,
					expires_at: new Date(account.clock.now() + seconds * 1000).toISOString(),
					device_id: String(account.nextDeviceId++),
				};
			},
		],
	];
}
