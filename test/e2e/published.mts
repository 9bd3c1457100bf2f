/** Workflows that begin with one of our triggers, published in a real n8n, and what they ran. */
import { randomUUID } from 'node:crypto';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { finished, output, type StoredRun } from './executions.mjs';

/** How long anything may take, on a machine with other work. */
const PATIENCE = 120_000;

/** Waits until something is so. @throws with what it was about */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false>,
): Promise<T> {
	const end = Date.now() + PATIENCE;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/**
 * Polls every two seconds, each of them once a minute: n8n refuses a schedule that is shorter, and takes
 * as many as one likes.
 */
export const OFTEN = {
	item: Array.from({ length: 30 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 2} * * * * *`,
	})),
};

/** A trigger, as it stands in a workflow. */
export interface Trigger {
	/** The name of its type, without that of the package. */
	type: string;
	parameters: object;
	/** Credentials by type. */
	credentials: Record<string, { id: string; name: string }>;
}

/** What n8n answered with, or an error with its own words. */
export function answerOf<T>({ status, data, config }: AxiosResponse): T {
	if (status === 200) return data.data as T;
	throw new Error(`n8n: ${config.method} ${config.url} answered ${status}: ${data?.message}`);
}

interface Listed {
	id: string;
	mode: string;
	status: string;
}

/** An execution that a trigger started. */
export interface Run {
	id: string;
	mode: string;
	status: string;
	startedAt: number;
	/** What the trigger gave. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	items: any[];
	stored: StoredRun;
}

/** A workflow of one trigger, and of a step that takes its time. */
export class Workflow {
	private readonly known = new Map<string, Run>();

	private constructor(
		private readonly n8n: () => { url: string; rest: AxiosInstance },
		readonly id: string,
		readonly webhookId: string,
	) {}

	/**
	 * Stores a workflow.
	 *
	 * @param n8n the n8n that has it, which may be started anew
	 * @param seconds how long an execution takes
	 */
	static async store(
		n8n: () => { url: string; rest: AxiosInstance },
		name: string,
		{ type, parameters, credentials }: Trigger,
		seconds = 0,
	): Promise<Workflow> {
		const webhookId = randomUUID();
		const step = { typeVersion: 1, credentials: {} };
		const next =
			seconds > 0
				? { type: 'n8n-nodes-base.wait', parameters: { amount: seconds, unit: 'seconds' } }
				: { type: 'n8n-nodes-base.noOp', parameters: {} };
		const { id } = answerOf<{ id: string }>(
			await n8n().rest.post('/workflows', {
				name,
				active: false,
				settings: { executionOrder: 'v1' },
				nodes: [
					{
						...step,
						id: randomUUID(),
						name: 'Trigger',
						type: `n8n-nodes-identity.${type}`,
						position: [0, 0],
						webhookId,
						parameters,
						credentials,
					},
					{ ...step, id: randomUUID(), name: 'Next', position: [200, 0], ...next },
				],
				connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
			}),
		);
		return new Workflow(n8n, id, webhookId);
	}

	private get rest(): AxiosInstance {
		return this.n8n().rest;
	}

	get url(): string {
		return `${this.n8n().url}/webhook/${this.webhookId}/webhook`;
	}

	get testUrl(): string {
		return this.url.replace('/webhook/', '/webhook-test/');
	}

	private async stored() {
		return answerOf<{ versionId: string; nodes: object[] }>(
			await this.rest.get(`/workflows/${this.id}`),
		);
	}

	/** Publishes what is stored. A newer n8n answers before it has begun. */
	async publish(): Promise<void> {
		const { versionId } = await this.stored();
		answerOf(await this.rest.post(`/workflows/${this.id}/activate`, { versionId }));
	}

	/** What n8n shows of a publishing that did not succeed; an older one says so at once. */
	async whyNot(): Promise<string> {
		return await until('n8n has given up publishing', async () => {
			const answer = await this.rest.get(`/workflows/${this.id}/publication-status`);
			return (
				answer.status === 200 &&
				/fail/i.test(JSON.stringify(answer.data)) &&
				JSON.stringify(answer.data)
			);
		});
	}

	/** Stores the trigger with another name or other parameters; what is published stays as it is. */
	async change(changes: { name?: string; parameters?: object }): Promise<void> {
		const { versionId, nodes } = await this.stored();
		const [trigger, next] = nodes;
		const changed = { ...trigger, ...changes };
		const { name } = changed as unknown as { name: string };
		answerOf(
			await this.rest.patch(`/workflows/${this.id}`, {
				versionId,
				nodes: [changed, next],
				connections: { [name]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
			}),
		);
	}

	async unpublish(): Promise<void> {
		answerOf(await this.rest.post(`/workflows/${this.id}/deactivate`, {}));
	}

	/** "Listen for Test Event", or "Fetch Test Event": the execution of which that is the end. */
	async test(): Promise<string | undefined> {
		const { executionId } = answerOf<{ executionId?: string }>(
			await this.rest.post(`/workflows/${this.id}/run`, {
				workflowData: await this.stored(),
				triggerToStartFrom: { name: 'Trigger' },
			}),
		);
		return executionId;
	}

	async stopListening(): Promise<void> {
		answerOf(await this.rest.delete(`/test-webhook/${this.id}`));
	}

	private async listed(): Promise<Listed[]> {
		const { results } = answerOf<{ results: Listed[] }>(
			await this.rest.get('/executions', {
				params: { filter: JSON.stringify({ workflowId: this.id }), limit: 100 },
			}),
		);
		return results.sort((a, b) => Number(a.id) - Number(b.id));
	}

	/** How many executions there are, those that wait for their turn among them. */
	async count(): Promise<number> {
		return (await this.listed()).length;
	}

	/** All that ran, the first one first. Those that are not over yet are waited for. */
	async runs(mode?: string): Promise<Run[]> {
		const all = await this.listed();
		for (const one of all) {
			if (this.known.has(one.id)) continue;
			const stored = await finished(this.rest, one.id);
			this.known.set(one.id, {
				id: one.id,
				mode: one.mode,
				status: stored.status,
				startedAt: Date.parse(stored.startedAt!),
				items: output(stored, 'Trigger').map(({ json }) => json),
				stored,
			});
		}
		return all
			.map(({ id }) => this.known.get(id)!)
			.filter((run) => mode === undefined || run.mode === mode);
	}

	/** Deletes it, with all that it ran. */
	async remove(): Promise<void> {
		answerOf(await this.rest.post(`/workflows/${this.id}/archive`, {}));
		await until('n8n has unpublished and deleted it', async () => {
			const answer = await this.rest.delete(`/workflows/${this.id}`);
			if (answer.status === 409) return false;
			answerOf(answer);
			return true;
		});
	}
}
