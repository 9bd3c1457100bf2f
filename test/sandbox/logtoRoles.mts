/** Roles of a Logto tenant, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoRoles({ node, sandbox, state, userIn, named }: Given): void {
	const roleNamed = async (name: string): Promise<Json> =>
		(await state()).roles.find((role: Json) => role.name === name);

	test('a role comes, changes and goes', async () => {
		const [made] = await node.items('role', 'create', {
			name: 'Auditor',
			description: 'May read',
			permissions: ['read:orders'],
			additionalFields: { isDefault: true },
		});
		expect(await roleNamed('Auditor')).toMatchObject({
			id: made.id,
			type: 'User',
			isDefault: true,
			permissions: ['read:orders'],
		});
		const role = { mode: 'name', value: 'Auditor' };
		expect(await node.items('role', 'get', { role })).toEqual([made]);
		const updateFields = { name: 'Inspector', isDefault: false };
		await node.items('role', 'update', { role, updateFields });
		expect(await roleNamed('Inspector')).toMatchObject({ id: made.id, isDefault: false });
		expect(await node.refusal('role', 'get', { role })).toBe('No role has the name "Auditor"');
		expect(await node.items('role', 'delete', { role: byId(made.id) })).toEqual([
			{ id: made.id, deleted: true },
		]);
		expect(await roleNamed('Inspector')).toBeUndefined();
	});

	test('users get it who lack it, by email and ID, and lose it', async () => {
		const one = await named('ada.vogel');
		const two = await named('jana.quist');
		const role = { mode: 'name', value: 'Beta Tester' };
		const users = `Ada.Vogel@halden.example, ${String(two.id)}`;
		await node.items('role', 'addUsers', { role, users: one.username });
		expect(await node.items('role', 'addUsers', { role, users })).toMatchObject([
			{ userIds: [one.id, two.id], addedUserIds: [two.id], already: false },
		]);
		expect(await node.items('role', 'addUsers', { role, users })).toMatchObject([
			{ addedUserIds: [], already: true },
		]);
		for (const { id } of [one, two]) expect((await userIn(id)).roles).toContain('Beta Tester');
		const holders = await node.items('role', 'getUsers', { role, returnAll: true });
		expect(holders.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, two.id]));
		const taking = { role, user: byId(two.id) };
		for (const already of [false, true]) {
			expect(await node.items('role', 'removeUser', taking)).toMatchObject([{ already }]);
		}
		expect((await userIn(two.id)).roles).not.toContain('Beta Tester');
		const nobody = { role, user: byId('nobody000000') };
		expect(await node.refusal('role', 'removeUser', nobody)).toMatch(/does not exist/);
	});

	test('applications get it and lose it', async () => {
		const role = { mode: 'name', value: 'Nightly Export' };
		const apps = ['Forgotten Script', sandbox().access.logto.clientId];
		await node.items('role', 'addApplications', { role, apps: apps.slice(0, 1) });
		expect(await node.items('role', 'addApplications', { role, apps })).toMatchObject([
			{ addedAppIds: [apps[1]], already: false },
		]);
		const holders = await node.items('role', 'getApplications', {
			role,
			returnAll: true,
			simplify: false,
		});
		expect(holders.map(({ name }) => name).sort()).toEqual(['Automation', 'Forgotten Script']);
		expect(JSON.stringify(holders)).not.toContain('internal:');
		const taking = { role, app: { mode: 'name', value: 'Forgotten Script' } };
		for (const already of [false, true]) {
			expect(await node.items('role', 'removeApplication', taking)).toMatchObject([{ already }]);
		}
		expect((await roleNamed('Nightly Export')).applications).toEqual(['Automation']);
	});

	test('it gives permissions and no longer does', async () => {
		const role = { mode: 'name', value: 'Order Reader' };
		const permissions = ['read:orders', 'write:orders'];
		const [{ addedPermissionIds: added }] = await node.items('role', 'addPermissions', {
			role,
			permissions,
		});
		expect(added).toHaveLength(1);
		const held = await node.items('role', 'getPermissions', { role, returnAll: true });
		expect(held.map(({ name }) => name)).toEqual(permissions);
		const permission = { mode: 'name', value: 'write:orders' };
		for (const already of [false, true]) {
			expect(await node.items('role', 'removePermission', { role, permission })).toMatchObject([
				{ already },
			]);
		}
		const twice = await node.refusal('role', 'addPermissions', {
			role,
			permissions: ['read:items'],
		});
		expect(twice).toMatch(/^2 permissions have the name "read:items"/);
	});

	test('a search of which any part may match holds no role that it should not', async () => {
		const { id, roles } = await named('ada.vogel');
		const conditions = {
			condition: [
				{ field: 'name', mode: 'like', value: '%' },
				{ field: 'description', mode: 'like', value: 'Whoever%' },
			],
		};
		const held = await node.items('userRole', 'getAll', {
			user: byId(id),
			returnAll: true,
			conditions,
		});
		expect(held.map(({ name }) => name).sort()).toEqual([...roles].sort());
		const all = await node.items('role', 'getAll', {
			returnAll: true,
			filters: { type: 'User' },
			conditions,
		});
		const { roles: known } = await state();
		expect(all.map(({ name }) => name).sort()).toEqual(
			known
				.filter(({ type }: Json) => type === 'User')
				.map(({ name }: Json) => name)
				.sort(),
		);
	});

	test('pickers offer what fits', async () => {
		const roles = await node.pick().search('searchRoles', 'order');
		expect(roles.results.map(({ name }) => name)).toEqual(['Order Editor', 'Order Reader']);
		const machines = await node.pick().load('getMachines');
		expect(machines.map(({ name }) => name)).toEqual(['Automation', 'Forgotten Script']);
		const found = await node.pick().search('searchMachines', 'script');
		expect(found.results.map(({ name }) => name)).toEqual(['Forgotten Script']);
		const permissions = await node.pick().load('getPermissions');
		expect(permissions.map(({ name }) => name)).toContain('read:items (Depot API)');
		const role = { mode: 'name', value: 'Order Reader' };
		const given = await node.pick({ role }).search('searchPermissionsOfRole');
		expect(given.results.map(({ name }) => name)).toEqual(['read:orders (Shop API)']);
	});
}
