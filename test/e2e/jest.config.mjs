import base from '../jest.config.mjs';

/** Tests in the real n8n, which is started once for all of them. They are ES modules, like the starter. */
export default {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/*.e2e.mts'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/start.mjs',
	globalTeardown: '<rootDir>/test/e2e/stop.mjs',
	extensionsToTreatAsEsm: ['.mts'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
		],
	},
	// On a machine with other work, an access review alone takes minutes.
	testTimeout: 900_000,
};
