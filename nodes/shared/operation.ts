import type { IDataObject } from 'n8n-workflow';
import type { Api, Call, ListCall } from './api';
import type { Refusal } from './errors';
import { type Field, type Params, requestSettings } from './field';

/** What is made of all items. */
export interface Gathered {
	json: IDataObject;
	/** Text files, by the binary field that each goes into. */
	files: Record<string, { name: string; type: string; content: string }>;
}

/** One entry of the Operation dropdown: its form, and what it sends. */
export interface OperationSpec<F extends readonly Field[]> {
	/** Stored in workflows: frozen once released. */
	value: string;
	/** In the dropdown, Title Case. */
	name: string;
	/** In the node panel, sentence case. */
	action: string;
	description: string;
	/** The form, from top to bottom. The request options that every operation has are added below. */
	fields: F;
	/** The one request of a simple operation. */
	request?: (params: Params<F>) => Call;
	/** The first page of a list; the vendor's paging does the rest. */
	list?: (params: Params<F>) => ListCall;
	/** An operation of several requests; returns one record or a list of them. */
	run?: (api: Api, params: Params<F>) => Promise<unknown>;
	/** An operation that makes one item of all input items, and asks the vendor for nothing. */
	gather?: (items: readonly IDataObject[], params: Params<F>) => Gathered;
	/** The record to return instead of the payload of `request` or `run`, or of each record of `list`. */
	result?: (payload: unknown, params: Params<F>) => IDataObject;
	/** The short form of a record, used while the Simplify switch is on. */
	simplify?: (record: IDataObject, params: Params<F>) => IDataObject;
	/** The item where the record that a locator means is not there, in place of an error. */
	ifMissing?: IDataObject;
	/** Says that `run` changes nothing, so that items may be worked on in any order. */
	isRead?: boolean | ((params: Params<F>) => boolean);
	/**
	 * What an AI agent may do only where a person has switched it on: `allowAsTool` in the form's options.
	 */
	needsConsent?: (params: Params<F>) => boolean;
	/** What a change is about where no resource locator says it, e.g. the login of a new user. */
	target?: (params: Params<F>) => string;
	/**
	 * What a change makes its record be known by, e.g. another email. An item that finds its record by
	 * such a name must find whom it would have found, had the items come one after another.
	 */
	names?: (params: Params<F>) => unknown[];
	/** Advice about a refusal that the vendor's general advice cannot give, e.g. the scope that is missing. */
	advise?: (refusal: Refusal) => string | undefined;
}

/** An operation whose parameter types are no longer known: what the runner works with. */
export type Operation = Omit<
	OperationSpec<readonly Field[]>,
	| 'request'
	| 'list'
	| 'run'
	| 'gather'
	| 'result'
	| 'simplify'
	| 'isRead'
	| 'needsConsent'
	| 'target'
	| 'names'
> & {
	isRead?: boolean | ((params: never) => boolean);
	needsConsent?: (params: never) => boolean;
	request?: (params: never) => Call;
	list?: (params: never) => ListCall;
	run?: (api: Api, params: never) => Promise<unknown>;
	gather?: (items: readonly IDataObject[], params: never) => Gathered;
	result?: (payload: unknown, params: never) => IDataObject;
	simplify?: (record: IDataObject, params: never) => IDataObject;
	target?: (params: never) => string;
	names?: (params: never) => unknown[];
};

/** One entry of the Resource dropdown. */
export interface Resource {
	/** Stored in workflows: frozen once released. */
	value: string;
	name: string;
	operations: readonly Operation[];
}

/** Declares an operation, so that its parameters are typed from its fields. */
export const defineOperation = <const F extends readonly Field[]>(
	spec: OperationSpec<F>,
): Operation => spec as unknown as Operation;

/** All fields of an operation, in the order of the form. */
export const fieldsOf = (operation: Operation): readonly Field[] => [
	...operation.fields,
	requestSettings,
];
