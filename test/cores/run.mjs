// `npm run test:cores [version…]`: the suites that touch n8n, on the engines of older versions that
// people run. The newest one's is that of `npm test`.
import { spawnSync } from 'node:child_process';
import { install, root } from '../steps.mjs';
import { ensureCore, versions } from './install.mjs';

install();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((version) => !versions.includes(version));
if (unknown.length > 0) {
	console.error(
		`There is no engine of n8n ${unknown.join(', ')} here, but of ${versions.join(', ')}.`,
	);
	process.exit(1);
}

/**
 * Engines between the oldest and that of `npm test`, on which every operation is put through the faults:
 * here one of each shape is.
 */
const BETWEEN = ['2.0', '2.20', '2.30'];

const failed = (wanted.length > 0 ? wanted : versions).filter((version) => {
	const folder = ensureCore(version);
	console.log(`\n▶ Test with the engine of n8n ${version}`);
	const { status } = spawnSync(
		process.execPath,
		['node_modules/jest/bin/jest.js', '--config', 'test/cores/jest.config.mjs', '--silent'],
		{
			cwd: root,
			stdio: 'inherit',
			env: {
				...process.env,
				CORE_VERSION: version,
				CORE_FOLDER: folder,
				...(BETWEEN.includes(version) && { EACH_SHAPE_ONCE: '1' }),
			},
		},
	);
	return status !== 0;
});
// All of them first: what fails on one may fail on others.
if (failed.length > 0) console.error(`\nNot right with the engine of n8n ${failed.join(', ')}.`);
process.exit(failed.length > 0 ? 1 : 0);
