/** API resources of a Logto tenant and their permissions, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoResources({ node, state }: Given): void {
	const indicator = 'https://billing.halden.example';
	const apiNamed = async (name: string): Promise<Json> =>
		(await state()).apiResources.find((one: Json) => one.name === name);
	const shop = { mode: 'name', value: 'Shop API' };

	test('an API resource comes, changes and goes', async () => {
		const [made] = await node.items('apiResource', 'create', { name: 'Billing API', indicator });
		const apiResource = { mode: 'indicator', value: indicator };
		const [{ scopes: _scopes, ...one }] = [made];
		expect(await node.items('apiResource', 'get', { apiResource })).toEqual([one]);
		const again = { name: 'Other', indicator };
		expect(await node.refusal('apiResource', 'create', again)).toMatch(/already in use/);
		const updateFields = { name: 'Payments API', accessTokenTtl: 600 };
		await node.items('apiResource', 'update', { apiResource, updateFields });
		expect(await apiNamed('Payments API')).toMatchObject({ indicator, accessTokenTtl: 600 });
		const all = await node.items('apiResource', 'getAll', {
			options: { includePermissions: true },
		});
		expect(all.map(({ name, scopes }) => [name, scopes.length])).toContainEqual(['Shop API', 3]);
		await node.items('apiResource', 'delete', { apiResource: byId(made.id) });
		expect(await apiNamed('Payments API')).toBeUndefined();
		const own = { apiResource: { mode: 'name', value: 'Logto Management API' } };
		expect(await node.refusal('apiResource', 'delete', own)).toMatch(/Cannot delete/);
	});

	test('a permission of it comes, changes and goes, and none of another API', async () => {
		const [made] = await node.items('apiPermission', 'create', {
			apiResource: shop,
			name: 'read:bills',
		});
		const spaced = { apiResource: shop, name: 'read bills' };
		expect(await node.refusal('apiPermission', 'create', spaced)).toMatch(/spaces/);
		const filters = { search: '%bills', mode: 'like' };
		expect(await node.items('apiPermission', 'getAll', { apiResource: shop, filters })).toEqual([
			made,
		]);
		const permission = { mode: 'name', value: 'read:bills' };
		const [changed] = await node.items('apiPermission', 'update', {
			apiResource: shop,
			permission,
			updateFields: { name: 'pay:bills', description: 'May pay' },
		});
		expect(changed).toEqual({ ...made, name: 'pay:bills', description: 'May pay' });
		const [{ id }] = (await apiNamed('Logto Management API')).scopes;
		const foreign = { apiResource: shop, permission: byId(id) };
		expect(await node.refusal('apiPermission', 'delete', foreign)).toMatch(/has no permission/);
		expect((await apiNamed('Logto Management API')).scopes).toHaveLength(1);
		await node.items('apiPermission', 'delete', { apiResource: shop, permission: byId(made.id) });
		expect((await apiNamed('Shop API')).scopes).toHaveLength(3);
		const nowhere = { apiResource: byId('noapi1aaaaaaaaaaaaaaa') };
		expect(await node.refusal('apiPermission', 'getAll', nowhere)).toMatch(/does not exist/);
	});

	test('pickers offer API resources and their permissions', async () => {
		const found = await node.pick().search('searchResources', 'depot');
		expect(found.results.map(({ name }) => name)).toEqual([
			'Depot API (https://depot.halden.example)',
		]);
		const apiResource = { mode: 'indicator', value: 'https://depot.halden.example' };
		const offered = await node.pick({ apiResource }).search('searchPermissionsOfResource', 'write');
		expect(offered.results.map(({ name }) => name)).toEqual(['write:items']);
	});
}
