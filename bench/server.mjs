// Okta's and Logto's users, in a process of its own. Pages are made once and sent as bytes, so that
// what is measured is the one who asks.
import { createServer } from 'node:http';

const OKTA_PAGE = 200;

/** What a measurement sets, and what it reads afterwards. */
const dial = { users: 0, latencyMs: 0, limit: 0, windowMs: 1000 };
let seen;
/** By what is in them; kept, so that only the first one who asks waits for them. */
const pages = new Map();

function reset(changes) {
	Object.assign(dial, { users: 0, latencyMs: 0, limit: 0 }, changes);
	seen = { requests: 0, refused: 0, inFlight: 0, mostInFlight: 0, disorder: 0 };
	lanes.clear();
	windows.clear();
}

const oktaId = (index) => `00u${String(index).padStart(17, '0')}`;
const logtoId = (index) => String(index).padStart(12, '0');

function oktaUser(index) {
	const id = oktaId(index);
	const login = `person.${index}@example.com`;
	const self = `https://example.okta.com/api/v1/users/${id}`;
	return {
		id,
		status: 'ACTIVE',
		created: '2024-03-01T08:00:00.000Z',
		activated: '2024-03-01T08:00:05.000Z',
		statusChanged: '2024-03-01T08:00:05.000Z',
		lastLogin: '2025-06-11T07:31:44.000Z',
		lastUpdated: '2025-05-02T12:00:00.000Z',
		passwordChanged: '2025-01-15T09:12:30.000Z',
		realmId: 'guo1bfiNtSnZYILxO0g4',
		type: { id: 'otyfnjfba4ye7pgjB0g4' },
		profile: {
			login,
			email: login,
			secondEmail: null,
			firstName: `First${index}`,
			lastName: `Last${index}`,
			displayName: `First${index} Last${index}`,
			mobilePhone: `+1 555 ${String(index).padStart(7, '0')}`,
			primaryPhone: null,
			title: 'Systems Engineer',
			department: `Department ${index % 40}`,
			division: 'Operations',
			organization: 'Example Ltd',
			costCenter: `CC-${index % 90}`,
			employeeNumber: String(100_000 + index),
			manager: `Last${index % 500}`,
			managerId: oktaId(index % 500),
			city: 'Halden',
			countryCode: 'NO',
			locale: 'en_US',
			timezone: 'Europe/Oslo',
			userType: 'Employee',
			badgeNumber: `B${index}`,
		},
		credentials: {
			emails: [{ value: login, status: 'VERIFIED', type: 'PRIMARY' }],
			provider: { type: 'OKTA', name: 'OKTA' },
		},
		_links: { self: { href: self } },
	};
}

function logtoUser(index) {
	return {
		id: logtoId(index),
		username: `person_${index}`,
		primaryEmail: `person.${index}@example.com`,
		primaryPhone: null,
		name: `First${index} Last${index}`,
		avatar: null,
		customData: { employeeNumber: String(100_000 + index), city: 'Halden' },
		identities: {},
		lastSignInAt: 1_718_000_000_000,
		createdAt: 1_709_000_000_000,
		updatedAt: 1_717_000_000_000,
		profile: { givenName: `First${index}`, familyName: `Last${index}` },
		applicationId: null,
		isSuspended: false,
		hasPassword: true,
		ssoIdentities: [],
	};
}

/** Records `from` … `from + size - 1` as bytes. */
function page(make, from, size) {
	const key = `${make.name} ${from} ${size} ${dial.users}`;
	if (!pages.has(key)) {
		const count = Math.max(0, Math.min(size, dial.users - from));
		const records = Array.from({ length: count }, (_, index) => make(from + index));
		pages.set(key, Buffer.from(JSON.stringify(records)));
	}
	return pages.get(key);
}

function oktaUsers(query) {
	const size = Math.min(Number(query.get('limit') ?? OKTA_PAGE), OKTA_PAGE);
	const after = query.get('after');
	const from = after === null ? 0 : Number(after.slice(3)) + 1;
	const at = `http://127.0.0.1:${server.address().port}/api/v1/users?limit=${size}`;
	const links = [`<${after === null ? at : `${at}&after=${after}`}>; rel="self"`];
	if (from + size < dial.users) {
		links.push(`<${at}&after=${oktaId(from + size - 1)}>; rel="next"`);
	}
	return { body: page(oktaUser, from, size), headers: { link: links } };
}

function logtoUsers(query) {
	const size = Number(query.get('page_size') ?? 20);
	const from = (Number(query.get('page') ?? 1) - 1) * size;
	return { body: page(logtoUser, from, size), headers: { 'total-number': String(dial.users) } };
}

/** Requests in the present window, by path family. */
const windows = new Map();

/** Okta's headers, and whether the request is one too many. */
function count() {
	const number = Math.floor(Date.now() / dial.windowMs);
	const window = windows.get('users') ?? {};
	const used = window.number === number ? window.used + 1 : 1;
	windows.set('users', { number, used });
	return {
		isRefused: used > dial.limit,
		headers: {
			'x-rate-limit-limit': String(dial.limit),
			'x-rate-limit-remaining': String(Math.max(0, dial.limit - used)),
			'x-rate-limit-reset': String(Math.ceil(((number + 1) * dial.windowMs) / 1000)),
		},
	};
}

/** The last change of each record, and how many are under way: changes must come one by one. */
const lanes = new Map();

function change(path, text) {
	const turn = Number(JSON.parse(text).profile.title);
	const lane = lanes.get(path) ?? { last: -1, open: 0 };
	if (turn < lane.last || lane.open > 0) seen.disorder++;
	lane.last = turn;
	lane.open++;
	lanes.set(path, lane);
	return () => lane.open--;
}

function answerTo(path, query) {
	if (path === '/oidc/token') {
		return {
			body: '{"access_token":"token","token_type":"Bearer","expires_in":3600,"scope":"all"}',
		};
	}
	if (/^\/api\/v1\/users\/?$/.test(path)) return oktaUsers(query);
	if (path === '/api/users') return logtoUsers(query);
	const [, index] = /^\/api\/v1\/users\/00u(\d{17})$/.exec(path) ?? [];
	return { body: JSON.stringify(oktaUser(Number(index ?? 0))) };
}

const server = createServer((request, response) => {
	const url = new URL(request.url, 'http://127.0.0.1');
	let text = '';
	request.on('data', (chunk) => (text += chunk));
	request.on('end', () => {
		seen.requests++;
		seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight);
		const limited = dial.limit > 0 ? count() : undefined;
		const leave =
			request.method === 'POST' && text.startsWith('{') ? change(url.pathname, text) : () => {};
		const answer = () => {
			seen.inFlight--;
			leave();
			const headers = { 'content-type': 'application/json', ...limited?.headers };
			if (limited?.isRefused) {
				seen.refused++;
				response.writeHead(429, headers);
				response.end(
					'{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests."}',
				);
				return;
			}
			const { body, headers: own } = answerTo(url.pathname, url.searchParams);
			response.writeHead(200, { ...headers, ...own });
			response.end(body);
		};
		if (dial.latencyMs > 0) setTimeout(answer, dial.latencyMs);
		else answer();
	});
});
server.keepAliveTimeout = 60_000;

process.on('message', ({ id, set }) => {
	const result = seen;
	if (set) reset(set);
	process.send({ id, result });
});
process.on('disconnect', () => process.exit());

reset({});
server.listen(0, '127.0.0.1', () => process.send({ ready: { port: server.address().port } }));
