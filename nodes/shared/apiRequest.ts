import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { asRecord, recordsOf, unreadable } from './answer';
import type { Call, ListCall, QueryValue, Reply } from './api';
import { allowAsTool } from './consent';
import { ApiError, InputError } from './errors';
import { type Field, limit, returnAll } from './field';
import { freePath } from './freePath';
import { defineOperation, type Resource } from './operation';

/** What the free request needs to know of a vendor. */
export interface FreeRequests {
	/** As people call it. */
	vendor: string;
	/** A path, for the placeholder. */
	example: string;
	/** Paths that give out tokens. */
	barred: RegExp;
	/** The payload of a reply. */
	payload: (reply: Reply) => unknown;
	/** Whether a list goes on after the reply to its first request. */
	goesOn: (reply: Reply, call: Call, count: number) => boolean;
	/** Records in a page, where a list has no pages unless they are asked for. */
	pageSize?: number;
}

/** Headers that carry credentials, or that belong to the connection. */
const OWN_HEADERS =
	/^(authorization|proxy-.*|cookie2?|dpop|host|connection|content-length|transfer-encoding|te|upgrade|expect|x-forwarded-.*|forwarded|x-http-method.*|x-method-override)$/i;

const pairs = (displayName: string, name: string, placeholder: string, description: string) =>
	({
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder,
		default: {},
		description,
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	}) as const satisfies Field;

type Pairs = { parameter?: Array<{ name: string; value: string }> };

/**
 * The resource for everything that has no operation of its own: one request, written by hand, with all
 * that the other operations promise. It goes to the tenant's own origin only, heeds the limits, and a
 * change is never sent twice.
 */
export function apiRequest(about: FreeRequests): Resource {
	const { vendor, example, barred, payload, goesOn, pageSize } = about;
	const send = defineOperation({
		value: 'send',
		name: 'Send',
		action: 'Send an API request',
		description: `Send a request that has no operation of its own. Unlike the Custom API Call of n8n, it follows the pages of ${vendor}, heeds its limits, and keeps the token from other servers.`,
		fields: [
			{
				displayName: `The item is what ${vendor} answers, secrets included.`,
				name: 'answerNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Method',
				name: 'method',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'DELETE', value: 'DELETE' },
					{ name: 'GET', value: 'GET' },
					{ name: 'PATCH', value: 'PATCH' },
					{ name: 'POST', value: 'POST' },
					{ name: 'PUT', value: 'PUT' },
				],
				default: 'GET',
				description: 'All but GET change something',
			},
			{
				displayName: 'Path',
				name: 'path',
				type: 'string',
				required: true,
				default: '',
				placeholder: `e.g. ${example}`,
				description: `Path after the host, as the documentation of ${vendor} has it. The host is that of the credential.`,
			},
			pairs(
				'Query Parameters',
				'query',
				'Add parameter',
				'What is added to the address after a question mark. A name that stands twice is sent twice.',
			),
			{
				displayName: 'Body',
				name: 'body',
				type: 'json',
				default: '',
				displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
				description: 'JSON to send. Left empty, nothing is sent.',
			},
			{ ...returnAll, displayOptions: { show: { method: ['GET'] } } },
			{
				...limit,
				displayOptions: { show: { method: ['GET'], returnAll: [false] } },
				description: 'Max number of results to return, where the answer is a list',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					allowAsTool(
						'Whether an AI agent that has this node as a tool may send other requests than GET',
					),
					pairs(
						'Headers',
						'headers',
						'Add header',
						'Headers to send beside those of the credential',
					),
					{
						displayName: 'List Is In',
						name: 'recordsAt',
						type: 'string',
						default: '',
						placeholder: 'e.g. value',
						description:
							'Name of the property that holds the list, where the answer is an object around it',
					},
				],
			},
		],
		isRead: ({ method }) => method === 'GET',
		needsConsent: ({ method }) => method !== 'GET',
		target: ({ path }) => path,
		async run(api, { method, path: address, query: given, body, returnAll, limit, options }) {
			const { path, query: written } = freePath(address, barred);
			const call: Call = {
				method: method as IHttpRequestMethods,
				path,
				query: joined([...written, ...entries(given, 'Query Parameters')]),
				headers: headersOf(options.headers),
				body: body === '' || body === null || method === 'GET' ? undefined : body,
			};
			const reply = await api.send(call);
			const found = payload(reply);
			const isList = Array.isArray(found) || (method === 'GET' && options.recordsAt);
			if (!isList) {
				// What is read is a record; what is done may be answered with a word, or with nothing.
				const isAnswered = method === 'GET' && reply.status !== 204;
				return isAnswered ? asRecord(found) : asItem(found, reply.status);
			}
			if (method !== 'GET') return (found as unknown[]).map((entry) => asItem(entry));
			const at = options.recordsAt || undefined;
			const wanted = returnAll ? Infinity : limit;
			const entriesFound = at ? recordsOf(found, at) : (found as unknown[]);
			if (entriesFound.length >= wanted || !goesOn(reply, call, entriesFound.length)) {
				return entriesFound.slice(0, wanted).map((entry) => asItem(entry));
			}
			return await api.all({ ...(call as ListCall), recordsAt: at, pageSize }, wanted);
		},
	});
	return { value: 'apiRequest', name: 'API Request', operations: [send] };
}

/**
 * A value of an answer as an item.
 *
 * @param statusCode where it is the whole answer, which may be nothing
 * @throws {ApiError} for an entry of a list that is nothing
 */
function asItem(value: unknown, statusCode?: number): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	if (value === '' || value === undefined || value === null) {
		if (statusCode === undefined) throw new ApiError(unreadable('a record', value));
		return { success: true, statusCode };
	}
	return { data: value as IDataObject[string] };
}

function entries(given: Pairs, label: string): Array<[string, string]> {
	return (given.parameter ?? []).map(({ name, value }) => {
		if (!name) {
			throw new InputError(`"${label}" has an entry without a name`, 'Enter one, or remove it.');
		}
		// Such names are lost on the way: every object has them.
		if (name in {} || name === 'prototype') {
			throw new InputError(`"${label}" cannot have an entry "${name}"`, 'Remove it.');
		}
		return [name, value ?? ''];
	});
}

/** A query in which a name may stand several times. */
function joined(all: Array<[string, string]>): Record<string, QueryValue> {
	const query: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
	for (const [name, value] of all) (query[name] ??= []).push(value);
	return query;
}

function headersOf(given: Pairs | undefined): Record<string, string> {
	const headers = entries(given ?? {}, 'Headers');
	for (const [name, value] of headers) {
		const fault = OWN_HEADERS.test(name)
			? 'belongs to the credential or the connection'
			: /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value)
				? undefined
				: 'has a sign that no header can have';
		if (fault) {
			throw new InputError(`The header "${name}" ${fault}`, 'Remove it from "Headers".');
		}
	}
	return Object.fromEntries(headers);
}
