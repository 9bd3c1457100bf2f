/** The claims about paging are tables: each vendor adds its lists in its own folder. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeName } from './engine.mjs';
import type { Answer, Received } from './server.mjs';

/** How a vendor gives out a list: the answer to one request for a part of `records`. */
export type Pager = (request: Received, records: IDataObject[], origin: string) => Answer;

/** A query parameter as a number. */
export const numberOf = (request: Received, name: string, otherwise: number): number =>
	Number(request.query.find(([key]) => key === name)?.[1] ?? otherwise);

/** A list operation, for the claims about paging that hold for every list. */
export interface ListCase {
	title: string;
	node: NodeName;
	parameters: IDataObject;
	/** Path that the list is read from. */
	path: string;
	pages: Pager;
	/** Most records in a page. */
	pageSize: number;
	/** Name of the query parameter for the page size. */
	sizeParameter: string;
	/** Record number `index`, as the vendor sends it. */
	record: (index: number) => IDataObject;
	/** The id of a record in the output. */
	idOf: (json: IDataObject) => unknown;
	/**
	 * Name of a filter that any text can be put into, and of the query parameter where that is another one;
	 * the vendor's usual one by default, `null` where the list has none.
	 */
	filter?: string | readonly [name: string, parameter: string] | null;
	/** What the list hangs below, where an empty one is looked at for whether it exists. */
	parent?: string;
	/** An answer without records that still announces a next page; absent for numbered pages. */
	emptyPage?: (request: Received, origin: string) => Answer;
}
