/** One read and one write of each vendor for many items at once, each item about a record of its own. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeName } from '../engine/engine.mjs';
import { type Sample, samples } from '../engine/samples.mjs';
import type { Answer, Received } from '../engine/server.mjs';

export interface Crowd extends Sample {
	title: string;
	/** The number of the item that a request is about. */
	itemOf: (request: Received) => number;
	/** The good answer for an item. */
	answerFor: (item: number) => Answer;
	/** The number of the input item that an output item says it is about. */
	numberOf: (json: IDataObject) => number;
}

const queryNumber =
	(name: string) =>
	({ query }: Received): number =>
		Number(/\d+/.exec(Object.fromEntries(query)[name])?.[0]);

const pathNumber = ({ path }: Received): number => Number(/users\/u?(\d+)\//.exec(path)?.[1]);

const ok = { error: false, code: 200, type: 'success', message: 'Success' };
const login = (item: number) => `u${item}@example.com`;
const byId = (value: string) => ({ mode: 'id', value });
const loginNumber = (json: IDataObject) => Number(/\d+/.exec(String(json.login))?.[0]);

const own: Record<
	`${NodeName} ${Sample['kind']}`,
	Pick<Crowd, 'parameters' | 'itemOf' | 'answerFor' | 'numberOf'>
> = {
	'okta read': {
		parameters: { filters: { search: '=id eq "{{ $json.n }}"' } },
		itemOf: queryNumber('search'),
		answerFor: (item) => ({ body: [{ id: `u${item}`, profile: { login: login(item) } }] }),
		numberOf: loginNumber,
	},
	'okta write': {
		parameters: { login: '=u{{ $json.n }}@example.com', email: 'a@b.co' },
		itemOf: ({ json }) => loginNumber((json as { profile: IDataObject }).profile),
		answerFor: (item) => ({ body: { id: `u${item}`, profile: { login: login(item) } } }),
		numberOf: loginNumber,
	},
	'oneLogin read': {
		parameters: { filters: { user_ids: '={{ $json.n }}' } },
		itemOf: queryNumber('user_ids'),
		answerFor: (item) => ({ body: { status: ok, pagination: {}, data: [{ id: item }] } }),
		numberOf: ({ id }) => Number(id),
	},
	'oneLogin write': {
		parameters: { user: byId('={{ $json.n }}') },
		itemOf: pathNumber,
		answerFor: () => ({ body: { status: ok } }),
		numberOf: ({ userId }) => Number(userId),
	},
	'logto read': {
		parameters: { filters: { search: '={{ $json.n }}' } },
		itemOf: queryNumber('search'),
		answerFor: (item) => ({ headers: { 'total-number': '1' }, body: [{ id: `u${item}` }] }),
		numberOf: ({ id }) => Number(String(id).slice(1)),
	},
	'logto write': {
		parameters: { user: byId('=u{{ $json.n }}') },
		itemOf: pathNumber,
		answerFor: () => ({ status: 201, body: { roleIds: ['r1'], addedRoleIds: ['r1'] } }),
		numberOf: ({ userId }) => Number(String(userId).slice(1)),
	},
};

export const crowds: Crowd[] = samples.map((sample) => {
	const { parameters, ...rest } = own[`${sample.node} ${sample.kind}`];
	return {
		...sample,
		...rest,
		title: `${sample.node}, ${sample.kind}s`,
		parameters: { ...sample.parameters, ...parameters },
	};
});

/** Input items, numbered from 1. */
export const numbered = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ n: index + 1 }));
