import { forgetBuckets } from '../../nodes/shared/budget';
import { clock } from '../../nodes/shared/clock';

const real = { ...clock };

export interface FakeClock {
	/** Milliseconds slept since the clock was put in place. */
	slept: () => number;
	/** Longest single sleep, ms. */
	longest: () => number;
	restore: () => void;
}

/**
 * Puts a clock in place that sleeps in no time, and counts.
 *
 * @param start when it begins, ms; where in a second or a window that is must not be left to chance
 *   where a limit is counted
 */
export function fakeClock(onSleep: () => void = () => {}, start = real.now()): FakeClock {
	// What another test used up of a rate limit is not this one's business.
	forgetBuckets();
	let slept = 0;
	let longest = 0;
	clock.now = () => start + slept;
	clock.sleep = async (ms) => {
		slept += ms;
		longest = Math.max(longest, ms);
		onSleep();
	};
	return {
		slept: () => slept,
		longest: () => longest,
		restore: () => {
			Object.assign(clock, real);
			forgetBuckets();
		},
	};
}
