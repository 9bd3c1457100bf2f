/** Applications of a Logto tenant, their secrets and their roles, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoApplications({ node, sandbox, state }: Given): void {
	const applicationNamed = async (name: string): Promise<Json> =>
		(await state()).applications.find((one: Json) => one.name === name);
	const job = { mode: 'name', value: 'Nightly job' };
	const script = { mode: 'name', value: 'Forgotten Script' };

	test('an application comes, changes and goes', async () => {
		const [made] = await node.items('application', 'create', {
			name: 'Nightly job',
			additionalFields: { description: 'Exports', customData: '{ "owner": "ops" }' },
		});
		expect(await applicationNamed('Nightly job')).toMatchObject({
			id: made.id,
			type: 'MachineToMachine',
			secrets: ['Default secret'],
		});
		expect(await node.items('application', 'get', { app: job })).toEqual([
			{ ...made, isAdmin: false },
		]);
		const twins = await node.items('application', 'getAll', {
			filters: { search: 'Nightly%', mode: 'like', types: ['MachineToMachine'] },
		});
		expect(twins).toEqual([made]);
		await node.items('application', 'update', { app: job, updateFields: { name: 'Weekly job' } });
		expect(await applicationNamed('Nightly job')).toBeUndefined();
		expect(await node.items('application', 'delete', { app: byId(made.id) })).toEqual([
			{ id: made.id, deleted: true },
		]);
		expect(await applicationNamed('Weekly job')).toBeUndefined();
	});

	test.each([false, true])(
		'what is not changed of it stays, whether the server merges (%s) or not',
		async (mergesApplications) => {
			await sandbox().dial('logto', { mergesApplications });
			const portal = { mode: 'name', value: 'Customer Portal' };
			const set = async (updateFields: Json) =>
				await node.items('application', 'update', { app: portal, updateFields });
			await set({ redirectUris: 'https://a.example, https://b.example', customData: '{"a": 1}' });
			await set({ postLogoutRedirectUris: 'https://c.example', refreshTokenTtlInDays: 3 });
			await set({ customData: '{"b": 2}', rotateRefreshToken: false });
			expect(await applicationNamed('Customer Portal')).toMatchObject({
				oidcClientMetadata: {
					redirectUris: ['https://a.example', 'https://b.example'],
					postLogoutRedirectUris: ['https://c.example'],
				},
				customClientMetadata: { refreshTokenTtlInDays: 3, rotateRefreshToken: false },
				customData: { a: 1, b: 2 },
			});
		},
	);

	test('its secrets come, are renamed and go, and say no value unless asked', async () => {
		const given = { app: script };
		const [made] = await node.items('applicationSecret', 'create', { ...given, name: 'new one' });
		expect(made).not.toHaveProperty('value');
		const options = { includeSecretValue: true };
		const secrets = await node.items('applicationSecret', 'getAll', { ...given, options });
		expect(secrets.map(({ name }) => name)).toEqual(['Default secret', 'new one']);
		expect(secrets.every(({ value }) => value.length > 10)).toBe(true);
		const picked = await node.pick({ app: script }).search('searchSecrets', 'NEW');
		expect(picked.results).toEqual([{ name: 'new one', value: 'new one' }]);
		const secret = { mode: 'list', value: 'Default secret' };
		const [renamed] = await node.items('applicationSecret', 'rename', {
			...given,
			secret,
			newName: 'old / one',
		});
		expect(renamed).toEqual({ ...renamed, name: 'old / one' });
		expect(renamed).not.toHaveProperty('value');
		const newOne = { mode: 'name', value: 'new one' };
		await node.items('applicationSecret', 'delete', { ...given, secret: newOne });
		expect((await applicationNamed('Forgotten Script')).secrets).toEqual(['old / one']);
		const portal = { app: { mode: 'name', value: 'Field App' }, name: 'x' };
		expect(await node.refusal('applicationSecret', 'create', portal)).toMatch(/constraint/);
	});

	test('it gets roles, exactly some, and loses them', async () => {
		const held = async () => (await applicationNamed('Forgotten Script')).roles;
		const roles = ['Nightly Export', 'Logto Management API access'];
		await node.items('applicationRole', 'add', { app: script, roles: roles.slice(0, 1) });
		expect(await node.items('applicationRole', 'add', { app: script, roles })).toMatchObject([
			{ already: false },
		]);
		expect(await held()).toEqual(roles);
		const listed = await node.items('applicationRole', 'getAll', { app: script, returnAll: true });
		expect(listed.map(({ name }) => name).sort()).toEqual([...roles].sort());
		// Logto's own way to replace would take all, and refuse then.
		const fewer = { app: script, roles: roles.slice(0, 1) };
		expect(await node.items('applicationRole', 'replace', fewer)).toMatchObject([
			{ addedRoleIds: [], already: false },
		]);
		expect(await held()).toEqual(['Nightly Export']);
		expect(await node.items('applicationRole', 'replace', fewer)).toMatchObject([
			{ already: true },
		]);
		const picked = await node.pick({ app: script }).search('searchRolesOfApplication', 'night');
		expect(picked.results.map(({ name }) => name)).toEqual(['Nightly Export']);
		const role = { mode: 'name', value: 'Nightly Export' };
		for (const already of [false, true]) {
			expect(await node.items('applicationRole', 'remove', { app: script, role })).toMatchObject([
				{ already },
			]);
		}
		await node.items('applicationRole', 'replace', { app: script, removeAll: true });
		expect(await held()).toEqual([]);
		const people = { app: script, roles: ['Order Reader'] };
		expect(await node.refusal('applicationRole', 'replace', people)).toMatch(/user type role/);
		const portal = { app: byId((await applicationNamed('Field App')).id), returnAll: true };
		expect(await node.refusal('applicationRole', 'getAll', portal)).toMatch(/machine to machine/);
	});

	test('pickers offer applications of all kinds, and roles for machines', async () => {
		const found = await node.pick().search('searchApplications', 'portal');
		expect(found.results.map(({ name }) => name)).toEqual(['Customer Portal', 'Partner Portal']);
		const roles = await node.pick().load('getMachineRoles');
		expect(roles.map(({ name }) => name)).toEqual([
			'Logto Management API access',
			'Nightly Export',
		]);
	});
}
