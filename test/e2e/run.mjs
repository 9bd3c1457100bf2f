// `npm run test:e2e`: the packed tarball in the real n8n.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, pack, root, runScript } from '../steps.mjs';

install();
build();
const artifacts = join(root, 'artifacts');
rmSync(artifacts, { recursive: true, force: true });
pack(artifacts);
runScript(
	'Test in the real n8n',
	'jest/bin/jest.js',
	['--config', 'test/e2e/jest.config.mjs', '--runInBand', ...process.argv.slice(2)],
	// The starter of n8n is an ES module, and so are the tests that use it.
	{ NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings` },
);

// n8n is installed by now.
const { ensureN8n } = await import('../../sandbox/n8n/install.mjs');
const { node } = await ensureN8n();
runScript(
	"Compare with Logto's own client, on the Node.js that n8n brings along",
	'jest/bin/jest.js',
	['--config', 'test/jest.config.mjs', '--silent', 'test/conformance/logto'],
	{ NEWER_NODE: node },
);
