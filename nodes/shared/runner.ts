import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { asRecord, asRecords } from './answer';
import { type Api, isRead } from './api';
import { adviseOn } from './advice';
import { CancelledError, endingWith } from './clock';
import { requireConsent } from './consent';
import { failedItem, outcomeOf, raise, toNodeError } from './errors';
import type { Field } from './field';
import { inParallel, Lanes } from './lanes';
import { Locations, locatorsIn } from './locate';
import type { Operation, Resource } from './operation';
import { fieldsOf } from './operation';
import { readParameters } from './parameters';
import { Client, DEFAULT_SETTINGS, type RequestSettings } from './client';
import { mask, Secrets } from './secrets';
import { Session } from './session';
import { openTenant, requireSameTenant, type Tenant } from './tenant';
import type { Locator, Vendor } from './vendor';

/** Everything a node is, apart from its description. */
export interface NodeDefinition {
	vendor: Vendor;
	resources: readonly Resource[];
}

/**
 * Runs a node: for each input item reads the parameters, sends what the operation documents,
 * follows its pages, and emits one item per record, linked to the input item it came from.
 *
 * Items are worked on side by side, within the number of requests that may be in flight. Changes to
 * the same target keep the order of their items, so do changes that give a name and the look-ups of
 * that name, and the output keeps it in any case.
 *
 * An item that does not succeed stops the node, or becomes an error item when the person chose to
 * continue. Pages already read for that item are dropped: a part of a list could pass for the whole.
 */
export async function run(
	context: IExecuteFunctions,
	{ vendor, resources }: NodeDefinition,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const fields = fieldsOf(operation);
	if (operation.gather) return [await gathered(context, operation, fields)];
	const count = context.getInputData().length;
	const width = widthOf(context, vendor);
	const outputs: INodeExecutionData[][] = Array.from({ length: count }, () => []);
	const lanes = new Lanes();
	const locations = new Locations(vendor);
	/** By the names that records are looked up by and are given. */
	const named = new Lanes();
	let session: Promise<Session> | undefined;
	let tenant: Tenant | undefined;
	/** The first item that stops the node; what comes after it and waits for its turn is left undone. */
	let stoppedAt = Infinity;
	/** What ends the items under way that have not begun to change anything. */
	const reads = new Map<number, () => void>();
	const stopAt = (item: number): void => {
		stoppedAt = Math.min(stoppedAt, item);
		for (const [other, end] of reads) if (other > stoppedAt) end();
	};

	const work = async (item: number): Promise<void> => {
		let secrets = new Secrets();
		let entered = false;
		let enteredNamed = false;
		const { signal, end } = endingWith(context.getExecutionCancelSignal?.());
		reads.set(item, end);
		try {
			const read = readParameters(context, fields, item);
			const { values } = read;
			requireConsent(context, operation, values);
			secrets = new Secrets(read.secrets, read.open);
			session ??= openSession(context, vendor, width);
			const opened = await session;
			tenant = opened.tenant;
			if (item > 0) await requireSameTenant(context, tenant, item);
			const api = new Client(opened, settingsOf(values), secrets, signal);
			const emit = async (task: Task): Promise<void> => {
				if (item > stoppedAt) return;
				try {
					const records = await task.perform();
					outputs[item] = records.map((json) => ({
						json: secrets.redact(json),
						pairedItem: { item },
					}));
				} catch (error) {
					// Before the lane is left: the next change in it must not begin.
					if (!context.continueOnFail()) stopAt(item);
					return raise(error as Error);
				}
			};
			const act = async (): Promise<void> => {
				if (item > stoppedAt) return;
				const prepare = async (): Promise<Task> => {
					await locations.resolve(api, fields, values);
					return taskOf(operation, api, fields, values);
				};
				const missing = operation.ifMissing ?? (isOptional(values) ? NOT_FOUND : undefined);
				const task = missing ? await orNothing(prepare, missing) : await prepare();
				if (task.target === undefined) return await emit(task);
				reads.delete(item);
				entered = true;
				return await lanes
					.enter(item, [task.target], async () => await emit(task))
					.finally(() => locations.forget(fields));
			};
			if (!operation.names) return await act();
			const { names, kind } = namesOf(operation, fields, values);
			enteredNamed = true;
			return await named.enter(item, names, act, kind);
		} catch (error) {
			if (error instanceof CancelledError) return raise(error);
			const hidden = [...secrets.all(), ...(tenant?.secrets() ?? [])];
			const nodeError = toNodeError(error, {
				node: context.getNode(),
				itemIndex: item,
				advise: (refusal) =>
					operation.advise?.(refusal) ?? vendor.advise(refusal) ?? adviseOn(refusal, operation),
				mask: (text) => mask(text, hidden),
			});
			if (!context.continueOnFail()) {
				stopAt(item);
				return raise(nodeError);
			}
			outputs[item] = [{ json: failedItem(nodeError), pairedItem: { item } }];
		} finally {
			if (!entered) void lanes.skip(item);
			if (!enteredNamed) void named.skip(item);
			// Pages that were asked for ahead have nobody left who waits for them.
			end();
			reads.delete(item);
		}
	};

	await inParallel(count, width, work);
	return [count === 1 ? outputs[0] : outputs.flat()];
}

