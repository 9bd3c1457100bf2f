/** What an item says that did not succeed, and one that was looked for in vain. */
import type { IDataObject } from 'n8n-workflow';
import { attributes, type Field, filters } from '../../nodes/shared/field';
import { readParameters } from '../../nodes/shared/parameters';
import { jsons, type NodeName, runNode } from './engine.mjs';
import { type Answer, isToken, useServer } from './server.mjs';
import { credentialsFor } from './vendors.mjs';

const server = useServer();

const answer = (make: Answer | ((path: string) => Answer)) => {
	server.respond = (request) =>
		isToken(request) ? undefined : typeof make === 'function' ? make(request.path) : make;
};

const run = async (
	node: NodeName,
	parameters: IDataObject,
	onError?: 'continueRegularOutput' | 'continueErrorOutput',
) => await runNode({ node, parameters, credentials: credentialsFor(node, server.origin), onError });

const okta = (operation: string, more: IDataObject = {}): IDataObject => ({
	resource: 'user',
	operation,
	user: { mode: 'id', value: '00u00000000000000001' },
	...more,
});

const outcomeOf = async (parameters: IDataObject): Promise<unknown> => {
	const { items } = await run('okta', parameters, 'continueRegularOutput');
	expect(items).toHaveLength(1);
	return (items[0].json.error as IDataObject).outcome;
};

describe('the outcome of an item that did not succeed', () => {
	const update = okta('update', { profile: { city: 'Kassel' } });

	test.each([
		[404, 'notFound'],
		[410, 'notFound'],
		[400, 'refused'],
		[403, 'refused'],
		[409, 'refused'],
	])('a change answered with %i: %s', async (status, outcome) => {
		answer({ status, body: { errorCode: 'E0000000', errorSummary: 'No' } });
		expect(await outcomeOf(update)).toBe(outcome);
	});

	test('a change that a broken server may have made is unclear, a read has failed', async () => {
		answer({ status: 500, body: {} });
		expect(await outcomeOf(update)).toBe('unclear');
		expect(await outcomeOf(okta('get'))).toBe('failed');
	});

	test('a limit that is waited for no longer says nothing of the record', async () => {
		answer({ status: 429, body: {} });
		expect(await outcomeOf({ ...update, requestSettings: { maxWait: 0 } })).toBe('failed');
	});

	test('a wrong parameter is invalid, and nothing is sent', async () => {
		expect(await outcomeOf(okta('get', { user: { mode: 'id', value: '..' } }))).toBe('invalid');
		expect(server.received).toEqual([]);
	});

	test.each([
		[0, 'notFound'],
		[2, 'ambiguous'],
	])('an email that %i people have: %s', async (count, outcome) => {
		const body = Array.from({ length: count }, (_, index) => ({
			id: `00u0000000000000000${index}`,
			profile: { email: 'ada@example.com' },
		}));
		answer((path) =>
			path === '/api/v1/users' ? { body } : { status: 404, body: { errorCode: 'E0000007' } },
		);
		const user = { mode: 'email', value: 'ada@example.com' };
		expect(await outcomeOf(okta('get', { user }))).toBe(outcome);
	});
});

