/**
 * Runs our triggers through n8n's own classes, in this process: its contexts, its errors, its static data.
 * Only what n8n does between them is written here: when it saves, and what it loads when it starts.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import {
	HookContext,
	LoadOptionsContext,
	PollContext,
	PollTriggerExecutor,
	TriggersAndPollers,
	WebhookContext,
} from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookResponseData,
	type NodeApiError,
	Workflow,
} from 'n8n-workflow';
import { forgetDeliveries } from '../../nodes/shared/delivery';
import { forgetPolls } from '../../nodes/shared/poll';
import { forgetHooks } from '../../nodes/shared/registration';
import { LogtoTrigger } from '../../nodes/Logto/LogtoTrigger.node';
import { OktaEventHookTrigger } from '../../nodes/Okta/OktaEventHookTrigger.node';
import { OktaTrigger } from '../../nodes/Okta/OktaTrigger.node';
import { OneLoginTrigger } from '../../nodes/OneLogin/OneLoginTrigger.node';
import { forgetTypes } from '../../nodes/OneLogin/trigger/types';
import { additionalDataFor, type Credentials, referencesTo, storeOf } from './engine.mjs';

/** n8n's own container of services: there may be several copies of the package that it is in. */
const { Container } = require(
	require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }),
) as { Container: { get<T>(service: new (...parts: never[]) => T): T } };

export const triggerClasses = {
	logtoTrigger: LogtoTrigger,
	oktaEventHookTrigger: OktaEventHookTrigger,
	oktaTrigger: OktaTrigger,
	oneLoginTrigger: OneLoginTrigger,
};

export type TriggerName = keyof typeof triggerClasses;

/** n8n's loader adds this to whatever polls. */
const POLL_TIMES = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection' as const,
	default: {},
};

const loaded = new Map<TriggerName, INodeType>();

function loadedTrigger(name: TriggerName): INodeType {
	let node = loaded.get(name);
	if (!node) {
		node = new triggerClasses[name]() as INodeType;
		if (node.description.polling) node.description.properties.unshift(POLL_TIMES);
		loaded.set(name, node);
	}
	return node;
}

export interface TriggerOptions {
	node: TriggerName;
	parameters: IDataObject;
	credentials: Credentials;
	name?: string;
	id?: string;
	/** Milliseconds that a poll has; as in n8n by default. */
	budget?: number;
}

/** A workflow that begins with one of our triggers, with what n8n has stored of it. */
export class Published {
	/** The static data as the database has it. */
	saved: IDataObject = {};
	workflow: Workflow;
	/** What was logged, by level. */
	logged: string[] = [];

	constructor(readonly options: TriggerOptions) {
		this.workflow = this.loaded();
	}

	get node(): INode {
		return Object.values(this.workflow.nodes)[0];
	}

	/** As n8n loads it from the database. */
	loaded(): Workflow {
		const { node, parameters, credentials, name = 'Trigger', id = 'trigger' } = this.options;
		const byName = () => loadedTrigger(node);
		const nodeTypes = {
			getByName: byName,
			getByNameAndVersion: byName,
			getKnownTypes: () => ({}),
		} as INodeTypes;
		return new Workflow({
			id: 'workflow',
			name: 'Leavers',
			nodes: [
				{
					id,
					name,
					type: node,
					typeVersion: 1,
					position: [0, 0],
					parameters: parameters as INodeParameters,
					credentials: referencesTo(credentials),
					webhookId: 'b2c6f1de-0000-4000-8000-000000000001',
				},
			],
			connections: {},
			active: true,
			nodeTypes,
			staticData: structuredClone(this.saved),
		});
	}

	/** Writes the static data, as n8n does beside an execution and after an activation. */
	save(): void {
		this.saved = JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}

	/** How it was activated, of which all its polls are told. */
	private activation: 'activate' | 'update' | 'init' = 'activate';

	private pollContext(mode: 'trigger' | 'manual') {
		const { budget, credentials } = this.options;
		const emitted: INodeExecutionData[][][] = [];
		const errors: NodeApiError[] = [];
		const context = new PollContext(
			this.workflow,
			this.node,
			additionalDataFor(storeOf(credentials)),
			mode,
			this.activation,
			(data) => {
				emitted.push(data);
				this.save();
			},
			(error) => errors.push(error as NodeApiError),
		);
		if (budget !== undefined) Object.assign(context, { getPollBudgetMs: () => budget });
		this.listen(context);
		return { context, emitted, errors };
	}

	/** Notes what a context logs. */
	listen(context: object): void {
		Object.defineProperty(context, 'logger', {
			value: Object.fromEntries(
				['debug', 'info', 'warn', 'error'].map((level) => [
					level,
					(message: string) => this.logged.push(`${level}: ${message}`),
				]),
			),
		});
	}

