// `npm test`: everything that needs no full n8n.
import { build, install, runScript } from './steps.mjs';

install();
runScript('Lint what ships (n8n, strict)', '@n8n/node-cli/bin/n8n-node.mjs', ['lint']);
runScript('Lint the rest', 'eslint/bin/eslint.js', [
	'--config',
	'test/eslint.config.mjs',
	'test',
	'sandbox',
	'bench',
	'gulpfile.js',
]);
runScript('Format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
build();
runScript('Check the types of the tests', 'typescript/bin/tsc', ['-p', 'test/tsconfig.json']);
runScript('Test', 'jest/bin/jest.js', [
	'--config',
	'test/jest.config.mjs',
	'--silent',
	...process.argv.slice(2),
]);
