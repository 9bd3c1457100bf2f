/** Who is an administrator: what is mixed in Okta's lists, and what must not pass for done. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { pickers } from '../engine/engine.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { helpDesk, helper } from './adminRole.mjs';
import { missing, person, refused, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const roles = `/api/v1/users/${USER_ID}/roles`;
const byId = { user: { mode: 'id', value: USER_ID } };
const custom = {
	role: 'CUSTOM',
	customRole: { mode: 'id', value: helper.role },
	resourceSet: { mode: 'id', value: helper['resource-set'] },
};
const run = async (operation: string, parameters: IDataObject) =>
	await org.run({ resource: 'adminRole', operation, ...parameters });

const through = (href?: string): IDataObject => ({
	...helpDesk,
	assignmentType: 'GROUP',
	_links: href ? { assignee: { href } } : undefined,
});

describe('a role that a user has through a group', () => {
	test('is not taken from the user, and the group is named where Okta names it', async () => {
		for (const [href, group] of [
			['https://acme.okta.com/api/v1/groups/00g1', 'the group 00g1'],
			[undefined, 'a group'],
		] as const) {
			org.server.received = [];
			org.answer({ body: [through(href)] });
			const { items, error } = await run('unassign', { ...byId, role: 'HELP_DESK_ADMIN' });
			expect(items).toEqual([]);
			expect(error?.message).toBe(`The user has the role through ${group}`);
			expect(error?.context?.outcome).toBe('refused');
			expect(org.asked()).toEqual([`GET ${roles}`]);
		}
	});

	test('is no reason not to give it to the user', async () => {
		org.answer({ body: [through()] }, { status: 201, body: helpDesk });
		const { items } = await run('assign', { ...byId, role: 'HELP_DESK_ADMIN' });
		expect(jsons(items)).toMatchObject([{ id: helpDesk.id, assignmentType: 'USER' }]);
		expect(org.asked()).toEqual([`GET ${roles}`, `POST ${roles}`]);
	});
});

describe('a role that nobody has', () => {
	test('does not count as taken when the custom role is mistyped', async () => {
		org.answer({ body: [helpDesk] }, missing('CustomRole'));
		const { items, error } = await run('unassign', { ...byId, ...custom });
		expect(items).toEqual([]);
		expect(error?.context?.outcome).toBe('notFound');
	});

	test('does not count as taken when the user is mistyped', async () => {
		org.answer(missing());
		const { items, error } = await run('unassign', { ...byId, role: 'APP_ADMIN' });
		expect(items).toEqual([]);
		expect(error?.description).toContain('Check "User"');
	});

	test.each([
		['assign', [helpDesk], 'The user has the role already'],
		['unassign', [], 'The user does not have the role'],
	])('or has already stops where that is wanted: %s', async (operation, body, message) => {
		org.answer({ body });
		const { items, error } = await run(operation, {
			...byId,
			role: 'HELP_DESK_ADMIN',
			options: { ifAlreadyDone: 'stop' },
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe(message);
		expect(error?.context?.outcome).toBe('already');
	});
});

test('the same custom role for another resource set is another role', async () => {
	org.answer({ body: [{ ...helper, 'resource-set': 'iam0' }] }, { status: 201, body: helper });
	await run('assign', { ...byId, ...custom });
	expect(org.server.calls()[1]).toMatchObject({
		method: 'POST',
		json: { type: 'CUSTOM', role: helper.role, 'resource-set': helper['resource-set'] },
	});
});

test.each([
	['User', { role: 'APP_ADMIN' }],
	['Group', { assignee: 'group', role: 'APP_ADMIN' }],
	['Custom Role', { ...byId, role: 'CUSTOM', resourceSet: custom.resourceSet }],
	['Resource Set', { ...byId, role: 'CUSTOM', customRole: custom.customRole }],
])('"%s" must be chosen where the form shows it', async (label, parameters) => {
	for (const operation of ['assign', 'unassign']) {
		org.server.received = [];
		const { items, error } = await run(operation, parameters as IDataObject);
		expect(items).toEqual([]);
		expect(error?.message).toBe(`"${label}" is empty`);
		expect(org.asked()).toEqual([]);
	}
});

test('an answer that names no role does not pass for an assignment', async () => {
	org.answer({ body: [] }, { status: 201 }, { body: [] });
	const group = { assignee: 'group', group: { mode: 'id', value: '00g1' } };
	const { items, error } = await run('assign', { ...group, role: 'APP_ADMIN' });
	expect(items).toEqual([]);
	expect(error?.message).toContain('could not be read');
});

describe('the list of administrators', () => {
	const page = (ids: string[], next?: string): IDataObject => ({
		value: ids.map((id) => ({ id })),
		...(next && {
			_links: { next: { href: `${org.origin}/api/v1/iam/assignees/users?after=${next}` } },
		}),
	});

	test('is read to its end, and says of each who it is, in Okta’s order', async () => {
		org.answer(({ path, query }) => {
			const id = /users\/(00u\d)/.exec(path)?.[1];
			if (path.endsWith('/roles')) return { body: [helpDesk] };
			if (id === '00u2') return missing();
			if (id) return { body: person(id, `${id}@example.com`) };
			const isFirst = !query.some(([name]) => name === 'after');
			return { body: isFirst ? page(['00u1', '00u2'], 'x') : page(['00u3']) };
		});
		const { items } = await run('getAdmins', { returnAll: true });
		expect(jsons(items)).toMatchObject([
			{ id: '00u1', login: '00u1@example.com', roles: [{ type: 'HELP_DESK_ADMIN' }] },
			// Whom Okta does not know any more still has a role.
			{ id: '00u2', login: null, roles: [{ type: 'HELP_DESK_ADMIN' }] },
			{ id: '00u3', login: '00u3@example.com', roles: [{ type: 'HELP_DESK_ADMIN' }] },
		]);
	});

	test('is not given in part when one of them cannot be read', async () => {
		org.answer(({ path }) =>
			path.endsWith('00u2')
				? refused(403, 'E0000006', 'You do not have permission')
				: { body: path.includes('/iam/') ? page(['00u1', '00u2']) : person('00u1', 'a@b.co') },
		);
		const { items, error } = await run('getAdmins', { returnAll: true, includeRoles: false });
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe('403');
	});
});

test('pickers show custom roles and resource sets by name, of all pages', async () => {
	const open = pickers('okta', credentialsFor('okta', org.origin));
	for (const [method, path, key] of [
		['searchCustomRoles', '/api/v1/iam/roles', 'roles'],
		['searchResourceSets', '/api/v1/iam/resource-sets', 'resource-sets'],
	]) {
		org.answer(({ query }) => ({
			body: query.length
				? { [key]: [{ id: '1', label: 'Alpha help' }] }
				: {
						[key]: [
							{ id: '2', label: 'Zeta Help' },
							{ id: '3', label: 'Other' },
						],
						_links: { next: { href: `${org.origin}${path}?after=1` } },
					},
		}));
		const { results } = await open.search(method, ' help');
		expect(results).toEqual([
			{ name: 'Alpha help', value: '1' },
			{ name: 'Zeta Help', value: '2' },
		]);
	}
});
