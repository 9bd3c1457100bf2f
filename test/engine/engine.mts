/**
 * Runs our nodes through n8n's own engine, in this process: its parameter resolving, expressions,
 * HTTP helpers, credential flow, continue-on-fail and error output. Only the database is replaced,
 * by a map of credentials.
 */
import 'reflect-metadata';
import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type IRun,
	isExpression,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8n } from '../../package.json';
import { Logto } from '../../nodes/Logto/Logto.node';
import { Okta } from '../../nodes/Okta/Okta.node';
import { OneLogin } from '../../nodes/OneLogin/OneLogin.node';
import { oAuth2Api, PINNED } from './oAuth2Api.mjs';

export const nodeClasses = { okta: Okta, oneLogin: OneLogin, logto: Logto };

export type NodeName = keyof typeof nodeClasses;

/** Every credential type that the package registers, by name. */
export const credentialTypes = new Map<string, ICredentialType>(
	n8n.credentials.map((file) => {
		const source = file.replace(/^dist/, '../..').replace(/\.js$/, '');
		const [Type] = Object.values(require(source) as Record<string, new () => ICredentialType>);
		const type = new Type();
		return [type.name, type];
	}),
);

const typeOf = (name: string): ICredentialType =>
	name === oAuth2Api.name ? oAuth2Api : credentialTypes.get(name)!;

/** The node in which n8n tests a credential. */
const CREDENTIAL_TEST = 'n8n-nodes-base.noOp';

/** Emits the items of a run, so that our node has any number of input items. */
export class Source implements INodeType {
	description = {
		displayName: 'Source',
		name: 'source',
		group: ['trigger' as const],
		version: 1,
		description: '',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: ['main' as const],
		properties: [],
	};

	constructor(private readonly items: INodeExecutionData[]) {}

	execute = async () => [this.items];
}

/** What n8n keeps of a credential, by id. Tokens that a credential fetches are written back here. */
export class CredentialStore extends ICredentialsHelper {
	private readonly stored = new Map<string, ICredentialDataDecryptedObject>();

	/** How often a credential was written back, e.g. with a new token. */
	writes = 0;

	set(id: string, data: ICredentialDataDecryptedObject): void {
		this.stored.set(id, data);
	}

	data(id: string): ICredentialDataDecryptedObject {
		return this.stored.get(id)!;
	}

