import { clock } from '../../nodes/shared/clock';
import {
	binding,
	type IssuedToken,
	placeOf,
	proveInTest,
	tokenToSend,
} from '../../nodes/shared/token';

const real = { ...clock };
let now = 1_000_000_000_000;
beforeEach(() => {
	clock.now = () => now;
});
afterEach(() => Object.assign(clock, real));

let tenants = 0;

/** A tenant that no other test shares a token with, and an endpoint that counts its tokens. */
function tenant(expiresIn?: number) {
	const bound = binding('https://acme.example', `client-${++tenants}`);
	let fetched = 0;
	let waits: Promise<void> = Promise.resolve();
	const signals: AbortSignal[] = [];
	const fetch = async (signal: AbortSignal): Promise<IssuedToken> => {
		const number = ++fetched;
		signals.push(signal);
		await Promise.race([waits, aborted(signal)]);
		return { accessToken: `token-${number}`, expiresIn };
	};
	return {
		place: () => placeOf(bound),
		fetched: () => fetched,
		/** Of each fetch, what ends it. */
		signals,
		/** Makes fetches wait; returns what lets them go on. */
		hold: () => {
			let release = () => {};
			waits = new Promise((resolve) => (release = resolve));
			return () => release();
		},
		/** What n8n does before a request; it reads the credential anew for each. */
		ready: async (credentials: object = {}) => await placeOf(bound).ready(credentials, fetch),
		token: () => placeOf(bound).issued?.accessToken,
	};
}

const aborted = async (signal: AbortSignal): Promise<never> =>
	await new Promise((_resolve, reject) =>
		signal.addEventListener('abort', () => reject(new Error('aborted'))),
	);

const times = <T,>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('one token, shared', () => {
	test('50 callers at once make one fetch', async () => {
		const { ready, fetched, hold, token } = tenant();
		const letGo = hold();
		const callers = times(50, async () => {
			await ready();
			return token();
		});
		letGo();
		expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-1']));
		expect(fetched()).toBe(1);
	});

	test('50 callers whose token was refused make one fetch', async () => {
		const { ready, place, fetched, token } = tenant();
		await ready();
		await Promise.all(
			times(50, async () => {
				place().drop('token-1');
				await ready();
			}),
		);
		expect([token(), fetched()]).toEqual(['token-2', 2]);
	});

	test('the refusal of an older token leaves the newer one', async () => {
		const { ready, place, fetched, token } = tenant();
		await ready();
		place().drop('token-1');
		await ready();
		place().drop('token-1');
		await ready();
		expect([token(), fetched()]).toEqual(['token-2', 2]);
	});

	test('a caller finds the token that another fetched', async () => {
		const { ready, fetched } = tenant();
		await ready();
		now += 86_400_000;
		await ready();
		expect(fetched()).toBe(1);
	});

	test('tenants do not get in each other', async () => {
		const [one, two] = [tenant(), tenant()];
		const letGo = one.hold();
		const slow = one.ready();
		await two.ready();
		expect([one.token(), two.token()]).toEqual([undefined, 'token-1']);
		letGo();
		await slow;
		two.place().drop('token-1');
		expect([one.token(), two.token()]).toEqual(['token-1', undefined]);
		expect([one.fetched(), two.fetched()]).toEqual([1, 1]);
	});
});

describe('a token that runs out', () => {
	test('is good until the last millisecond, and replaced from then on, once for all', async () => {
		const { ready, fetched, token } = tenant(3600);
		await ready();
		now += 3_599_999;
		await ready();
		expect(fetched()).toBe(1);
		now += 1;
		await Promise.all(times(50, async () => await ready()));
		expect([token(), fetched()]).toEqual(['token-2', 2]);
	});

	test('counts from when it was obtained', async () => {
		const { ready, place, hold } = tenant(3600);
		const letGo = hold();
		const waiting = ready();
		now += 5_000;
		letGo();
		await waiting;
		now += 1_000;
		expect(place().age).toBe(1_000);
	});

	test('is as old as can be where there is none', () => {
		expect(tenant().place().age).toBe(Infinity);
	});
});

describe('a fetch that does not succeed', () => {
	test('tells everyone who waits, counts, and is not remembered', async () => {
		const place = placeOf(binding('failing'));
		const refusal = new Error('refused');
		const outcomes = await Promise.allSettled(
			times(50, async () => await place.ready({}, async () => await Promise.reject(refusal))),
		);
		expect(new Set(outcomes.map((one) => one.status === 'rejected' && one.reason))).toEqual(
			new Set([refusal]),
		);
		expect([place.fetches, place.failure, place.issued]).toEqual([1, refusal, undefined]);
		await place.ready({}, async () => ({ accessToken: 'second' }));
		expect([place.fetches, place.failure]).toEqual([2, undefined]);
		expect(place.issued?.accessToken).toBe('second');
	});
});

