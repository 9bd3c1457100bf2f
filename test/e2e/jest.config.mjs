import base from '../jest.config.mjs';

/** Tests in the real n8n. They are ES modules, like the starter that they use. */
export default {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/*.e2e.mts'],
	// The browser has a run of its own: `npm run test:editor`.
	testPathIgnorePatterns: [
		'/node_modules/',
		process.env.EDITOR_TESTS ? 'nodes|templates' : 'editor\\.e2e',
	],
	extensionsToTreatAsEsm: ['.mts'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
		],
	},
	// The first start of all downloads n8n.
	testTimeout: 1_500_000,
};
