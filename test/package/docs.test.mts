/**
 * `docs/operations.md` and the table in the README, made from the descriptions of the nodes and from the
 * endpoints of the tables of tests, whose requests are seen on the wire. `npm run docs` writes both.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodes, operationsOf } from '../engine/forms.mjs';
import { ANY } from '../engine/operations.mjs';
import { documented } from '../faults/subjects.mjs';

const ROOT = join(__dirname, '../..');
const MARK = '<!-- operations -->';

/** A table in Markdown. */
const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Every operation, as people choose it, with the requests that it makes. */
const entries = nodes.flatMap(({ name: node, description, sources }) =>
	operationsOf(description).map((entry) => ({
		/** Whether it works on the items alone. */
		isOwn: sources.get(`${entry.resource}/${entry.value}`)?.gather !== undefined,
		node: description.displayName,
		resource: entry.resourceName,
		operation: entry.name,
		stored: `${entry.resource} / ${entry.value}`,
		description: entry.description ?? '',
		requests: documented
			.filter(
				(one) =>
					one.node === node && one.resource === entry.resource && one.operation === entry.value,
			)
			.map(({ method, path }) => (method === ANY ? 'any' : `${method} ${path}`)),
	})),
);

/** Nodes in the order of the README, each with its resources, each with its operations. */
const grouped = nodes.map(({ description: { displayName } }) => {
	const own = entries.filter(({ node }) => node === displayName);
	return {
		node: displayName,
		resources: [...new Set(own.map(({ resource }) => resource))].sort().map((resource) => ({
			resource,
			operations: own.filter((entry) => entry.resource === resource),
		})),
	};
});

/** Each endpoint once, with the operations that ask it, by path and then by method. */
function endpointsOf(node: string): string[][] {
	const byEndpoint = new Map<string, string[]>();
	for (const { resource, operation, requests } of entries.filter((one) => one.node === node))
		for (const request of new Set(requests.filter((one) => one !== 'any')))
			byEndpoint.set(request, [...(byEndpoint.get(request) ?? []), `${resource} > ${operation}`]);
	const key = (request: string) => request.split(' ').reverse().join(' ');
	return [...byEndpoint]
		.sort(([a], [b]) => (key(a) < key(b) ? -1 : 1))
		.map(([request, operations]) => [`\`${request}\``, operations.join(', ')]);
}

const page = (): string =>
	[
		'# Operations and their endpoints',
		'',
		'Made by `npm run docs` from the forms and from the requests that the tests see on the wire. The requests are those that an operation is about; to find a user by email or login, a node asks for that first.',
		...grouped.flatMap(({ node, resources }) => [
			'',
			`## ${node}`,
			...resources.flatMap(({ resource, operations }) => [
				'',
				`### ${node}: ${resource}`,
				'',
				table(
					['Operation', 'Requests', 'What it does', 'Stored as'],
					operations.map(({ operation, requests, description, stored }) => [
						operation,
						requests.map((request) => `\`${request}\``).join('<br>'),
						description.replace(/\|/g, '\\|'),
						`\`${stored}\``,
					]),
				),
			]),
			'',
			`### ${node}, by endpoint`,
			'',
			table(['Request', 'Operations'], endpointsOf(node)),
		]),
		'',
	].join('\n');

/** The README with its table of operations made anew. */
function readme(now: string): string {
	const [before, , after] = now.split(MARK);
	const rows = grouped.map(({ node, resources }) => [
		node,
		String(resources.reduce((sum, { operations }) => sum + operations.length, 0)),
		resources.map(({ resource }) => resource).join(', '),
	]);
	const made = table(['Node', 'Operations', 'Resources'], rows);
	return [before, `\n\n${made}\n\n`, after].join(MARK);
}

test.each([
	['docs/operations.md', page],
	['README.md', readme],
])('%s says what the nodes offer', (name, make) => {
	const file = join(ROOT, name);
	const read = () => {
		try {
			return readFileSync(file, 'utf8');
		} catch {
			return '';
		}
	};
	const wanted = make(read());
	if (process.env.WRITE_DOCS === '1') writeFileSync(file, wanted);
	expect(read()).toBe(wanted);
});

test('every operation has its requests in the list', () => {
	const silent = entries.filter(({ requests, isOwn }) => requests.length === 0 && !isOwn);
	expect(silent.map(({ node, stored }) => `${node} ${stored}`)).toEqual([]);
});
