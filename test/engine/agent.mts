/**
 * Runs our nodes as tools of an AI agent. The agent is one of a few lines, since no model is needed to
 * know what a node makes of a model's words: n8n makes the tool, checks the words and runs the node.
 */
import {
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	Workflow,
} from 'n8n-workflow';
import { execute, loadedNode, referencesTo, type RunOptions, Source, storeOf } from './engine.mjs';

/** The two ways in which n8n's agents run a tool: older ones by themselves, newer ones ask the engine to. */
export const ways = ['called by the agent', 'run by the engine'] as const;

export interface ToolResult {
	/** The JSON of the items that the model is given. */
	answer: IDataObject[];
	/** What the model is told when the tool does not succeed. */
	error?: string;
	/** What the model is told of the tool. */
	description: string;
	/** The values that the model is asked for. */
	asked: string[];
}

/** A tool as n8n gives it to an agent. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: object };
	invoke: (input: IDataObject) => Promise<string>;
}

const TOOL = 'Tool Under Test';

/** Uses the one tool that it has, once, with what a model would put in. */
class Agent implements INodeType {
	description = {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main', { type: 'ai_tool' }],
		outputs: ['main'],
		properties: [],
	} as unknown as INodeTypeDescription;

	result: ToolResult = { answer: [], description: '', asked: [] };

	constructor(way: (typeof ways)[number], input: IDataObject) {
		const { result } = this;
		this.execute = async function (this: IExecuteFunctions, response?: EngineResponse) {
			const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as Tool[];
			result.description = tool.description;
			result.asked = Object.keys(tool.schema.shape);
			if (way === 'run by the engine') {
				const done = response?.actionResponses[0]?.data;
				if (!done) return requestFor(input);
				result.answer = (done.data?.ai_tool?.[0] ?? []).map(({ json }) => json);
				result.error = done.error?.message;
			} else {
				try {
					result.answer = JSON.parse(await tool.invoke(input)) as IDataObject[];
				} catch (error) {
					result.error = (error as Error).message;
				}
			}
			return [[{ json: {} }]];
		};
	}

	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][] | EngineRequest>;
}

const requestFor = (input: IDataObject): EngineRequest => ({
	actions: [
		{
			actionType: 'ExecutionNodeAction',
			nodeName: TOOL,
			input,
			type: 'ai_tool',
			id: 'call-1',
			metadata: { itemIndex: 0 },
		},
	],
	metadata: {},
});

/** A node as n8n turns it into a tool, which it does where the node says that it may. */
function asTool(node: INodeType): INodeType {
	const { usableAsTool, ...description } = node.description;
	if (usableAsTool !== true) throw new Error(`${description.name} is no tool`);
	const tool = {
		...description,
		name: `${description.name}Tool`,
		inputs: [],
		outputs: ['ai_tool'],
	};
	return Object.assign(Object.create(node) as INodeType, { description: tool });
}

/** Lets an agent use a node once. `input` has a text for each `$fromAI` of the parameters. */
export async function useAsTool(
	way: (typeof ways)[number],
	input: IDataObject,
	{ node, parameters, credentials }: Pick<RunOptions, 'node' | 'parameters' | 'credentials'>,
): Promise<ToolResult> {
	const agent = new Agent(way, input);
	const types: Record<string, INodeType> = {
		source: new Source([{ json: { chatInput: 'Hello' } }]),
		agent,
		[`${node}Tool`]: asTool(loadedNode(node)),
	};
	const byName = (type: string) => types[type];
	const at = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const workflow = new Workflow({
		id: 'test',
		name: 'Test',
		nodes: [
			{ ...at, id: 'source', name: 'Source', type: 'source' },
			{ ...at, id: 'agent', name: 'Agent', type: 'agent' },
			{
				...at,
				id: 'tool',
				name: TOOL,
				type: `${node}Tool`,
				parameters: parameters as never,
				credentials: referencesTo(credentials),
			},
		],
		connections: {
			Source: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[TOOL]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes: {
			getByName: byName,
			getByNameAndVersion: byName,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	const { data } = await execute(workflow, storeOf(credentials));
	const { error, lastNodeExecuted } = data.resultData;
	if (error && lastNodeExecuted !== TOOL) throw error;
	// Before 2.20 a tool that the engine runs ends the execution when it does not succeed.
	return { ...agent.result, error: agent.result.error ?? error?.message };
}
