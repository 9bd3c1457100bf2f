// Prints the milliseconds that n8n's start takes longer with some nodes, in a fresh process:
// `load.mjs ours|theirs <folder of the real n8n> <folder of the unpacked package>`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [what, n8nFolder, packageFolder] = process.argv.slice(2);
const n8n = createRequire(join(n8nFolder, 'package.json'));
// What n8n has loaded by then.
for (const name of ['n8n-core', 'n8n-workflow', 'luxon']) n8n(name);

const base = 'n8n-nodes-base/dist/';
const theirs = [
	'nodes/HttpRequest/HttpRequest.node.js',
	'nodes/Okta/Okta.node.js',
	'nodes/Microsoft/Entra/MicrosoftEntra.node.js',
	'credentials/HttpHeaderAuth.credentials.js',
	'credentials/OktaApi.credentials.js',
	'credentials/MicrosoftEntraOAuth2Api.credentials.js',
].map((file) => n8n.resolve(base + file));

const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
const ours = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
	join(packageFolder, file),
);

const start = performance.now();
for (const file of what === 'ours' ? ours : theirs) {
	for (const Type of Object.values(n8n(file))) if (typeof Type === 'function') new Type();
}
console.log(performance.now() - start);
