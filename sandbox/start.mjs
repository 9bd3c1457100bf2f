// Local stand-ins for OneLogin, Okta and Logto: `node sandbox/start.mjs --help`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createControl } from './shared/control.mjs';
import { createClock } from './shared/clock.mjs';
import { peopleOf } from './shared/people.mjs';
import { createDials, serve } from './shared/serve.mjs';
import { createLogto } from './logto/index.mjs';
import { createOkta } from './okta/index.mjs';
import { createOneLogin } from './oneLogin/index.mjs';

/**
 * @typedef {object} Options
 * @property {{ okta?: number, oneLogin?: number, logto?: number, control?: number }} [ports] 0 for
 *   any free one, which is the default
 * @property {string} [seed] the same seed gives the same tenants
 * @property {number} [people] how many people the company has; at least 10
 * @property {number} [today] milliseconds; all dates lie before this day. The present day by default
 * @property {number} [latencyMs] how long each answer waits
 * @property {number} [jitterMs] up to how much longer it may wait
 * @property {Record<string, unknown>} [okta] settings of the vendor, see its index.mjs
 * @property {Record<string, unknown>} [oneLogin]
 * @property {Record<string, unknown>} [logto]
 * @property {string} [oktaPrivateKey] PEM of the Okta service apps; a new key by default
 */

/**
 * Starts the three vendors on the loopback interface.
 *
 * @param {Options} [options]
 */
export async function startSandbox(options = {}) {
	const { ports = {}, latencyMs = 0, jitterMs = 0 } = options;
	const clock = createClock();
	const vendors = {
		okta: createOkta({ clock, settings: options.okta, privateKey: options.oktaPrivateKey }),
		oneLogin: createOneLogin({ clock, settings: options.oneLogin }),
		logto: createLogto({ clock, settings: options.logto }),
	};
	const standard = Object.fromEntries(
		Object.entries(vendors).map(([name, { settings }]) => [name, { ...settings }]),
	);
	const dials = Object.fromEntries(
		Object.keys(vendors).map((name) => [name, createDials({ clock, latencyMs, jitterMs })]),
	);
	let seed = options.seed ?? 'halden';
	let count = Math.max(10, options.people ?? 300);

	/** Back to the first day: tenants, clock, dials and logs. */
	function reset(changes = {}) {
		seed = changes.seed ?? seed;
		count = Math.max(10, changes.people ?? count);
		clock.reset();
		const today = options.today ?? Math.floor(clock.now() / 86_400_000) * 86_400_000;
		const people = peopleOf({ seed, count, today });
		for (const [name, vendor] of Object.entries(vendors)) {
			Object.assign(vendor.settings, standard[name]);
			Object.assign(dials[name].latency, { latencyMs, jitterMs });
			dials[name].clear();
			vendor.reset({ people, seed, today });
		}
	}
	reset();

	const servers = [];
	const close = async () => {
		await Promise.all(servers.map((server) => server.close()));
	};
	try {
		const access = {};
		const routes = {};
		for (const [name, vendor] of Object.entries(vendors)) {
			const server = await serve({
				port: ports[name] ?? 0,
				dials: dials[name],
				build: vendor.build,
			});
			servers.push(server);
			access[name] = vendor.access(server.origin);
			routes[name] = server.routes;
		}
		const control = await createControl({
			port: ports.control ?? 0,
			vendors,
			dials,
			clock,
			reset,
			access: () => access,
			routes,
		});
		servers.push(control);
		return { ...access, control: control.origin, clock, dials, vendors, reset, close };
	} catch (error) {
		await close();
		throw error;
	}
}

const HELP = `Local stand-ins for OneLogin, Okta and Logto, for development and tests.

  node sandbox/start.mjs [options]

  --okta-port N, --onelogin-port N, --logto-port N, --control-port N
                     ports on 127.0.0.1 (4601, 4602, 4603, 4600; 0 for any free one)
  --seed TEXT        another company (default: halden)
  --people N         its size (default: 300)
  --latency MS       how long each answer waits (default: 0)
  --jitter MS        up to how much longer it may wait (default: 0)
  --okta-key FILE    PEM of the Okta service app's private key (default: a new key)
  --json             print the addresses and credentials as one line of JSON
  --help

While it runs (see sandbox/shared/control.mjs for all of it):
  curl -X POST http://127.0.0.1:4600/__sandbox/reset
  curl http://127.0.0.1:4600/__sandbox/state
`;

async function main() {
	const { values } = parseArgs({
		options: {
			'okta-port': { type: 'string', default: '4601' },
			'onelogin-port': { type: 'string', default: '4602' },
			'logto-port': { type: 'string', default: '4603' },
			'control-port': { type: 'string', default: '4600' },
			seed: { type: 'string' },
			people: { type: 'string', default: '300' },
			latency: { type: 'string', default: '0' },
			jitter: { type: 'string', default: '0' },
			'okta-key': { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const number = (name) => {
		if (!/^\d+$/.test(values[name])) throw new Error(`--${name} must be a whole number`);
		return Number(values[name]);
	};
	const sandbox = await startSandbox({
		ports: {
			okta: number('okta-port'),
			oneLogin: number('onelogin-port'),
			logto: number('logto-port'),
			control: number('control-port'),
		},
		seed: values.seed,
		people: number('people'),
		latencyMs: number('latency'),
		jitterMs: number('jitter'),
		oktaPrivateKey: values['okta-key'] && readFileSync(values['okta-key'], 'utf8'),
	});
	const { okta, oneLogin, logto, control } = sandbox;
	if (values.json) {
		console.log(JSON.stringify({ okta, oneLogin, logto, control }));
	} else {
		console.log(
			[
				`Okta      ${okta.url}   API token ${okta.apiToken}`,
				`OneLogin  ${oneLogin.url}   client ID ${oneLogin.clientId}, secret ${oneLogin.clientSecret}`,
				`Logto     ${logto.endpoint}   app ID ${logto.clientId}, secret ${logto.clientSecret}`,
				`          resource ${logto.resource}`,
				`Control   ${control}/__sandbox   (everything else: the same, with --json)`,
			].join('\n'),
		);
	}
	const stop = () => {
		sandbox.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	main().catch((error) => {
		console.error(
			error.code === 'EADDRINUSE'
				? `Port ${error.port} is in use. Choose another one (--help), or stop what listens there.`
				: error.message,
		);
		process.exitCode = 1;
	});
}
