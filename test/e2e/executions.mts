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
	data: {
		resultData: {
			error?: { message: string; description?: string };
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

/** Waits for an execution to end. */
export async function finished(rest: AxiosInstance, executionId: string): Promise<StoredRun> {
	for (;;) {
		const { data: execution } = await rest.get(`/executions/${executionId}`);
		if (!['new', 'running', 'waiting'].includes(execution.data.status)) {
			const raw = execution.data.data as string;
			return { status: execution.data.status, data: parse(raw), raw };
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

/** What a node gave on its first output. */
export const output = (run: StoredRun, name: string): StoredItem[] =>
	run.data.resultData.runData[name]?.[0].data?.main[0] ?? [];

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
