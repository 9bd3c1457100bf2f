/** What there is in all organizations of a Logto tenant, roles and permissions, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoTemplate({ node, state }: Given): void {
	const roleNamed = async (name: string): Promise<Json> =>
		(await state()).organizationRoles.find((role: Json) => role.name === name);

	test('an organization permission comes, changes and goes', async () => {
		const [made] = await node.items('organizationPermission', 'create', {
			name: 'read:bills',
			description: 'May read',
		});
		const permission = { mode: 'name', value: 'read:bills' };
		expect(await node.items('organizationPermission', 'get', { permission })).toEqual([made]);
		const again = { name: 'read:bills' };
		expect(await node.refusal('organizationPermission', 'create', again)).toMatch(/already exists/);
		const filters = { search: 'BILLS' };
		expect(await node.items('organizationPermission', 'getAll', { filters })).toEqual([made]);
		const updateFields = { name: 'pay:bills', description: '' };
		const [changed] = await node.items('organizationPermission', 'update', {
			permission,
			updateFields,
		});
		expect(changed).toEqual({ ...made, name: 'pay:bills', description: null });
		await node.items('organizationPermission', 'delete', { permission: byId(made.id) });
		const { organizationPermissions } = await state();
		expect(organizationPermissions.map(({ name }: Json) => name)).not.toContain('pay:bills');
	});

	test('an organization role comes, changes and goes', async () => {
		const [made] = await node.items('organizationRole', 'create', {
			name: 'billing',
			permissions: ['read:all'],
			apiPermissions: ['read:orders'],
			additionalFields: { description: 'Bills' },
		});
		expect(await roleNamed('billing')).toMatchObject({
			id: made.id,
			type: 'User',
			permissions: ['read:all'],
			apiPermissions: ['read:orders'],
		});
		const role = { mode: 'name', value: 'billing' };
		expect(await node.items('organizationRole', 'get', { role })).toEqual([made]);
		const filters = { search: 'bill' };
		expect(await node.items('organizationRole', 'getAll', { filters })).toMatchObject([
			{ id: made.id, scopes: [{ name: 'read:all' }] },
		]);
		await node.items('organizationRole', 'update', { role, updateFields: { name: 'paying' } });
		expect(await roleNamed('paying')).toMatchObject({ description: 'Bills' });
		await node.items('organizationRole', 'delete', { role: byId(made.id) });
		expect(await roleNamed('paying')).toBeUndefined();
	});

	test.each([
		['Permission', 'write:all', 'permissions', ['read:all', 'write:all']],
		['ApiPermission', 'write:orders', 'apiPermissions', ['write:orders']],
	] as const)('an organization role gives and no longer gives a %s', async (...given) => {
		const [kind, name, held, all] = given;
		const role = { mode: 'name', value: 'viewer' };
		const add = { role, permissions: [name] };
		for (const already of [false, true]) {
			expect(await node.items('organizationRole', `add${kind}s`, add)).toMatchObject([{ already }]);
		}
		expect((await roleNamed('viewer'))[held]).toEqual(all);
		const listed = await node.items('organizationRole', `get${kind}s`, { role, returnAll: true });
		expect(listed.map((one) => one.name)).toEqual(all);
		const permission = { mode: 'name', value: name };
		for (const already of [false, true]) {
			expect(
				await node.items('organizationRole', `remove${kind}`, { role, permission }),
			).toMatchObject([{ already }]);
		}
		expect((await roleNamed('viewer'))[held]).not.toContain(name);
		const unknown = { role: byId('norole1aaaaaaaaaaaaaa'), permission };
		expect(await node.refusal('organizationRole', `remove${kind}`, unknown)).toMatch(
			/does not exist/,
		);
	});

	test('an application works in an organization, with roles, and leaves', async () => {
		const [{ id }] = await node.items('organization', 'create', { name: 'Northwind' });
		const organization = { mode: 'name', value: 'Northwind' };
		const app = { mode: 'name', value: 'Forgotten Script' };
		const heldIn = async () =>
			(await state()).organizations.find((one: Json) => one.id === id).applications;
		const add = { organization, apps: ['Forgotten Script'] };
		for (const already of [false, true]) {
			expect(await node.items('organizationApplication', 'add', add)).toMatchObject([{ already }]);
		}
		const roles = { organization, app, roles: ['robot'] };
		for (const already of [false, true]) {
			expect(await node.items('organizationApplication', 'addRoles', roles)).toMatchObject([
				{ already },
			]);
		}
		expect(await heldIn()).toEqual([[expect.any(String), ['robot']]]);
		const listed = await node.items('organizationApplication', 'getAll', {
			organization,
			filters: { search: 'script' },
		});
		expect(listed).toMatchObject([{ organizationRoles: [{ name: 'robot' }] }]);
		const held = await node.items('organizationApplication', 'getRoles', { organization, app });
		expect(held.map(({ name }) => name)).toEqual(['robot']);
		const role = { mode: 'name', value: 'robot' };
		for (const already of [false, true]) {
			expect(
				await node.items('organizationApplication', 'removeRole', { organization, app, role }),
			).toMatchObject([{ already }]);
		}
		for (const already of [false, true]) {
			expect(
				await node.items('organizationApplication', 'remove', { organization, app }),
			).toMatchObject([{ already }]);
		}
		expect(await heldIn()).toEqual([]);
		expect(await node.refusal('organizationApplication', 'addRoles', roles)).toMatch(/member/);
		const people = { organization, apps: ['Customer Portal'] };
		expect(await node.refusal('organizationApplication', 'add', people)).toMatch(
			/^No application has the name/,
		);
		const nowhere = { organization: byId('noorga000000') };
		expect(await node.refusal('organizationApplication', 'getAll', nowhere)).toMatch(/not exist/);
		const offered = await node.pick().load('getOrganizationMachineRoles');
		expect(offered.map(({ name }) => name)).toEqual(['robot']);
	});

	test('pickers offer organization permissions, and those of APIs', async () => {
		const names = (offered: Array<{ name: string }>) => offered.map(({ name }) => name);
		const all = ['manage:members', 'read:all', 'write:all'];
		expect(names(await node.pick().load('getOrganizationPermissions'))).toEqual(all);
		const found = await node.pick().search('searchOrganizationPermissions', 'all');
		expect(names(found.results)).toEqual(all.slice(1));
		const apis = await node.pick().search('searchPermissions', 'depot');
		expect(names(apis.results)).toEqual(['read:items (Depot API)', 'write:items (Depot API)']);
	});
}
