// The tests' engine (test/engine/engine.mts) with what ships: our nodes from dist/, and n8n-core,
// n8n-workflow and Node.js of the real n8n, as in production. Needs Node.js 22.15 for the hooks.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const root = new URL('../', import.meta.url);

/** Packages that n8n hands to whatever it loads. */
const N8N = /^(n8n-core|n8n-workflow|luxon|reflect-metadata)$/;

/** Sources that have a compiled form which ships. */
const SHIPS = /^(?:\.\.\/)+((?:nodes|credentials)\/.*)$/;

/**
 * @param {string} folder of the real n8n
 * @returns {{ engine: typeof import('../test/engine/engine.mjs'), n8n: NodeJS.Require }} and how to
 *   load what n8n brings
 */
export function loadEngine(folder) {
	const n8n = createRequire(join(folder, 'package.json'));
	registerHooks({
		resolve(specifier, context, next) {
			if (!context.parentURL?.startsWith(root.href)) return next(specifier, context);
			const to = (path) => ({
				url: pathToFileURL(path).href,
				format: 'commonjs',
				shortCircuit: true,
			});
			if (N8N.test(specifier)) return to(n8n.resolve(specifier));
			if (!context.parentURL.endsWith('.mts')) return next(specifier, context);
			const [, shipped] = SHIPS.exec(specifier) ?? [];
			if (shipped) return to(fileURLToPath(new URL(`dist/${shipped}.js`, root)));
			if (!specifier.startsWith('.') || !specifier.endsWith('.mjs'))
				return next(specifier, context);
			return to(fileURLToPath(new URL(specifier.replace(/mjs$/, 'mts'), context.parentURL)));
		},
		load(url, context, next) {
			if (!url.startsWith(root.href) || !url.endsWith('.mts')) return next(url, context);
			const { code } = transformSync(readFileSync(new URL(url), 'utf8'), {
				filename: fileURLToPath(url),
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			});
			return { format: 'commonjs', source: code, shortCircuit: true };
		},
	});
	const require = createRequire(new URL('test/engine/', root));
	return { engine: require('./engine.mts'), n8n };
}
