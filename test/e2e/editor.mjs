// `npm run test:editor`: the editor of the real n8n in a headless Chromium (Debian's package).
import { build, install, runScript } from '../steps.mjs';

install();
build();
runScript(
	'Test the editor',
	'jest/bin/jest.js',
	['--config', 'test/e2e/jest.config.mjs', '--runInBand', ...process.argv.slice(2)],
	{
		EDITOR_TESTS: '1',
		NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`,
	},
);
