import type { INodePropertyOptions } from 'n8n-workflow';
import { jsons, nodeClasses, type NodeName, runNode } from './engine/engine.mjs';
import { specifiedInputs, specsOf } from './engine/openapi.mjs';
import { ANY, type Documented, isAt, valuePaths } from './engine/operations.mjs';
import { startServer, type TestServer } from './engine/server.mjs';
import { credentialsFor } from './engine/vendors.mjs';
import { cases, documented } from './faults/subjects.mjs';

/** Reached by Return All and Limit. */
const PAGING = new Set(['after', 'cursor', 'page', 'page_size', 'limit']);

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const sorted = (query: Array<[string, string]> = []) =>
	[...query].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

describe('what goes over the wire, and what comes out', () => {
	const named = cases.map((one) => ({
		...one,
		name: `${one.node} ${one.resource} > ${one.operation}: ${one.title}`,
	}));

	test.each(named)('$name', async (one) => {
		server.received = [];
		server.respond = (request) =>
			typeof one.answers === 'function'
				? one.answers(request)
				: one.answers[server.calls().length - 1];
		const { items, error } = await runNode({
			node: one.node,
			parameters: { resource: one.resource, operation: one.operation, ...one.parameters },
			credentials: credentialsFor(one.node, server.origin),
		});
		expect(error).toBeUndefined();
		expect(
			server.calls().map(({ method, path, query, json }) => ({
				method,
				path,
				query: sorted(query),
				body: json,
			})),
		).toEqual(
			one.requests.map(({ method, path, query, body }) => ({
				method,
				path,
				query: sorted(query),
				body,
			})),
		);
		one.requests.forEach(({ headers = {}, body }, index) => {
			const sent = server.calls()[index].headers;
			expect(sent).toMatchObject(headers);
			if (body !== undefined) expect(sent['content-type']).toBe('application/json');
		});
		expect(jsons(items)).toEqual(one.items);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	});
});

describe('every documented parameter reaches the wire', () => {
	const title = (one: Documented) => `${one.node} ${one.resource} > ${one.operation}`;

	test.each(documented.map((one) => ({ ...one, name: title(one) })))('$name', (one) => {
		const requests = cases
			.filter(
				({ node, resource, operation }) =>
					node === one.node && resource === one.resource && operation === one.operation,
			)
			.flatMap((run) => run.requests)
			.filter((request) => isAt(one, request));
		expect(requests).not.toHaveLength(0);
		const seen = {
			query: new Set(requests.flatMap(({ query = [] }) => query.map(([key]) => key))),
			headers: new Set(requests.flatMap(({ headers = {} }) => Object.keys(headers))),
			body: new Set(requests.flatMap(({ body }) => (body === undefined ? [] : valuePaths(body)))),
		};
		expect((one.query ?? []).filter((key) => !seen.query.has(key))).toEqual([]);
		expect((one.headers ?? []).filter((key) => !seen.headers.has(key.toLowerCase()))).toEqual([]);
		expect((one.body ?? []).filter((key) => !seen.body.has(key))).toEqual([]);
	});
});

describe("nothing of the vendor's OpenAPI is forgotten", () => {
	const specs = new Map(
		(Object.keys(nodeClasses) as NodeName[]).map((node) => [node, specsOf(node)] as const),
	);
	const atHand = documented.filter(
		({ node, method }) => method !== ANY && specs.get(node)!.length > 0,
	);
	if (atHand.length === 0) {
		test.skip('the OpenAPI files do not stand beside the project', () => {});
		return;
	}

	test.each(atHand.map((one) => ({ ...one, name: `${one.method} ${one.path}` })))(
		'$name',
		(one) => {
			const inputs = specifiedInputs(specs.get(one.node)!, one.method, one.path);
			expect(inputs).toBeDefined();
			const known = new Set([
				...(one.query ?? []),
				...(one.headers ?? []),
				...(one.body ?? []),
				...Object.keys(one.exceptions ?? {}),
			]);
			const forgotten = [...inputs!.query, ...inputs!.headers, ...inputs!.body].filter(
				(name) => !known.has(name) && !PAGING.has(name),
			);
			if (one.restOf) {
				const full = documented.filter(
					({ node, method, path, restOf }) =>
						node === one.node && method === one.method && path === one.path && !restOf,
				);
				expect(full.map(({ operation }) => operation)).toContain(one.restOf);
			} else expect(forgotten).toEqual([]);
		},
	);
});

test('the node offers exactly the documented operations', () => {
	const offered = (Object.keys(nodeClasses) as NodeName[]).flatMap((node) => {
		const { properties } = new nodeClasses[node]().description;
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as INodePropertyOptions[]).map(
					({ value }) => `${node} ${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
				),
			);
	});
	const wanted = documented.map((one) => `${one.node} ${one.resource} ${one.operation}`);
	expect([...offered].sort()).toEqual([...new Set(wanted)].sort());
});
