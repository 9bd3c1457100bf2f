/** What OneLogin's refusals become, and how its rate limit is waited for. */
import type { IDataObject } from 'n8n-workflow';
import { forgetBuckets } from '../../nodes/shared/budget';
import { clock } from '../../nodes/shared/clock';
import { jsons, runNode } from '../engine/engine.mjs';
import { type Answer, type Received, useServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

const real = { ...clock };
let slept = 0;
const server = useServer();
beforeEach(() => {
	forgetBuckets();
	slept = 0;
	clock.now = () => 1_800_000_000_000 + slept;
	clock.sleep = async (ms) => {
		slept += ms;
	};
});
afterEach(() => Object.assign(clock, real));

const user = { mode: 'id', value: '4711' };
const run = async (operation: string, parameters: IDataObject = {}) =>
	await runNode({
		node: 'oneLogin',
		parameters: { resource: 'user', operation, user, ...parameters },
		credentials: credentialsFor('oneLogin', server.origin),
	});

/** Answers the calls; tokens are issued as usual. */
const respond = (answer: (request: Received) => Answer): void => {
	server.respond = (request) => (request.path.endsWith('/token') ? undefined : answer(request));
};

const success = { error: false, code: 200, type: 'success', message: 'Success' };
const envelope = (code: number, type: string, message: unknown) => ({
	status: { error: true, code, type, message },
});

interface Refusal {
	title: string;
	answer: Answer;
	message: string;
	/** Lines of the description. */
	lines: string[];
	httpCode: string;
}

const CHECK = 'Check the values of the parameters that the message names.';
const GONE = 'Check "User": there is none with this ID, or it was deleted.';

const refusals: Refusal[] = [
	{
		title: 'v1, text',
		answer: {
			status: 404,
			headers: { 'x-request-id': 'req-1' },
			body: envelope(404, 'not found', 'User for id 4711 was not found'),
		},
		message: 'User for id 4711 was not found',
		lines: [GONE, 'HTTP 404, code not found, request req-1'],
		httpCode: '404',
	},
	{
		title: 'v1, about one attribute',
		answer: {
			status: 400,
			body: envelope(400, 'bad request', {
				attribute: 'state',
				description: 'state has incorrect data type. It should be -> integer',
			}),
		},
		message: 'state: state has incorrect data type. It should be -> integer',
		lines: [CHECK, 'HTTP 400, code bad request'],
		httpCode: '400',
	},
	{
		title: 'v1, without a message',
		answer: { status: 403, body: envelope(403, 'forbidden', undefined) },
		message: 'forbidden',
		lines: [
			'The credential works but is not allowed to do this. Check its roles and scopes.',
			'HTTP 403, code forbidden',
		],
		httpCode: '403',
	},
	{
		title: 'v1, inside a 200',
		answer: { body: envelope(400, 'bad request', 'ID is incorrect') },
		message: 'ID is incorrect',
		lines: [CHECK, 'HTTP 400, code bad request'],
		httpCode: '400',
	},
	{
		title: 'v1 inside a 200, told by its code alone',
		answer: { body: { status: { code: 403, type: 'forbidden', message: 'Not yours' } } },
		message: 'Not yours',
		lines: [
			'The credential works but is not allowed to do this. Check its roles and scopes.',
			'HTTP 403, code forbidden',
		],
		httpCode: '403',
	},
	{
		title: 'v1 inside a 200, told by its switch alone',
		answer: { body: { status: { error: true, message: 'Something went wrong' } } },
		message: 'Something went wrong',
		lines: ['HTTP 200'],
		httpCode: '200',
	},
	{
		title: 'flat inside a 200, told by its switch alone',
		answer: { body: { error: true, message: 'Something went wrong' } },
		message: 'Something went wrong',
		lines: ['HTTP 200'],
		httpCode: '200',
	},
	{
		title: 'flat',
		answer: {
			status: 422,
			body: {
				error: true,
				code: 422,
				type: 'UnprocessableEntityError',
				message: 'Validation failed: Value has already been taken',
			},
		},
		message: 'Validation failed: Value has already been taken',
		lines: [CHECK, 'HTTP 422, code UnprocessableEntityError'],
		httpCode: '422',
	},
	{
		title: 'flat, inside a 200',
		answer: { body: { error: true, code: 404, type: 'not found', message: 'No Route Exists' } },
		message: 'No Route Exists',
		lines: [GONE, 'HTTP 404, code not found'],
		httpCode: '404',
	},
	{
		title: 'flat inside a 200, told by its code alone',
		answer: { body: { code: 400, message: 'ID is incorrect' } },
		message: 'ID is incorrect',
		lines: [CHECK, 'HTTP 400'],
		httpCode: '400',
	},
	{
		title: 'v2',
		answer: {
			status: 404,
			body: {
				statusCode: 404,
				name: 'NotFoundError',
				message: 'The resource with the given id could not be found',
			},
		},
		message: 'The resource with the given id could not be found',
		lines: [GONE, 'HTTP 404, code NotFoundError'],
		httpCode: '404',
	},
	{
		title: 'v2, inside a 200',
		answer: { body: { statusCode: 403, name: 'ForbiddenError', message: 'Forbidden' } },
		message: 'Forbidden',
		lines: [
			'The credential works but is not allowed to do this. Check its roles and scopes.',
			'HTTP 403, code ForbiddenError',
		],
		httpCode: '403',
	},
	{
		title: 'v2, with the attribute and what is wrong with it',
		answer: {
			status: 422,
			body: {
				statusCode: 422,
				name: 'UnprocessableEntityFieldError',
				message: 'Validation failed',
				field: 'email',
				errors: [{ field: 'email', message: ['must be unique', 'is too long'] }],
			},
		},
		message: 'Validation failed',
		lines: [
			`Attribute: email. email: must be unique, is too long.`,
			CHECK,
			'HTTP 422, code UnprocessableEntityFieldError',
		],
		httpCode: '422',
	},
	{
		title: 'v2, with several messages',
		answer: { status: 400, body: { messages: ['One is wrong', 'so is the other'] } },
		message: 'One is wrong, so is the other',
		lines: [CHECK, 'HTTP 400'],
		httpCode: '400',
	},
	{
		title: 'messages that are no list',
		answer: { status: 400, body: { messages: 'One is wrong' } },
		message: 'One is wrong',
		lines: [CHECK, 'HTTP 400'],
		httpCode: '400',
	},
	{
		title: 'nothing but a message',
		answer: { status: 422, body: { message: 'User cannot be locked' } },
		message: 'User cannot be locked',
		lines: [CHECK, 'HTTP 422'],
		httpCode: '422',
	},
	{
		title: 'OAuth',
		answer: {
			status: 400,
			body: { error: 'invalid_request', error_description: 'The request is malformed' },
		},
		message: 'The request is malformed',
		lines: [CHECK, 'HTTP 400, code invalid_request'],
		httpCode: '400',
	},
	{
		title: 'a web page',
		answer: { status: 500, body: '<html>Sorry</html>' },
		message: 'OneLogin refused the request with status 500',
		lines: [
			'If it stays so when you try again later, check that the administrator who made the API credential still exists.',
			'HTTP 500',
		],
		httpCode: '500',
	},
	{
		title: 'nothing',
		answer: { status: 400 },
		message: 'OneLogin refused the request with status 400',
		lines: [CHECK, 'HTTP 400'],
		httpCode: '400',
	},
	{
		title: 'a role that does not exist',
		answer: {
			status: 400,
			body: envelope(400, 'bad request', 'role_id_array should be a subset of -> [1, 2]'),
		},
		message: 'role_id_array should be a subset of -> [1, 2]',
		lines: [
			'Check "Role Names or IDs": the account has no role with one of these IDs.',
			'HTTP 400, code bad request',
		],
		httpCode: '400',
	},
	{
		title: 'a state that cannot be reached',
		answer: { status: 400, body: envelope(400, 'bad request', 'state is invalid') },
		message: 'state is invalid',
		lines: [
			'Check "State": OneLogin does not let a user go from the present state to this one.',
			'HTTP 400, code bad request',
		],
		httpCode: '400',
	},
];

const MAYBE_DONE =
	'The request may have been carried out all the same, so it was not sent again. Look at the record before you repeat it.';

describe.each(refusals)('a refusal as $title', ({ answer, message, lines, httpCode }) => {
	beforeEach(() => {
		respond(() => answer);
	});

	test.each(['lock', 'delete', 'get', 'getRoles', 'update'])('of %s', async (operation) => {
		const { items, error } = await run(operation, { updateFields: { title: 'Dr' } });
		expect(items).toEqual([]);
		expect(error?.message).toBe(message);
		const isUnsure = httpCode === '500' && !operation.startsWith('get');
		const said = isUnsure ? [`${MAYBE_DONE} ${lines[0]}`, ...lines.slice(1)] : lines;
		expect(error?.description?.split('\n')).toEqual(said);
		expect(error?.httpCode).toBe(httpCode);
		expect(server.calls()).toHaveLength(1);
	});
});

describe('what counts as success counts only for that very answer', () => {
	test.each<[string, IDataObject, string]>([
		['addRoles', { roles: ['12'] }, 'input role_id_array is not included as user roles'],
		['addRoles', { roles: ['12'] }, 'role_id_array should be a subset of -> [1]'],
		['removeRoles', { roles: ['12'] }, 'input role_id_array is already included as user roles'],
		['setState', { state: 2 }, 'state is invalid'],
		['lock', {}, 'locked_until should be -> integer'],
	])('%s %j does not pass over "%s"', async (operation, parameters, message) => {
		respond(() => ({ status: 400, body: envelope(400, 'bad request', message) }));
		const { error } = await run(operation, parameters);
		expect(error?.message).toBe(message);
		expect(server.calls()).toHaveLength(1);
	});

	test.each<[string, IDataObject, string]>([
		[
			'addRoles',
			{ roles: ['12'], skipHeld: false },
			'input role_id_array is already included as user roles',
		],
		[
			'removeRoles',
			{ roles: ['12'], skipNotHeld: false },
			'input role_id_array is not included as user roles',
		],
		['setState', { state: 2, skipSame: false }, 'user is already in this state'],
		['lock', { skipLocked: false }, 'user is already locked'],
	])('%s refuses when the switch is off', async (operation, parameters, message) => {
		respond(() => ({ status: 400, body: envelope(400, 'bad request', message) }));
		const { error } = await run(operation, parameters);
		expect(error?.message).toBe(message);
		expect(server.calls()).toHaveLength(1);
	});
});

describe('an answer that cannot be right', () => {
	test.each<[string, string, unknown, RegExp]>([
		['getRoles', 'an envelope without data', { status: success }, /expected a list/],
		['getRoles', 'nothing', '', /expected a list/],
		['getRoles', 'null among the IDs', { status: success, data: [[1, null]] }, /ID of a role/],
		['getRoles', 'records', { status: success, data: [{ id: 1 }] }, /ID of a role/],
		['getApps', 'an envelope without data', { status: success }, /expected a list/],
		['getApps', 'numbers', [1, 2], /expected a list of records/],
		['lock', 'a web page', '<html></html>', /expected JSON/],
		['delete', 'a web page', '<html></html>', /expected JSON/],
	])('%s: %s', async (operation, _title, body, message) => {
		respond(() => ({ body, headers: { 'content-type': 'application/json' } }));
		const { items, error } = await run(operation);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
	});

	test.each<[string, unknown]>([
		['nothing', ''],
		['an envelope without data', { status: success }],
		['a user without an ID', [{ email: 'ada@example.com' }]],
	])('Create: %s, and the person is told to look', async (_title, body) => {
		respond(() => ({ body }));
		const { error } = await run('create', { username: 'ada' });
		expect(error?.message).toMatch(/expected the new user/);
		expect(error?.description).toMatch(/may have been created all the same/);
		expect(server.calls()).toHaveLength(1);
	});

	test.each<[string, unknown]>([
		['a number', [['branch', 5]]],
		['an empty name', [['']]],
		['a record without a short name', [{ id: 1 }]],
	])('Custom Attribute > Get Many: %s', async (_title, data) => {
		respond(() => ({ body: { status: success, data } }));
		const { items, error } = await run('getAll', { resource: 'customAttribute' });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/expected the short name of a custom attribute/);
	});
});

