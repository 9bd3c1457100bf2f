// `npm start`: the sandbox and a real n8n that works with it. `npm start -- --help` lists the options.
//
// Nothing is imported at the top: an old Node.js must get as far as being told so, and on a fresh
// clone nothing is installed yet.
const NEEDED = 20;
const version = process.versions.node;
if (Number(version.split('.')[0]) < NEEDED) {
	console.error(
		`Node.js ${NEEDED} or later is needed, and this is ${version}. Get it from https://nodejs.org, and start again.`,
	);
	process.exit(1);
}

const NUMBERS = {
	port: 4604,
	'okta-port': 4601,
	'onelogin-port': 4602,
	'logto-port': 4603,
	'control-port': 4600,
	people: 300,
	latency: 0,
	jitter: 0,
};

const help = (
	{ NEWEST, versions },
	data,
	cache,
) => `The sandbox of the three vendors and a real n8n with the nodes, on this machine only.

  npm start -- [options]

  --port N           n8n (default: 4604)
  --okta-port N, --onelogin-port N, --logto-port N, --control-port N
                     the sandbox (4601, 4602, 4603, 4600; 0 for any free one)
  --people N         size of the invented company (default: 300)
  --latency MS       how long each answer of a vendor waits (default: 0)
  --jitter MS        up to how much longer it may wait (default: 0)
  --n8n VERSION      ${versions().join(' or ')} (default: ${NEWEST})
  --data FOLDER      what n8n keeps between starts: workflows, credentials, executions
                     (default: ${data}; for an older n8n, a folder beside it)
  --reset            forget all that first
  --no-n8n           the sandbox alone
  --json             print the addresses as one line of JSON
  --help

The first start downloads n8n (5 to 10 minutes, 3 GB) into
${cache}
Deleting that folder removes everything.
`;

