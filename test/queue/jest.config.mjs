import e2e from '../e2e/jest.config.mjs';

// run.mjs starts another n8n.
const { globalSetup, globalTeardown, ...config } = e2e;

/** Tests in n8n's queue mode; `run.mjs` starts the servers and the processes of n8n first. */
export default {
	...config,
	testMatch: ['<rootDir>/test/queue/*.queue.mts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 300_000,
};
