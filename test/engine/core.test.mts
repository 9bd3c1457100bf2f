/** Which n8n the tests run on: a wrong mapping would pass them all, on the newest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { devDependencies } from '../../package.json';
import './engine.mjs';

/** Set where the engine is that of an older n8n: see test/cores. */
const { CORE_VERSION } = process.env;

const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** The versions that are locked. */
function locked(): Record<string, string> {
	if (CORE_VERSION === undefined) return devDependencies;
	const { packages } = read(__dirname, '../cores', CORE_VERSION, 'package-lock.json');
	return Object.fromEntries(
		['n8n-core', 'n8n-workflow'].map((name) => [name, packages[`node_modules/${name}`].version]),
	);
}

/** The folders from which files of a package were loaded in this process. */
const copies = (name: string): string[] => [
	...new Set(
		Object.keys(require.cache).flatMap((file) => {
			const [folder, rest] = file.replaceAll('\\', '/').split(`/node_modules/${name}/`);
			return rest === undefined ? [] : [join(folder, 'node_modules', name)];
		}),
	),
];

test.each(['n8n-core', 'n8n-workflow'])('%s is loaded once, in the version asked for', (name) => {
	expect(copies(name).map((folder) => read(folder, 'package.json').version)).toEqual([
		locked()[name],
	]);
});

test.each(['luxon', 'reflect-metadata'])('%s is loaded once', (name) => {
	expect(copies(name)).toHaveLength(1);
});
