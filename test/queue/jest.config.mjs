import e2e from '../e2e/jest.config.mjs';

/** Tests in n8n's queue mode; `run.mjs` starts the servers and the processes of n8n first. */
export default {
	...e2e,
	testMatch: ['<rootDir>/test/queue/*.queue.mts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 300_000,
};