describe('a look-up that may find nothing', () => {
	const look: Array<[NodeName, string, IDataObject, IDataObject, Answer]> = [
		[
			'okta',
			'user',
			{ mode: 'id', value: '00u00000000000000001' },
			{ id: '00u00000000000000001', profile: {} },
			{ status: 404, body: { errorCode: 'E0000007', errorSummary: 'Not found' } },
		],
		[
			'oneLogin',
			'user',
			{ mode: 'id', value: '5' },
			{ status: { error: false, code: 200 }, data: [{ id: 5 }] },
			{
				status: 404,
				body: { status: { error: true, code: 404, type: 'not found', message: 'No' } },
			},
		],
		[
			'logto',
			'user',
			{ mode: 'id', value: 'user00000001' },
			{ id: 'user00000001' },
			{ status: 404, body: { code: 'entity.not_found', message: 'No' } },
		],
	];
	const get = async (node: NodeName, resource: string, user: IDataObject, options: IDataObject) =>
		await run(node, { resource, operation: 'get', user, simplify: false, options });

	test.each(look)(
		'%s: gives an item where that was chosen',
		async (node, resource, user, there, gone) => {
			answer(gone);
			const missing = await get(node, resource, user, { ifNotFound: 'item' });
			expect(missing.error).toBeUndefined();
			expect(jsons(missing.items)).toEqual([{ found: false }]);
			expect(missing.items[0].pairedItem).toEqual({ item: 0 });
			answer({ body: there });
			const [found] = jsons((await get(node, resource, user, { ifNotFound: 'item' })).items);
			expect(found).toMatchObject({ found: true, id: expect.anything() });
			for (const options of [{}, { ifNotFound: 'stop' }]) {
				const [plain] = jsons((await get(node, resource, user, options)).items);
				expect(plain).not.toHaveProperty('found');
				answer(gone);
				expect((await get(node, resource, user, options)).error).toBeDefined();
				answer({ body: there });
			}
		},
	);

	test.each(look)('%s: what is refused is not "not there"', async (node, resource, user) => {
		for (const status of [400, 403]) {
			answer({ status, body: { message: 'No' } });
			const { error, items } = await get(node, resource, user, { ifNotFound: 'item' });
			expect(error).toBeDefined();
			expect(items).toEqual([]);
		}
	});

	test.each(look)(
		'%s: a web server at a wrong address knows of nobody',
		async (node, resource, user) => {
			answer({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404</html>' });
			const { error, items } = await get(node, resource, user, { ifNotFound: 'item' });
			expect(error).toBeDefined();
			expect(items).toEqual([]);
		},
	);

	test('nobody with an email is an item, two are an error', async () => {
		const user = { mode: 'email', value: 'ada@example.com' };
		const options = { ifNotFound: 'item' };
		answer((path) =>
			path === '/api/v1/users' ? { body: [] } : { status: 404, body: { errorCode: 'E0000007' } },
		);
		expect(jsons((await get('okta', 'user', user, options)).items)).toEqual([{ found: false }]);
		const twice = ['1', '2'].map((id) => ({ id, profile: { email: 'ada@example.com' } }));
		answer({ body: twice });
		expect((await get('okta', 'user', user, options)).error?.message).toMatch(/^2 users have/);
	});
});

describe('what a group of fields is, and not its name, says what may be empty in it', () => {
	const group = {
		displayName: 'Anything',
		name: 'anything',
		type: 'collection',
		default: {},
		options: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
	} as const satisfies Field;
	const copy = () => ({ ...group, options: [...group.options] });
	const read = (field: Field, text: unknown) => () => {
		const context = { getNodeParameter: () => ({ text }), getTimezone: () => 'UTC' };
		return readParameters(context, [field], 0).values.anything;
	};

	test('an option needs a result, a filter also a text, and null clears an attribute', () => {
		const [option, filter, attribute] = [copy(), filters(copy()), attributes(copy())];
		for (const nothing of [null, undefined]) {
			expect(read(option, nothing)).toThrow('"Anything > Text" has no value for this item');
			expect(read(filter, nothing)).toThrow('"Anything > Text" is empty');
		}
		for (const nothing of ['', [], ['a', ''], {}])
			expect(read(filter, nothing)).toThrow('is empty');
		expect(read(option, '')()).toEqual({ text: '' });
		expect(read(filter, '')).toThrow('"Anything > Text" is empty');
		expect(read(attribute, null)()).toEqual({ text: null });
		expect(read(attribute, '')()).toEqual({ text: '' });
		// Shown elsewhere on another condition, it is the same group.
		const elsewhere = { ...filter, displayOptions: { show: {} } } as Field;
		expect(read(elsewhere, '')).toThrow('"Anything > Text" is empty');
	});
});
