/** The budget of a rate limit, by itself: what a server would have to be timed exactly for. */
import { Bucket } from '../../nodes/shared/budget';

const WINDOW = { limit: 5, remaining: 0, resetAt: 1_000, tolerance: 0 };

/** A bucket of which nothing is left until 1000 ms. */
function spent(): Bucket {
	const bucket = new Bucket();
	expect(bucket.take(0)).toBe(0);
	bucket.settle(WINDOW, 0, 10);
	expect(bucket.take(10)).toBe(990);
	return bucket;
}

const passed = (bucket: Bucket, now: number, count: number): number =>
	Array.from({ length: count }, () => bucket.take(now)).filter((ms) => ms === 0).length;

test('when the window ends, no more go than a new one holds', () => {
	const bucket = spent();
	expect(passed(bucket, 1_000, 40)).toBe(5);
	// Soon asked again: an answer may come at any moment.
	expect(bucket.take(1_000)).toBeLessThanOrEqual(250);
	bucket.settle({ ...WINDOW, remaining: 4, resetAt: 2_000 }, 1_000, 1_050);
	// Four of the five are still under way.
	expect(bucket.take(1_050)).toBe(950);
});

test('a vendor that says no more of its limit is taken at its word', () => {
	const bucket = spent();
	expect(passed(bucket, 1_000, 5)).toBe(5);
	for (let answer = 0; answer < 5; answer++) bucket.settle(undefined, 1_000, 1_050);
	expect(passed(bucket, 1_050, 40)).toBe(40);
});
