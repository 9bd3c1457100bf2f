/** Whom groups hold: what Okta says late or not at all (okta-next.md, 5.2 and 5.3). */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import type { Answer } from '../engine/server.mjs';
import { missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const GROUP_ID = '00gSales000000000001';
const OTHER_ID = '00uBob00000000000002';
const PATH = `/api/v1/groups/${GROUP_ID}`;
const byId = { group: { mode: 'id', value: GROUP_ID } };

const group = (type = 'OKTA_GROUP'): Answer => ({
	body: { id: GROUP_ID, type, profile: { name: 'Sales', costCenter: 4711 } },
});
const done: Answer = { status: 204 };

const change = async (operation: string, users: unknown, options: IDataObject = {}) =>
	await org.run({ resource: 'group', operation, ...byId, users: users as string, options });

describe('a group that Okta does not manage', () => {
	test.each([
		['addMembers', { users: USER_ID }],
		['removeMembers', { users: USER_ID, options: { ifRuleFills: 'remove' } }],
		['update', { updateFields: { name: 'New' } }],
	])('is explained before anything is sent: %s', async (operation, more) => {
		for (const [type, why] of [
			['APP_GROUP', 'An application or a directory'],
			['BUILT_IN', 'Okta itself fills it'],
		]) {
			org.answer(group(type));
			org.server.received = [];
			const { items, error } = await org.run({ resource: 'group', operation, ...byId, ...more });
			expect(items).toEqual([]);
			expect(error?.message).toBe('The group "Sales" cannot be changed');
			expect(error?.description).toContain(why);
			expect(error?.context?.outcome).toBe('refused');
			expect(org.asked()).toEqual([`GET ${PATH}`]);
		}
	});

	test('cannot be chosen by name', async () => {
		org.answer({ body: [] });
		await org.run({
			resource: 'group',
			operation: 'addMembers',
			group: { mode: 'name', value: 'Everyone' },
			users: USER_ID,
		});
		expect(org.asked()).toEqual([
			'GET /api/v1/groups?search=type eq "OKTA_GROUP" and profile.name eq "Everyone"&limit=200',
		]);
	});
});

describe('a group that a rule fills', () => {
	const rule = (name: string, more: IDataObject = {}): IDataObject => ({
		name,
		status: 'ACTIVE',
		actions: { assignUserToGroups: { groupIds: ['00g0', GROUP_ID] } },
		conditions: { people: { users: { exclude: [USER_ID] } } },
		...more,
	});

	test('loses nobody by hand, unless that is wanted: the rule would never add them again', async () => {
		org.answer(group(), { body: [rule('Off', { status: 'INACTIVE' }), rule('By city')] });
		const { items, error } = await change('removeMembers', `${USER_ID}, ${OTHER_ID}`);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			`The group rule "By city" fills this group, and may have put the user ${OTHER_ID} into it`,
		);
		expect(error?.description).toContain('"If a Rule Fills the Group" to "Remove Anyway"');
		expect(error?.context?.outcome).toBe('refused');
		expect(org.asked().filter((line) => line.startsWith('DELETE'))).toEqual([]);
	});

	test('loses those who are exceptions of the rule already', async () => {
		org.answer(group(), { body: [rule('By city')] }, done);
		const { items } = await change('removeMembers', USER_ID);
		expect(jsons(items)).toEqual([{ groupId: GROUP_ID, userId: USER_ID, success: true }]);
	});

	test('loses nobody while the rules cannot be read', async () => {
		org.answer(group(), refused(403, 'E0000006', 'You do not have permission'));
		const { items, error } = await change('removeMembers', USER_ID);
		expect([items, error?.httpCode]).toEqual([[], '403']);
		expect(org.asked()).toHaveLength(2);
	});
});

