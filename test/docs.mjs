// `npm run docs`: writes what the documentation says of the operations, which `npm test` then checks.
import { install, runScript } from './steps.mjs';

install();
runScript(
	'Write docs/operations.md and the table in the README',
	'jest/bin/jest.js',
	['--config', 'test/jest.config.mjs', 'package/docs'],
	{ WRITE_DOCS: '1' },
);