	getParentTypes(name: string): string[] {
		const parents = typeOf(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = typeOf(typeName);
		if (typeof authenticate !== 'function') throw new Error(`${typeName} has no function`);
		return await authenticate(credentials, request);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = typeOf(typeName);
		const field = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
		if (!field || !type.preAuthentication) return undefined;
		const isTest = node.type === CREDENTIAL_TEST && node.parameters.temp === '';
		if (credentials[field.name] !== '' && !expired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		// Without the expirable field nothing is stored, and the request goes on with what it has.
		if (output[field.name] === undefined) return undefined;
		const { id } = node.credentials![typeName];
		this.stored.set(id!, { ...this.stored.get(id!), ...output } as ICredentialDataDecryptedObject);
		this.writes++;
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		return (await typeOf(typeName).preAuthentication?.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used: credentials are not encrypted here');
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		details: { id: string | null },
		type: string,
		_mode?: WorkflowExecuteMode,
		_executeData?: IExecuteData,
		raw?: boolean,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.stored.get(details.id ?? '');
		if (!stored) throw new Error(`Credential with ID "${details.id}" does not exist`);
		return raw === true ? stored : await this.resolved(type, stored, run);
	}

	/** What a credential says, with defaults filled in and expressions resolved. */
	private async resolved(
		type: string,
		stored: ICredentialDataDecryptedObject,
		run?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const properties = this.getCredentialsProperties(type);
		const values = { ...stored };
		for (const { name, type: kind } of properties) {
			if (PINNED.has(name) && kind === 'hidden') delete values[name];
		}
		const filled = NodeHelpers.getNodeParameters(
			properties,
			values as INodeParameters,
			true,
			false,
			null,
			null,
		) as INodeParameters;
		if (stored.oauthTokenData === undefined) delete filled.oauthTokenData;
		else filled.oauthTokenData = stored.oauthTokenData as INodeParameters;
		if (!Object.values(filled).some(isExpression)) return filled as ICredentialDataDecryptedObject;
		if (run) {
			return run.workflow.expression.getParameterValue(
				filled,
				run.runExecutionData,
				run.runIndex,
				run.itemIndex,
				run.node.name,
				run.connectionInputData,
				'internal',
				{},
				undefined,
				false,
				filled as ICredentialDataDecryptedObject,
			) as ICredentialDataDecryptedObject;
		}
		const node: INode = {
			id: 'credential',
			name: 'credential',
			type: 'source',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const { expression } = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: nodeTypesWith(new Source([])),
		});
		// 2.0 resolves expressions in the process itself, and has no isolate to acquire.
		await expression.acquireIsolate?.();
		try {
			return expression.getComplexParameterValue(
				node,
				filled,
				'internal',
				{},
				undefined,
				undefined,
				filled as ICredentialDataDecryptedObject,
			) as ICredentialDataDecryptedObject;
		} finally {
			await expression.releaseIsolate?.();
		}
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		{ id }: { id: string | null },
		_type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.set(id!, { ...this.stored.get(id!), oauthTokenData });
		this.writes++;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const { properties, extends: parents } = typeOf(type);
		if (parents === undefined) return properties;
		const combined: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, properties);
		return combined;
	}
}

/** Credentials of a run: by type, or none for one that is not set. */
export type Credentials = Record<string, ICredentialDataDecryptedObject>;

export interface RunOptions {
	node: NodeName;
	/** 1 by default, the only one that our nodes have. */
	typeVersion?: number;
	parameters: IDataObject;
	credentials: Credentials;
	/** JSON of the input items; one empty item by default. */
	items?: IDataObject[];
	onError?: INode['onError'];
	/** Called with a function that cancels the execution. */
	onStart?: (cancel: () => void) => void;
	timezone?: string;
}

export interface RunResult {
	/** First output. */
	items: INodeExecutionData[];
	/** Second output, when the node has an error output. */
	errorItems: INodeExecutionData[];
	/** The error that stopped the node. */
	error?: Error & {
		description?: string | null;
		httpCode?: string | null;
		context?: IDataObject;
		failure?: unknown;
	};
	/** Everything that n8n would store of the execution. */
	run: IRun;
	store: CredentialStore;
}

const NODE = 'Under Test';

const loaded = new Map<string, INodeType>();

/** A node as n8n loads it: one for all executions, which is asked for with every parameter. */
export function loadedNode(type: string): INodeType {
	const node = loaded.get(type) ?? new nodeClasses[type as NodeName]();
	loaded.set(type, node);
	return node;
}

function nodeTypesWith(source: Source): INodeTypes {
	const byName = (type: string) => (type === 'source' ? (source as INodeType) : loadedNode(type));
	return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) };
}

export function storeOf(credentials: Credentials): CredentialStore {
	const store = new CredentialStore();
	for (const [type, data] of Object.entries(credentials)) store.set(type, data);
	return store;
}

/** How a node names its credentials: here by type, since there is one of each. */
export const referencesTo = (credentials: Credentials): INode['credentials'] =>
	Object.fromEntries(Object.keys(credentials).map((type) => [type, { id: type, name: type }]));

function workflowFor({
	node,
	typeVersion = 1,
	parameters,
	credentials,
	items = [{}],
	onError,
	timezone = 'UTC',
}: RunOptions): { workflow: Workflow; store: CredentialStore; under: INode } {
	const nodeTypes = nodeTypesWith(new Source(items.map((json) => ({ json }))));
	const store = storeOf(credentials);
	const under: INode = {
		id: 'under-test',
		name: NODE,
		type: node,
		typeVersion,
		position: [200, 0],
		parameters: parameters as INodeParameters,
		credentials: referencesTo(credentials),
		onError,
	};
	const source: INode = {
		id: 'source',
		name: 'Source',
		type: 'source',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'test',
		name: 'Test',
		nodes: [source, under],
		connections: { Source: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone },
	});
	return { workflow, store, under };
}

