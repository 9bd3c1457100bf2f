import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { type Answer, startServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { APP_ID, missing, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const get = { resource: 'user', operation: 'get', user: { mode: 'id', value: USER_ID } };
const list = { resource: 'user', operation: 'getAll', returnAll: true };
const failing = async (answer: Answer, parameters: IDataObject = get) => {
	org.answer(answer);
	const { items, error } = await org.run(parameters);
	expect(items).toEqual([]);
	return error!;
};

describe("a refusal in Okta's words", () => {
	test('summary, causes, code and request id', async () => {
		const error = await failing(
			refused(400, 'E0000001', 'Api validation failed: login', {
				errorId: 'oaeHfmOAx1i',
				errorCauses: [
					{ errorSummary: 'login: An object with this field already exists' },
					{ errorSummary: 'email: Does not match required pattern' },
				],
			}),
		);
		expect(error.message).toBe('Api validation failed: login');
		expect(error.httpCode).toBe('400');
		expect(error.description).toBe(
			[
				'login: An object with this field already exists. email: Does not match required pattern.',
				'Check the values that the message names. For a login or a group name that exists already, get or update that user or group instead.',
				'HTTP 400, code E0000001, request oaeHfmOAx1i',
			].join('\n'),
		);
		expect(error.context?.itemIndex).toBe(0);
	});

	test.each([
		['one object', { errorSummary: 'a cause' }],
		['a list with holes', [null, {}, { errorSummary: '' }, { errorSummary: 'a cause' }, 7]],
	])('causes that come as %s', async (_shape, errorCauses) => {
		const answer = refused(400, 'E0000041', 'Credentials should not be set', { errorCauses });
		const error = await failing(answer);
		expect(error.message).toBe('Credentials should not be set');
		expect(error.description).toMatch(/^a cause\.\n/);
	});

	test.each([null, 'text', 7, {}])('causes that are %j are none', async (errorCauses) => {
		const error = await failing(refused(400, 'E0000028', 'Missing parameter', { errorCauses }));
		expect(error.message).toBe('Missing parameter');
		expect(error.description).toMatch(/^Check the values/);
	});

	test('without an id in the body, the one of the header is shown', async () => {
		const answer = refused(400, 'E0000028', 'Missing parameter', { errorId: undefined });
		const error = await failing({ ...answer, headers: { 'X-Okta-Request-Id': 'req-9' } });
		expect(error.description).toContain('request req-9');
	});

	test('with a code alone', async () => {
		const error = await failing({ status: 403, body: { errorCode: 'E0000022' } });
		expect(error.message).toBe('Okta refused the request with E0000022');
	});
});

describe('what to do about it', () => {
	const advice: Array<[number, string, RegExp]> = [
		[401, 'E0000004', /^Test the credential/],
		[401, 'E0000011', /^Test the credential/],
		[403, 'E0000006', /administrator role or scopes/],
		[400, 'E0000031', /"Search" and "Filter"/],
		[400, 'E0000033', /"Search" and "Filter"/],
		[403, 'E0000023', /managed by another system/],
		[403, 'E0000038', /present status of the user/],
		[400, 'E0000041', /Leave the application credentials out/],
		[403, 'E0000046', /^A group gives the application .* Remove the user from that group/],
		[409, 'E0000062', /Application User > Update/],
		[403, 'E0000075', /change it there/],
		[403, 'E0000077', /managed by another system/],
		[403, 'E0000080', /password policy/],
		[400, 'E0000093', /at most 20 groups/],
		[403, 'E0000117', /Activate the user first/],
		[412, 'E0000231', /Get the user again/],
		[400, 'E0000242', /with its quotes/],
		[500, 'E0000009', /within Okta/],
		[403, 'E0000034', /no recovery question in Okta/],
		[403, 'E0000035', /no password in Okta/],
		[403, 'E0000036', /no recovery question here/],
		[403, 'E0000087', /answer to the recovery question is wrong/],
		[409, 'E0000090', /Admin Role > Get Many/],
		[409, 'E0000263', /Admin Role > Get Many/],
		[400, 'E0000091', /cannot be limited/],
		[403, 'E0000152', /status of the device/],
		[410, 'E0000153', /was deleted/],
		[400, 'E0000192', /group rule fills/],
		[400, 'E0000193', /5000 members/],
		[400, 'E0000194', /Okta, Active Directory and LDAP/],
		[400, 'E0000211', /Okta itself fills/],
		[400, 'E0000227', /Okta, Active Directory and LDAP/],
		[400, 'E0000240', /agent of the directory/],
		[400, 'E0000241', /agent of the directory/],
		// Codes without advice of their own get the general one for their status.
		[403, 'E0009999', /Check its roles and scopes/],
		[400, 'toString', /Check the values/],
	];
	test.each(advice)('%i %s', async (status, code, text) => {
		const error = await failing(refused(status, code, 'a summary'));
		expect(error.message).toBe('a summary');
		expect(error.description!.split('\n')[0]).toMatch(text);
	});

	test.each([
		['AppUser', 'The user is not assigned to the application.'],
		['AppInstance', 'Check "Application"'],
		['User', 'Check "User"'],
		['GroupRule', 'Check "Group Rule"'],
		['GenericUDObject', 'Check "Device"'],
		['Something', 'Check "Application" and "User": one of them'],
	])('a 404 of kind %s names what to look at', async (kind, text) => {
		const error = await failing(missing(kind), {
			...get,
			resource: 'applicationUser',
			app: { mode: 'id', value: APP_ID },
		});
		expect(error.message).toBe(`Not found: Resource not found: x (${kind})`);
		expect(error.description).toContain(text);
	});
});

describe("a refusal that is not in Okta's words", () => {
	test.each([401, 403])('%i with a challenge only', async (status) => {
		const error = await failing({
			status,
			headers: {
				'WWW-Authenticate':
					'Bearer authorization_uri="http://x", realm="http://x", scope="okta.users.read", error="insufficient_scope", error_description="The access token lacks a scope", resource="/api/v1/users"',
			},
		});
		expect(error.message).toBe('The access token lacks a scope');
		expect(error.description).toContain('scopes do not allow this');
		expect(error.description).toContain(`HTTP ${status}, code insufficient_scope`);
	});

	test('a challenge without description', async () => {
		const error = await failing({
			status: 401,
			headers: { 'WWW-Authenticate': 'DPoP error="invalid_token"' },
		});
		expect(error.message).toBe('Okta refused the request with status 401');
		expect(error.description).toContain('Test the credential');
	});

	test('an OAuth answer', async () => {
		const error = await failing({
			status: 400,
			body: { error: 'invalid_request', error_description: 'The proof is missing' },
		});
		expect(error.message).toBe('The proof is missing');
		expect(error.description).toContain('code invalid_request');
	});

	test.each([400, 403, 404, 500])('a web page with status %i', async (status) => {
		const error = await failing({
			status,
			headers: { 'content-type': 'text/html' },
			body: '\n<!DOCTYPE html><html><body>secret-page-content</body></html>',
		});
		expect(error.message).toBe(`Okta refused the request with status ${status}`);
		expect(error.description).toContain('The answer is a web page');
		expect(error.description).not.toContain('secret-page-content');
	});

	test.each(['', 'gateway says no', '[]', 'null', '{"errorSummary":'])(
		'a body of %j',
		async (body) => {
			const error = await failing({
				status: 403,
				headers: { 'content-type': 'application/json' },
				body,
			});
			expect(error.message).toBe('Okta refused the request with status 403');
			expect(error.description).toContain('HTTP 403');
		},
	);
});

describe('the rate limit', () => {
	let clock: FakeClock;
	beforeEach(() => {
		clock = fakeClock();
	});
	afterEach(() => clock.restore());

	const SERVER_NOW = Date.parse('2031-05-06T07:08:09Z');
	const throttled = (headers: Record<string, string | string[]>): Answer => ({
		...refused(429, 'E0000047', 'API call exceeded rate limit due to too many requests.'),
		headers,
	});
	const limits = (reset: number | string, more: Record<string, string> = {}) => ({
		date: new Date(SERVER_NOW).toUTCString(),
		'x-rate-limit-limit': '600',
		'x-rate-limit-remaining': '0',
		'x-rate-limit-reset': String(reset),
		...more,
	});
	const good: Answer = { body: [] };
	const waited = async (...answers: Answer[]) => {
		// An organization of its own, so that no test inherits what another learnt about its limit.
		let next = 0;
		const server = await startServer(() => answers[Math.min(next++, answers.length - 1)]);
		const credentials = credentialsFor('okta', server.origin);
		const { error } = await runNode({ node: 'okta', parameters: list, credentials });
		await server.close();
		return { slept: clock.slept(), error };
	};

	test("the reset is epoch seconds by the server's own clock, which may be years off ours", async () => {
		const reset = SERVER_NOW / 1000 + 17;
		expect((await waited(throttled(limits(reset)), good)).slept).toBe(17_000 + 1_000);
	});

	test.each(['absent', 'malformed'])(
		'with a Date header that is %s our clock counts',
		async (how) => {
			const now = Math.floor(Date.now() / 1000);
			const headers: Record<string, string> = limits(now + 17);
			// Node adds a Date by itself where there is none, so "absent" is sent as an empty one.
			headers.date = how === 'absent' ? '' : 'yesterday';
			const { slept } = await waited(throttled(headers), good);
			expect(slept).toBeGreaterThan(15_000);
			expect(slept).toBeLessThanOrEqual(18_000);
		},
	);

	test('too many at the same moment: the reset is a guess, so it backs off by itself', async () => {
		const concurrent = throttled(limits(SERVER_NOW / 1000 + 59, { 'x-rate-limit-limit': '0' }));
		const { slept, error } = await waited(concurrent, concurrent, concurrent, good);
		expect(error).toBeUndefined();
		expect(slept).toBeGreaterThanOrEqual(3_000);
		expect(slept).toBeLessThan(10_000);
	});

	test('too many at the same moment, again and again: gives up and says why', async () => {
		const headers = limits(SERVER_NOW / 1000 + 59, { 'x-rate-limit-limit': '0' });
		const { error } = await waited(throttled(headers));
		expect(error?.message).toContain('Okta allows no more requests at the same time');
		expect(error?.description).toContain('code E0000047');
		expect(clock.slept()).toBeLessThanOrEqual(300_000);
	});

	test.each([
		['without the headers', {}],
		['with a reset that is no number', limits('soon')],
		['with a negative reset', limits('-5')],
		['with two resets', { ...limits(''), 'x-rate-limit-reset': ['1', '2'] }],
	])('%s it backs off', async (_how, headers) => {
		const answer = throttled(headers);
		const { slept, error } = await waited(answer, answer, good);
		expect(error).toBeUndefined();
		expect(slept).toBeGreaterThanOrEqual(2_000);
		expect(slept).toBeLessThan(5_000);
	});

	test('a reset in the past is waited for a second, not asked in a loop', async () => {
		const answer = throttled(limits(SERVER_NOW / 1000 - 3_600));
		expect((await waited(answer, answer, good)).slept).toBe(2_000);
	});

	test('a reset in milliseconds, or far away, is not sat out', async () => {
		const { slept, error } = await waited(throttled(limits(SERVER_NOW)));
		expect(slept).toBe(0);
		expect(error?.message).toMatch(/^Okta allows only 600 requests a minute here, and it would/);
		expect(error?.failure).toMatchObject({ cause: 'rate-limited' });
	});
});
