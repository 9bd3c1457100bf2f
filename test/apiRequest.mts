import type { NodeName } from './engine/engine.mjs';
import { ANY, type Documented, type OperationCase } from './engine/operations.mjs';
import type { Answer } from './engine/server.mjs';

/** The free request of one vendor: a read with all that can be set, and a change. */
const casesOf = (
	node: NodeName,
	path: string,
	answer: (data: object) => Answer,
): OperationCase[] => {
	const send = { node, resource: 'apiRequest', operation: 'send' };
	const record = { id: 'x1', name: 'Ada' };
	return [
		{
			...send,
			title: 'a list, with headers and a query of which a part stands in the path',
			parameters: {
				path: `${path}?expand=a b`,
				query: {
					parameter: [
						{ name: 'tag', value: 'red' },
						{ name: 'tag', value: 'blue & green' },
					],
				},
				limit: 1,
				options: { headers: { parameter: [{ name: 'X-Trace', value: '42' }] } },
			},
			answers: [answer([record, { id: 'x2' }])],
			requests: [
				{
					method: 'GET',
					path,
					query: [
						['expand', 'a b'],
						['tag', 'red'],
						['tag', 'blue & green'],
					],
					headers: { 'x-trace': '42' },
				},
			],
			items: [record],
		},
		{
			...send,
			title: 'a change with a body',
			parameters: { method: 'POST', path: `${path}/x 1/thing`, body: '{ "on": true }' },
			answers: [answer(record)],
			requests: [{ method: 'POST', path: `${path}/x%201/thing`, body: { on: true } }],
			items: [record],
		},
	];
};

export const apiRequestCases: OperationCase[] = [
	...casesOf('okta', '/api/v1/things', (body) => ({ body })),
	...casesOf('oneLogin', '/api/2/things', (body) => ({ body })),
	...casesOf('logto', '/api/things', (body) => ({ body })),
];

export const apiRequestDocumented: Documented[] = (['okta', 'oneLogin', 'logto'] as const).map(
	(node) => ({
		node,
		resource: 'apiRequest',
		operation: 'send',
		method: ANY,
		path: '/{path}',
	}),
);