export function additionalDataFor(
	store: CredentialStore,
	hooks?: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost:5678';
	return {
		credentialsHelper: store,
		hooks,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		variables: {},
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Starts an execution at the node "Source". */
export function execute(workflow: Workflow, store: CredentialStore) {
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'test',
		name: 'Test',
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	} as never);
	const engine = new WorkflowExecute(additionalDataFor(store, hooks), 'manual');
	const startNode = workflow.getNode('Source')!;
	const run = engine.run as (...options: unknown[]) => ReturnType<typeof engine.run>;
	// Before 2.20 it takes them one by one.
	return run.length > 1
		? run.call(engine, workflow, startNode)
		: run.call(engine, { workflow, startNode });
}

/** Runs one node on the given items and returns what it put out. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { workflow, store } = workflowFor(options);
	const execution = execute(workflow, store);
	options.onStart?.(() => execution.cancel());
	const run = await execution;
	const task = run.data.resultData.runData[NODE]?.[0];
	return {
		items: task?.data?.main[0] ?? [],
		errorItems: task?.data?.main[1] ?? [],
		error: (task?.error ?? run.data.resultData.error) as RunResult['error'],
		run,
		store,
	};
}

/**
 * A picker as the editor calls it.
 *
 * @param path where the field is that asks, for lists that depend on what is beside it
 */
export function pickers(
	node: NodeName,
	credentials: Credentials,
	parameters: IDataObject = {},
	path = '',
) {
	const { workflow, store, under } = workflowFor({ node, parameters, credentials });
	const context = new LoadOptionsContext(
		workflow,
		under,
		// The editor sends the form with its defaults.
		{
			...additionalDataFor(store),
			currentNodeParameters: {
				...workflow.getNode(NODE)!.parameters,
				...(parameters as INodeParameters),
			},
		},
		path,
	);
	const { methods } = new nodeClasses[node]() as INodeType;
	return {
		search: async (method: string, filter?: string, token?: string) =>
			(await methods!.listSearch![method].call(
				context as never,
				filter,
				token,
			)) as INodeListSearchResult,
		load: async (method: string) =>
			(await methods!.loadOptions![method].call(context as never)) as INodePropertyOptions[],
	};
}

/** What n8n shows after "Save" in a credential: the outcome of its `test`. */
export interface TestOutcome {
	status: 'OK' | 'Error';
	message: string;
	store: CredentialStore;
}

/** Tests a credential as n8n does: its test request through a throw-away node, then the rules. */
export async function testCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<TestOutcome> {
	const store = storeOf({ [type]: data });
	const { request, rules = [] } = credentialTypes.get(type)!.test!;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: CREDENTIAL_TEST,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const nodeType = {
		description: {
			displayName: 'No Operation',
			name: 'noOp',
			group: ['organization'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request },
					default: '',
				},
			],
		},
	} as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const details = { id: type, name: type, type };
	const decrypted = await store.getDecrypted({} as never, details, type);
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataFor(store),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate?.();
	try {
		await new RoutingNode(context, nodeType, { ...details, data: decrypted }).runNode();
	} catch (error) {
		const { message, cause } = error as Error & {
			cause?: { code?: string; response?: { status: number; statusText: string } };
		};
		const status = cause?.response?.status;
		const rule = rules.find(
			({ type: kind, properties }) => kind === 'responseCode' && properties.value === status,
		);
		const shown =
			status === undefined
				? (cause?.code ?? message)
				: (rule?.properties.message ??
					(cause!.response!.statusText || `Received HTTP status code: ${status}`));
		return { status: 'Error', message: shown, store };
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
	return { status: 'OK', message: 'Connection successful!', store };
}

/** The JSON of items, for comparing. */
export const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
