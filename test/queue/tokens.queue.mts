/**
 * Many executions at once in n8n's queue mode, all with the same credential: a main process takes the
 * webhooks, two workers do the work, and each of them has a memory of its own. `run.mjs` started them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { parse } from 'flatted';
import { output, type StoredRun, webhooksOf } from '../e2e/executions.mjs';
import { type Access, clientFor } from '../sandbox/sandbox.mjs';

type Vendor = 'okta' | 'oneLogin' | 'logto';

/** A request that a vendor got; see wire.mjs. */
interface Sent {
	vendor: Vendor;
	process: string;
	at: number;
	isTokenCall: boolean;
	status: number;
	issued?: string[];
	wasMoved?: boolean;
}

interface Setup {
	url: string;
	cookie: string;
	logFiles: Record<string, string>;
	sandbox: Access;
	wire: string;
	redis: { commands: string };
	database: { bin: string; port: number; password: string };
}

const { url, cookie, logFiles, sandbox, redis, database, ...setup }: Setup = JSON.parse(
	process.env.QUEUE_SETUP!,
);

const EXECUTIONS = 200;

/** Executions of a run in which the token runs out, and after how many requests it does. */
const RENEWING = 60;
const RUNS_OUT_AFTER = 40;

/** Requests that Logto takes in ten seconds, in a run that needs twice as many. */
const LIMIT = 25;

/** How long a run may take, in ms. */
const RUN_MS = 180_000;

/** OneLogin's live ten hours, the others' one. */
const LONGER_THAN_ANY_TOKEN = 11 * 3_600_000;

const WORKERS = ['worker 1', 'worker 2'];

const rest = axios.create({
	baseURL: `${url}/rest`,
	headers: { Cookie: cookie },
	validateStatus: () => true,
	proxy: false,
	timeout: RUN_MS,
});

const control = clientFor(`${sandbox.control}/__sandbox`);
const wire = clientFor(setup.wire);

/** What the vendors got, without the first ones. */
const sentFrom = async (from: number): Promise<Sent[]> =>
	(await wire.get('/', { params: { from } })).data;

const workflows = {} as Record<Vendor, { id: string; path: string }>;

const credentials: Record<Vendor, () => { type: string; data: object }> = {
	oneLogin: () => ({
		type: 'oneLoginOAuth2Api',
		data: {
			url: sandbox.oneLogin.url,
			clientId: sandbox.oneLogin.clientId,
			clientSecret: sandbox.oneLogin.clientSecret,
		},
	}),
	logto: () => ({
		type: 'logtoOAuth2Api',
		data: {
			endpoint: sandbox.logto.endpoint,
			clientId: sandbox.logto.clientId,
			clientSecret: sandbox.logto.clientSecret,
		},
	}),
	okta: () => ({
		type: 'oktaManagementServiceApi',
		data: {
			url: sandbox.okta.url,
			clientId: sandbox.okta.dpopClientId,
			privateKey: sandbox.okta.privateKey,
			scope: 'okta.users.read',
			requireDpop: true,
		},
	}),
};

const VENDORS = Object.keys(credentials) as Vendor[];

/** How many requests one token takes: Okta refuses the first one, and hands out a nonce with that. */
const ASKS_PER_TOKEN: Record<Vendor, number> = { oneLogin: 1, logto: 1, okta: 2 };

async function created(path: string, record: object): Promise<{ id: string }> {
	const { status, data } = await rest.post(path, record);
	if (status !== 200) throw new Error(`n8n: POST ${path} answered ${status}: ${data?.message}`);
	return data.data;
}

