/**
 * Every operation of the tables, for the claims about faults: an operation that is added to them is
 * put through each fault by itself.
 */
import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { nodeClasses, type NodeName, runNode, type RunOptions } from '../engine/engine.mjs';
import { apiRequestCases, apiRequestDocumented } from '../apiRequest.mjs';
import { formOf } from '../engine/forms.mjs';
import type { Expected, OperationCase } from '../engine/operations.mjs';
import { type Answer, isToken, type Received, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { logtoCases, logtoDocumented } from '../logto/operations.mjs';
import { oktaCases, oktaDocumented } from '../okta/operations.mjs';
import { oneLoginCases, oneLoginDocumented } from '../oneLogin/operations.mjs';

/** Every run of the tables. */
export const cases = [...oktaCases, ...oneLoginCases, ...logtoCases, ...apiRequestCases];

/** Every documented endpoint. */
export const documented = [
	...oktaDocumented,
	...oneLoginDocumented,
	...logtoDocumented,
	...apiRequestDocumented,
];

export interface Subject {
	name: string;
	node: NodeName;
	/** The run that faults are put into. */
	first: OperationCase;
	cases: OperationCase[];
	/** The form of this operation, as the node's description has it. */
	form: INodeProperties[];
	/** Whether it changes nothing. */
	isRead: boolean;
	/** Whether it is a job of several steps, which goes on where one of them did not succeed. */
	isJob: boolean;
}

const nameOf = ({ node, resource, operation }: OperationCase): string =>
	`${node} ${resource} > ${operation}`;

/** A check that carries a password in its body. */
const CHECK = /\/password\/verify$/;

export const isWrite = ({ method, path }: Pick<Expected, 'method' | 'path'>): boolean =>
	method !== 'GET' && !CHECK.test(path);

/** Stored names of the jobs. What they do under faults, `test/sandbox/offboard.test.mts` tells. */
const JOBS = new Set(['createOrUpdate', 'getAccess', 'offboard']);

const every: Subject[] = [...new Set(cases.map(nameOf))].map((name) => {
	const own = cases.filter((one) => nameOf(one) === name);
	const [first] = own;
	const { node, resource, operation, requests } = first;
	const form = formOf(new nodeClasses[node]().description, { resource, value: operation });
	return {
		name,
		node,
		first,
		cases: own,
		form,
		isRead: !requests.some(isWrite),
		isJob: JOBS.has(operation),
	};
});

/** What an operation does with requests, whatever they are about: its vendor, and their methods in turn. */
const shapeOf = ({ node, first }: Subject): string =>
	[node, ...first.requests.map(({ method }) => method)].join(' ');

/** One operation of each shape: with another engine the same code sends what they send. */
const oneOfEach = (all: Subject[]): Subject[] => [
	...new Map([...all].reverse().map((subject) => [shapeOf(subject), subject])).values(),
];

/** What is put through each fault. */
export const subjects = process.env.EACH_SHAPE_ONCE ? oneOfEach(every) : every;

/** A field of a form, at any depth. */
export interface FieldAt {
	field: INodeProperties;
	/** Where its value is among the parameters; entries of a repeated group are at index 0. */
	path: Array<string | number>;
	/** As messages name it. */
	label: string;
}

/** Every field of a form, from top to bottom, groups and what is in them included. */
export function* fieldsIn(form: INodeProperties[], at?: FieldAt): Generator<FieldAt> {
	for (const field of form) {
		const path = [...(at?.path ?? []), field.name];
		const label = at ? `${at.label} > ${field.displayName}` : field.displayName;
		const here = { field, path, label };
		yield here;
		if (field.type === 'collection') yield* fieldsIn(field.options as INodeProperties[], here);
		if (field.type !== 'fixedCollection') continue;
		for (const { name, displayName, values } of field.options as INodePropertyCollection[]) {
			yield* fieldsIn(values, {
				field,
				path: [...path, name, ...(field.typeOptions?.multipleValues ? [0] : [])],
				label: `${label} > ${displayName}`,
			});
		}
	}
}

export function valueAt(value: unknown, [key, ...rest]: FieldAt['path']): unknown {
	if (key === undefined) return value;
	if (typeof value !== 'object' || value === null) return undefined;
	return valueAt((value as IDataObject)[key], rest);
}

/** A copy in which the value at `path` is another one. */
export function withValue<T>(value: T, [key, ...rest]: FieldAt['path'], replacement: unknown): T {
	if (key === undefined) return replacement as T;
	const copy = (Array.isArray(value) ? [...value] : { ...value }) as IDataObject;
	copy[key] = withValue(copy[key] ?? {}, rest, replacement) as IDataObject;
	return copy as T;
}

/** The fields of a kind in a subject's form, each with a run that sets it, where there is one. */
export const settable = (
	{ form, cases }: Subject,
	isMeant: (field: INodeProperties) => boolean,
): Array<FieldAt & { one: OperationCase | undefined }> =>
	[...fieldsIn(form)]
		.filter(({ field, path }) => isMeant(field) && path[0] !== 'requestSettings')
		.map((at) => ({
			...at,
			one: cases.find(({ parameters }) => valueAt(parameters, at.path) !== undefined),
		}));

/** The answer of a table's run to its request number `index`. */
export const answerOf = ({ answers }: OperationCase, request: Received, index: number): Answer =>
	typeof answers === 'function' ? answers(request) : (answers[index] ?? { status: 599, body: '' });

export const parametersOf = ({ resource, operation, parameters }: OperationCase): IDataObject => ({
	resource,
	operation,
	...parameters,
});

/** Runs a table's run, or a variation of it. What earlier runs learned about limits is forgotten. */
export async function runCase(
	server: TestServer,
	one: OperationCase,
	more: Partial<RunOptions> = {},
) {
	forgetBuckets();
	server.received = [];
	return await runNode({
		node: one.node,
		parameters: parametersOf(one),
		credentials: credentialsFor(one.node, server.origin),
		...more,
	});
}

const addressOf = ({ method, path }: Pick<Received, 'method' | 'path'>) => `${method} ${path}`;

/**
 * Answers as a table's run has it, over and over, so that several items get the same: by what is asked,
 * since a name that several items have is looked up once.
 */
export function answersOf(one: OperationCase): (request: Received) => Answer {
	const counts = new Map<string, number>();
	return (request) => {
		const address = addressOf(request);
		const count = counts.get(address) ?? 0;
		counts.set(address, count + 1);
		const places = [...one.requests.keys()].filter(
			(index) => addressOf(one.requests[index]) === address,
		);
		return answerOf(one, request, places[count % places.length] ?? -1);
	};
}

/** Lets a server answer so. */
export function answerWell(server: TestServer, one: OperationCase): void {
	const answer = answersOf(one);
	server.respond = (request) => (isToken(request) ? undefined : answer(request));
}

/** How many requests of a table's run have the address of this one. */
export const sameAs = (
	request: Pick<Received, 'method' | 'path'>,
	{ requests }: OperationCase,
): number => requests.filter((other) => addressOf(other) === addressOf(request)).length;

/** What arrived, in the form of a table. */
export const arrived = (server: TestServer) =>
	server.calls().map(({ method, path }) => `${method} ${path}`);

export const wanted = ({ requests }: OperationCase) =>
	requests.map(({ method, path }) => `${method} ${path}`);

/** Every operation that stops at the first request that does not succeed. */
export const single = subjects.filter(({ isJob }) => !isJob);

/** What asks the older API when the newer one does not know the address, or says so of a scope. */
export const FALLS_BACK = new Set(['oneLogin group > get', 'oneLogin group > getAll']);
