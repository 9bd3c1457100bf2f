import { appendFileSync } from 'node:fs';

/** Adds the counts of a run as a line to the file that `TEST_COUNTS` names. */
export default class Counts {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		const file = process.env.TEST_COUNTS;
		if (!file) return;
		// A file that cannot be loaded has no tests to count, and is a failure all the same.
		appendFileSync(file, `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`);
	}
}
