/**
 * The suites that touch n8n, with the engine of an older one: that in the folder `CORE_FOLDER`. What the
 * others claim is as true or false with any of them.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import base from '../jest.config.mjs';
import { root } from '../steps.mjs';

const suites = [
	'engine/core',
	'engine/endings',
	'engine/form',
	'engine/parameters',
	'engine/requests',
	'engine/tenant',
	'engine/tools',
	'faults/answers',
	'faults/items',
	'faults/secrets',
	'faults/stopping',
	'faults/tokens',
	'logto/credential',
	'logto/pickers',
	'okta/apiToken',
	'okta/oAuth2',
	'okta/pickers',
	'okta/serviceApp',
	'oneLogin/credential',
	'oneLogin/pickers',
].map((name) => `test/${name}.test.mts`);

// jest would pass over one that was renamed.
const absent = suites.filter((suite) => !existsSync(join(root, suite)));
if (absent.length > 0) throw new Error(`There is no ${absent.join(', ')}`);

/** What our nodes and the harness load of n8n. Each engine brings its own. */
const packages = ['n8n-core', 'n8n-workflow', 'luxon', 'reflect-metadata'];

const core = createRequire(join(process.env.CORE_FOLDER, 'package.json'));

/** ES modules that 2.0 loads by `require`, as Node.js can and jest cannot. */
const modules = '(p-retry|is-network-error)/';

const [[, swc]] = Object.entries(base.transform);

export default {
	...base,
	rootDir: '../..',
	testMatch: suites.map((suite) => `<rootDir>/${suite}`),
	moduleNameMapper: {
		...base.moduleNameMapper,
		...Object.fromEntries(packages.map((name) => [`^${name}$`, core.resolve(name)])),
	},
	transform: { ...base.transform, [`/node_modules/${modules}.+\\.js$`]: swc },
	transformIgnorePatterns: [`/node_modules/(?!${modules})`],
	// Before 2.30 the timer with which n8n closes SSH connections never ends, and jest would wait for it.
	forceExit: true,
};
