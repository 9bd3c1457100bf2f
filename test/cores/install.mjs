// Installs the engine of an older n8n, once per user, beside the real n8n.
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../sandbox/n8n/install.mjs';
import { installPackages } from '../steps.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * The versions of n8n whose engines are locked here, by their folders. One lock file for each: npm would
 * place the packages of several engines in one tree, where they load each other's.
 */
export const versions = readdirSync(here, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name)
	.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** Makes sure that the engine of a version is there, and says in which folder. */
export function ensureCore(version) {
	const locked = join(here, version);
	const lock = readFileSync(join(locked, 'package-lock.json'));
	const key = createHash('sha256').update(lock).digest('hex').slice(0, 12);
	const folder = join(cacheFolder(), `core-${version}-${process.platform}-${process.arch}-${key}`);
	if (existsSync(folder)) return folder;
	// Under this name, what is cut short is removed by the next installation of the real n8n.
	const partial = `${folder}.partial-${process.pid}`;
	mkdirSync(partial, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(locked, file), join(partial, file));
	}
	installPackages(`Install the engine of n8n ${version}, once`, [
		// Not `npm ci`: it insists on optional packages for other platforms that some registries lack.
		'install',
		`--prefix=${partial}`,
		'--ignore-scripts',
		'--no-save',
	]);
	try {
		renameSync(partial, folder);
	} catch (error) {
		// Another start was faster.
		if (!existsSync(folder)) throw error;
		rmSync(partial, { recursive: true, force: true });
	}
	return folder;
}