/** n8n asks again with the same credentials object after a 401, the HTTP Request node after any error. */
describe('asked again for the same request', () => {
	test('replaces the token, with one fetch for 50 requests', async () => {
		const { ready, fetched, token } = tenant();
		const requests = times(50, () => ({}));
		await Promise.all(requests.map(ready));
		await Promise.all(requests.map(ready));
		expect([token(), fetched()]).toEqual(['token-2', 2]);
	});

	test('leaves a token that took the place of another less than 60 seconds ago', async () => {
		const { ready, fetched, token } = tenant();
		const [one, other, third] = times(3, () => ({}));
		for (const request of [one, other, third]) await ready(request);
		await ready(one);
		now += 59_999;
		await ready(other);
		expect([token(), fetched()]).toEqual(['token-2', 2]);
		now += 1;
		await ready(third);
		expect([token(), fetched()]).toEqual(['token-3', 3]);
	});

	test('replaces a first token at once, however new', async () => {
		const { ready, token } = tenant();
		const request = {};
		await ready(request);
		await ready(request);
		expect(token()).toBe('token-2');
	});

	test('a token that was dropped meanwhile is fetched in any case', async () => {
		const { ready, place, fetched, token } = tenant();
		const request = {};
		await ready(request);
		await ready(request);
		place().drop('token-2');
		await ready(request);
		expect([token(), fetched()]).toEqual(['token-3', 3]);
	});

	test('equal credentials are another request', async () => {
		const { ready, fetched } = tenant();
		for (const request of [{ url: 'a' }, { url: 'a' }]) await ready(request);
		expect(fetched()).toBe(1);
	});
});

/** n8n tests the credential: the vendor is to say whether it still issues tokens for it. */
describe('a proof that the secret is good', () => {
	test('is a token anew, with one fetch for each test', async () => {
		const { ready, place, fetched, token } = tenant();
		await ready();
		const test = {};
		await ready(test);
		await place().prove(test);
		expect([token(), fetched()]).toEqual(['token-2', 2]);
		await place().prove(test);
		expect(fetched()).toBe(2);
	});

	test('is the token that there was none of before', async () => {
		const { ready, place, fetched } = tenant();
		const test = {};
		await ready(test);
		await place().prove(test);
		expect(fetched()).toBe(1);
	});

	test('is not given by a refusal, which leaves the token to those who have it', async () => {
		const place = placeOf(binding('expired secret'));
		await place.ready({}, async () => ({ accessToken: 'kept' }));
		const test = {};
		await place.ready(test, async () => await Promise.reject(new Error('expired')));
		await expect(place.prove(test)).rejects.toThrow('expired');
		expect(place.issued?.accessToken).toBe('kept');
	});

	test('is not repeated when n8n asks again after a 401: a new token was no help', async () => {
		const { ready, place, fetched } = tenant();
		await ready();
		const test = {};
		await ready(test);
		await place().prove(test);
		await ready(test);
		expect(fetched()).toBe(2);
	});

	test('does not end with an execution that ends meanwhile', async () => {
		const { ready, place, signals, hold, token } = tenant();
		await ready();
		const test = {};
		await ready(test);
		const letGo = hold();
		const end = place().use();
		const proof = place().prove(test);
		end();
		expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
		letGo();
		await proof;
		expect(token()).toBe('token-2');
	});

	test('cannot be given for what n8n has not asked for', async () => {
		const { place, fetched } = tenant();
		await place().prove({});
		expect(fetched()).toBe(0);
	});

	test('is asked for by a request with a base URL, and by no other', async () => {
		const { ready, fetched } = tenant();
		const bound = binding('https://acme.example', `client-${tenants}`);
		await ready();
		const test = {};
		await ready(test);
		await proveInTest(bound, test, { url: 'https://acme.example/api/users' });
		expect(fetched()).toBe(1);
		await proveInTest(bound, test, { baseURL: 'https://acme.example', url: '/api/users' });
		expect(fetched()).toBe(2);
	});
});