	/** Publishes: the first poll at once, whose error is that of the activation. */
	async activate({ isSaved = true } = {}): Promise<IDataObject[] | null> {
		this.workflow = this.loaded();
		const { context, emitted } = this.pollContext('trigger');
		const { node, workflow } = this;
		await Container.get(PollTriggerExecutor).create(workflow, node, context, () => true)(true);
		if (isSaved) this.save();
		return itemsOf(emitted);
	}

	/** One tick of the schedule. @throws what n8n would make a failed execution of */
	async tick(): Promise<IDataObject[] | null> {
		const { context, emitted, errors } = this.pollContext('trigger');
		const { node, workflow } = this;
		await Container.get(PollTriggerExecutor).create(workflow, node, context, () => true)();
		if (errors.length > 0) throw errors[0];
		return itemsOf(emitted);
	}

	/** "Fetch Test Event" in the editor. */
	async fetchTestEvent(): Promise<IDataObject[] | undefined> {
		const { context } = this.pollContext('manual');
		const { node, workflow } = this;
		const found = await Container.get(TriggersAndPollers).runPollFunction(workflow, node, context);
		return found?.[0].map(({ json }) => json);
	}

	/** A picker of the form, as the editor asks for it. */
	async load(method: string) {
		const { node, credentials, parameters } = this.options;
		const context = new LoadOptionsContext(
			this.workflow,
			this.node,
			{
				...additionalDataFor(storeOf(credentials)),
				currentNodeParameters: parameters as INodeParameters,
			},
			'',
		);
		return await loadedTrigger(node).methods!.loadOptions![method].call(context);
	}

	/** n8n is started anew: the memory of the process is gone, and what was not saved. */
	async restart(): Promise<IDataObject[] | null> {
		forgetMemory();
		this.activation = 'init';
		return await this.activate();
	}

	/** The workflow is published again with another node. */
	async publish(changes: Partial<TriggerOptions>): Promise<IDataObject[] | null> {
		this.save();
		Object.assign(this.options, changes);
		this.activation = 'update';
		return await this.activate();
	}
}

/** The memory of n8n's process is gone. */
export function forgetMemory(): void {
	forgetPolls();
	forgetHooks();
	forgetDeliveries();
	forgetTypes();
}

/** A request that n8n has read: the body unpacked, as bytes and as JSON. */
type ReadRequest = IncomingMessage & { rawBody?: Buffer; body?: unknown };

/** What n8n answers with, as Express has it. */
type Answering = ServerResponse & {
	status(code: number): Answering;
	type(name: string): Answering;
	send(text: string): Answering;
};

/**
 * n8n's side of webhooks, as triggers.md section 1 describes it: which requests lead to a node, in which
 * order a webhook is registered, and what is saved when.
 */
export class Webhooks {
	/** Executions, each with the JSON of its items. */
	executions: IDataObject[][] = [];
	/** Milliseconds that each call of the node took. */
	took: number[] = [];
	/** What n8n answers to a request that starts an execution; 200 by default. */
	outcome = 200;
	/** Called for each request before the node gets it. */
	onRequest: () => void | Promise<void> = () => {};
	/** Called when an execution is stored; n8n answers when it has its turn. */
	onExecution: () => void | Promise<void> = () => {};
	/** What requests that start executions were answered with, also those that nobody waits for any more. */
	answered: number[] = [];
	/** As n8n 1.123, which deletes with the static data that the database has. */
	isOld = false;
	origin = '';
	private readonly rows = new Map<string, { webhook: IWebhookData; isTest: boolean }>();
	private server?: Server;

	constructor(readonly published: Published) {}