/** The options, checked: whoever mistypes one learns of it before anything is downloaded. */
async function readOptions() {
	const { parseArgs } = await import('node:util');
	const { resolve } = await import('node:path');
	const installer = await import('./n8n/install.mjs');
	const numbers = Object.entries(NUMBERS).map(([name, value]) => [
		name,
		{ type: 'string', default: String(value) },
	]);
	const { values } = parseArgs({
		options: {
			...Object.fromEntries(numbers),
			n8n: { type: 'string', default: installer.NEWEST },
			data: { type: 'string' },
			reset: { type: 'boolean', default: false },
			'no-n8n': { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	for (const name of Object.keys(NUMBERS)) {
		if (!/^\d{1,6}$/.test(values[name])) throw new Error(`--${name} must be a whole number`);
		values[name] = Number(values[name]);
		if (name.endsWith('port') && values[name] > 65_535) {
			throw new Error(`--${name} must be at most 65535`);
		}
	}
	if (!installer.versions().includes(values.n8n)) {
		throw new Error(`--n8n must be one of ${installer.versions().join(', ')}`);
	}
	const cache = installer.cacheFolder();
	const standard = resolve(cache, 'data');
	// An older n8n cannot work with what a newer one has made of its database.
	const own = values.n8n === installer.NEWEST ? standard : `${standard}-${values.n8n}`;
	return {
		...values,
		help: values.help && help(installer, standard, cache),
		// npm runs this in the project's folder; the path was typed in another one.
		data: values.data ? resolve(process.env.INIT_CWD ?? '.', values.data) : own,
	};
}

const PEOPLE = {
	onboarding: {
		title: 'Somebody joins',
		body: {
			firstName: 'Kim',
			lastName: 'Nova',
			email: 'kim.nova@halden.example',
			department: 'Engineering',
		},
	},
	offboarding: { title: 'Somebody leaves', body: { email: 'malik.torres@halden.example' } },
};

/** What to do now, on one screen. */
async function screen({ sandbox, n8n, templates, webhookKey }) {
	const { okta, oneLogin, logto, control } = sandbox;
	const lines = [];
	if (n8n) {
		const { OWNER } = await import('./n8n/start.mjs');
		lines.push(
			'Ready.',
			'',
			`Editor      ${n8n.url}   (${OWNER.email}, password ${OWNER.password})`,
		);
		for (const { id, name, note } of templates) {
			lines.push(`            ${n8n.url}/workflow/${id}   ${name}${note && ` (${note})`}`);
		}
		const webhooks = templates.flatMap((template) => (template.active ? template.webhooks : []));
		for (const [path, { title, body }] of Object.entries(PEOPLE)) {
			const webhook = webhooks.find((one) => one.path === path);
			if (!webhook) continue;
			const headers = [
				'Content-Type: application/json',
				...(webhook.needsKey ? [`${webhookKey.name}: ${webhookKey.value}`] : []),
			];
			lines.push(
				'',
				`${title}:`,
				`  curl ${headers.map((one) => `-H '${one}'`).join(' ')} -d '${JSON.stringify(body)}' ${n8n.url}/webhook/${path}`,
			);
		}
		lines.push('', 'See what happened:', `  ${n8n.url}/home/executions`);
	} else {
		lines.push(
			'Ready.',
			'',
			`Okta        ${okta.url}   API token ${okta.apiToken}`,
			`OneLogin    ${oneLogin.url}   client ID ${oneLogin.clientId}, secret ${oneLogin.clientSecret}`,
			`Logto       ${logto.endpoint}   app ID ${logto.clientId}, secret ${logto.clientSecret}`,
			'',
			'See what happened:',
		);
	}
	lines.push(
		`  curl -H 'Authorization: SSWS ${okta.apiToken}' ${okta.url}/api/v1/users/${PEOPLE.offboarding.body.email}`,
		`  curl ${control}/__sandbox/requests`,
		'',
		'Begin anew:',
		`  curl -X POST ${control}/__sandbox/reset   (the people; so does every start)`,
		...(n8n ? ['  npm start -- --reset   (n8n as well)'] : []),
		'',
		'Ctrl-C stops everything.',
	);
	return lines.join('\n');
}

async function main() {
	const values = await readOptions();
	if (values.help) {
		console.log(values.help);
		return;
	}
	const { install, packed, root } = await import('../test/steps.mjs');
	install();
	const tarball = values['no-n8n'] ? undefined : packed(`${root}artifacts`);

	const abort = new AbortController();
	const { startSetup } = await import('./setup.mjs');
	const starting = startSetup({
		data: values.data,
		tarball,
		version: values.n8n,
		reset: values.reset,
		port: values.port,
		sandbox: {
			ports: {
				okta: values['okta-port'],
				oneLogin: values['onelogin-port'],
				logto: values['logto-port'],
				control: values['control-port'],
			},
			people: values.people,
			latencyMs: values.latency,
			jitterMs: values.jitter,
		},
		signal: abort.signal,
	});
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(name, () => {
			if (abort.signal.aborted) return;
			console.log('\nStopping …');
			abort.abort();
			starting.then(
				(setup) => setup.stop().then(() => process.exit(0)),
				() => process.exit(0),
			);
		});
	}
	const setup = await starting.catch((error) => {
		if (abort.signal.aborted) return undefined;
		if (error.code !== 'EADDRINUSE') throw error;
		const { port } = error;
		const option = Object.keys(NUMBERS).find((name) => values[name] === port);
		throw new Error(
			`Port ${port} is in use. Stop what listens there, or choose another one: npm start -- --${option} ${port < 60_000 ? port + 100 : port - 100}`,
		);
	});
	if (!setup || abort.signal.aborted) return;
	const { sandbox, n8n, templates, webhookKey } = setup;
	const { okta, oneLogin, logto, control } = sandbox;
	console.log(
		values.json
			? JSON.stringify({ editor: n8n?.url, templates, webhookKey, okta, oneLogin, logto, control })
			: `\n${await screen(setup)}`,
	);
	n8n?.ended.then(async (code) => {
		if (abort.signal.aborted) return;
		console.error(`\nn8n ended with ${code}. Its log: ${n8n.logFile}`);
		await setup.stop();
		process.exit(1);
	});
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
