/** Workflows run through the API of a real n8n, and what it stored of them. */
import type { AxiosInstance } from 'axios';
import { parse } from 'flatted';

/** A running n8n; `rest` is logged in as its owner. */
export interface N8n {
	url: string;
	rest: AxiosInstance;
}

interface StoredItem {
	json: Record<string, unknown>;
	binary?: Record<string, { id: string; fileName: string; mimeType: string }>;
	pairedItem: unknown;
}

/** An execution as n8n stored it. */
export interface StoredRun {
	status: string;
	/** ISO 8601. */
	startedAt?: string;
	data: {
		resultData: {
			error?: { message: string; description?: string; httpCode?: string };
			runData: Record<string, Array<{ data?: { main: StoredItem[][] }; error?: object }>>;
		};
	};
	raw: string;
}

/** Runs a stored workflow by hand, from one of its triggers, and returns what n8n stored of it. */
export async function runWorkflow(
	rest: AxiosInstance,
	id: string,
	trigger: string,
): Promise<StoredRun> {
	const { data: found } = await rest.get(`/workflows/${id}`);
	const started = await rest.post(`/workflows/${id}/run`, {
		workflowData: found.data,
		triggerToStartFrom: { name: trigger },
	});
	expect(started.status).toBe(200);
	return await finished(rest, started.data.data.executionId);
}

/** A node of a workflow; what all of them need is added by {@link runNodes}. */
export interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters: object;
	/** Credentials by type. */
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueErrorOutput';
}

/**
 * Stores nodes as a workflow, one after the other behind a trigger, and runs it by hand.
 *
 * @param items JSON of the items that the trigger gives
 */
export async function runNodes(
	rest: AxiosInstance,
	steps: Step[],
	items: object[] = [{}],
): Promise<StoredRun> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const nodes = [start, ...steps].map((step, index) => ({
		typeVersion: 1,
		...step,
		id: `node-${index}`,
		position: [index * 200, 0],
	}));
	const { status, data } = await rest.post('/workflows', {
		name: steps.map(({ name }) => name).join(', '),
		active: false,
		settings: { executionOrder: 'v1' },
		nodes,
		connections: Object.fromEntries(
			steps.map(({ name }, index) => [
				nodes[index].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
		pinData: { Start: items.map((json) => ({ json })) },
	});
	expect([data.message, status]).toEqual([undefined, 200]);
	return await runWorkflow(rest, data.data.id, start.name);
}

/** Waits for an execution to end. */
export async function finished(rest: AxiosInstance, executionId: string): Promise<StoredRun> {
	for (;;) {
		const { data: execution } = await rest.get(`/executions/${executionId}`);
		if (!['new', 'running', 'waiting'].includes(execution.data.status)) {
			const raw = execution.data.data as string;
			const data = parse(raw) as StoredRun['data'] | undefined;
			const { runData, error } = data?.resultData ?? {};
			// n8n 1 stores the status a moment before the rest.
			if (data && (error !== undefined || Object.keys(runData ?? {}).length > 0)) {
				const { status, startedAt } = execution.data;
				return { status, startedAt, data, raw };
			}
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** What a node gave on one of its outputs, the first one by default. */
export const output = (run: StoredRun, name: string, index = 0): StoredItem[] =>
	run.data.resultData.runData[name]?.[0].data?.main[index] ?? [];

/** Waits until n8n listens at the webhooks of a published workflow, which is a moment after it says so. */
export async function webhooksOf({ url, rest }: N8n, id: string): Promise<void> {
	const { data: found } = await rest.get(`/workflows/${id}`);
	for (const { type, parameters } of found.data.nodes) {
		if (type !== 'n8n-nodes-base.webhook') continue;
		// Asked with the wrong method, n8n says whether it knows the path, and runs nothing.
		const isThere = async (): Promise<boolean> =>
			/not registered for GET/.test(
				(await rest.get(`${url}/webhook/${parameters.path}`)).data.message,
			);
		const end = Date.now() + 60_000;
		while (!(await isThere()) && Date.now() < end) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		expect([parameters.path, await isThere()]).toEqual([parameters.path, true]);
	}
}