describe('a fetch that nobody waits for any more', () => {
	test('is ended with the last request that waits, and counts for nothing', async () => {
		const { ready, place, signals, hold, fetched, token } = tenant();
		const letGo = hold();
		const ends = [place().use(), place().use()];
		const waiting = Promise.allSettled([ready(), ready()]);
		ends[0]();
		expect(signals.map((signal) => signal.aborted)).toEqual([false]);
		ends[1]();
		expect(signals.map((signal) => signal.aborted)).toEqual([true]);
		const outcomes = await waiting;
		expect(outcomes.map((one) => one.status === 'rejected' && (one.reason as Error).name)).toEqual([
			'CancelledError',
			'CancelledError',
		]);
		expect([place().fetches, place().failure]).toEqual([0, undefined]);
		letGo();
		// The next one begins anew.
		await ready();
		expect([token(), fetched(), place().fetches]).toEqual(['token-2', 2, 1]);
	});

	test('the next request does not wait for what is being ended', async () => {
		const { ready, place, hold, token } = tenant();
		const letGo = hold();
		const end = place().use();
		const ended = ready().catch(() => {});
		end();
		const endNext = place().use();
		const next = ready();
		letGo();
		await Promise.all([ended, next]);
		endNext();
		expect(token()).toBe('token-2');
	});

	test('goes on where another node began it, of which nobody knows whether it waits', async () => {
		const { ready, place, signals, hold, token } = tenant();
		const letGo = hold();
		const waiting = ready();
		const end = place().use();
		const ours = ready();
		end();
		expect(signals[0].aborted).toBe(false);
		letGo();
		await Promise.all([waiting, ours]);
		expect(token()).toBe('token-1');
	});

	test('the end of a request that waits for nothing ends nothing', async () => {
		const { ready, place, token } = tenant();
		const end = place().use();
		await ready();
		end();
		await ready();
		expect(token()).toBe('token-1');
	});
});

test('at most 500 tenants are remembered, the one unused for longest is forgotten first', async () => {
	const first = tenant();
	await first.ready();
	const crowd = times(499, () => tenant());
	for (const { ready } of crowd) await ready();
	await first.ready();
	expect(first.fetched()).toBe(1);
	const last = tenant();
	await last.ready();
	await first.ready();
	expect(first.fetched()).toBe(1);
	// The last one took the place of the oldest of the crowd, which takes that of the next.
	await crowd[0].ready();
	await crowd[2].ready();
	expect([crowd[0], crowd[1], crowd[2]].map(({ fetched }) => fetched())).toEqual([2, 1, 1]);
	await crowd[1].ready();
	expect(crowd[1].fetched()).toBe(2);
});

test('the last four tokens are known, so that no message repeats one', async () => {
	const { ready, place, token } = tenant();
	for (let fetch = 1; fetch <= 6; fetch++) {
		await ready();
		place().drop(token()!);
	}
	expect(place().known).toEqual(['token-6', 'token-5', 'token-4', 'token-3']);
});

describe('the token to send', () => {
	test('is all that was issued, with the key that it is bound to', async () => {
		const bound = binding('with key');
		const issued = { accessToken: 'a', type: 'DPoP', expiresIn: 3600, key: 'pem' };
		await placeOf(bound).ready({}, async () => issued);
		expect(tokenToSend(bound, { url: '/' })).toEqual(issued);
	});

	test('is told to whoever sends the request', async () => {
		const { ready } = tenant();
		await ready();
		const told: string[] = [];
		const bound = binding('https://acme.example', `client-${tenants}`);
		tokenToSend(bound, { url: '/', onSend: (accessToken) => told.push(accessToken) });
		expect(told).toEqual(['token-1']);
	});

	test('of other settings is none', async () => {
		await placeOf(binding('of one')).ready({}, async () => ({ accessToken: 'theirs' }));
		expect(() => tokenToSend(binding('of another'), { url: '/' })).toThrow(
			'There is no access token for this credential yet',
		);
	});
});

describe('the binding', () => {
	test('is a hash: it shows no secret', () => {
		expect(binding('https://acme.example', 'id', 'the-secret')).toMatch(/^[0-9a-f]{64}$/);
	});

	test('differs with every setting, and with where one ends and the next begins', () => {
		const made = [
			binding('a', 'b', 'c'),
			binding('a', 'b', 'd'),
			binding('a', 'bc', ''),
			binding('ab', 'c', ''),
			binding('a', 'b'),
			binding('a', 'b', undefined),
			binding('a', 'b', true),
			binding('a', 'b', 'true'),
		];
		expect(new Set(made).size).toBe(made.length);
		expect(binding('a', 'b', 'c')).toBe(made[0]);
	});
});
