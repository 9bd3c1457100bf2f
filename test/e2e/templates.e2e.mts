/**
 * The templates of `workflows/` in the real n8n, against the sandbox: what is posted to a webhook,
 * what the answer says, and what the three systems hold afterwards.
 */
import { readFileSync } from 'node:fs';
import axios, { type AxiosResponse } from 'axios';
import { controls, logtoClient, oneLoginClient } from '../sandbox/sandbox.mjs';
import {
	finished,
	type N8n,
	output,
	runWorkflow,
	type StoredRun,
	webhooksOf,
} from './executions.mjs';
import { logIn, setup } from './n8n.mjs';

const sandbox = controls(setup);
let n8n: N8n;

/** A record as the sandbox or n8n gave it. */
type Row = AxiosResponse['data'];

interface SystemAnswer {
	system: string;
	status: string;
	id?: string;
	reason?: string;
	account?: string;
	password?: string;
	invitation?: string;
	access?: Array<{ app?: string; role?: string; status: string; reason?: string }>;
}

interface Answer {
	complete: boolean;
	systems: SystemAnswer[];
	invalid?: string[];
}

const webhook = axios.create({ validateStatus: () => true, proxy: false });

const post = async (path: string, body: unknown): Promise<{ status: number; data: Answer }> =>
	await webhook.post(`${n8n.url}/webhook/${path}`, body);

const of = <T extends { system: string }>({ systems }: { systems: T[] }, system: string): T =>
	systems.find((one) => one.system === system)!;

/** Statuses by what is given. */
const access = ({ access = [] }: SystemAnswer) =>
	Object.fromEntries(access.map(({ app, role, status }) => [app ?? role, status]));

const EMAIL_OF: Record<string, (user: Row) => string> = {
	okta: ({ login }) => login,
	oneLogin: ({ email }) => email,
	logto: ({ primaryEmail }) => primaryEmail,
};

const allUsers = async (vendor: string): Promise<Row[]> => (await sandbox.state(vendor)).users;

/** What the three systems hold about somebody. */
async function accounts(email: string) {
	const found = async (vendor: string): Promise<Row[]> =>
		(await allUsers(vendor)).filter((user) => EMAIL_OF[vendor](user) === email);
	const [okta, oneLogin, logto] = await Promise.all(['okta', 'oneLogin', 'logto'].map(found));
	return { okta, oneLogin, logto };
}

const broken = { kind: 'status', status: 500, times: 1000 };

beforeAll(async () => {
	n8n = await logIn();
	for (const { id } of setup.templates) await webhooksOf(n8n, id);
});

// The suites share the sandbox.
afterAll(async () => {
	await sandbox.reset();
});

beforeEach(async () => {
	await sandbox.reset();
});

test('the files hold no credentials and no addresses', async () => {
	for (const file of ['onboarding', 'offboarding', 'access-review']) {
		const text = readFileSync(new URL(`../../workflows/${file}.json`, import.meta.url), 'utf8');
		const workflow = JSON.parse(text);
		expect(workflow).toMatchObject({ active: false, settings: { executionOrder: 'v1' } });
		expect(text).not.toMatch(/"credentials"|127\.0\.0\.1|localhost/);
		expect(workflow.nodes.filter(({ type }: Row) => /stickyNote$/.test(type))).not.toEqual([]);
	}
});

