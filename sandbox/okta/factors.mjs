/** What is done with the factors of a user, beside listing and removing them (okta-next.md, section 7). */
import { first } from '../shared/serve.mjs';
import { invalid, notFound, OktaError } from './errors.mjs';
import { booleanOf } from './paging.mjs';
import { isObject, onlyKeys } from './schema.mjs';
import { factorView } from './views.mjs';

/** The id that a kind of factor begins with, and what its profile must have. */
const KINDS = {
	'call OKTA': ['clf', ['phoneNumber']],
	'sms OKTA': ['sms', ['phoneNumber']],
	'email OKTA': ['emf', ['email']],
	'question OKTA': ['ufs', ['question', 'answer']],
	'push OKTA': ['opf', []],
	'token:software:totp OKTA': ['ost', []],
	'token:software:totp GOOGLE': ['uft', []],
	'token:hotp CUSTOM': ['fpr', ['sharedSecret']],
};
/** Those that may be active at once. */
const AT_ONCE = ['sms', 'call', 'email', 'token:hotp'];
/** Those that have a code sent. */
const SENT = ['sms', 'call', 'email'];
const PASS_CODE = '123456';

export function factorRoutes({ org, origin }) {
	const READ = 'okta.users.read';
	const MANAGE = 'okta.users.manage';

	/** These paths take the id of a user, and no login. */
	function userOf({ params }) {
		const user = org.users.get(params.id);
		if (!user || !org.settle(user)) throw notFound(params.id, 'User');
		return user;
	}

	function factorOf(request) {
		const user = userOf(request);
		const { factorId } = request.params;
		const factor = (org.factors.get(user.id) ?? []).find(({ id }) => id === factorId);
		if (!factor) throw notFound(factorId, 'UserFactor');
		return { user, factor };
	}

	function catalog(request) {
		const user = userOf(request);
		const has = org.factors.get(user.id) ?? [];
		return Object.keys(KINDS).map((kind) => {
			const [factorType, provider] = kind.split(' ');
			const own = has.find((one) => one.factorType === factorType && one.provider === provider);
			return {
				factorType,
				provider,
				vendorName: provider,
				enrollment: 'OPTIONAL',
				status: own?.status ?? 'NOT_SETUP',
				_links: { enroll: { href: `${origin}/api/v1/users/${user.id}/factors` } },
			};
		});
	}

	/** A secret that stands in no view of a factor is kept beside it. */
	const secrets = new Map();

	function enroll(request) {
		const user = userOf(request);
		const { body, query } = request;
		if (!isObject(body)) throw new OktaError('E0000003');
		onlyKeys(body, ['factorType', 'provider', 'profile', 'factorProfileId']);
		const kind = KINDS[`${body.factorType} ${body.provider}`];
		if (!kind) throw invalid('factorType');
		const [prefix, needs] = kind;
		const profile = body.profile ?? {};
		const lacking = needs.find((name) => typeof profile[name] !== 'string' || profile[name] === '');
		if (lacking) throw invalid('profile', `${lacking}: The field cannot be left blank`);
		if (profile.phoneNumber && !/^\+\d{7,15}$/.test(profile.phoneNumber)) {
			throw new OktaError('E0000098');
		}
		if (profile.email && profile.email !== user.profile.email) throw invalid('email');
		if (['STAGED', 'DEPROVISIONED'].includes(user.status)) throw new OktaError('E0000038');
		const isNow = booleanOf(query, 'activate', false);
		if (isNow && !AT_ONCE.includes(body.factorType)) throw invalid('activate');
		const seconds = first(query.tokenLifetimeSeconds);
		if (seconds !== undefined && !(Number(seconds) >= 1 && Number(seconds) <= 86_400)) {
			throw invalid('tokenLifetimeSeconds');
		}
		const factors = org.factors.get(user.id) ?? [];
		const present = factors.find(
			({ factorType, provider }) => factorType === body.factorType && provider === body.provider,
		);
		const updates = booleanOf(query, 'updatePhone', false);
		const isOther = present?.profile.phoneNumber !== profile.phoneNumber;
		if (present && SENT.includes(body.factorType) && isOther && !updates) {
			throw new OktaError('E0000136');
		}
		if (present?.status === 'ACTIVE' && !isOther) throw invalid('factorEnrollRequest');
		const { answer: _answer, sharedSecret: _secret, ...shown } = profile;
		const now = org.clock.iso();
		const isActive = isNow || body.factorType === 'question';
		const factor = {
			id: org.id(prefix),
			factorType: body.factorType,
			provider: body.provider,
			vendorName: body.provider,
			status: isActive ? 'ACTIVE' : 'PENDING_ACTIVATION',
			created: now,
			lastUpdated: now,
			profile: { credentialId: user.profile.login, ...shown },
		};
		org.factors.set(user.id, [...factors.filter((one) => one !== present), factor]);
		if (isActive) org.note('user.mfa.factor.activate', [org.userTarget(user)]);
		else if (/push|software/.test(factor.factorType)) secrets.set(factor.id, org.random.text(16));
		return view(factor, user);
	}

	/** While it waits to be activated, a factor shows what it is set up with. */
	function view(factor, user) {
		const sharedSecret = secrets.get(factor.id);
		const shown = factorView(factor, user.id, origin);
		if (!sharedSecret || factor.status !== 'PENDING_ACTIVATION') return shown;
		const href = `${origin}/api/v1/users/${user.id}/factors/${factor.id}/qr/${sharedSecret}`;
		const activation = {
			...(factor.factorType === 'push'
				? { expiresAt: org.clock.iso(), factorResult: 'WAITING' }
				: { timeStep: 30, sharedSecret, encoding: 'base32', keyLength: 6 }),
			_links: { qrcode: { href, type: 'image/png' } },
		};
		return { ...shown, _embedded: { activation } };
	}

	function activate(request) {
		const { user, factor } = factorOf(request);
		if (!isObject(request.body)) throw new OktaError('E0000003');
		onlyKeys(request.body, ['passCode']);
		if (factor.status !== 'PENDING_ACTIVATION') throw invalid('factor', 'It is active already');
		if (request.body.passCode !== PASS_CODE) throw new OktaError('E0000068');
		Object.assign(factor, { status: 'ACTIVE', lastUpdated: org.clock.iso() });
		org.note('user.mfa.factor.activate', [org.userTarget(user)]);
		return view(factor, user);
	}

	function resend(request) {
		const { user, factor } = factorOf(request);
		if (!SENT.includes(factor.factorType)) throw new OktaError('E0000060');
		if (request.body?.factorType !== factor.factorType) throw invalid('factorType');
		if (factor.status !== 'PENDING_ACTIVATION') throw invalid('factor', 'It is active already');
		return view(factor, user);
	}

	/** Pushes that were sent, by the id of the transaction. */
	const pushes = new Map();

	function verify(request, reply) {
		const { user, factor } = factorOf(request);
		const { body, query } = request;
		const seconds = first(query.tokenLifetimeSeconds);
		if (seconds !== undefined && !(Number(seconds) >= 1 && Number(seconds) <= 86_400)) {
			throw invalid('tokenLifetimeSeconds');
		}
		if (factor.status !== 'ACTIVE') throw invalid('factor', 'It is not active');
		if (body !== undefined) onlyKeys(body, ['passCode', 'answer', 'useNumberMatchingChallenge']);
		const { factorType } = factor;
		const self = `${origin}/api/v1/users/${user.id}/factors/${factor.id}`;
		if (factorType === 'push' && body?.passCode === undefined) {
			if (!request.headers['user-agent']) throw invalid('User-Agent');
			const id = org.id('v2m');
			pushes.set(id, { factor, at: org.clock.now() + org.settings.pushMs });
			org.note('system.push.send_factor_verify_push', [org.userTarget(user)]);
			reply.code(201);
			const href = `${self}/transactions/${id}`;
			return {
				factorResult: 'WAITING',
				expiresAt: new Date(org.clock.now() + 300_000).toISOString(),
				_links: {
					poll: { href, hints: { allow: ['GET'] } },
					cancel: { href, hints: { allow: ['DELETE'] } },
				},
			};
		}
		const code = body?.passCode ?? body?.answer;
		if (code === undefined) {
			if (!SENT.includes(factorType))
				throw invalid('factor', 'passCode: The field cannot be left blank');
			return { factorResult: 'CHALLENGE', expiresAt: org.clock.iso() };
		}
		const result = code === PASS_CODE ? 'SUCCESS' : 'FAILURE';
		org.note('user.authentication.auth_via_mfa', [org.userTarget(user)], {
			outcome: { result, reason: null },
		});
		if (result === 'FAILURE') throw new OktaError('E0000068');
		return { factorResult: 'SUCCESS' };
	}

	function transaction(request) {
		const { factor } = factorOf(request);
		const { transactionId } = request.params;
		const push = pushes.get(transactionId);
		if (push?.factor !== factor) throw notFound(transactionId, 'FactorTransaction');
		const isOpen = org.clock.now() < push.at;
		return { factorResult: isOpen ? 'WAITING' : org.settings.pushAnswer };
	}

	/** The document and the guide contradict each other about the body: here the guide is right. */
	function accessCode(request) {
		const user = userOf(request);
		if (!isObject(request.body)) throw new OktaError('E0000003');
		onlyKeys(request.body, ['authenticatorId', 'authenticatorType', 'config']);
		const { authenticatorId, config } = request.body;
		if (authenticatorId !== org.tacId) throw notFound(String(authenticatorId), 'Authenticator');
		const { ttl, multiUse = false } = config ?? {};
		if (!Number.isInteger(ttl) || ttl < 10 || ttl > 14_400) throw invalid('ttl');
		const now = org.clock.iso();
		org.note('user.mfa.factor.activate', [org.userTarget(user)]);
		return {
			id: org.id('tac'),
			type: 'tac',
			key: 'tac',
			name: 'Temporary Access Code',
			status: 'ACTIVE',
			created: now,
			lastUpdated: now,
			profile: {
				tac: org.random.text(16),
				multiUse,
				expiresAt: new Date(org.clock.now() + ttl * 60_000).toISOString(),
			},
		};
	}

	const factors = '/api/v1/users/:id/factors';
	return [
		['GET', `${factors}/catalog`, READ, catalog],
		['POST', factors, MANAGE, enroll],
		[
			'GET',
			`${factors}/:factorId`,
			READ,
			(request) => {
				const { user, factor } = factorOf(request);
				return view(factor, user);
			},
		],
		['POST', `${factors}/:factorId/lifecycle/activate`, MANAGE, activate],
		['POST', `${factors}/:factorId/resend`, MANAGE, resend],
		['POST', `${factors}/:factorId/verify`, MANAGE, verify],
		['GET', `${factors}/:factorId/transactions/:transactionId`, READ, transaction],
		['POST', '/api/v1/users/:id/authenticator-enrollments/tac', MANAGE, accessCode],
		[
			'GET',
			'/api/v1/authenticators',
			'okta.authenticators.read',
			({ query }) =>
				[
					{
						id: org.tacId,
						key: 'tac',
						type: 'tac',
						name: 'Temporary Access Code',
						status: 'ACTIVE',
					},
				].filter(({ key }) => query.key === undefined || key === first(query.key)),
		],
	];
}
