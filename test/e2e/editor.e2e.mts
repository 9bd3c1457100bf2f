/**
 * What a person sees: `npm start`, and the editor of its n8n in a headless Chromium. Screenshots are
 * left in `artifacts/screenshots`; `node test/e2e/pictures.mjs` takes the README's pictures from there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../sandbox/n8n/start.mjs';

const root = new URL('../../', import.meta.url).pathname;
const screenshots = join(root, 'artifacts', 'screenshots');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** What `npm start -- --json` prints. */
interface Started {
	editor: string;
	control: string;
	templates: Array<{ id: string; name: string; active: boolean; note: string }>;
}

let starter: ChildProcess;
let started: Started;
let data: string;
let browser: Browser;
let page: Page;
let workflowId: string;

const CREDENTIALS = {
	Okta: { type: 'oktaManagementApi', id: 'sandboxOkta00001', name: 'Okta sandbox' },
	OneLogin: { type: 'oneLoginOAuth2Api', id: 'sandboxOneLogin1', name: 'OneLogin sandbox' },
	Logto: { type: 'logtoOAuth2Api', id: 'sandboxLogto0001', name: 'Logto sandbox' },
};

const node = (
	name: string,
	vendor: 'okta' | 'oneLogin' | 'logto',
	{ type, id, name: credential }: { type: string; id: string; name: string },
	place: number,
	parameters: object = {},
) => ({
	id: name,
	name,
	type: `n8n-nodes-identity.${vendor}`,
	typeVersion: 1,
	position: [300, place * 200],
	parameters,
	credentials: { [type]: { id, name: credential } },
});

const user = (mode: string, value: string) => ({
	resource: 'user',
	operation: 'get',
	user: { __rl: true, mode, value },
});

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
	const answer = await page.request.fetch(`${started.editor}/rest${path}`, { method, data: body });
	expect([path, answer.status()]).toEqual([path, 200]);
	return (await answer.json()).data;
}

/** One element of the editor, by the name that n8n's own tests give it. */
const part = (name: string, within: Page | Locator = page): Locator =>
	within.locator(`[data-test-id="${name}"]`);

const picture = async (name: string): Promise<void> => {
	await page.screenshot({ path: join(screenshots, `${name}.png`) });
};

const openNode = async (name: string): Promise<void> => {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await part('parameter-input-operation').waitFor();
};

const closeNode = async (): Promise<void> => {
	await part('ndv-close-button').click();
	await part('ndv-close-button').waitFor({ state: 'detached' });
};

/** Tries until it holds; the page is alive. */
const eventually = async (claim: () => Promise<void>): Promise<void> => {
	const deadline = Date.now() + 30_000;
	for (;;) {
		try {
			await claim();
			return;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await page.waitForTimeout(200);
		}
	}
};

const present = existsSync(CHROMIUM);
if (!present) {
	// Past jest's capture of the console, which a run may have silenced.
	process.stderr.write(
		`\n!!! NOT TESTED: the editor. There is no ${CHROMIUM}; install Debian's package "chromium", or name another one in CHROMIUM.\n\n`,
	);
}
const inBrowser = present ? describe : describe.skip;