	async start(): Promise<this> {
		this.server = createServer((request, response) => {
			void this.answer(request, response as Answering);
		});
		await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
		const { port } = this.server.address() as { port: number };
		this.origin = `http://127.0.0.1:${port}`;
		return this;
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	get url(): string {
		return `${this.origin}/webhook/${this.published.node.webhookId}/webhook`;
	}

	get testUrl(): string {
		return this.url.replace('/webhook/', '/webhook-test/');
	}

	private additionalData() {
		return {
			...additionalDataFor(storeOf(this.published.options.credentials)),
			webhookBaseUrl: `${this.origin}/webhook`,
			webhookTestBaseUrl: `${this.origin}/webhook-test`,
		};
	}

	/** The entries of the description, those of several methods one by one. */
	private entries(isTest: boolean): IWebhookData[] {
		const { options, node } = this.published;
		return loadedTrigger(options.node).description.webhooks!.flatMap(
			(webhookDescription) =>
				String(webhookDescription.httpMethod)
					.split(',')
					.map((httpMethod) => ({
						httpMethod,
						node: node.name,
						path: `${node.webhookId}/webhook`,
						webhookDescription,
						workflowId: 'workflow',
						workflowExecuteAdditionalData: this.additionalData(),
						...(isTest && { isTest }),
					})) as unknown as IWebhookData[],
		);
	}

	private async call(
		method: 'checkExists' | 'create' | 'delete',
		webhook: IWebhookData,
		workflow: Workflow,
		isTest: boolean,
	): Promise<boolean> {
		const isDelete = method === 'delete';
		const context = new HookContext(
			workflow,
			Object.values(workflow.nodes)[0],
			this.additionalData(),
			isDelete ? 'internal' : isTest ? 'manual' : 'trigger',
			isDelete ? 'update' : isTest ? 'manual' : 'activate',
			webhook as never,
		);
		this.published.listen(context);
		const { webhookMethods } = loadedTrigger(this.published.options.node);
		return await webhookMethods!.default![method].call(context);
	}

	private key = (method: string, isTest: boolean) => `${method} ${isTest ? 'test' : 'production'}`;

	/** Publishes, or listens for a test event. @throws what the activation ends with */
	async publish({ isTest = false } = {}): Promise<void> {
		const workflow = this.published.loaded();
		this.published.workflow = workflow;
		try {
			for (const webhook of this.entries(isTest)) {
				this.rows.set(this.key(webhook.httpMethod, isTest), { webhook, isTest });
				if (await this.call('checkExists', webhook, workflow, isTest)) continue;
				await this.call('create', webhook, workflow, isTest);
			}
		} catch (error) {
			await this.clear(isTest).catch(() => {});
			throw error;
		}
		if (!isTest) this.published.save();
	}

	/** Unpublishes, or stops listening: all entries at once. */
	async clear(isTest = false): Promise<void> {
		if (this.isOld) this.published.workflow = this.published.loaded();
		const { workflow } = this.published;
		try {
			await Promise.all(
				this.entries(isTest).map((webhook) => this.call('delete', webhook, workflow, isTest)),
			);
		} finally {
			for (const webhook of this.entries(isTest)) {
				this.rows.delete(this.key(webhook.httpMethod, isTest));
			}
			if (!isTest) this.published.save();
		}
	}

	private async answer(request: ReadRequest, response: Answering): Promise<void> {
		Object.assign(response, {
			status: (code: number) => Object.assign(response, { statusCode: code }),
			type: (name: string) => response.setHeader('content-type', name),
			send: (text: string) => response.end(text),
		});
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const sent = Buffer.concat(chunks);
		await this.onRequest();
		const isTest = request.url!.startsWith('/webhook-test/');
		const row = this.rows.get(this.key(request.method!, isTest));
		if (!row || ![this.url, this.testUrl].includes(this.origin + request.url!.split('?')[0])) {
			response.status(404).send('{"code":404}');
			return;
		}
		if (request.method !== 'GET') {
			try {
				const isPacked = request.headers['content-encoding'] === 'gzip';
				request.rawBody = isPacked ? gunzipSync(sent) : sent;
				const type = request.headers['content-type'] ?? '';
				if (type.startsWith('application/json')) {
					request.body = JSON.parse(request.rawBody.toString());
				}
			} catch {
				response.status(422).send('{"code":422,"message":"Failed to parse request body"}');
				return;
			}
		}
		// Each request has the workflow as the database has it.
		const workflow = row.isTest ? this.published.workflow : this.published.loaded();
		const context = new WebhookContext(
			workflow,
			Object.values(workflow.nodes)[0],
			{
				...this.additionalData(),
				httpRequest: request as never,
				httpResponse: response as never,
			},
			row.isTest ? 'manual' : 'webhook',
			row.webhook,
			[],
			null,
		);
		const began = performance.now();
		let result: IWebhookResponseData;
		try {
			result = await loadedTrigger(this.published.options.node).webhook!.call(context);
		} catch {
			// n8n makes a failed execution of it.
			this.executions.push([{ failed: true }]);
			response.status(500).send('{"code":0}');
			return;
		}
		this.took.push(performance.now() - began);
		if (result.noWebhookResponse) return;
		if (result.workflowData === undefined) {
			response.status(200).send(JSON.stringify(result.webhookResponse ?? {}));
			return;
		}
		const { outcome } = this;
		if (outcome === 200) this.executions.push(result.workflowData[0].map(({ json }) => json));
		await this.onExecution();
		response.status(outcome).send('');
		this.answered.push(outcome);
	}
}

/** The items that polls gave, or `null` where none gave any. */
function itemsOf(emitted: INodeExecutionData[][][]): IDataObject[] | null {
	expect(emitted.length).toBeLessThan(2);
	return emitted.length === 0 ? null : emitted[0][0].map(({ json }) => json);
}
