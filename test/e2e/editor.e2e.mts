/**
 * What a person sees: the editor of the n8n of `npm start` in a headless Chromium. Screenshots are left
 * in `artifacts/screenshots`, also of how each test ended; `node test/e2e/pictures.mjs` takes the
 * README's pictures from there.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { OWNER } from '../../sandbox/n8n/start.mjs';
import { controls, logtoClient, oktaClient, oneLoginClient } from '../sandbox/sandbox.mjs';
import { setup } from './n8n.mjs';

const screenshots = new URL('../../artifacts/screenshots/', import.meta.url).pathname;

/** How long anything may take, on a machine with other work. */
const PATIENCE = 120_000;

const VIEWPORT = { width: 1440, height: 900 };

const TEMPLATES = ['idAccessReview01', 'idOffboarding001', 'idOnboarding0001'];

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The browser that CHROMIUM names, or else the first one on the path. */
function findChromium(): string | undefined {
	const named = process.env.CHROMIUM;
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = named
		? [named]
		: ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
				folders.map((folder) => join(folder, name)),
			);
	return candidates.find((file) => existsSync(file));
}

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
	const answer = await page.request.fetch(`${setup.editor}/rest${path}`, { method, data: body });
	expect([path, answer.status()]).toEqual([path, 200]);
	return (await answer.json()).data;
}

/** One element of the editor, by the name that n8n's own tests give it. */
const part = (name: string, within: Page | Locator = page): Locator =>
	within.locator(`[data-test-id="${name}"]`);

const picture = async (name: string): Promise<void> => {
	await page.screenshot({ path: join(screenshots, `${name}.png`) });
};

const openWorkflow = async (id: string): Promise<void> => {
	await page.goto(`${setup.editor}/workflow/${id}`);
	// n8n's advice on published workflows comes some time later, and covers a part of them.
	await page.addStyleTag({
		content: '[role="dialog"]:has([data-test-id="suggested-action-item"]) { display: none }',
	});
	await canvasNode().first().waitFor();
};

const canvasNode = (name?: string): Locator =>
	page.locator(`[data-test-id="canvas-node"]${name ? `[data-node-name="${name}"]` : ''}`);

const openNode = async (name: string): Promise<void> => {
	await canvasNode(name).dblclick();
	await part('output-panel').waitFor();
};

const closeNode = async (): Promise<void> => {
	await part('ndv-close-button').click();
	await part('ndv-close-button').waitFor({ state: 'detached' });
};

/** Tries until it holds; the page is alive. */
const eventually = async <T,>(claim: () => Promise<T>): Promise<T> => {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		try {
			return await claim();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await page.waitForTimeout(200);
		}
	}
};

const itemsShown = async (): Promise<string> =>
	((await part('ndv-items-count', part('output-panel')).textContent()) ?? '').trim();

/** Waits until the canvas has come to rest, and photographs what is on it. */
async function pictureOfCanvas(name: string): Promise<void> {
	const placeOf = async () =>
		JSON.stringify(await page.locator('.vue-flow__transformationpane').getAttribute('style'));
	let last = '';
	await eventually(async () => {
		const now = await placeOf();
		const rests = now === last;
		last = now;
		expect(rests).toBe(true);
	});
	const boxes = await page
		.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]')
		.evaluateAll((elements) =>
			elements.map((element) => {
				const { left, top, right, bottom } = element.getBoundingClientRect();
				return { left, top, right, bottom };
			}),
		);
	const margin = 16;
	const x = Math.min(...boxes.map(({ left }) => left)) - margin;
	const y = Math.min(...boxes.map(({ top }) => top)) - margin;
	await page.screenshot({
		path: join(screenshots, `${name}.png`),
		clip: {
			x,
			y,
			width: Math.max(...boxes.map(({ right }) => right)) + margin - x,
			height: Math.max(...boxes.map(({ bottom }) => bottom)) + margin - y,
		},
	});
}

const executable = findChromium();
if (!executable) {
	// Past jest's capture of the console, which a run may have silenced.
	process.stderr.write(
		'\n!!! NOT TESTED: the editor. There is no Chromium; install it (Debian\'s package "chromium"), or name one in CHROMIUM.\n\n',
	);
}
const inBrowser = executable ? describe : describe.skip;