/** A webhook that reads a person twice, in two nodes. */
async function provide(vendor: Vendor): Promise<void> {
	const { type, data } = credentials[vendor]();
	const { id } = await created('/credentials', { name: `${vendor} shared`, type, data });
	const read = (name: string, person: string, x: number) => ({
		id: name,
		name,
		type: `n8n-nodes-identity.${vendor}`,
		typeVersion: 1,
		position: [x, 0],
		parameters: {
			resource: 'user',
			operation: 'get',
			...(vendor === 'okta' && { authentication: 'serviceApp' }),
			user: { __rl: true, mode: 'id', value: person },
		},
		credentials: { [type]: { id, name: `${vendor} shared` } },
	});
	const path = `queue-${vendor}`;
	const workflow = await created('/workflows', {
		name: `Queue ${vendor}`,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			},
			read('Person', '={{ $json.body.id }}', 200),
			read('Same Person', '={{ $json.id }}', 400),
		],
		connections: {
			Webhook: { main: [[{ node: 'Person', type: 'main', index: 0 }]] },
			Person: { main: [[{ node: 'Same Person', type: 'main', index: 0 }]] },
		},
	});
	workflows[vendor] = { id: workflow.id, path };
	await publish(workflow.id);
}

/** Makes a stored workflow the one that its webhook runs. */
async function publish(id: string): Promise<void> {
	const { data: found } = await rest.get(`/workflows/${id}`);
	await created(`/workflows/${id}/activate`, { versionId: found.data.versionId });
	await webhooksOf({ url, rest }, id);
}

/** The ids of the people that a vendor knows. */
async function people(vendor: Vendor): Promise<string[]> {
	const { data } = await control.get('/state', { params: { vendor } });
	return (data[vendor].users as Array<{ id: unknown }>).map(({ id }) => String(id));
}

/** The last lines that each process printed. */
const logs = (): string =>
	Object.entries(logFiles)
		.map(([name, logFile]) => {
			const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-15);
			return [`Last lines of ${name}:`, ...lines].join('\n');
		})
		.join('\n\n');

/** How many entries there are of each kind. */
const countBy = <T,>(entries: T[], kindOf: (entry: T) => string): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const entry of entries) counts[kindOf(entry)] = (counts[kindOf(entry)] ?? 0) + 1;
	return counts;
};

/** Runs one of PostgreSQL's programs on n8n's database, and returns what it printed. */
const ofDatabase = (program: string, ...args: string[]): string =>
	execFileSync(
		join(database.bin, program),
		['-h', '127.0.0.1', '-p', String(database.port), '-U', 'n8n', '-d', 'postgres', ...args],
		{
			encoding: 'utf8',
			env: { ...process.env, PGPASSWORD: database.password },
			maxBuffer: 500_000_000,
			timeout: 60_000,
		},
	);

/** The rows of a query, which gives one column. */
const rows = (query: string): string[] =>
	ofDatabase('psql', '--no-align', '--tuples-only', '-c', query).split('\n').filter(Boolean);

/** How many executions of a workflow have ended, from the first one after `last`. */
const endedAfter = (last: number, id: string): number =>
	Number(
		rows(
			`SELECT count(*) FROM execution_entity WHERE id > ${last} AND "workflowId" = '${id}' AND "stoppedAt" IS NOT NULL AND status NOT IN ('new', 'running')`,
		)[0],
	);

/** What n8n stored of them. */
const runsAfter = (last: number, id: string): StoredRun[] =>
	rows(
		`SELECT status || ' ' || data FROM execution_entity JOIN execution_data ON id = "executionId" WHERE id > ${last} AND "workflowId" = '${id}'`,
	).map((row) => {
		const status = row.slice(0, row.indexOf(' '));
		const raw = row.slice(status.length + 1);
		return { status, raw, data: parse(raw) };
	});

const lastExecution = (): number => Number(rows('SELECT max(id) FROM execution_entity')[0] ?? 0);

/** What was not as it should be with an execution. */
function complaint({ status, data, ...run }: StoredRun): string | undefined {
	const { message, description } = data.resultData.error ?? {};
	if (status !== 'success') return [status, message, description].filter(Boolean).join(': ');
	const [webhook, first, second] = ['Webhook', 'Person', 'Same Person'].map(
		(name) => output({ status, data, ...run }, name)[0]?.json,
	);
	const asked = (webhook.body as { id: string }).id;
	const found = [first?.id, second?.id].map(String);
	return found.every((id) => id === asked) ? undefined : `${found} instead of ${asked}`;
}

