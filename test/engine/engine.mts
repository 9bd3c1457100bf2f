/**
 * Runs our nodes through n8n's own engine, in this process: its parameter resolving, expressions,
 * HTTP helpers, credential flow, continue-on-fail and error output. Only the database is replaced,
 * by a map of credentials.
 */
import 'reflect-metadata';
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	ICredentialsHelper,
	type ICredentialType,
	type IDataObject,
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
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { n8n } from '../../package.json';
import { Logto } from '../../nodes/Logto/Logto.node';
import { Okta } from '../../nodes/Okta/Okta.node';
import { OneLogin } from '../../nodes/OneLogin/OneLogin.node';

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

/** Emits the items of a run, so that our node has any number of input items. */
class Source implements INodeType {
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
		return [...(credentialTypes.get(name)?.extends ?? [])];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = credentialTypes.get(typeName)!;
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
		const type = credentialTypes.get(typeName)!;
		const field = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true);
		if (!field || !type.preAuthentication) return undefined;
		if (credentials[field.name] !== '' && !expired) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		const { id } = node.credentials![typeName];
		this.stored.set(id!, { ...this.stored.get(id!), ...output } as ICredentialDataDecryptedObject);
		this.writes++;
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used: credentials are not encrypted here');
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		details: { id: string | null },
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.stored.get(details.id ?? '');
		if (!data) throw new Error(`Credential with ID "${details.id}" does not exist`);
		return NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			data as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(type: string): INodeProperties[] {
		return credentialTypes.get(type)!.properties;
	}
}

/** Credentials of a run: by type, or none for one that is not set. */
export type Credentials = Record<string, ICredentialDataDecryptedObject>;

export interface RunOptions {
	node: NodeName;
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

function workflowFor({
	node,
	parameters,
	credentials,
	items = [{}],
	onError,
	timezone = 'UTC',
}: RunOptions): { workflow: Workflow; store: CredentialStore; under: INode } {
	const nodeTypes: INodeTypes = {
		getByName: (type) => nodeTypes.getByNameAndVersion(type),
		getByNameAndVersion: (type) =>
			type === 'source'
				? (new Source(items.map((json) => ({ json }))) as unknown as INodeType)
				: new nodeClasses[type as NodeName](),
		getKnownTypes: () => ({}),
	};
	const store = new CredentialStore();
	for (const [type, data] of Object.entries(credentials)) store.set(type, data);
	const under: INode = {
		id: 'under-test',
		name: NODE,
		type: node,
		typeVersion: 1,
		position: [200, 0],
		parameters: parameters as INodeParameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
		),
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

function additionalDataFor(
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

/** Runs one node on the given items and returns what it put out. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { workflow, store } = workflowFor(options);
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
	const execution = new WorkflowExecute(additionalDataFor(store, hooks), 'manual').run({
		workflow,
		startNode: workflow.getNode('Source')!,
	});
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

/** A picker as the editor calls it. */
export function pickers(node: NodeName, credentials: Credentials, parameters: IDataObject = {}) {
	const { workflow, store, under } = workflowFor({ node, parameters, credentials });
	const context = new LoadOptionsContext(
		workflow,
		under,
		{ ...additionalDataFor(store), currentNodeParameters: parameters as INodeParameters },
		'',
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

/** The JSON of items, for comparing. */
export const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
