/** Who joins an organization of a Logto tenant at sign-in, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoJit({ node, state }: Given): void {
	const organization = { mode: 'name', value: 'Northwind' };
	const make = async () =>
		(await node.items('organization', 'create', { name: 'Northwind' }))[0].id;
	const jitOf = async (id: string) =>
		(await state()).organizations.find((one: Json) => one.id === id).jit;
	const twice = async (operation: string, form: Json) => {
		for (const already of [false, true]) {
			const given = { organization, ...form };
			expect(await node.items('jitProvisioning', operation, given)).toMatchObject([{ already }]);
		}
	};

	test('people of a domain join an organization, and no longer do', async () => {
		const id = await make();
		await twice('addEmailDomain', { emailDomain: 'northwind.example.com' });
		const listed = await node.items('jitProvisioning', 'getEmailDomains', { organization });
		expect(listed).toMatchObject([{ emailDomain: 'northwind.example.com' }]);
		const picked = await node.pick({ organization }).search('searchEmailDomains', 'north');
		expect(picked.results.map(({ value }) => value)).toEqual(['northwind.example.com']);
		const emailDomain = { mode: 'name', value: 'northwind.example.com' };
		await twice('removeEmailDomain', { emailDomain });
		expect((await jitOf(id)).emailDomains).toEqual([]);
		const nowhere = { organization: byId('noorga000000'), emailDomain };
		expect(await node.refusal('jitProvisioning', 'removeEmailDomain', nowhere)).toMatch(
			/not exist/,
		);
		expect(await node.refusal('jitProvisioning', 'getEmailDomains', nowhere)).toMatch(/not exist/);
	});

	test('those who join get roles', async () => {
		const id = await make();
		await twice('addRoles', { roles: ['editor'] });
		const listed = await node.items('jitProvisioning', 'getRoles', { organization });
		expect(listed.map(({ name }) => name)).toEqual(['editor']);
		await twice('removeRole', { role: { mode: 'name', value: 'editor' } });
		expect((await jitOf(id)).roles).toEqual([]);
	});

	test('users of an SSO connector join, of which no secret is said', async () => {
		const id = await make();
		await twice('addSsoConnectors', { ssoConnectors: ['acme-oidc'] });
		const listed = await node.items('jitProvisioning', 'getSsoConnectors', { organization });
		expect(listed.map(({ connectorName }) => connectorName)).toEqual(['acme-oidc']);
		const offered = [
			await node.pick().load('getSsoConnectors'),
			(await node.pick().search('searchSsoConnectors', 'oidc')).results,
		];
		for (const some of offered) {
			expect(some.map(({ name }) => name)).toEqual(['acme-oidc', 'harbor-oidc']);
		}
		expect(JSON.stringify([listed, offered])).not.toContain('secret');
		await twice('removeSsoConnector', { ssoConnector: { mode: 'name', value: 'acme-oidc' } });
		expect((await jitOf(id)).ssoConnectors).toEqual([]);
	});
}
