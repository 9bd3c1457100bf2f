import base from '../jest.config.mjs';

/** `npm run test:load`: the load of `load.test.mts`, for a minute. */
export default {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/faults/*.minute.mts'],
};
