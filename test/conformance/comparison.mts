/**
 * One logical call, made by our node and by the vendor's own client, each against a sandbox that was
 * reset before: what went over the wire, and what the tenant held afterwards.
 *
 * Okta and Logto have clients of their own on npm. OneLogin has none for users (`@onelogin/sdk`
 * covers apps and MFA), so no foreign client agrees with its sandbox: its requests are held against
 * the OpenAPI in test/operations.test.mts.
 */
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import {
	type Credentials,
	jsons,
	nodeClasses,
	type NodeName,
	runNode,
	type RunResult,
} from '../engine/engine.mjs';
import type { Sandbox } from '../sandbox/sandbox.mjs';
import { type Heard, startTap, type Tap } from './tap.mjs';

/** What was looked up or made beforehand, by the side of the tap. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Known = any;

/** A logical call. */
export interface Comparison<Client> {
	/** What is special about this call. */
	title?: string;
	resource: string;
	operation: string;
	/** How many people the company has; few by default, so that a reset is quick. */
	people?: number;
	/** What the call needs; made anew after each reset. */
	prepare?: () => Promise<Known>;
	/** What is put into the form of our node. */
	parameters: (known: Known) => IDataObject;
	/** The same with the vendor's client. */
	client: (client: Client, known: Known) => Promise<unknown>;
	/** What the vendor's client must make of the answer. */
	answer?: (answer: Known, known: Known) => void;
	/** The status with which both are refused; without it, both succeed. */
	refused?: number;
}

/** A difference that is meant. */
export interface Difference {
	/** `resource operation`, `token`, or `*` for a difference of many operations. */
	operation: string;
	difference: string;
	reason: string;
}

/** Headers of the transport, and who calls. */
const TRANSPORT = new Set([
	'accept-encoding',
	'connection',
	'content-length',
	'host',
	'keep-alive',
	'transfer-encoding',
	'user-agent',
]);

const isToken = ({ path }: Heard): boolean => path.endsWith('/token');

const text = (value: unknown): string =>
	value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);

/** Headers that mean something; a Bearer token is as good as another. */
const headersOf = ({ headers }: Heard): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => !TRANSPORT.has(name))
			.map(([name, value]) => [name, String(value).replace(/^Bearer .*/, 'Bearer')]),
	);

/**
 * How our requests differ from theirs, each as a line. Ours are matched to theirs by method and path.
 *
 * @param generic makes a path independent of ids
 */
export function differencesOf(
	ours: Heard[],
	theirs: Heard[],
	generic: (path: string) => string,
): string[] {
	const found: string[] = [];
	const left = [...ours];
	let last = -1;
	for (const their of theirs) {
		const name = `${their.method} ${generic(their.path)}`;
		// The last match counts: what we look up beforehand can be the same request.
		const remaining = theirs.slice(theirs.indexOf(their)).filter((one) => same(one, their)).length;
		const matches = left.filter((one) => same(one, their));
		const our = matches[Math.max(0, matches.length - remaining)];
		if (!our) {
			found.push(`only theirs: ${name}`);
			continue;
		}
		left.splice(left.indexOf(our), 1);
		if (ours.indexOf(our) < last) found.push(`another order: ${name}`);
		last = ours.indexOf(our);
		if (!isDeepStrictEqual(our.query, their.query)) {
			const [a, b] = [our, their].map(({ query }) => String(new URLSearchParams(query)));
			found.push(`query: ours ${a || 'none'}, theirs ${b || 'none'}`);
		}
		if (!isDeepStrictEqual(our.body, their.body)) {
			found.push(`body: ours ${text(our.body)}, theirs ${text(their.body)}`);
		}
		const [a, b] = [headersOf(our), headersOf(their)];
		for (const header of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
			if (a[header] !== b[header]) {
				found.push(`header ${header}: ours ${text(a[header])}, theirs ${text(b[header])}`);
			}
		}
	}
	found.push(...left.map(({ method, path }) => `only ours: ${method} ${generic(path)}`));
	return found;
}

const same = (a: Heard, b: Heard): boolean => a.method === b.method && a.path === b.path;

/** The state without points in time and without values that are drawn by lot. */
const timeless = (state: unknown): unknown =>
	JSON.parse(
		JSON.stringify(state, (key, value) =>
			/(At|Login|lastUpdated|created)$/.test(key) && key !== 'expiresAt' ? undefined : value,
		),
	);

