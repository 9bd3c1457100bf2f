import { clock } from '../../nodes/shared/clock';
import {
	binding,
	type IssuedToken,
	readToken,
	shareToken,
	type StoredToken,
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
	let release = () => {};
	const endpoint = {
		bound,
		fetched: () => fetched,
		/** Makes the next fetch wait; returns what lets it go on. */
		hold: () => {
			const held = new Promise<void>((resolve) => (release = resolve));
			waits = held;
			return () => release();
		},
		share: async (field: unknown = '', keepFor = 0) =>
			await shareToken(field, bound, keepFor, async (): Promise<IssuedToken> => {
				const number = ++fetched;
				await waits;
				return { accessToken: `token-${number}`, expiresIn };
			}),
	};
	let waits: Promise<void> = Promise.resolve();
	return endpoint;
}

const tokenOf = (field: string) => (JSON.parse(field) as StoredToken).accessToken;

/** A hidden field as another process would have written it. */
const foreign = (bound: string, accessToken: string, obtainedAt: number, expiresIn?: number) =>
	JSON.stringify({ accessToken, obtainedAt, expiresIn, binding: bound });

describe('one token, shared', () => {
	test('50 callers at once make one fetch and get the same token', async () => {
		const { share, fetched, hold } = tenant();
		const letGo = hold();
		const callers = Array.from({ length: 50 }, async () => await share());
		letGo();
		const fields = await Promise.all(callers);
		expect(fetched()).toBe(1);
		expect(new Set(fields.map(tokenOf))).toEqual(new Set(['token-1']));
	});

	test('50 callers whose token ran out at once make one fetch', async () => {
		const { share, fetched, hold } = tenant();
		const old = await share();
		now += 1000;
		const letGo = hold();
		const callers = Array.from({ length: 50 }, async () => await share(old));
		letGo();
		expect(new Set((await Promise.all(callers)).map(tokenOf))).toEqual(new Set(['token-2']));
		expect(fetched()).toBe(2);
	});

	test('a caller that comes after the fetch with an older token gets the newer one', async () => {
		const { share, fetched } = tenant();
		const old = await share();
		now += 1000;
		const renewed = await share(old);
		expect(await share(old)).toBe(renewed);
		expect(await share('')).toBe(renewed);
		expect(fetched()).toBe(2);
	});

	test('a caller whose newest token was refused gets another', async () => {
		const { share, fetched } = tenant();
		const field = await share();
		now += 1000;
		expect(tokenOf(await share(field))).toBe('token-2');
		expect(fetched()).toBe(2);
	});

	test("another process's newer token is not replaced by this one's older", async () => {
		const { share, bound } = tenant();
		await share();
		now += 1000;
		const field = foreign(bound, 'elsewhere', now);
		now += 1000;
		expect(tokenOf(await share(field))).toBe('token-2');
	});

	test('a token that ran out is not handed on, though it is newer than the one refused', async () => {
		const { share, bound, fetched } = tenant(3600);
		await share();
		// Two workers fetched at the same moment; the other's token, a little older, was stored.
		const field = foreign(bound, 'elsewhere', now - 5);
		now += 3_600_000;
		expect(tokenOf(await share(field))).toBe('token-2');
		expect(fetched()).toBe(2);
	});

	test('a millisecond before it runs out it still is', async () => {
		const { share, bound } = tenant(3600);
		await share();
		const field = foreign(bound, 'elsewhere', now - 5, 3600);
		now += 3_599_999;
		expect(tokenOf(await share(field))).toBe('token-1');
	});

	test.each([3600, undefined])(
		'when all tokens are revoked, the one that this process fetched is not handed on for an older one of another (lifetime %p)',
		async (lifetime) => {
			const { share, bound, fetched, hold } = tenant(lifetime);
			const own = await share();
			const field = foreign(bound, 'elsewhere', now - 5, lifetime);
			now += 60_000;
			const letGo = hold();
			const callers = Array.from({ length: 50 }, async () => await share(field));
			letGo();
			expect(new Set((await Promise.all(callers)).map(tokenOf))).toEqual(new Set(['token-2']));
			// Those who were under way with either of the two come later.
			now += 60_000;
			for (const old of [field, own]) expect(tokenOf(await share(old))).toBe('token-2');
			expect(fetched()).toBe(2);
		},
	);

	test('and again when the renewed ones are revoked', async () => {
		const { share, bound } = tenant(3600);
		const field = await share();
		now += 60_000;
		expect(tokenOf(await share(field))).toBe('token-2');
		const elsewhere = foreign(bound, 'elsewhere', now - 5, 3600);
		now += 60_000;
		expect(tokenOf(await share(elsewhere))).toBe('token-3');
	});

	test('tenants do not get in each other', async () => {
		const [one, two] = [tenant(), tenant()];
		const letGo = one.hold();
		const slow = one.share();
		expect(tokenOf(await two.share())).toBe('token-1');
		letGo();
		await slow;
		expect([one.fetched(), two.fetched()]).toEqual([1, 1]);
		expect(readToken(await slow, two.bound)).toBeUndefined();
	});
});

