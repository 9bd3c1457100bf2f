/** Time as the vendors see it. Tests move it on instead of waiting. */
export function createClock() {
	let ahead = 0;
	return {
		/** @returns {number} milliseconds since 1970 */
		now: () => Date.now() + ahead,
		/** @returns {string} the present as ISO 8601 in UTC */
		iso: () => new Date(Date.now() + ahead).toISOString(),
		/** @param {number} ms milliseconds to move on */
		advance: (ms) => {
			ahead += ms;
		},
		reset: () => {
			ahead = 0;
		},
	};
}

/** @typedef {ReturnType<typeof createClock>} Clock */