describe('onboarding', () => {
	const lea = {
		firstName: 'Lea',
		lastName: 'Berg',
		email: 'Lea.Berg@halden.example',
		department: 'Engineering',
	};
	const email = 'lea.berg@halden.example';

	test('makes the person in all three systems with the access of the department', async () => {
		expect(await accounts(email)).toEqual({ okta: [], oneLogin: [], logto: [] });
		const { status, data } = await post('onboarding', { ...lea, password: 'Staple-Battery-9' });
		expect([status, data.complete]).toEqual([200, true]);
		expect(data.systems.map(({ account }) => account)).toEqual(['created', 'created', 'created']);
		expect(JSON.stringify(data)).not.toContain('Staple-Battery-9');

		const { okta, oneLogin, logto } = await accounts(email);
		expect(okta).toMatchObject([
			{ status: 'PROVISIONED', profile: { firstName: 'Lea', department: 'Engineering' } },
		]);
		expect(okta[0].apps.filter(({ scope }: Row) => scope === 'USER')).toMatchObject(
			expect.arrayContaining(
				['GitHub Enterprise', 'Jira', 'AWS'].map((label) => expect.objectContaining({ label })),
			),
		);
		expect(oneLogin).toMatchObject([
			{ username: email, department: 'Engineering', status: 1, hasPassword: true },
		]);
		expect(oneLogin[0].roles.sort()).toEqual(['Employee', 'Engineering']);
		expect(logto).toMatchObject([
			{ name: 'Lea Berg', hasPassword: true, customData: { department: 'Engineering' } },
		]);
		expect(logto[0].roles.sort()).toEqual(['Beta Tester', 'Engineering Staff']);
	});

	test('a second post changes nothing, even while Okta does not find the person yet', async () => {
		await post('onboarding', lea);
		const before = await accounts(email);
		await sandbox.dial('okta', { searchLagMs: 3_600_000 });
		const { status, data } = await post('onboarding', lea);
		expect([status, data.complete]).toEqual([200, true]);
		for (const system of data.systems) {
			expect(system.account).toBe('updated');
			expect(new Set(Object.values(access(system)))).toEqual(new Set(['already']));
		}
		const after = await accounts(email);
		expect(after.okta.map(({ id, apps, status }) => [id, apps, status])).toEqual(
			before.okta.map(({ id, apps, status }) => [id, apps, status]),
		);
		expect(after.oneLogin.map(({ id }) => id)).toEqual(before.oneLogin.map(({ id }) => id));
		expect(after.logto.map(({ id, roles }) => [id, roles])).toEqual(
			before.logto.map(({ id, roles }) => [id, roles]),
		);
		expect([after.oneLogin[0].hasPassword, after.logto[0].hasPassword]).toEqual([false, false]);
	});

	const passwords = ({ systems }: Answer) => systems.map(({ password }) => password);

	test('a first password that OneLogin refuses is set by the next post', async () => {
		const first = await post('onboarding', { ...lea, password: 'correct horse battery' });
		expect([first.status, first.data.complete]).toEqual([502, false]);
		expect(of(first.data, 'OneLogin')).toMatchObject({
			status: 'failed',
			account: 'created',
			reason: expect.stringMatching(/^The first password was not set: .*password policy/),
		});
		expect((await accounts(email)).oneLogin).toMatchObject([{ status: 7, hasPassword: false }]);

		const second = await post('onboarding', { ...lea, password: 'Staple-Battery-9' });
		expect([second.status, second.data.complete]).toEqual([200, true]);
		expect(passwords(second.data)).toEqual([undefined, 'set', 'left as it is']);
		const { oneLogin } = await accounts(email);
		expect(oneLogin).toMatchObject([{ status: 1, hasPassword: true }]);
	});

	test('an account without a password gets the posted one, and one that has it keeps it', async () => {
		const { data: made } = await post('onboarding', lea);
		expect(passwords(made)).toEqual([undefined, 'none yet', 'none yet']);
		const { data: again } = await post('onboarding', lea);
		expect(passwords(again)).toEqual([undefined, 'none yet', 'none yet']);
		const { data: given } = await post('onboarding', { ...lea, password: 'Staple-Battery-9' });
		expect(passwords(given)).toEqual([undefined, 'set', 'set']);
		const before = await accounts(email);
		expect([before.oneLogin[0].hasPassword, before.logto[0].hasPassword]).toEqual([true, true]);

		await sandbox.control.delete('/requests');
		const kept = await post('onboarding', { ...lea, password: 'Another-Battery-9' });
		expect([kept.status, kept.data.complete]).toEqual([200, true]);
		expect(passwords(kept.data)).toEqual([undefined, 'left as it is', 'left as it is']);
		const { data: asked } = await sandbox.control.get('/requests');
		const urls = Object.values(asked as Record<string, Row[]>).flatMap((all) =>
			all.map(({ url }) => url),
		);
		expect(urls.filter((url) => url.includes('password'))).toEqual([]);
	});

	test('brings an existing person up to date and leaves apps of groups to the groups', async () => {
		const malik = { firstName: 'Malik', lastName: 'Torres-Vogt', department: 'Engineering' };
		const { data } = await post('onboarding', { ...malik, email: 'malik.torres@halden.example' });
		expect(data.systems.map(({ status, account }) => [status, account])).toEqual(
			Array(3).fill(['done', 'updated']),
		);
		const { okta, oneLogin, logto } = await accounts('malik.torres@halden.example');
		expect(okta[0].profile.lastName).toBe('Torres-Vogt');
		expect(okta[0].apps.find(({ label }: Row) => label === 'AWS').scope).toBe('GROUP');
		expect(access(of(data, 'Okta'))).toEqual({
			'GitHub Enterprise': 'already',
			Jira: 'already',
			AWS: 'already',
		});
		expect(oneLogin[0]).toMatchObject({ lastname: 'Torres-Vogt' });
		expect(logto[0]).toMatchObject({
			name: 'Malik Torres-Vogt',
			profile: { familyName: 'Torres-Vogt' },
			customData: { employeeNumber: expect.any(String) },
		});
	});

	test('a system that does not answer stops no other, and the next post completes it', async () => {
		await sandbox.fault('oneLogin', { ...broken, path: '^/api/' });
		const first = await post('onboarding', lea);
		expect([first.status, first.data.complete]).toEqual([502, false]);
		expect(first.data.systems.map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
		expect(of(first.data, 'OneLogin').reason).toContain('HTTP 500');
		const between = await accounts(email);
		expect([between.okta.length, between.oneLogin.length, between.logto.length]).toEqual([1, 0, 1]);

		await sandbox.control.delete('/faults');
		const second = await post('onboarding', lea);
		expect([second.status, second.data.complete]).toEqual([200, true]);
		expect(second.data.systems.map(({ account }) => account)).toEqual([
			'updated',
			'created',
			'updated',
		]);
	});

	test('one app that cannot be given stops neither the other apps nor the other systems', async () => {
		await sandbox.fault('okta', { ...broken, method: 'POST', path: '/apps/.*/users', times: 1 });
		const { status, data } = await post('onboarding', lea);
		expect([status, of(data, 'Okta').status]).toEqual([502, 'failed']);
		expect(Object.values(access(of(data, 'Okta'))).sort()).toEqual(['failed', 'given', 'given']);
		expect([of(data, 'OneLogin').status, of(data, 'Logto').status]).toEqual(['done', 'done']);
	});

	test('only the systems that were asked for are touched', async () => {
		const { data } = await post('onboarding', { ...lea, systems: ['logto'] });
		expect(data.systems.map(({ status }) => status)).toEqual([
			'not asked for',
			'not asked for',
			'done',
		]);
		const { okta, oneLogin, logto } = await accounts(email);
		expect([okta.length, oneLogin.length, logto.length]).toEqual([0, 0, 1]);
	});

	test('a closed account stays closed', async () => {
		const before = await accounts('freya.imhof@halden.example');
		const { status, data } = await post('onboarding', {
			firstName: 'Freya',
			lastName: 'Imhof',
			email: 'freya.imhof@halden.example',
			department: 'People',
		});
		expect([status, data.complete]).toEqual([409, false]);
		expect(data.systems.map((system) => system.status)).toEqual(Array(3).fill('stopped'));
		expect(await accounts('freya.imhof@halden.example')).toEqual(before);
	});

	test('a locked account stays locked, and the answer says what it is in each system', async () => {
		const zeno = { firstName: 'Zeno', lastName: 'Castell', email: 'zeno.castell@halden.example' };
		const before = await accounts(zeno.email);
		const { status, data } = await post('onboarding', { ...zeno, department: 'Support' });
		expect([status, data.complete]).toEqual([409, false]);
		expect(data.systems.map((system) => [system.status, system.reason])).toEqual(
			['locked', 'locked', 'suspended'].map((word) => [
				'stopped',
				`The account exists, but it is ${word}. Nothing was changed.`,
			]),
		);
		expect(await accounts(zeno.email)).toEqual(before);
	});

	test('an account that is only staged in Okta is activated, by the next post if need be', async () => {
		const staged = (await allUsers('okta')).find(({ status }) => status === 'STAGED')!;
		const { firstName, lastName, department, email: address } = staged.profile;
		const person = { firstName, lastName, department, email: address, systems: ['okta'] };
		await sandbox.fault('okta', { ...broken, path: '/lifecycle/activate', times: 1 });
		const first = await post('onboarding', person);
		expect([first.status, first.data.complete]).toEqual([502, false]);
		expect(of(first.data, 'Okta')).toMatchObject({
			status: 'failed',
			account: 'updated',
			reason: 'The account was not activated: Okta answered with status 500',
		});
		expect(of(first.data, 'Okta').invitation).toBeUndefined();
		expect((await accounts(address)).okta).toMatchObject([{ status: 'STAGED' }]);

		await sandbox.control.delete('/requests');
		const second = await post('onboarding', person);
		expect([second.status, second.data.complete]).toEqual([200, true]);
		expect(of(second.data, 'Okta')).toMatchObject({
			status: 'done',
			account: 'updated',
			invitation: 'Okta sends the activation e-mail',
		});
		expect((await accounts(address)).okta).toMatchObject([{ status: 'PROVISIONED' }]);
		const { data: asked } = await sandbox.control.get('/requests');
		expect(asked.okta.map(({ method, url }: Row) => `${method} ${url}`)).toContain(
			`POST /api/v1/users/${staged.id}/lifecycle/activate?sendEmail=true`,
		);

		const third = await post('onboarding', person);
		expect([third.status, of(third.data, 'Okta').invitation]).toEqual([200, undefined]);
	});

	test.each([
		[{ firstName: 'Lea' }, ['lastName', 'email', 'department']],
		[{ ...lea, email: '*@halden.example' }, ['email']],
		[{ ...lea, email: 'a" or status eq "ACTIVE' }, ['email']],
		[{ ...lea, department: 'Gardening' }, ['department']],
		[{ ...lea, systems: ['okta', 'ldap'] }, ['systems']],
		[{ ...lea, password: 'short' }, ['password']],
		['text', ['firstName', 'lastName', 'email', 'department']],
	])('%j is refused with what is missing, and nothing is asked', async (body, names) => {
		await sandbox.control.delete('/requests');
		const { status, data } = await post('onboarding', body);
		expect(status).toBe(400);
		expect(data.invalid!.map((text) => text.split(':')[0])).toEqual(names);
		const { data: asked } = await sandbox.control.get('/requests');
		expect(Object.values(asked)).toEqual([[], [], []]);
	});
});

describe('offboarding', () => {
	const malik = 'malik.torres@halden.example';
	const nils = 'nils.okafor@halden.example';
	const SYSTEMS = { Okta: 'okta', OneLogin: 'oneLogin', Logto: 'logto' } as const;

	/** What the answer says of a system. */
	interface Cut {
		system: string;
		status: number;
		found: boolean | null;
		complete: boolean;
		reason: string;
		user: Row;
		steps: Array<{ step: string; outcome: string; reason?: string }> | null;
		left: Array<{ what: string; name: string | null; why: string }> | null;
	}

	/** Posts with the key that `npm start` made. */
	const offboard = async (
		body: unknown,
		{ path = 'offboarding', headers = { [setup.webhookKey.name]: setup.webhookKey.value } } = {},
	): Promise<{ status: number; data: { systems: Cut[] } }> =>
		await webhook.post(`${n8n.url}/webhook/${path}`, body, { headers });

	/** What became of each step. */
	const outcomes = ({ steps }: Cut) =>
		Object.fromEntries(steps!.map(({ step, outcome }) => [step, outcome]));
	const statuses = ({ systems }: { systems: Cut[] }) =>
		Object.fromEntries(systems.map(({ system, status }) => [system, status]));

	/** What was asked of a vendor, but for tokens. */
	const asked = async (vendor: string): Promise<string[]> => {
		const { data } = await sandbox.control.get('/requests');
		return data[vendor]
			.map(({ method, url }: Row) => `${method} ${url}`)
			.filter((line: string) => !/\/(oidc|auth\/oauth2)\/.*token/.test(line));
	};

	/** That nobody gets in any more, and that nothing would be given back. */
	async function expectNoAccess(email: string): Promise<void> {
		const { okta, oneLogin, logto } = await accounts(email);
		expect(okta).toMatchObject([
			{ status: 'DEPROVISIONED', apps: [], factors: [], roles: [], sessions: 0 },
		]);
		expect(okta[0].groups).toEqual(['Everyone']);
		expect(oneLogin).toMatchObject([{ status: 2, devices: 0, sessions: 0 }]);
		expect(oneLogin[0].roles).toEqual(oneLogin[0].mappedRoles);
		const nothing = { personalAccessTokens: [], roles: [], organizations: [] };
		expect(logto).toMatchObject([
			{ isSuspended: true, sessions: 0, grants: 0, refreshTokens: 0, ...nothing },
		]);
	}

	/** The last run of the template, once it has ended. */
	async function lastRun(): Promise<StoredRun> {
		const filter = JSON.stringify({ workflowId: 'idOffboarding001' });
		const { data } = await n8n.rest.get('/executions', { params: { filter, limit: 1 } });
		return await finished(n8n.rest, data.data.results[0].id);
	}

	test('takes the access in all three systems, names each step, and leaves others alone', async () => {
		const before = await accounts(malik);
		expect(before.okta).toMatchObject([{ status: 'ACTIVE', sessions: expect.any(Number) }]);
		expect(before.oneLogin).toMatchObject([{ status: 1, state: 1, devices: 1 }]);
		expect(before.logto).toMatchObject([{ isSuspended: false, sessions: 1 }]);
		const isMalik = (user: Row): boolean =>
			[user.login, user.email, user.primaryEmail].includes(malik);
		const others = async () =>
			await Promise.all(
				Object.values(SYSTEMS).map(async (vendor) =>
					(await allUsers(vendor)).filter((user) => !isMalik(user)),
				),
			);
		const untouched = await others();

		const { status, data } = await offboard({ email: ' Malik.Torres@Halden.example ' });
		expect([status, statuses(data)]).toEqual([200, { Okta: 200, OneLogin: 200, Logto: 200 }]);
		await expectNoAccess(malik);
		for (const { found, complete, reason, user } of data.systems) {
			expect([found, complete, reason, user.email]).toEqual([true, true, '', malik]);
		}
		expect(outcomes(of(data, 'Okta'))).toEqual({
			suspend: 'done',
			clearSessions: 'done',
			revokeGrants: 'done',
			removeFactors: 'done',
			removeAdminRoles: 'already',
			removeFromGroups: 'done',
			removeApplications: 'done',
			deactivate: 'done',
		});
		expect(outcomes(of(data, 'OneLogin'))).toEqual({
			suspend: 'done',
			logOut: 'done',
			removeDevices: 'done',
			removeRoles: 'done',
		});
		expect(outcomes(of(data, 'Logto'))).toMatchObject({ suspend: 'done', removeRoles: 'done' });
		// A mapping gives it, and would give it again.
		expect(of(data, 'OneLogin').left).toMatchObject([
			{ what: 'role', name: 'Engineering', why: expect.stringContaining('The mapping "') },
		]);
		expect(await others()).toEqual(untouched);
		expect((await lastRun()).status).toBe('success');
	});

	test('goes in an order that leaves no gap', async () => {
		await sandbox.control.delete('/requests');
		await offboard({ email: malik });
		const changes = async (vendor: string): Promise<string[]> =>
			(await asked(vendor))
				.filter((line) => !line.startsWith('GET '))
				.map((line) => line.replace(/ .*\//, ' ').replace(/\?.*/, ''));
		const okta = await changes('okta');
		expect([okta[0], okta.at(-1)]).toEqual(['POST suspend', 'POST deactivate']);
		expect(okta[1]).toBe('DELETE sessions');
		const oneLogin = await changes('oneLogin');
		expect(oneLogin[0]).toMatch(/^PUT \d+$/);
		expect([oneLogin[1], oneLogin.at(-1)]).toEqual(['PUT logout', 'PUT remove_roles']);
		expect((await changes('logto'))[0]).toBe('PATCH is-suspended');
	});

	test('personal access tokens, which outlive a suspension, are deleted', async () => {
		const { logto } = await accounts(nils);
		expect(logto).toMatchObject([{ isSuspended: true }]);
		expect(logto[0].personalAccessTokens).toHaveLength(2);
		const { status, data } = await offboard({ email: nils });
		expect([status, outcomes(of(data, 'Logto'))]).toMatchObject([
			200,
			{ suspend: 'already', deleteTokens: 'done' },
		]);
		await expectNoAccess(nils);
	});

	test('a repeated post changes nothing, and says that all was so already', async () => {
		await offboard({ email: malik });
		const before = await accounts(malik);
		const { status, data } = await offboard({ email: malik });
		expect([status, statuses(data)]).toEqual([200, { Okta: 200, OneLogin: 200, Logto: 200 }]);
		expect(await accounts(malik)).toEqual(before);
		for (const system of ['Okta', 'Logto']) {
			expect(new Set(Object.values(outcomes(of(data, system))))).toEqual(new Set(['already']));
		}
		expect(outcomes(of(data, 'OneLogin'))).toEqual({
			suspend: 'already',
			logOut: 'already',
			removeDevices: 'already',
			// What a mapping gives was left the first time as well.
			removeRoles: 'skipped',
		});
	});

	test.each(Object.entries(SYSTEMS))(
		'without an answer from %s, the access elsewhere is taken all the same',
		async (system, vendor) => {
			await sandbox.fault(vendor, { ...broken, path: '^/api/' });
			const before = (await accounts(nils)) as Record<string, unknown>;
			const { status, data } = await offboard({ email: nils });
			expect(status).toBe(502);
			expect(statuses(data)).toEqual({ Okta: 200, OneLogin: 200, Logto: 200, [system]: 502 });
			expect(of(data, system)).toMatchObject({ found: null, complete: false, steps: null });
			expect(of(data, system).reason).not.toBe('');
			expect(((await accounts(nils)) as Record<string, unknown>)[vendor]).toEqual(before[vendor]);
			const run = await lastRun();
			expect(run.status).toBe('error');
			expect(run.data.resultData.error!.message).toContain(`${nils}. Okta,`);
			expect(run.data.resultData.error!.message).toContain(`${system},502`);

			await sandbox.control.delete('/faults');
			expect((await offboard({ email: nils })).status).toBe(200);
			await expectNoAccess(nils);
		},
	);

	/**
	 * Stores the template once more, under a webhook of its own.
	 *
	 * @param change what is different in it; gives the nodes that stay
	 */
	async function copy(path: string, change: (nodes: Row[]) => Row[]): Promise<void> {
		const { data: found } = await n8n.rest.get('/workflows/idOffboarding001');
		const { connections, settings } = found.data;
		for (const node of found.data.nodes) {
			if (node.type === 'n8n-nodes-base.webhook') {
				Object.assign(node, { webhookId: path, parameters: { ...node.parameters, path } });
			}
		}
		const nodes = change(found.data.nodes);
		const isThere = (name: string): boolean => nodes.some((node) => node.name === name);
		// Deleting a node in the editor takes its lines away.
		for (const [from, { main }] of Object.entries<Row>(connections)) {
			if (!isThere(from)) delete connections[from];
			for (const [at, targets] of main.entries()) {
				main[at] = targets.filter(({ node }: Row) => isThere(node));
			}
		}
		const { data: made } = await n8n.rest.post('/workflows', {
			name: path,
			nodes,
			connections,
			settings,
		});
		const { id, versionId } = made.data;
		expect((await n8n.rest.post(`/workflows/${id}/activate`, { versionId })).status).toBe(200);
		await webhooksOf(n8n, id);
	}

	test.each([
		[['Okta'], 'offboarding-without-okta'],
		[['OneLogin'], 'offboarding-without-onelogin'],
		[['Okta', 'OneLogin'], 'offboarding-logto-alone'],
	])('whoever has no %j deletes that lane, and the rest works', async (missing, path) => {
		await copy(path, (nodes) => nodes.filter(({ name }) => !missing.includes(name.split(': ')[0])));
		const { status, data } = await offboard({ email: malik }, { path });
		const rest = Object.keys(SYSTEMS).filter((system) => !missing.includes(system));
		expect([status, statuses(data)]).toEqual([
			200,
			Object.fromEntries(rest.map((system) => [system, 200])),
		]);
		expect((await offboard({ email: 'nobody@halden.example' }, { path })).status).toBe(404);
	});

	test('a node that is switched off does not pass for one that is done', async () => {
		await copy('offboarding-off', (nodes) => {
			nodes.find(({ name }) => name === 'OneLogin: Offboard').disabled = true;
			return nodes;
		});
		const { status, data } = await offboard({ email: malik }, { path: 'offboarding-off' });
		expect([status, statuses(data)]).toEqual([502, { Okta: 200, OneLogin: 502, Logto: 200 }]);
		expect(of(data, 'OneLogin')).toMatchObject({ found: null, complete: false });
	});

	test('a system that takes requests and never answers keeps the others waiting, not open', async () => {
		await copy('offboarding-impatient', (nodes) => {
			for (const { parameters } of nodes) {
				if (parameters.requestSettings) parameters.requestSettings.timeout = 1;
			}
			return nodes;
		});
		const path = 'offboarding-impatient';
		// From the first request on: one look-up, sent four times, and nothing more.
		await sandbox.fault('okta', { kind: 'hang', times: 1000 });
		await sandbox.control.delete('/requests');
		let started = Date.now();
		const first = await offboard({ email: malik }, { path });
		// Four seconds, and up to five between the attempts; the rest is for a machine with other work.
		expect(Date.now() - started).toBeLessThan(60_000);
		expect([first.status, statuses(first.data)]).toEqual([
			502,
			{ Okta: 502, OneLogin: 200, Logto: 200 },
		]);
		expect(of(first.data, 'Okta').reason).toMatch(/^Okta did not answer within 1 second/);
		const { okta, oneLogin, logto } = await accounts(malik);
		expect(okta).toMatchObject([{ status: 'ACTIVE' }]);
		expect(oneLogin).toMatchObject([{ status: 2 }]);
		expect(logto).toMatchObject([{ isSuspended: true }]);
		const requests = await asked('okta');
		expect([new Set(requests).size, requests.length]).toEqual([1, 4]);

		// In the middle: nothing is asked for long, and each step that was not taken is named.
		await sandbox.reset();
		await sandbox.fault('okta', { kind: 'hang', skip: 8, times: 1000 });
		started = Date.now();
		const second = await offboard({ email: malik }, { path });
		expect(Date.now() - started).toBeLessThan(60_000);
		expect([second.status, statuses(second.data)]).toEqual([
			502,
			{ Okta: 502, OneLogin: 200, Logto: 200 },
		]);
		const cut = of(second.data, 'Okta');
		expect([cut.found, cut.complete]).toEqual([true, false]);
		expect(outcomes(cut)).toMatchObject({ suspend: 'done', deactivate: 'failed' });
		expect(cut.left).toContainEqual(
			expect.objectContaining({ what: 'deactivate', why: expect.stringContaining('not be read') }),
		);
	});

	test('a step that is refused does not keep the next ones from being taken', async () => {
		await sandbox.fault('oneLogin', { ...broken, path: '/logout' });
		await sandbox.fault('logto', { ...broken, path: 'is-suspended' });
		await sandbox.fault('okta', { ...broken, path: '/api/v1/apps' });
		const { status, data } = await offboard({ email: malik });
		expect([status, statuses(data)]).toEqual([502, { Okta: 502, OneLogin: 502, Logto: 502 }]);
		expect(outcomes(of(data, 'OneLogin'))).toEqual({
			suspend: 'done',
			logOut: 'failed',
			removeDevices: 'done',
			removeRoles: 'done',
		});
		expect(outcomes(of(data, 'Logto'))).toMatchObject({
			suspend: 'failed',
			removeFromOrganizations: 'done',
			removeRoles: 'done',
		});
		expect(of(data, 'Logto').left).toMatchObject([{ what: 'account' }]);
		expect(of(data, 'Logto').reason).toMatch(/^1 of 6 steps did not succeed: suspend /);
		expect(outcomes(of(data, 'Okta'))).toMatchObject({
			suspend: 'done',
			removeFromGroups: 'done',
			removeApplications: 'failed',
			deactivate: 'done',
		});
	});

	test('who is missing in one system is cut off in the others, and the answer says so', async () => {
		const { users } = await sandbox.state('okta');
		const known = new Set(users.map(({ login }: Row) => login));
		const { email } = (await allUsers('oneLogin')).find((user) => !known.has(user.email))!;
		const { status, data } = await offboard({ email });
		expect(status).toBe(200);
		expect(of(data, 'Okta')).toMatchObject({
			status: 404,
			found: false,
			reason: 'Nobody has this e-mail address.',
		});
		const { oneLogin } = await accounts(email);
		expect(oneLogin).toMatchObject([{ status: 2 }]);
	});

	test('where several accounts have the address nothing is done, and all are named', async () => {
		const admin = axios.create({
			baseURL: setup.okta.url,
			headers: { Authorization: `SSWS ${setup.okta.apiToken}` },
			proxy: false,
		});
		const { data: twin } = await admin.post('/api/v1/users', {
			profile: { firstName: 'M', lastName: 'T', login: 'twin@halden.example', email: malik },
		});
		const [{ id, status: before }] = (await accounts(malik)).okta;
		const { status, data } = await offboard({ email: malik });
		expect([status, statuses(data)]).toEqual([502, { Okta: 502, OneLogin: 200, Logto: 200 }]);
		expect(of(data, 'Okta').reason).toContain('2 users have the email');
		for (const one of [id, twin.id]) expect(of(data, 'Okta').reason).toContain(one);
		const now = (await allUsers('okta')).filter((user) => [id, twin.id].includes(user.id));
		expect(now.map((user) => user.status).sort()).toEqual([before, twin.status].sort());
	});

	test('finds somebody whom the search of Okta does not find yet', async () => {
		const lea = { firstName: 'Lea', lastName: 'Berg', email: 'lea.berg@halden.example' };
		await post('onboarding', { ...lea, department: 'Engineering' });
		await sandbox.dial('okta', { searchLagMs: 3_600_000 });
		const { status, data } = await offboard({ email: lea.email });
		expect([status, of(data, 'Okta').status]).toEqual([200, 200]);
		await expectNoAccess(lea.email);
	});

	test('an address that nobody has, or that is none, changes nothing', async () => {
		const states = async () =>
			await Promise.all(Object.values(SYSTEMS).map(async (vendor) => await allUsers(vendor)));
		const before = await states();
		const nobody = await offboard({ email: 'nobody@halden.example' });
		expect([nobody.status, statuses(nobody.data)]).toEqual([
			404,
			{ Okta: 404, OneLogin: 404, Logto: 404 },
		]);
		expect((await lastRun()).status).toBe('error');
		expect((await offboard({ email: 'malik' })).status).toBe(404);
		for (const email of ['*@halden.example', `!${malik}`, '', undefined, [malik], { a: malik }]) {
			expect([email, (await offboard({ email })).status]).toEqual([email, 400]);
		}
		expect(await states()).toEqual(before);
	});

	test.each<[string, Record<string, string>]>([
		['no key', {}],
		['another key', { 'X-Webhook-Key': 'guessed' }],
	])('%s opens nothing, and nobody is asked', async (_, headers) => {
		await sandbox.control.delete('/requests');
		expect((await offboard({ email: malik }, { headers })).status).toBe(403);
		const { data } = await sandbox.control.get('/requests');
		expect(Object.values(data)).toEqual([[], [], []]);
	});
});

describe('the access review', () => {
	// Okta's people are asked for one by one, at a pace: where their number does not matter, they are few.
	beforeEach(async () => {
		await sandbox.reset({ people: 12 });
	});
	afterAll(async () => {
		await sandbox.reset({ people: 300 });
	});

	const review = async (): Promise<StoredRun> => {
		const run = await runWorkflow(n8n.rest, 'idAccessReview01', 'By Hand');
		expect([run.status, run.data.resultData.error?.message]).toEqual(['success', undefined]);
		return run;
	};
	const rowsOf = (run: StoredRun): Row[] => output(run, 'Rows').map(({ json }) => json);
	const resultOf = (run: StoredRun): Row => output(run, 'Access Review')[0].json;
	const summaryOf = (run: StoredRun, system: string): Row =>
		resultOf(run).summary.find((one: Row) => one.system === system);
	const list = (names: string[]): string => [...names].sort().join('; ') || 'none';
	const sorted = (text: string): string => text.split('; ').sort().join('; ');
	const day = (time: string | number | null): string =>
		time === null ? 'never' : new Date(time).toISOString().slice(0, 10);

	/** The most requests to these paths of Okta within ten seconds. */
	async function busiestTenSeconds(path: RegExp): Promise<number> {
		const { data } = await sandbox.control.get('/requests', { params: { vendor: 'okta' } });
		const times: number[] = data.okta
			.filter(({ url }: Row) => path.test(url))
			.map(({ at }: Row) => Date.parse(at));
		expect(times).not.toEqual([]);
		return Math.max(
			...times.map((from) => times.filter((at) => at >= from && at < from + 10_000).length),
		);
	}

	/** The file that a node made, as n8n hands it out. */
	async function file(run: StoredRun, name: string) {
		const { id, fileName, mimeType } = output(run, 'Access Review')[0].binary![name];
		const { data } = await n8n.rest.get('/binary-data', {
			params: { id, action: 'download', fileName, mimeType },
			responseType: 'text',
		});
		return { fileName, mimeType, text: data as string };
	}

	test('has everyone with what the three systems hold, flags, a CSV file and a report', async () => {
		await sandbox.reset({ people: 120 });
		const started = Date.now();
		const run = await review();
		expect(Date.now() - started).toBeLessThan(300_000);
		// A token may use half of the 600 requests a minute that Okta allows for each of these.
		for (const path of [/\/users\/\w+\/|\/iam\//, /\/groups\//]) {
			expect(await busiestTenSeconds(path)).toBeLessThanOrEqual(50);
		}
		const rows = rowsOf(run);
		const bySystem = (system: string): Map<string, Row> =>
			new Map(rows.filter((row) => row.system === system).map((row) => [row.id, row]));

		const okta = bySystem('Okta');
		const oktaUsers = await allUsers('okta');
		expect(okta.size).toBe(oktaUsers.length);
		for (const user of oktaUsers) {
			const row = okta.get(user.id)!;
			expect([user.login, user.login, row.status, row.lastLogin]).toEqual([
				row.email,
				row.login,
				user.status,
				day(user.lastLogin),
			]);
			expect(sorted(row.groups)).toBe(list(user.groups));
			expect(sorted(row.apps)).toBe(list(user.apps.map(({ label }: Row) => label)));
			expect(sorted(row.mfa)).toBe(list(user.factors));
			expect(row.roles === 'none').toBe(user.roles.length === 0);
			if (user.roles[0] === 'SUPER_ADMIN') expect(row.roles).toBe('Super Administrator');
			expect(row.flags.includes('admin')).toBe(user.roles.length > 0);
			expect(row.tokens).toBe('not read');
		}

		const oneLogin = bySystem('OneLogin');
		const oneLoginUsers = await allUsers('oneLogin');
		expect(oneLogin.size).toBe(oneLoginUsers.length);
		for (const user of oneLoginUsers) {
			const row = oneLogin.get(String(user.id))!;
			expect([row.email, row.lastLogin]).toEqual([user.email, day(user.last_login)]);
			expect(sorted(row.roles)).toBe(list(user.roles));
			expect(sorted(row.apps)).toBe(list(user.apps));
			expect(row.mfa === 'none' ? 0 : row.mfa.split('; ').length).toBe(user.devices);
			const isOpen = user.status !== 2 && user.state !== 3;
			expect(row.flags.includes('no MFA')).toBe(isOpen && user.devices === 0);
		}

		const logto = bySystem('Logto');
		const logtoUsers = await allUsers('logto');
		expect(logto.size).toBe(logtoUsers.length);
		for (const user of logtoUsers) {
			const row = logto.get(user.id)!;
			expect([row.email, row.lastLogin]).toEqual([user.primaryEmail, day(user.lastSignInAt)]);
			expect(sorted(row.roles)).toBe(list(user.roles));
			expect(sorted(row.organizations)).toBe(list(user.organizations));
			expect(sorted(row.mfa)).toBe(list(user.mfa));
			const live = user.personalAccessTokens.filter(
				({ expiresAt }: Row) => expiresAt === null || expiresAt > Date.now(),
			);
			expect(sorted(row.tokens)).toBe(list(live.map(({ name }: Row) => name)));
			expect(row.flags.includes('suspended with live tokens')).toBe(
				user.isSuspended && live.length > 0,
			);
		}

		// The people of sandbox/README.md whom a review should stumble over.
		const flags = (name: string): string[] =>
			['Okta', 'OneLogin', 'Logto'].map(
				(system) =>
					rows.find((row) => row.system === system && row.email === `${name}@halden.example`)!
						.flags,
			);
		const thrice = (text: string): string[] => [text, text, text];
		expect(flags('ada.vogel')).toEqual(thrice('admin; no MFA'));
		expect(flags('nils.okafor')).toEqual(['', '', 'suspended with live tokens']);
		expect(flags('mara.lindner')).toEqual(thrice('never logged in; no MFA'));
		expect(flags('theo.kovac')).toEqual(thrice('no login for 90 days'));
		expect(flags('priya.strand')).toEqual(thrice('admin'));
		expect(flags('zeno.castell')).toEqual(thrice(''));
		expect(flags('jana.quist')).toEqual(thrice('no MFA'));
		expect(flags('malik.torres')).toEqual(thrice(''));
		expect(flags('freya.imhof')).toEqual(thrice(''));
		expect(flags('sven.adler')).toEqual(thrice('admin; never logged in; no MFA'));

		const csv = await file(run, 'csv');
		expect(csv.fileName).toMatch(/^access-review-\d{4}-\d\d-\d\d\.csv$/);
		expect(csv.text.trim().split(/\r?\n/)).toHaveLength(rows.length + 1);
		expect(csv.text).toContain('ada.vogel@halden.example');
		const report = await file(run, 'report');
		expect(report.mimeType).toBe('text/html');
		expect(report.text).toContain(`${rows.length} accounts`);
		expect(/<h3>([^<]*)</.exec(report.text)![1]).toContain('nils.okafor@halden.example');
		expect(report.text).not.toContain('class="gap"');
	});

	test('what could not be read says so and raises no flag', async () => {
		await sandbox.fault('okta', { ...broken, path: '/factors' });
		await sandbox.fault('okta', { ...broken, path: '/groups/.*/users', times: 1 });
		await sandbox.fault('oneLogin', { ...broken, path: '^/api/1/users' });
		await sandbox.fault('logto', { ...broken, path: '/mfa-verifications', skip: 5, times: 1 });
		const run = await review();
		const rows = rowsOf(run).filter(({ id }) => id !== '');
		const okta = rows.filter(({ system }) => system === 'Okta');
		expect(okta).toHaveLength((await allUsers('okta')).length);
		for (const row of okta) {
			expect([row.mfa, row.groups, row.flags.includes('no MFA')]).toEqual([
				'not read',
				'not read',
				false,
			]);
			expect(row.apps).not.toBe('not read');
		}
		expect(rows.filter(({ system }) => system === 'OneLogin')).toEqual([]);
		const unread = rows.filter(({ system, mfa }) => system === 'Logto' && mfa === 'not read');
		expect(unread).toHaveLength(1);
		expect(unread[0].flags).not.toContain('no MFA');
		const { notRead, summary } = resultOf(run);
		for (const what of ['Okta: factors', 'Okta: groups', 'OneLogin: people', 'Logto: MFA']) {
			expect(notRead).toContainEqual(expect.stringContaining(`${what} not read`));
		}
		expect(summary).toContainEqual(
			expect.objectContaining({ system: 'OneLogin', accounts: 'not read' }),
		);
		expect(summaryOf(run, 'Okta')['no MFA']).toBe('not read');
		expect((await file(run, 'report')).text).toContain('class="gap"');
	});

	test('a name that is a formula or markup stays text', async () => {
		const { data } = await axios.post(
			`${setup.okta.url}/api/v1/users`,
			{
				profile: {
					firstName: '=HYPERLINK("http://evil.example")',
					lastName: '<script>alert(1)</script>',
					login: 'evil@halden.example',
					email: 'evil@halden.example',
				},
			},
			{ headers: { Authorization: `SSWS ${setup.okta.apiToken}` }, proxy: false },
		);
		const run = await review();
		expect(rowsOf(run).find(({ id }) => id === data.id)!.name).toMatch(/^'=HYPERLINK/);
		expect((await file(run, 'report')).text).not.toContain('<script>');
	});

	test('without the names of roles, nobody counts as an admin, and not as none either', async () => {
		await sandbox.fault('oneLogin', { ...broken, path: '^/api/1/roles' });
		const run = await review();
		const rows = rowsOf(run).filter(({ system, id }) => system === 'OneLogin' && id !== '');
		expect(rows).toHaveLength((await allUsers('oneLogin')).length);
		for (const { roles, flags, checked, notChecked } of rows) {
			expect(roles).toMatch(/^role \d+(; role \d+)*$/);
			expect(`${flags}; ${checked}`).not.toContain('admin');
			expect(notChecked).toContain('admin');
		}
		expect(summaryOf(run, 'OneLogin').admin).toBe('not read');
		const admins = (await allUsers('okta')).filter(({ roles }) => roles.length > 0);
		expect(summaryOf(run, 'Okta').admin).toBe(admins.length);
		expect(resultOf(run).notRead).toEqual([
			expect.stringMatching(/^OneLogin: role names not read: /),
		]);
	});

	test('a number that leaves somebody out says how many', async () => {
		await sandbox.fault('logto', { ...broken, path: '/mfa-verifications', times: 6 });
		const run = await review();
		const open = rowsOf(run).filter(
			({ system, enabled }) => system === 'Logto' && enabled === 'yes',
		);
		const unread = open.filter(({ mfa }) => mfa === 'not read');
		const without = open.filter(({ mfa }) => mfa === 'none');
		expect(unread.length * without.length).toBeGreaterThan(0);
		for (const row of unread) expect(row.notChecked).toBe('no MFA');
		for (const row of without) expect(row.notChecked).toBe('');
		const text = `${without.length} (${unread.length} not read)`;
		expect(summaryOf(run, 'Logto')['no MFA']).toBe(text);
		expect((await file(run, 'report')).text).toContain(`<td class="unread">${text}</td>`);
		expect(resultOf(run).notRead).toEqual([
			expect.stringMatching(/^Logto: MFA not read for 6 accounts: /),
		]);
	});

	/** An answer that says that there is nobody, in the words of each vendor. */
	const nobody: Record<string, object> = {
		okta: { path: '^/api/v1/users\\?', body: [] },
		oneLogin: {
			path: '^/api/1/users',
			body: { status: { type: 'success', code: 200, error: false }, pagination: {}, data: [] },
		},
		logto: { path: '^/api/users', body: [] },
	};

	test.each([[['logto']], [['okta', 'oneLogin', 'logto']]])(
		'where there is nobody, the report says so: %j',
		async (vendors) => {
			for (const vendor of vendors) {
				await sandbox.fault(vendor, { ...broken, status: 200, ...nobody[vendor] });
			}
			const run = await review();
			const { summary, notRead } = resultOf(run);
			expect(notRead).toEqual([]);
			expect(summary.map(({ system }: Row) => system)).toEqual(['Okta', 'OneLogin', 'Logto']);
			const counts = summary.map(({ accounts: count }: Row) => count === 0);
			expect(counts).toEqual(['okta', 'oneLogin', 'logto'].map((name) => vendors.includes(name)));
			const lines = rowsOf(run).filter(({ id }) => id === '');
			expect(lines).toHaveLength(vendors.length);
			expect(lines.at(-1)).toMatchObject({
				system: 'Logto',
				name: 'Logto: no accounts',
				flags: '',
			});
			const csv = (await file(run, 'csv')).text.trim().split(/\r?\n/);
			expect(csv).toHaveLength(rowsOf(run).length + 1);
			expect(csv[0].replace(/^\uFEFF/, '')).toMatch(
				/^system,name,email,login,.*,flags,checked,notChecked$/,
			);
			expect(csv.at(-1)).toMatch(/^Logto,Logto: no accounts,/);
			expect((await file(run, 'report')).text).toContain('<td>Logto</td><td>0</td>');
		},
	);

	/** Switches nodes of the stored workflow off; without names, all of them are on. */
	async function switchOff(names: string[]): Promise<void> {
		const { data: found } = await n8n.rest.get('/workflows/idAccessReview01');
		const { nodes, connections, versionId } = found.data;
		for (const node of nodes) node.disabled = names.includes(node.name);
		const body = { nodes, connections, versionId };
		const { data: saved } = await n8n.rest.patch('/workflows/idAccessReview01', body);
		// Published again: whoever looks at it next finds it as the templates are.
		const version = { versionId: saved.data.versionId };
		const published = await n8n.rest.post('/workflows/idAccessReview01/activate', version);
		expect(published.status).toBe(200);
	}

	test('nodes that are switched off have read nothing', async () => {
		const off = ['OneLogin: People', 'Okta: Factors', 'Logto: Get MFA'];
		await switchOff(off);
		const run = await review().finally(async () => await switchOff([]));
		expect(summaryOf(run, 'OneLogin').accounts).toBe('not read');
		for (const system of ['Okta', 'Logto']) {
			expect([system, summaryOf(run, system)['no MFA']]).toEqual([system, 'not read']);
			for (const row of rowsOf(run).filter((one) => one.system === system && one.id !== '')) {
				expect(row.mfa).toBe('not read');
			}
		}
		expect(resultOf(run).notRead).toHaveLength(off.length);
	});

	test('accounts without an e-mail address stay apart', async () => {
		const logto = await logtoClient(setup);
		const oneLogin = await oneLoginClient(setup);
		const made = [
			await logto.post('/users', {}),
			await logto.post('/users', {}),
			await logto.post('/users', { username: 'kiosk' }),
			await oneLogin.post('/api/1/users', {
				firstname: 'Door',
				lastname: 'Scanner',
				username: 'scanner',
				email: 'scanner@halden.example',
			}),
		];
		expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		const { users } = await sandbox.state('oneLogin');
		const { id } = users.find(({ username }: Row) => username === 'scanner');
		expect((await oneLogin.put(`/api/1/users/${id}`, { email: '' })).status).toBe(200);
		const run = await review();
		const rows = rowsOf(run);
		const [first, second, kiosk] = made.map(({ data }) => data.id);
		const rowOf = (id: string): Row => rows.find((row) => row.id === id);
		for (const id of [first, second]) expect(rowOf(id)).toMatchObject({ email: '', login: '' });
		expect(rowOf(kiosk)).toMatchObject({ email: '', login: 'kiosk', name: '' });
		expect(rowOf(String(id))).toMatchObject({ email: '', login: 'scanner', name: 'Door Scanner' });

		const emails = new Set(rows.map(({ email }) => email).filter(Boolean));
		expect(resultOf(run).people).toBe(emails.size + made.length);
		const { text } = await file(run, 'report');
		const titles = [...text.matchAll(/<h3>([^<]*)</g)].map(([, title]) => title);
		expect(titles.filter((title) => /\(no e-mail\)$/.test(title)).sort()).toEqual(
			[`Logto account ${first}`, `Logto account ${second}`, 'kiosk', 'Door Scanner']
				.map((name) => `${name} (no e-mail)`)
				.sort(),
		);
		for (const id of [first, second]) expect(text).toContain(`<td>id ${id}</td>`);
		expect(text).toContain('<td>kiosk</td>');
	});

	test('one reason is given once, with how many accounts it concerns', async () => {
		const summary = 'You do not have permission to perform the requested action';
		const refusals = (path: string) =>
			Array.from({ length: 60 }, (_, index) => ({
				kind: 'status',
				status: 403,
				path,
				// As Okta does it: the same each time, but for the id of the answer.
				body: {
					errorCode: 'E0000006',
					errorSummary: summary,
					errorLink: 'E0000006',
					errorId: `oae${path.length}x${index}`,
					errorCauses: [],
				},
			}));
		for (const path of ['/factors$', '/apps/.*/users', '/groups/.*/users']) {
			await sandbox.fault('okta', ...refusals(path));
		}
		const run = await review();
		const { notRead } = resultOf(run);
		const count = (await allUsers('okta')).length;
		expect(notRead).toEqual([
			`Okta: factors not read for ${count} accounts: ${summary}`,
			`Okta: groups not read: ${summary}`,
			expect.stringContaining(`Okta: apps not read: ${summary} (`),
		]);
		expect(notRead.join()).not.toContain('oae');
		expect((await file(run, 'report')).text.match(/class="gap"/g)).toHaveLength(3);
	});
});
