// Brings the sandbox's credentials and the templates into a running n8n, again and again.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { sandboxCredentials, templates } from './templates.mjs';

/** The answer's data, or an error with n8n's own words. */
async function ask(n8n, method, path, data) {
	const answer = await n8n.rest.request({ method, url: path, data });
	if (answer.status === 200) return answer.data.data;
	throw Object.assign(
		new Error(`n8n: ${method} ${path} answered ${answer.status}: ${answer.data?.message}`),
		{ status: answer.status, said: answer.data?.message },
	);
}

/** What is stored under a path, or nothing. */
const stored = (n8n, path) =>
	ask(n8n, 'GET', path).catch((error) => {
		if ([403, 404].includes(error.status)) return undefined;
		throw error;
	});

/** Fixed ids make credentials replaceable; n8n takes those from its own command only. */
async function provideCredentials(n8n, credentials) {
	const missing = [];
	for (const { id, ...credential } of credentials) {
		if (await stored(n8n, `/credentials/${id}`)) {
			await ask(n8n, 'PATCH', `/credentials/${id}`, credential);
		} else {
			missing.push({ id, ...credential });
		}
	}
	await n8n.importInto('credentials', missing);
}

/**
 * Templates keep their ids that way too: the API of n8n 1 gives them others.
 *
 * @returns {Promise<string[]>} the ids of those that were not there
 */
async function importMissing(n8n, list) {
	const missing = [];
	for (const { tags: _, ...template } of list) {
		if (!(await stored(n8n, `/workflows/${template.id}`))) missing.push(template);
	}
	await n8n.importInto('workflow', missing);
	return missing.map(({ id }) => id);
}

/**
 * Brings a template up to date and publishes it, unless that very template was stored before or its
 * owner has changed it since.
 *
 * @returns {Promise<{ hash: string, versionId: string } | undefined>} what to remember
 */
async function provideTemplate(n8n, template, before) {
	const path = `/workflows/${template.id}`;
	const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex');
	const { active: _, versionId: __, tags: ___, ...content } = template;
	const present = await stored(n8n, path);
	if (present.isArchived) return before;
	if (before && (before.hash === hash || before.versionId !== present.versionId)) return before;
	const { versionId } = await ask(n8n, 'PATCH', path, content);
	await ask(n8n, 'POST', `${path}/activate`, { versionId });
	return { hash, versionId };
}

/** Paths of the webhooks, and whether a key has to be sent along. */
const webhooksOf = ({ nodes }) =>
	nodes
		.filter(({ type, disabled }) => type === 'n8n-nodes-base.webhook' && !disabled)
		.map(({ parameters: { path, authentication } }) => ({
			path,
			needsKey: authentication === 'headerAuth',
		}));

/**
 * Replaces the credentials, and the templates that changed since the last time. What the owner of
 * this n8n made or changed stays.
 *
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./start.mjs').startN8n>>} options.n8n
 * @param {Awaited<ReturnType<typeof import('../start.mjs').startSandbox>>} options.sandbox
 * @param {string} options.record the file that remembers what was stored
 * @param {ReturnType<typeof import('./templates.mjs').webhookCredential>} options.webhook
 * @returns {Promise<Array<{ id: string, name: string,
 *   webhooks: Array<{ path: string, needsKey: boolean }>, active: boolean, note: string }>>} the
 *   templates; `note` says what is unusual
 */
export async function provide({ n8n, sandbox, record, webhook }) {
	const credentials = [...sandboxCredentials(sandbox), webhook];
	await provideCredentials(n8n, credentials);
	const remembered = JSON.parse(await readFile(record, 'utf8').catch(() => '{}'));
	const list = await templates(credentials);
	for (const id of await importMissing(n8n, list)) delete remembered[id];
	const result = [];
	for (const template of list) {
		const { id, name } = template;
		let note = '';
		try {
			remembered[id] = await provideTemplate(n8n, template, remembered[id]);
			await writeFile(record, JSON.stringify(remembered));
		} catch (error) {
			if (!error.said) throw error;
			note = error.said;
		}
		const now = await stored(n8n, `/workflows/${id}`);
		const active = Boolean(now?.activeVersionId) && !now.isArchived;
		if (!note && now?.isArchived) note = 'archived';
		else if (!note && !active) note = 'not published';
		else if (!note && now.versionId !== remembered[id]?.versionId) note = 'changed by you';
		result.push({ id, name, webhooks: webhooksOf(now ?? template), active, note });
	}
	return result;
}