inBrowser('in the editor', () => {
	beforeAll(async () => {
		mkdirSync(screenshots, { recursive: true });
		data = mkdtempSync(join(tmpdir(), 'n8n-editor-'));
		const ports = ['', 'okta-', 'onelogin-', 'logto-', 'control-'];
		starter = spawn(
			process.execPath,
			[
				join(root, 'sandbox', 'up.mjs'),
				'--json',
				'--data',
				data,
				...ports.flatMap((name) => [`--${name}port`, '0']),
			],
			{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
		);
		for await (const line of createInterface({ input: starter.stdout! })) {
			if (!line.startsWith('{')) continue;
			started = JSON.parse(line);
			break;
		}
		expect(started).toBeDefined();
		browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
		page = await context.newPage();
		page.setDefaultTimeout(60_000);
		await ask('POST', '/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		const own = await ask<{ id: string; name: string; type: string }>('POST', '/credentials', {
			name: 'Okta of my own',
			type: 'oktaManagementApi',
			data: { url: started.editor, apiToken: 'to-be-replaced' },
		});
		const { Okta, OneLogin, Logto } = CREDENTIALS;
		const nodes = [
			node('Okta', 'okta', Okta, 0, user('list', '')),
			node('OneLogin', 'oneLogin', OneLogin, 1),
			node('Logto', 'logto', Logto, 2),
			node('Nobody', 'logto', Logto, 3, user('id', 'nobody')),
			node('Own', 'okta', own, 4),
		];
		const start = {
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 300],
			parameters: {},
		};
		({ id: workflowId } = await ask<{ id: string }>('POST', '/workflows', {
			name: 'All three',
			nodes: [start, ...nodes],
			connections: {
				Start: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
			},
			settings: { executionOrder: 'v1' },
		}));
	});

	afterAll(async () => {
		await browser?.close();
		if (starter && starter.exitCode === null) {
			starter.kill('SIGTERM');
			await once(starter, 'exit');
		}
		rmSync(data, { recursive: true, force: true });
	});

	beforeEach(async () => {
		await page.goto(`${started.editor}/workflow/${workflowId}`);
		await part('canvas-node').first().waitFor();
	});

	afterEach(async () => {
		await picture(`last-${expect.getState().currentTestName!.replace(/\W+/g, '-')}`);
	});

	test('every template is published', () => {
		expect(started.templates.filter(({ active, note }) => !active || note)).toEqual([]);
	});

	test.each([
		['okta', ['Okta Management']],
		['onelogin', ['OneLogin']],
		['logto', ['Logto']],
		['offboarding', ['Logto', 'Okta Management', 'OneLogin']],
	])('the node panel finds by "%s"', async (words, names) => {
		await part('node-creator-plus-button').click();
		await part('node-creator-search-bar').fill(words);
		await eventually(async () => {
			const found = await part('node-creator-item-name').allTextContents();
			expect(found.map((name) => name.trim())).toEqual(expect.arrayContaining(names));
		});
		await picture(`panel-${words}`);
	});

	test.each(['Okta', 'OneLogin', 'Logto'])('%s opens with its form', async (name) => {
		await openNode(name);
		await eventually(async () => {
			expect(await part('parameter-input-resource').locator('input').inputValue()).toBe('User');
		});
		expect(await part('node-credentials-select').locator('input').inputValue()).toBe(
			CREDENTIALS[name as keyof typeof CREDENTIALS].name,
		);
		await picture(`node-${name}`);
		await closeNode();
	});

	test('a picker loads past its first page, searches, and the step then runs', async () => {
		await openNode('Okta');
		await part('rlc-input').click();
		const choices = part('rlc-item');
		await choices.first().waitFor();
		const firstPage = await choices.count();
		expect(firstPage).toBeGreaterThan(1);
		await eventually(async () => {
			await choices.last().scrollIntoViewIfNeeded();
			expect(await choices.count()).toBeGreaterThan(firstPage);
		});
		await picture('picker');
		await part('rlc-search').fill('malik.torres');
		await eventually(async () => {
			expect(await choices.allTextContents()).toEqual([
				expect.stringMatching(/^\s*Malik Torres \(malik\.torres@halden\.example\)\s*$/),
			]);
		});
		await choices.first().click();
		await part('node-execute-button').click();
		await part('node-run-status-success').waitFor();
		const output = part('output-panel');
		await eventually(async () => {
			expect(await output.textContent()).toContain('malik.torres@halden.example');
		});
		expect(await part('ndv-items-count', output).textContent()).toContain('1 item');
		// The message that the step succeeded covers a corner of it.
		await page.locator('.el-notification__closeBtn').click();
		await page.locator('.el-notification').waitFor({ state: 'detached' });
		await page.mouse.move(0, 0);
		await picture('run');
		await closeNode();
	});

	test('what Logto does not know is said in words, with what to do', async () => {
		await openNode('Nobody');
		await part('node-execute-button').click();
		const output = part('output-panel');
		await eventually(async () => {
			expect(await output.textContent()).toMatch(
				/The resource does not exist\..*Check that "User" still exists.*HTTP 404/s,
			);
		});
		await picture('failed-step');
		await closeNode();
	});

	test('a credential passes its test, visibly', async () => {
		await openNode('OneLogin');
		await part('credential-edit-button').click();
		await part('credentials-config-container-test-success').waitFor();
		await picture('credential-passes');
	});

	test('a credential with a wrong token does not pass, visibly and with the reason', async () => {
		await openNode('Own');
		await part('credential-edit-button').click();
		const { okta } = started as never as { okta: { url: string } };
		await part('parameter-input-url').locator('input').fill(okta.url);
		await part('parameter-input-apiToken').locator('input').fill('00wrong');
		await part('credential-save-button').click();
		await page.getByText('More details').click();
		await page.getByText(/Couldn.t connect with these settings/).waitFor();
		await page.getByText(/Okta does not accept this API token/).waitFor();
		expect(await part('credentials-config-container-test-success').isVisible()).toBe(false);
		await picture('credential-refused');
	});

	test('the canvas of each template shows no node with an open question', async () => {
		for (const { id } of started.templates) {
			await page.goto(`${started.editor}/workflow/${id}`);
			await part('canvas-node').first().waitFor();
			expect([id, await part('node-issues').count()]).toEqual([id, 0]);
			// n8n's advice on published workflows covers a part of them.
			const advice = page.getByText('Production Checklist');
			await advice.waitFor({ timeout: 5_000 }).catch(() => undefined);
			await advice.evaluateAll((found) => {
				for (const one of found) {
					one.closest('[role="dialog"], [data-reka-popper-content-wrapper]')?.remove();
				}
			});
			await page.screenshot({
				path: join(screenshots, `template-${id}.png`),
				clip: { x: 45, y: 84, width: 1335, height: 724 },
			});
		}
	});
});
