// `node test/e2e/pictures.mjs`, after `npm run test:e2e`: takes the README's pictures from the
// screenshots of the editor's tests.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));
const to = fileURLToPath(new URL('../../workflows/pictures/', import.meta.url));

const PICTURES = {
	'template-idOnboarding0001': 'onboarding',
	'template-idOffboarding001': 'offboarding',
	'template-idAccessReview01': 'access-review',
	run: 'node',
};
const LARGEST = 180_000;

mkdirSync(to, { recursive: true });
for (const [source, target] of Object.entries(PICTURES)) {
	const { size } = statSync(`${from}${source}.png`);
	if (size > LARGEST) throw new Error(`${source}.png has ${size} bytes, more than ${LARGEST}`);
	copyFileSync(`${from}${source}.png`, `${to}${target}.png`);
	console.log(`${target}.png  ${Math.round(size / 1000)} kB`);
}