describe('a further step that is refused says what has happened already', () => {
	const record = { id: 4711, username: 'ada' };
	const refuse = (path: string): void => {
		respond((request) =>
			request.path.endsWith(path)
				? { status: 400, body: envelope(400, 'bad request', 'No, thank you') }
				: { body: { status: success, data: [record] } },
		);
	};

	test.each<[string, IDataObject, string, string]>([
		['create', { username: 'ada', additionalFields: { role_ids: ['12'] } }, 'add_roles', 'created'],
		[
			'create',
			{ username: 'ada', customAttributes: { attribute: [{ name: 'branch', value: 'x' }] } },
			'set_custom_attributes',
			'created',
		],
		[
			'update',
			{ customAttributes: { attribute: [{ name: 'branch', value: 'x' }] } },
			'set_custom_attributes',
			'updated',
		],
		['update', { updateFields: { role_ids: ['12'] } }, '/roles', 'updated'],
	])('%s %j', async (operation, parameters, path, verb) => {
		refuse(path);
		const { items, error } = await run(operation, parameters);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			`The user 4711 was ${verb}, but a further step was refused: No, thank you`,
		);
	});

	test.each<[string, IDataObject, string]>([
		['custom attributes alone, refused for another reason', {}, 'ID is incorrect'],
		['more than custom attributes', { title: 'Dr' }, 'input parameters is empty'],
	])('update of %s tries no other way', async (_title, updateFields, message) => {
		respond(() => ({ status: 400, body: envelope(400, 'bad request', message) }));
		const { error } = await run('update', {
			updateFields,
			customAttributes: { attribute: [{ name: 'branch', value: 'x' }] },
		});
		expect(error?.message).toBe(message);
		expect(server.calls()).toHaveLength(1);
	});

	test('and that it was the rate limit', async () => {
		respond(({ path }) =>
			path.endsWith('add_roles')
				? { status: 429, headers: { 'x-ratelimit-reset': '3000' } }
				: { body: { status: success, data: [record] } },
		);
		const { error } = await run('create', {
			username: 'ada',
			additionalFields: { role_ids: ['12'] },
		});
		expect(error?.message).toMatch(/^The user 4711 was created, but a further step was refused: /);
		expect(error?.description).toContain('raise "Max Wait for Rate Limit"');
		expect(error?.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 3_000_000 });
	});

	test('removeRoles, when the roles cannot be read afterwards', async () => {
		refuse('/roles');
		const { error } = await run('removeRoles', { roles: ['12'] });
		expect(error?.message).toBe(
			'Roles of the user 4711 were removed, but a further step was refused: No, thank you',
		);
	});

	test('an update whose roles OneLogin did not take over', async () => {
		respond(() => ({ body: { status: success, data: [{ ...record, role_id: [1, 12] }] } }));
		const { items, error } = await run('update', { updateFields: { role_ids: ['12', '34'] } });
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'The user 4711 was updated, but OneLogin did not take over the roles 34',
		);
	});
});

