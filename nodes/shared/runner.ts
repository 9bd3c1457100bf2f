import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { CancelledError } from './clock';
import { ApiError, errorItem, type Refusal, toNodeError } from './errors';
import type { Field } from './field';
import type { Operation, Resource } from './operation';
import { fieldsOf } from './operation';
import { asRecords, unreadable } from './paging';
import { readParameters } from './parameters';
import {
	Api,
	openTenant,
	raise,
	type RequestSettings,
	DEFAULT_SETTINGS,
	type Tenant,
} from './request';
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
 * An item that does not succeed stops the node, or becomes an error item when the person chose to
 * continue. Pages already read for that item are dropped: a part of a list could pass for the whole.
 */
export async function run(
	context: IExecuteFunctions,
	{ vendor, resources }: NodeDefinition,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const fields = fieldsOf(operation);
	const count = context.getInputData().length;
	const output: INodeExecutionData[] = [];
	let tenant: Tenant | undefined;
	for (let item = 0; item < count; item++) {
		const start = output.length;
		const secrets = new Set<string>();
		try {
			tenant ??= await openTenant(context, vendor, authentication(context));
			const read = readParameters(context, fields, item);
			read.secrets.forEach((secret) => secrets.add(secret));
			const api = new Api(context, tenant, settingsOf(read.values));
			await locateAll(api, vendor, fields, read.values);
			for await (const page of recordsOf(operation, api, read.values)) {
				for (const json of page) output.push({ json, pairedItem: { item } });
			}
		} catch (error) {
			if (error instanceof CancelledError) return raise(error);
			const nodeError = toNodeError(error, {
				node: context.getNode(),
				itemIndex: item,
				advise: (refusal) => vendor.advise(refusal) ?? advise(refusal, operation),
				secrets,
			});
			if (!context.continueOnFail()) return raise(nodeError);
			output.length = start;
			output.push({ json: errorItem(nodeError), error: nodeError, pairedItem: { item } });
		}
	}
	return [output];
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

const authentication = (context: IExecuteFunctions): string =>
	context.getNodeParameter('authentication', 0, '') as string;

const settingsOf = (values: Record<string, unknown>): RequestSettings => ({
	...DEFAULT_SETTINGS,
	...(values.requestSettings as Partial<RequestSettings>),
});

/** Replaces each resource locator, also one within a collection, with the id it stands for. */
async function locateAll(
	api: Api,
	vendor: Vendor,
	fields: readonly Field[],
	values: Record<string, unknown>,
): Promise<void> {
	for (const { name, type, options } of fields) {
		if (values[name] === undefined) continue;
		if (type === 'collection') {
			await locateAll(api, vendor, options as readonly Field[], values[name] as typeof values);
		}
		if (type !== 'resourceLocator') continue;
		const locator = values[name] as Locator;
		const locate = vendor.locate[name];
		values[name] = locate ? await locate(api, locator) : locator.value;
	}
}

/** The records of one item, page by page, each already in the form in which it is returned. */
async function* recordsOf(
	operation: Operation,
	api: Api,
	values: Record<string, unknown>,
): AsyncGenerator<IDataObject[]> {
	const params = values as never;
	const shorten = values.simplify === true ? operation.simplify : undefined;
	const finish = (records: IDataObject[]) =>
		shorten ? records.map((record) => shorten(record, params)) : records;
	if (operation.list) {
		const limit = values.returnAll === true ? Infinity : (values.limit as number | undefined);
		for await (const page of api.pages(operation.list(params), limit)) yield finish(page);
	} else if (operation.run) {
		yield finish(asItems(await operation.run(api, params)));
	} else if (operation.request) {
		const payload = await api.request(operation.request(params));
		yield finish(asItems(operation.result ? operation.result(payload, params) : payload));
	}
}

/** The items of a payload: one per record; `{ success: true }` where the vendor says only "done". */
function asItems(payload: unknown): IDataObject[] {
	if (Array.isArray(payload)) return asRecords(payload);
	if (payload === '' || payload === undefined) return [{ success: true }];
	if (typeof payload !== 'object' || payload === null) {
		throw new ApiError(unreadable('a record', payload));
	}
	return [payload as IDataObject];
}

/** Which parameters to look at, for refusals about which the vendor's own advice says nothing. */
function advise({ status }: Refusal, operation: Operation): string | undefined {
	const locators = operation.fields
		.filter(({ type }) => type === 'resourceLocator')
		.map(({ displayName }) => `"${displayName}"`);
	switch (status) {
		case 400:
		case 422:
			return 'Check the values of the parameters that the message names.';
		case 401:
			return 'Test the credential: its token or secret was not accepted.';
		case 403:
			return 'The credential works but is not allowed to do this. Check its roles and scopes.';
		case 404:
			return locators.length > 0
				? `Check that ${locators.join(' and ')} still exists and that the ID is complete.`
				: undefined;
		default:
			return status !== undefined && status >= 500
				? 'The service could not do this now. Try again later.'
				: undefined;
	}
}
