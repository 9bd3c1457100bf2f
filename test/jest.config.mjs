// n8n's engine would print every message that a test provokes, thousands of lines around a failure.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** Unit and engine tests: n8n's engine in this process, vendors on loopback sockets. */
export default {
	rootDir: '..',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.mjs$': ['$1.mts', '$1.mjs'] },
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	// A process for each processor; without it, jest keeps one of them free.
	maxWorkers: '100%',
	reporters: ['default', '<rootDir>/test/counts.mjs'],
	testEnvironment: 'node',
	// Long enough for a machine with other work: a test that hangs is found all the same.
	testTimeout: 180_000,
};