inBrowser('in the editor', () => {
	beforeAll(async () => {
		mkdirSync(screenshots, { recursive: true });
		await controls(setup).reset();
		browser = await chromium.launch({ executablePath: executable, args: FLAGS });
		const context = await browser.newContext();
		page = await context.newPage();
		page.setDefaultTimeout(PATIENCE);
		await ask('POST', '/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
		const own = await ask<{ id: string; name: string; type: string }>('POST', '/credentials', {
			name: 'Okta of my own',
			type: 'oktaManagementApi',
			data: { url: setup.editor, apiToken: 'to-be-replaced' },
		});
		const { Okta, OneLogin, Logto } = CREDENTIALS;
		workflowId = await store('All three', [
			node('Okta', 'okta', Okta, 0, user('list', '')),
			node('OneLogin', 'oneLogin', OneLogin, 1),
			node('Logto', 'logto', Logto, 2),
			node('Nobody', 'logto', Logto, 3, user('id', 'nobody')),
			node('Own', 'okta', own, 4),
		]);
	});

	/** Stores a workflow whose nodes all follow its start. */
	async function store(name: string, nodes: Array<{ name: string }>): Promise<string> {
		const start = {
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 300],
			parameters: {},
		};
		const { id } = await ask<{ id: string }>('POST', '/workflows', {
			name,
			nodes: [start, ...nodes],
			connections: {
				Start: { main: [nodes.map((one) => ({ node: one.name, type: 'main', index: 0 }))] },
			},
			settings: { executionOrder: 'v1' },
		});
		return id;
	}

	afterAll(async () => {
		await browser?.close();
	});

	beforeEach(async () => {
		await page.setViewportSize(VIEWPORT);
		await openWorkflow(workflowId);
	});

	afterEach(async () => {
		await picture(`end-of-${expect.getState().currentTestName!.replace(/\W+/g, '-')}`);
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

	test.each(['Okta Management', 'OneLogin', 'Logto'])(
		'the node panel lists each operation of %s as an action',
		async (name) => {
			const types = await page.request.get(`${setup.editor}/types/nodes.json`);
			const { properties } = ((await types.json()) as INodeTypeDescription[]).find(
				(type) => type.name.startsWith('n8n-nodes-identity.') && type.displayName === name,
			)!;
			const actions = properties
				.filter((property) => property.name === 'operation')
				.flatMap(({ options }) => options as INodePropertyOptions[])
				.map(({ action }) => action);
			await part('node-creator-plus-button').click();
			await part('node-creator-search-bar').fill(name);
			await part('node-creator-item-name').getByText(name, { exact: true }).first().click();
			// Beside its actions stand those of its triggers.
			const category = part('node-creator-category-item').filter({ hasText: 'Actions' });
			await category.waitFor();
			const missing = async (): Promise<unknown[]> => {
				const names = await part('node-creator-item-name').allTextContents();
				const shown = new Set(names.map((action) => action.trim()));
				return actions.filter((action) => !shown.has(action!));
			};
			await eventually(async () => {
				// Closed where n8n thinks that a trigger is wanted first.
				if ((await missing()).length === actions.length) await category.click();
				expect(await missing()).toEqual([]);
			});
			await picture(`actions-${name}`);
		},
	);

	test('the canvas says in words what each node does', async () => {
		await eventually(async () => {
			const words = { Okta: 'Get: User', OneLogin: 'Get Many: User', Logto: 'Get Many: User' };
			for (const [name, subtitle] of Object.entries(words)) {
				expect(await canvasNode(name).textContent()).toContain(`${name}${subtitle}`);
			}
		});
		await pictureOfCanvas('subtitles');
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
		expect(await itemsShown()).toBe('1 item');
		// The message that the step succeeded covers a corner of it.
		await page.locator('.el-notification__closeBtn').click();
		await page.locator('.el-notification').waitFor({ state: 'detached' });
		await page.mouse.move(0, 0);
		await picture('run');
		await closeNode();
	});

	test('whoever switches from Get to Update keeps the user that was chosen', async () => {
		const chosen = {
			__rl: true,
			mode: 'list',
			value: '00u00000000000000001',
			cachedResultName: 'Nathan Smith (nathan@example.com)',
		};
		const id = await store('To be switched', [
			node('Get', 'okta', CREDENTIALS.Okta, 0, { ...user('list', ''), user: chosen }),
		]);
		await openWorkflow(id);
		await openNode('Get');
		const shown = part('rlc-input');
		await eventually(async () => {
			expect(await shown.inputValue()).toBe(chosen.cachedResultName);
		});
		await part('parameter-input-operation').click();
		await page.getByRole('option', { name: /^Update/ }).click();
		await part('parameter-input-customAttributes').waitFor();
		expect(await shown.inputValue()).toBe(chosen.cachedResultName);
		await picture('switched-to-update');
		await closeNode();
		await canvasNode('Get').getByText('Update: User').waitFor();
	});

	const TRIGGERS = {
		'Okta Management Trigger': {
			type: 'oktaTrigger',
			credential: CREDENTIALS.Okta,
			parameters: { authentication: 'apiToken', events: ['user.lifecycle.suspend'] },
			subtitle: 'User Suspended',
			isPolled: true,
		},
		'Okta Management Event Hook Trigger': {
			type: 'oktaEventHookTrigger',
			credential: CREDENTIALS.Okta,
			parameters: { authentication: 'apiToken', events: ['user.lifecycle.suspend'] },
			subtitle: 'User Suspended',
			isPolled: false,
		},
		'OneLogin Trigger': {
			type: 'oneLoginTrigger',
			credential: CREDENTIALS.OneLogin,
			parameters: { events: ['19'] },
			subtitle: 'Event Type 19',
			isPolled: true,
		},
		'Logto Trigger': {
			type: 'logtoTrigger',
			credential: CREDENTIALS.Logto,
			parameters: { events: ['User.SuspensionStatus.Updated'] },
			subtitle: 'User Suspension Status Updated',
			isPolled: false,
		},
	};

	/** Stores a workflow of a trigger alone. */
	async function storeTrigger(
		name: string,
		type: string,
		credential: { type: string; id: string; name: string },
		parameters: object,
	): Promise<string> {
		const trigger = {
			id: 'trigger',
			name,
			type: `n8n-nodes-identity.${type}`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters,
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
		const { id } = await ask<{ id: string }>('POST', '/workflows', {
			name,
			nodes: [trigger],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		return id;
	}

	/** Suspends or locks Malik Torres at the vendor of a credential. */
	async function suspend(credential: { type: string }): Promise<void> {
		const malik = 'malik.torres@halden.example';
		if (credential === CREDENTIALS.Okta) {
			expect((await oktaClient(setup).post(`/users/${malik}/lifecycle/suspend`)).status).toBe(200);
		} else if (credential === CREDENTIALS.OneLogin) {
			const { users } = await controls(setup).state('oneLogin');
			const { id } = users.find(({ email }: { email: string }) => email === malik);
			const client = await oneLoginClient(setup);
			const { status } = await client.put(`/api/1/users/${id}/lock_user`, { locked_until: 10 });
			expect(status).toBe(200);
		} else {
			const client = await logtoClient(setup);
			const { data } = await client.get('/users?search=%25malik.torres%25');
			const path = `/users/${data[0].id}/is-suspended`;
			expect((await client.patch(path, { isSuspended: true })).status).toBe(200);
		}
	}

	test.each(Object.entries(TRIGGERS))(
		'%s is tried in the editor, and shows what comes',
		async (name, { type, credential, parameters, subtitle, isPolled }) => {
			await controls(setup).reset();
			await openWorkflow(await storeTrigger(name, type, credential, parameters));
			await eventually(async () => {
				expect(await canvasNode(name).textContent()).toContain(`${name}${subtitle}`);
			});
			await openNode(name);
			await picture(`trigger-${type}`);
			if (isPolled) {
				await suspend(credential);
				await part('node-execute-button').first().click();
			} else {
				await part('node-execute-button').first().click();
				await page.getByText('Listening for test event').waitFor();
				await picture(`trigger-${type}-listens`);
				await suspend(credential);
			}
			await part('node-run-status-success').waitFor();
			expect(await itemsShown()).toBe('1 item');
			await part('output-panel').getByText('JSON', { exact: true }).click();
			await eventually(async () => {
				expect(await part('output-panel').textContent()).toMatch(/"?occurredAt"?.*Malik Torres/s);
			});
			await picture(`trigger-${type}-event`);
			await closeNode();
		},
	);

	test('a trigger without events says what is missing', async () => {
		const { type, credential } = TRIGGERS['Logto Trigger'];
		await openWorkflow(await storeTrigger('Trigger', type, credential, {}));
		await openNode('Trigger');
		await part('node-execute-button').first().click();
		await page
			.getByText(/"Events" is empty\. Choose at least one event/)
			.first()
			.waitFor();
		await picture('trigger-no-events');
		await closeNode();
	});

	test('what Logto does not know is said in words, with what to do', async () => {
		await openNode('Nobody');
		await part('node-execute-button').click();
		const output = part('output-panel');
		await eventually(async () => {
			expect(await output.textContent()).toMatch(
				/The resource does not exist\..*Check "User": there is none with this ID, or it was deleted.*HTTP 404/s,
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
		await part('parameter-input-url').locator('input').fill(setup.okta.url);
		await part('parameter-input-apiToken').locator('input').fill('00wrong');
		await part('credential-save-button').click();
		await page.getByText('More details').click();
		await page.getByText(/Couldn.t connect with these settings/).waitFor();
		await page.getByText(/Okta does not accept this API token/).waitFor();
		expect(await part('credentials-config-container-test-success').isVisible()).toBe(false);
		await picture('credential-refused');
	});

	test('the canvas marks a node that n8n does not know, and one with an open question', async () => {
		const { Okta, Logto } = CREDENTIALS;
		const id = await store('Not ready', [
			{ ...node('Unknown', 'okta', Okta, 0), type: 'n8n-nodes-identity.nothing' },
			{ ...node('No credential', 'okta', Okta, 1), credentials: {} },
			node('No user', 'logto', Logto, 2, { resource: 'user', operation: 'get' }),
		]);
		await openWorkflow(id);
		await eventually(async () => {
			expect([await part('node-not-installed').count(), await part('node-issues').count()]).toEqual(
				[1, 2],
			);
		});
	});

	test('all templates are there and published', () => {
		expect(setup.templates.map(({ id, active, note }) => ({ id, active, note }))).toEqual(
			TEMPLATES.map((id) => ({ id, active: true, note: '' })),
		);
	});

	test.each(TEMPLATES)('the canvas of %s marks no node', async (id) => {
		await page.setViewportSize({ width: 1760, height: 1000 });
		await openWorkflow(id);
		const { nodes } = await ask<{ nodes: Array<{ type: string }> }>('GET', `/workflows/${id}`);
		const count = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').length;
		await eventually(async () => {
			expect(await canvasNode().count()).toBe(count);
			expect(await part('workflow-open-publish-modal-button').textContent()).toContain('Published');
		});
		await pictureOfCanvas(`template-${id}`);
		expect([await part('node-not-installed').count(), await part('node-issues').count()]).toEqual([
			0, 0,
		]);
	});

	test('the access review runs by a click, and shows everyone and both files', async () => {
		const sandbox = controls(setup);
		// Okta's people are asked for one by one, at a pace.
		await sandbox.reset({ people: 60 });
		let accounts = 0;
		for (const vendor of ['okta', 'oneLogin', 'logto']) {
			accounts += (await sandbox.state(vendor)).users.length;
		}
		await openWorkflow('idAccessReview01');
		await canvasNode('By Hand').hover();
		await part('execute-workflow-button-By Hand').click();
		await part('canvas-node-status-success', canvasNode('Access Review')).waitFor({
			timeout: 5 * PATIENCE,
		});
		await picture('access-review-ran');
		await openNode('Rows');
		await eventually(async () => {
			expect(await itemsShown()).toBe(`${accounts} items`);
		});
		await closeNode();
		await openNode('Access Review');
		await eventually(async () => {
			expect(await itemsShown()).toBe('1 item');
			expect(await part('output-panel').textContent()).toMatch(
				/access-review-[\d-]+\.csv.*access-review-[\d-]+\.html/s,
			);
		});
		await picture('access-review-files');
		await closeNode();
		await sandbox.reset({ people: 300 });
	});
});
