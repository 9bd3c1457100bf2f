/** Chance that is the same each time, for tests that go through all sorts of states and faults. */

/** Pseudo-random numbers below `below` (Lehmer). */
export const numbers = (seed: number) => {
	let state = seed * 7919 + 1;
	return (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
};
export type Draw = ReturnType<typeof numbers>;

/** Ways in which a vendor fails. */
export const KINDS = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 403 },
	{ kind: 'status', status: 404, body: 'nothing here' },
	{ kind: 'truncate' },
	{ kind: 'reset' },
	{ kind: 'resetAfter' },
];