/** Declares the tests of one vendor. */
export function compare<Client>({
	vendor,
	sandbox,
	credentials,
	open,
	generic,
	settings = () => ({}),
	comparisons,
	listed,
	operations,
	uncompared = [],
	signsIn = false,
}: {
	vendor: NodeName;
	sandbox: () => Sandbox;
	/** Credentials of our node for the address of the tap. */
	credentials: (origin: string) => Credentials;
	/** The vendor's client for the address of the tap. */
	open: (origin: string) => Promise<Client>;
	generic: (path: string) => string;
	/** How the sandbox is dialled. */
	settings?: (origin: string) => object;
	comparisons: Array<Comparison<Client>>;
	listed: Difference[];
	/** How many of the node's operations the vendor's client has. */
	operations: number;
	/** Operations, as `resource operation`, that nobody has held against the client yet. */
	uncompared?: string[];
	/** Whether both ask for a token. */
	signsIn?: boolean;
}): void {
	let tap: Tap;
	let client: Client;
	const used = new Set<Difference>();
	const compared = new Set<string>();
	const tokens: Record<'ours' | 'theirs', Heard[]> = { ours: [], theirs: [] };
	let calls = 0;
	let requests = 0;

	beforeAll(async () => {
		const { access } = sandbox();
		tap = await startTap(vendor === 'okta' ? access.okta.url : access.logto.endpoint);
		client = await open(tap.origin);
	});
	afterAll(async () => {
		await tap.close();
		// Not console.log, which n8n's messages are silenced with.
		process.stdout.write(
			`${vendor}: ${compared.size} operations and ${calls} calls compared with the vendor's client, which sent ${requests} requests; ${listed.length} differences listed\n`,
		);
	});

	/** Makes a call in a new tenant. */
	async function observe(who: 'ours' | 'theirs', one: Comparison<Client>) {
		await sandbox().reset({ people: one.people ?? 30 });
		await sandbox().dial(vendor, settings(tap.origin));
		const known: Known = (await one.prepare?.()) ?? {};
		tap.heard.length = 0;
		let result: RunResult | undefined;
		let answer: unknown;
		let failure: { status?: number } | undefined;
		if (who === 'ours') {
			result = await runNode({
				node: vendor,
				parameters: {
					resource: one.resource,
					operation: one.operation,
					...one.parameters(known),
				},
				credentials: credentials(tap.origin),
			});
		} else {
			try {
				answer = await one.client(client, known);
			} catch (error) {
				failure = error as { status?: number };
			}
		}
		tokens[who].push(...tap.heard.filter(isToken));
		const heard = tap.heard.filter((request) => !isToken(request));
		return {
			known,
			heard,
			result,
			answer,
			failure,
			state: timeless(await sandbox().state(vendor)),
		};
	}

	/** Those that are not meant. */
	const unlisted = (operation: string, differences: string[]) =>
		differences.filter((difference) => {
			const known = listed.find(
				(one) => [operation, '*'].includes(one.operation) && one.difference === difference,
			);
			if (known) used.add(known);
			return !known;
		});

	describe('the same call', () => {
		test.each(
			comparisons.map((one) => ({
				...one,
				name: `${one.resource} > ${one.operation}${one.title ? `: ${one.title}` : ''}`,
			})),
		)('$name', async (one) => {
			const theirs = await observe('theirs', one);
			const ours = await observe('ours', one);
			calls++;
			requests += theirs.heard.length;
			compared.add(`${one.resource} ${one.operation}`);

			if (one.refused === undefined) {
				expect(theirs.failure).toBeUndefined();
				expect(ours.result!.error).toBeUndefined();
				one.answer?.(theirs.answer, theirs.known);
			} else {
				expect(theirs.failure?.status).toBe(one.refused);
				expect(ours.result!.error).toBeDefined();
				expect(jsons(ours.result!.items)).toEqual([]);
				expect(ours.heard.at(-1)?.status).toBe(one.refused);
			}

			const name = `${one.resource} ${one.operation}`;
			expect(unlisted(name, differencesOf(ours.heard, theirs.heard, generic))).toEqual([]);
			expect(ours.state).toEqual(theirs.state);
		});
	});

	if (signsIn) {
		test('a token is asked for in the same way', () => {
			const [ours, theirs] = [tokens.ours, tokens.theirs].map((requests) => requests.slice(0, 1));
			expect(theirs).toHaveLength(1);
			expect(unlisted('token', differencesOf(ours, theirs, generic))).toEqual([]);
		});
	}

	test("every operation that the vendor's client has was compared", () => {
		const { properties } = new nodeClasses[vendor]().description;
		const offered = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as Array<{ value: string }>).map(
					({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${value}`,
				),
			);
		// What is written by hand is whatever somebody writes, and a report asks nobody.
		const comparable = offered.filter(
			(name) => !['accessReview makeReport', 'apiRequest send'].includes(name),
		);
		expect([...compared, ...uncompared].sort()).toEqual(comparable.sort());
		expect(compared.size).toBe(operations);
	});

	test('every listed difference exists', () => {
		expect(listed.filter((one) => !used.has(one))).toEqual([]);
	});
}