describe('a fetch that does not succeed', () => {
	test('tells everyone who waits, and is not remembered', async () => {
		const bound = binding('failing');
		let fetched = 0;
		const share = async () =>
			await shareToken('', bound, 0, async () => {
				if (++fetched === 1) throw new Error('refused');
				return { accessToken: 'second' };
			});
		const outcomes = await Promise.allSettled(Array.from({ length: 50 }, share));
		expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
		expect(fetched).toBe(1);
		expect(tokenOf(await share())).toBe('second');
	});

	test('keeps the last good token for those who hold an older one', async () => {
		const bound = binding('failing later');
		let answers: Array<() => IssuedToken> = [
			() => ({ accessToken: 'first' }),
			() => {
				throw new Error('refused');
			},
		];
		const share = async (field: string) =>
			await shareToken(field, bound, 0, async () => {
				const [next, ...rest] = answers;
				answers = rest;
				return next();
			});
		const field = await share('');
		await expect(share(field)).rejects.toThrow('refused');
		expect(await share('')).toBe(field);
	});
});

describe('a young token that is kept', () => {
	test('no new one is fetched within the time, and one is after it', async () => {
		const { share, fetched } = tenant();
		const field = await share('', 60_000);
		now += 59_999;
		expect(await share(field, 60_000)).toBe(field);
		expect(fetched()).toBe(1);
		now += 1;
		expect(tokenOf(await share(field, 60_000))).toBe('token-2');
	});

	test('a time in the future, from a clock that was wrong, does not keep it for long', async () => {
		const { share, bound } = tenant();
		const field = foreign(bound, 'tomorrow', now + 86_400_000);
		expect(tokenOf(await share(field, 60_000))).toBe('token-1');
	});

	test('a newer one wins over a young one', async () => {
		const { share, fetched } = tenant();
		const field = await share();
		now += 1000;
		const renewed = await share(field);
		expect(await share(field, 60_000)).toBe(renewed);
		expect(fetched()).toBe(2);
	});
});

test('at most 500 tenants are remembered, the oldest is forgotten first', async () => {
	const first = tenant();
	await first.share();
	const crowd = Array.from({ length: 499 }, () => tenant());
	for (const { share } of crowd) await share();
	await first.share();
	expect(first.fetched()).toBe(1);
	const last = tenant();
	await last.share();
	await first.share();
	expect(first.fetched()).toBe(2);
	await last.share();
	expect(last.fetched()).toBe(1);
});

describe('the hidden field', () => {
	test('keeps what the endpoint said, and the key that goes with it', async () => {
		const bound = binding('with key');
		const issued = { accessToken: 'a', type: 'DPoP', expiresIn: 3600, key: 'pem' };
		const field = await shareToken('', bound, 0, async () => issued);
		expect(readToken(field, bound)).toEqual({ ...issued, obtainedAt: now, binding: bound });
	});

	test.each(['', undefined, null, 7, 'token', '{', 'null', '[]', '"x"'])(
		'%p holds no token, and a new one is fetched',
		async (field) => {
			const { share, bound } = tenant();
			expect(readToken(field, bound)).toBeUndefined();
			expect(tokenOf(await share(field))).toBe('token-1');
		},
	);

	test('of other settings holds no token for these', async () => {
		const { share, bound } = tenant();
		const field = foreign(binding('other'), 'theirs', now + 1000);
		expect(readToken(field, bound)).toBeUndefined();
		expect(tokenOf(await share(field))).toBe('token-1');
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