describe('members who are members, and others who are not', () => {
	const membership = (method: string, id = USER_ID) => `${method} ${PATH}/users/${id}`;
	const groupsOf = (id = USER_ID) => `GET /api/v1/users/${id}/groups?limit=200`;

	test('are looked up first by whoever wants to stop then, all of them', async () => {
		const none: Answer = { body: [] };
		const inGroup: Answer = { body: [{ id: '00g0' }, { id: GROUP_ID }] };
		org.answer(group(), none, inGroup);
		const { items, error } = await change('addMembers', `${USER_ID},${OTHER_ID}`, {
			ifAlreadyDone: 'stop',
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe(`The user ${OTHER_ID} is in the group already`);
		expect(error?.context?.outcome).toBe('already');
		expect(org.asked()).toEqual([`GET ${PATH}`, groupsOf(), groupsOf(OTHER_ID)]);
	});

	test('stop a removal in the same way', async () => {
		org.answer(group(), { body: [] }, { body: [] });
		const { error } = await change('removeMembers', USER_ID, { ifAlreadyDone: 'stop' });
		expect(error?.message).toBe(`The user ${USER_ID} is not in the group`);
		expect(org.asked().filter((line) => line.startsWith('DELETE'))).toEqual([]);
	});

	test('a refusal of an addition stays one when the user is no member', async () => {
		org.answer(group(), refused(400, 'E0000001', 'Api validation failed'), { body: [] });
		const { items, error } = await change('addMembers', USER_ID);
		expect([items, error?.message]).toEqual([[], 'Api validation failed']);
	});

	test('a missing right is no sign of a member', async () => {
		org.answer(group(), refused(403, 'E0000006', 'You do not have permission'));
		const { items, error } = await change('addMembers', USER_ID);
		expect([items, error?.httpCode]).toEqual([[], '403']);
		expect(org.asked()).toEqual([`GET ${PATH}`, membership('PUT')]);
	});

	test('a mistyped ID does not pass for somebody who is out of the group', async () => {
		org.answer(group(), missing(), missing());
		const { items, error } = await change('removeMembers', USER_ID, { ifRuleFills: 'remove' });
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe('404');
	});

	test('with a refusal in the middle, it says who was changed before', async () => {
		org.answer(group(), done, refused(403, 'E0000006', 'No'));
		const { error } = await change('addMembers', `${USER_ID},${OTHER_ID},00uCem00000000000003`);
		expect(error?.description).toContain(`It was about the user ${OTHER_ID}.`);
		expect(error?.description).toContain(`Done before it: ${USER_ID}.`);
		expect(org.asked()).toHaveLength(3);
	});
});

describe('several users in one item', () => {
	test('are all found before anything is changed', async () => {
		org.answer(({ path, query }) =>
			query.length > 0 || path.endsWith('nobody%40example.com') ? { body: [] } : group(),
		);
		const { items, error } = await change('addMembers', `${USER_ID}, no/body`);
		expect(items).toEqual([]);
		expect(error?.message).toBe('No user has the login or email "no/body"');
		expect(org.asked().filter((line) => !line.startsWith('GET'))).toEqual([]);
	});

	test('by a login that is the email of somebody else, the one with the login is meant', async () => {
		org.answer(
			{
				body: [
					person(OTHER_ID, 'bob', { profile: { login: 'bob', email: 'ada/x' } }),
					person(USER_ID, 'ada/x'),
				],
			},
			group(),
			done,
		);
		const { items } = await change('addMembers', 'ada/x');
		expect(jsons(items)).toMatchObject([{ userId: USER_ID }]);
	});

	test('an email of two is refused', async () => {
		const with_ = (id: string) => person(id, id, { profile: { login: id, email: 'a/b' } });
		org.answer({ body: [with_('1'), with_('2')] });
		const { error } = await change('addMembers', 'a/b');
		expect(error?.message).toBe('2 users have the login or email "a/b": 1, 2');
	});

	test.each([
		['={{ ["00uAda00000000000001", "00uBob00000000000002"] }}', 2],
		['={{ ["00uAda00000000000001"] }}', 1],
	])('an expression may give them as a list: %s', async (users, count) => {
		org.answer(group(), done);
		const { items } = await change('addMembers', users);
		expect(items).toHaveLength(count);
		expect(jsons(items)).toMatchObject([{ userId: USER_ID }, { userId: OTHER_ID }].slice(0, count));
	});

	test.each([
		['={{ [] }}', '"Users" is empty'],
		['={{ ["00uAda00000000000001", null] }}', '"Users" must be text, but it is null'],
		['={{ [["00uAda00000000000001"]] }}', '"Users" must be text, but it is a list'],
	])('a list is refused that holds nobody: %s', async (users, message) => {
		const { items, error } = await change('addMembers', users);
		expect(items).toEqual([]);
		expect(error?.message).toBe(message);
		expect(org.server.received).toEqual([]);
	});

	test('a list is taken as JSON text, too', async () => {
		org.answer(group(), done, done);
		const { items } = await change('addMembers', JSON.stringify([USER_ID, OTHER_ID]));
		expect(items).toHaveLength(2);
	});
});

test('an update keeps what it was not told: Okta replaces the whole profile', async () => {
	org.answer(group(), group());
	await org.run({ resource: 'group', operation: 'update', ...byId, updateFields: { name: 'New' } });
	expect(org.server.calls()[1].json).toEqual({ profile: { name: 'New', costCenter: 4711 } });
});

test.each([
	[{}, 'There is nothing to update'],
	[{ updateFields: { name: '' } }, 'There is nothing to update'],
	[
		{ customAttributes: '{ "name": "x" }' },
		'"Custom Attributes" holds "name", which has a field of its own',
	],
])('an update with %j is refused before anything is sent', async (more, message) => {
	const { error } = await org.run({ resource: 'group', operation: 'update', ...byId, ...more });
	expect(error?.message).toBe(message);
	expect(org.server.received).toEqual([]);
});

test('sorting needs a search', async () => {
	const { error } = await org.run({
		resource: 'group',
		operation: 'getAll',
		sort: { sortBy: 'profile.name' },
	});
	expect(error?.message).toBe('"Sort By" needs a filter');
	expect(org.server.received).toEqual([]);
});
