// `npm run test:e2e`: the packed tarball in the real n8n. With a pattern, such as `e2e/editor`, only the
// files that match; with `--n8n VERSION`, another n8n than the newest.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, pack, root, runScript } from '../steps.mjs';

const patterns = process.argv.slice(2);
const named = patterns.indexOf('--n8n');
const [, version] = named < 0 ? [] : patterns.splice(named, 2);

install();
build();
const artifacts = join(root, 'artifacts');
rmSync(artifacts, { recursive: true, force: true });
pack(artifacts);
runScript(
	`Test in the real n8n${version ? ` ${version}` : ''}`,
	'jest/bin/jest.js',
	['--config', 'test/e2e/jest.config.mjs', '--runInBand', ...patterns],
	{
		...(version && { E2E_N8N: version }),
		// The starter of n8n is an ES module, and so are the tests that use it.
		NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`,
	},
);

if (patterns.length === 0) {
	// n8n is installed by now.
	const { ensureN8n } = await import('../../sandbox/n8n/install.mjs');
	const { node } = await ensureN8n();
	runScript(
		"Compare with Logto's own client, on the Node.js that n8n brings along",
		'jest/bin/jest.js',
		['--config', 'test/jest.config.mjs', '--silent', 'test/conformance/logto'],
		{ NEWER_NODE: node },
	);
}
