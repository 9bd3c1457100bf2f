/** What the tests in the real n8n share: the package to install, and workflows run through the API. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AxiosInstance } from 'axios';
import { parse } from 'flatted';

const artifacts = new URL('../../artifacts/', import.meta.url).pathname;

/** A running n8n; `rest` is logged in as its owner. */
export interface N8n {
	url: string;
	rest: AxiosInstance;
	stop: () => Promise<void>;
}

/** The packed package. */
export function tarball(): string {
	const [file] = readdirSync(artifacts).filter((name) => name.endsWith('.tgz'));
	return join(artifacts, file);
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

/**
 * Makes the current version of a stored workflow the one that its triggers run, and waits until its
 * webhooks are there, which is a moment after n8n's answer.
 */
export async function publish({ url, rest }: N8n, id: string): Promise<void> {
	const { data: found } = await rest.get(`/workflows/${id}`);
	const { status, data } = await rest.post(`/workflows/${id}/activate`, {
		versionId: found.data.versionId,
	});
	expect([status, data.data?.active ?? data]).toEqual([200, true]);
	for (const { type, parameters } of found.data.nodes) {
		if (type !== 'n8n-nodes-base.webhook') continue;
		// Asked with the wrong method, n8n says whether it knows the path, and runs nothing.
		const isThere = async (): Promise<boolean> =>
			/not registered for GET/.test(
				(await rest.get(`${url}/webhook/${parameters.path}`)).data.message,
			);
		const end = Date.now() + 30_000;
		while (!(await isThere()) && Date.now() < end) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		expect([parameters.path, await isThere()]).toEqual([parameters.path, true]);
	}
}