/** The one item that an operation makes of all of them. Its parameters are those of the first. */
async function gathered(
	context: IExecuteFunctions,
	{ gather }: Operation,
	fields: readonly Field[],
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const pairedItem = items.map((_, item) => ({ item }));
	try {
		const { values } = readParameters(context, fields, 0);
		const { json, files } = gather!(
			items.map((item) => item.json),
			values as never,
		);
		const binary: INodeExecutionData['binary'] = {};
		for (const [field, { name, type, content }] of Object.entries(files)) {
			binary[field] = await context.helpers.prepareBinaryData(Buffer.from(content), name, type);
		}
		return [{ json, binary, pairedItem }];
	} catch (error) {
		const nodeError = toNodeError(error, {
			node: context.getNode(),
			itemIndex: undefined,
			advise: () => undefined,
			mask: String,
		});
		if (!context.continueOnFail()) return raise(nodeError);
		return [{ json: failedItem(nodeError), pairedItem }];
	}
}

/** How many requests may be in flight. A value that is wrong is reported with its item, later. */
function widthOf(context: IExecuteFunctions, vendor: Vendor): number {
	try {
		const chosen = Number(
			context.getNodeParameter('requestSettings.parallel', 0, vendor.parallel) as unknown,
		);
		return Number.isInteger(chosen) && chosen >= 1 ? chosen : vendor.parallel;
	} catch {
		return vendor.parallel;
	}
}

async function openSession(
	context: IExecuteFunctions,
	vendor: Vendor,
	width: number,
): Promise<Session> {
	const authentication = context.getNodeParameter('authentication', 0, '') as string;
	return new Session(context, await openTenant(context, vendor, authentication), width);
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) {
		throw new NodeOperationError(
			context.getNode(),
			`There is no operation "${operation}" for the resource "${resource}"`,
		);
	}
	return found;
}

const settingsOf = (values: Record<string, unknown>): RequestSettings => ({
	...DEFAULT_SETTINGS,
	...(values.requestSettings as Partial<RequestSettings>),
});

/** What one item is to do. */
interface Task {
	/** What it changes; `undefined` for a read, which may run beside anything. */
	target: string | undefined;
	/** Does it, and gives the records in the form in which they are returned. */
	perform: () => Promise<IDataObject[]>;
}

function taskOf(
	operation: Operation,
	api: Api,
	fields: readonly Field[],
	values: Record<string, unknown>,
): Task {
	const params = values as never;
	const shorten = values.simplify === true ? operation.simplify : undefined;
	const finish = (records: IDataObject[]): IDataObject[] =>
		shorten ? records.map((record) => shorten(record, params)) : records;
	const { list, request, run, result } = operation;
	if (list) {
		const limit = values.returnAll === true ? Infinity : (values.limit as number | undefined);
		const call = list(params);
		const shape = (page: IDataObject[]): IDataObject[] =>
			finish(result ? page.map((record) => result(record, params)) : page);
		return {
			target: undefined,
			perform: async () => await api.all(call, limit, shape),
		};
	}
	const call = request?.(params);
	const { isRead: reads = call !== undefined && isRead(call) } = operation;
	const isReading = typeof reads === 'function' ? reads(params) : reads;
	return {
		target: isReading ? undefined : targetOf(operation, fields, values),
		perform: async () => {
			const payload = call ? await api.request(call) : await run?.(api, params);
			const items = result ? result(payload, params) : payload;
			return finish(Array.isArray(items) ? asRecords(items) : [asRecord(items)]);
		},
	};
}

/** Whether a look-up that finds nothing gives an item: what `ifNotFound` says in the form. */
const isOptional = ({ options }: Record<string, unknown>): boolean =>
	(options as { ifNotFound?: unknown } | undefined)?.ifNotFound === 'item';

const NOT_FOUND: IDataObject = { found: false };

/** An operation whose items say whether there is the record that it is about. */
async function orNothing(prepare: () => Promise<Task>, missing: IDataObject): Promise<Task> {
	const nothing = (error: unknown): IDataObject[] =>
		outcomeOf(error) === 'notFound' ? [missing] : raise(error as Error);
	let task: Task;
	try {
		task = await prepare();
	} catch (error) {
		const records = nothing(error);
		return { target: undefined, perform: async () => records };
	}
	const perform = async (): Promise<IDataObject[]> =>
		(await task.perform()).map((record) => ({ found: true, ...record }));
	return { target: task.target, perform: async () => await perform().catch(nothing) };
}

/** How a record is chosen without a look-up. */
const BY_ID = new Set(['id', 'list']);

/**
 * What the records of an item are looked up by, and what the item makes its record be known by. Without
 * case and punctuation: vendors differ in which of it they compare, and items that wait in vain only
 * take longer.
 *
 * Which name a record loses is not known of one that is chosen by its ID. So items that look somebody
 * up and items that give a name to an ID are of two kinds, which wait for each other.
 */
function namesOf(
	{ names }: Operation,
	fields: readonly Field[],
	values: Record<string, unknown>,
): { names: string[]; kind?: string } {
	const sought = [...locatorsIn(fields, values)]
		.map(({ field, values: place }) => place[field.name] as Locator)
		.filter(({ mode }) => !BY_ID.has(mode));
	const given = (names?.(values as never) ?? []).filter((name) => typeof name === 'string');
	const all = [...sought.map(({ value }) => value), ...given]
		.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}@]/gu, ''))
		.filter(Boolean);
	return {
		names: [...new Set(all)],
		kind: sought.length > 0 ? 'sought' : given.length > 0 ? 'given' : undefined,
	};
}

/** What a change is about: the ids in its resource locators, or what the operation says. */
const targetOf = (
	{ target }: Operation,
	fields: readonly Field[],
	values: Record<string, unknown>,
): string =>
	target
		? target(values as never)
		: JSON.stringify(
				fields.filter(({ type }) => type === 'resourceLocator').map(({ name }) => values[name]),
			);