/**
 * Posts to the webhook of a vendor, for different people, all at once, and waits until all the
 * executions have ended.
 *
 * @returns the requests that the vendor got
 * @throws with the logs, when an execution did not find the person that it was asked for
 */
async function execute(vendor: Vendor, count: number): Promise<Sent[]> {
	const { id, path } = workflows[vendor];
	const ids = await people(vendor);
	const asked = Array.from({ length: count }, (_, index) => ids[index % ids.length]);
	const before = (await sentFrom(0)).length;
	const last = lastExecution();
	const started = Date.now();
	const answers = await Promise.all(
		asked.map(async (person) => await rest.post(`${url}/webhook/${path}`, { id: person })),
	);
	expect(countBy(answers, ({ status }) => String(status))).toEqual({ 200: count });
	while (endedAfter(last, id) < count && Date.now() < started + RUN_MS) {
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	const seconds = (Date.now() - started) / 1000;
	const ended = endedAfter(last, id);
	const complaints = runsAfter(last, id).flatMap((run) => complaint(run) ?? []);
	if (ended !== count || complaints.length > 0) {
		const first = complaints.length > 0 ? `, the first: ${complaints[0]}` : '';
		throw new Error(
			`${ended} of ${count} executions ended within ${seconds} s, ${complaints.length} not as they should${first}\n\n${logs()}`,
		);
	}
	const sent = await sentFrom(before);
	const of = (some: Sent[]): string => JSON.stringify(countBy(some, ({ process }) => process));
	process.stdout.write(
		`${vendor}: ${count} executions in ${seconds.toFixed(1)} s, requests ${of(calls(sent))}, tokens ${of(tokenCalls(sent))}\n`,
	);
	return sent;
}

const calls = (sent: Sent[]): Sent[] => sent.filter(({ isTokenCall }) => !isTokenCall);

/** The calls that gave a token. */
const tokenCalls = (sent: Sent[]): Sent[] =>
	sent.filter(({ isTokenCall, status }) => isTokenCall && status! < 300);

/** Fails unless each of these processes asked for one token, and nobody else for any. */
function expectOneTokenEach(processes: string[], vendor: Vendor, sent: Sent[]): void {
	const each = (count: number) => Object.fromEntries(processes.map((name) => [name, count]));
	expect(countBy(tokenCalls(sent), ({ process }) => process)).toEqual(each(1));
	const asked = sent.filter(({ isTokenCall }) => isTokenCall);
	expect(countBy(asked, ({ process }) => process)).toEqual(each(ASKS_PER_TOKEN[vendor]));
}

/** The credentials as n8n stored them, encrypted. */
const storedCredentials = (): string[] =>
	rows("SELECT id || ' ' || data FROM credentials_entity ORDER BY id");

let made: string[];

/** Fails unless both workers, and nobody else, called the API. */
const expectBothWorkers = (sent: Sent[]): void =>
	expect([...new Set(calls(sent).map(({ process }) => process))].sort()).toEqual(WORKERS);

beforeAll(async () => {
	for (const vendor of VENDORS) await provide(vendor);
	made = storedCredentials();
});

// The present again. Clients keep the tokens that they have.
afterEach(async () => {
	expect((await control.post('/reset', {})).status).toBe(200);
});

test.each(VENDORS)(
	`${EXECUTIONS} executions at once share one credential of %s, and each worker asks for one token`,
	async (vendor) => {
		const sent = await execute(vendor, EXECUTIONS);
		expectBothWorkers(sent);
		expectOneTokenEach(WORKERS, vendor, sent);
		expect(calls(sent).filter(({ status }) => status === 200)).toHaveLength(2 * EXECUTIONS);
	},
);

test.each(VENDORS)(
	'when the token of %s runs out under way, each worker renews it once at most and no execution notices',
	async (vendor) => {
		await wire.post('/', { vendor, calls: RUNS_OUT_AFTER, advanceMs: LONGER_THAN_ANY_TOKEN });
		const sent = await execute(vendor, RENEWING);
		expectBothWorkers(sent);
		const ranOut = sent.findIndex(({ wasMoved }) => wasMoved);
		const [before, after] = [sent.slice(0, ranOut), sent.slice(ranOut)];
		// What was fetched for the earlier executions is good for these, too.
		expect(before.filter(({ isTokenCall }) => isTokenCall)).toEqual([]);
		// A worker that had nothing left to ask did not find out.
		const refused = calls(after).filter(({ status }) => status === 401);
		const found = [...new Set(refused.map(({ process }) => process))];
		expect(found).not.toEqual([]);
		expectOneTokenEach(found, vendor, after);
		const statuses = countBy(calls(sent), ({ status }) => String(status));
		expect(statuses).toEqual({ 200: 2 * RENEWING, 401: expect.any(Number) });
	},
);

test('workers that do not know of each other get by with one rate limit, and neither starves', async () => {
	await control.post('/dials', { vendor: 'logto', settings: { rateLimit: LIMIT } });
	const sent = await execute('logto', LIMIT);
	expectBothWorkers(sent);
	const statuses = countBy(calls(sent), ({ status }) => String(status));
	expect(statuses).toEqual({ 200: 2 * LIMIT, 429: expect.any(Number) });
	// Logto does not say when to go on, so each request waits twice as long as before: ten seconds are
	// over after five times.
	expect(statuses[429]).toBeLessThanOrEqual(5 * LIMIT);
});

describe('what n8n keeps and passes on', () => {
	/** What nobody may find, and what it is. */
	let needles: Array<[string, string]>;
	const basic = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }): string =>
		Buffer.from(`${clientId}:${clientSecret}`).toString('base64');

	beforeAll(async () => {
		needles = [
			["OneLogin's secret", sandbox.oneLogin.clientSecret],
			["OneLogin's secret in a header", basic(sandbox.oneLogin)],
			["Logto's secret", sandbox.logto.clientSecret],
			["Logto's secret in a header", basic(sandbox.logto)],
			...sandbox.okta.privateKey
				.split('\n')
				.filter((line) => line.length > 20 && !line.startsWith('-'))
				.map((line): [string, string] => ["Okta's private key", line]),
			...(await sentFrom(0)).flatMap(({ vendor, issued = [] }) =>
				issued.map((token): [string, string] => [`a token of ${vendor}`, token]),
			),
		];
	});

	const leaks = (text: string): string[] =>
		needles.flatMap(([what, needle]) => (text.includes(needle) ? what : []));

	test.each(VENDORS)('there were tokens of %s to look for', (vendor) => {
		expect(needles.filter(([what]) => what === `a token of ${vendor}`)).not.toEqual([]);
	});

	test('the database holds no token and no secret in clear', async () => {
		const dump = ofDatabase('pg_dump', '--inserts');
		// The executions are in it, readable, and the credentials.
		for (const vendor of VENDORS) {
			const [person] = await people(vendor);
			const isThere = [person, `${vendor} shared`].map((text) => dump.includes(text));
			expect([vendor, ...isThere]).toEqual([vendor, true, true]);
		}
		expect(leaks(dump)).toEqual([]);
	});

	test('nor does it hold a token that is encrypted: no credential was written since it was made', () => {
		expect(made).toHaveLength(VENDORS.length);
		expect(storedCredentials()).toEqual(made);
	});

	test('Redis was told no token and no secret', () => {
		const commands = readFileSync(redis.commands, 'utf8');
		expect(commands.match(/executionId/g)?.length).toBeGreaterThan(3 * EXECUTIONS);
		expect(leaks(commands)).toEqual([]);
	});

	test.each(Object.keys(logFiles))('the log of %s holds no token and no secret', (name) => {
		const log = readFileSync(logFiles[name], 'utf8');
		expect(log.includes(name === 'main' ? 'Enqueued execution' : 'Worker finished')).toBe(true);
		expect(leaks(log)).toEqual([]);
	});
});
