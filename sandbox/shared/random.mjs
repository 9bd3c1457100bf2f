/** Randomness that repeats: the same seed gives the same tenants on every machine. */
import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * A source of random values.
 *
 * @param {string} seed any text
 */
export function randomOf(seed) {
	let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
	/** @returns {number} in [0, 1) (mulberry32) */
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const below = (limit) => Math.floor(next() * limit);
	return {
		/** A whole number from 0 up to, not including, the limit. */
		below,
		/** True with the given probability. */
		chance: (probability) => next() < probability,
		/** One of the values. */
		pick: (values) => values[below(values.length)],
		/** Some of the values, in their order. */
		some: (values, probability) => values.filter(() => next() < probability),
		/** Text of the given length, letters and digits unless told otherwise. */
		text: (length, alphabet = ALPHABET) => {
			let text = '';
			while (text.length < length) text += alphabet[below(alphabet.length)];
			return text;
		},
	};
}

/** @typedef {ReturnType<typeof randomOf>} Random */