describe('rate limit', () => {
	const throttled: Array<[string, Answer, number]> = [
		[
			'429 with the seconds that are left',
			{ status: 429, headers: { 'x-ratelimit-reset': '90' }, body: {} },
			90_000,
		],
		[
			'400 rate_limit_exceeded',
			{
				status: 400,
				headers: { 'x-ratelimit-reset': '7' },
				body: envelope(400, 'bad request', 'rate_limit_exceeded'),
			},
			7_000,
		],
		[
			'rate_limit_exceeded inside a 200',
			{
				headers: { 'x-ratelimit-reset': '3' },
				body: envelope(400, 'bad request', 'rate_limit_exceeded'),
			},
			3_000,
		],
		['a reset that is over', { status: 429, headers: { 'x-ratelimit-reset': '0' } }, 1_000],
		['Retry-After', { status: 429, headers: { 'retry-after': '20' } }, 20_000],
		['no word about the time', { status: 429, headers: { 'x-ratelimit-reset': 'soon' } }, 1_000],
	];

	test.each(throttled)('%s is waited for, and a write sent again', async (_title, answer, ms) => {
		respond(() => (server.calls().length === 1 ? answer : { body: { status: success } }));
		const { items, error } = await run('lock', { minutes: 5 });
		expect(error).toBeUndefined();
		expect(jsons(items)).toEqual([{ id: 4711, locked: true, changed: true }]);
		expect(server.calls().map(({ json }) => json)).toEqual([
			{ locked_until: 5 },
			{ locked_until: 5 },
		]);
		expect(slept).toBe(ms);
	});

	test('a wait beyond the cap ends the item and says how long it would have been', async () => {
		respond(() => ({
			status: 400,
			headers: { 'x-ratelimit-reset': '3293' },
			body: envelope(400, 'bad request', 'rate_limit_exceeded'),
		}));
		const { error } = await run('lock');
		expect(error?.message).toBe(
			'OneLogin allows no more requests this hour, and it would have taken 3293 seconds in all to wait for it',
		);
		expect(error?.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 3_293_000 });
		expect(server.calls()).toHaveLength(1);
		expect(slept).toBe(0);
	});

	test('the cap can be raised', async () => {
		respond(() =>
			server.calls().length === 1
				? { status: 429, headers: { 'x-ratelimit-reset': '3293' } }
				: { body: { status: success } },
		);
		const { error } = await run('lock', { requestSettings: { maxWait: 3600 } });
		expect(error).toBeUndefined();
		expect(slept).toBe(3_293_000);
	});

	test('an item that merely mentions the words is no throttling', async () => {
		respond(() => ({
			body: { status: success, data: [{ id: 4711, comment: 'rate_limit_exceeded' }] },
		}));
		const { items } = await run('get', { simplify: false });
		expect(jsons(items)).toEqual([{ id: 4711, comment: 'rate_limit_exceeded' }]);
		expect(slept).toBe(0);
	});
});
