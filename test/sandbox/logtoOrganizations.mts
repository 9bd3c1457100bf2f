/** Organizations, their members and invitations, and the log of a Logto tenant, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoOrganizations({ node, sandbox, state, named }: Given): void {
	const organizationIn = async (id: unknown): Promise<Json> =>
		(await state()).organizations.find((one: Json) => one.id === id);
	const make = async (name = 'Northwind') =>
		(await node.items('organization', 'create', { name }))[0];
	const rolesIn = async (id: unknown): Promise<Json> =>
		Object.fromEntries((await organizationIn(id)).roles);

	test('an organization comes, changes and goes', async () => {
		const [{ id }] = await node.items('organization', 'create', {
			name: 'Northwind',
			additionalFields: { customData: { plan: 'gold' }, description: 'Shop' },
		});
		const organization = { mode: 'name', value: 'Northwind' };
		expect(await node.items('organization', 'get', { organization })).toMatchObject([
			{ id, customData: { plan: 'gold' } },
		]);
		await node.items('organization', 'update', {
			organization,
			updateFields: { customData: { seats: 5 }, description: '' },
			options: { mergeCustomData: true },
		});
		expect(await organizationIn(id)).toMatchObject({
			description: null,
			customData: { plan: 'gold', seats: 5 },
		});
		await node.items('organization', 'update', {
			organization,
			updateFields: { customData: {}, name: 'Southwind' },
		});
		expect(await organizationIn(id)).toMatchObject({ name: 'Southwind', customData: {} });
		const found = await node.items('organization', 'getAll', {
			returnAll: true,
			filters: { search: 'southw' },
			options: { showFeatured: true },
		});
		expect(found).toMatchObject([{ id, usersCount: 0 }]);
		await node.items('organization', 'delete', { organization: byId(id) });
		expect(await organizationIn(id)).toBeUndefined();
		const all = await node.items('organization', 'getAll', { returnAll: true });
		expect(all).toHaveLength((await state()).organizations.length);
	});

	test('members come with roles by name, change and go', async () => {
		const organization = byId((await make()).id);
		const [one, two] = [await named('ada.vogel'), await named('jana.quist')];
		const add = { organization, users: `${one.primaryEmail},${two.id}`, roles: ['editor'] };
		for (let time = 0; time < 2; time++) await node.items('organizationMember', 'add', add);
		expect(await rolesIn(organization.value)).toEqual({
			[one.id]: ['editor'],
			[two.id]: ['editor'],
		});
		const viewers = { organization, returnAll: true, filters: { role: 'viewer' } };
		expect(await node.items('organizationMember', 'getAll', viewers)).toEqual([]);
		const member = { organization, user: byId(one.id) };
		const roles = ['viewer', 'editor'];
		expect(await node.items('organizationMember', 'addRoles', { ...member, roles })).toMatchObject([
			{ addedRoleIds: [expect.any(String)], already: false },
		]);
		expect(await node.items('organizationMember', 'addRoles', { ...member, roles })).toMatchObject([
			{ already: true },
		]);
		expect(await node.items('organizationMember', 'getAll', viewers)).toMatchObject([
			{ id: one.id, organizationRoles: [{ name: 'editor' }, { name: 'viewer' }] },
		]);
		const role = { mode: 'name', value: 'editor' };
		for (const already of [false, true]) {
			expect(
				await node.items('organizationMember', 'removeRole', { ...member, role }),
			).toMatchObject([{ already }]);
		}
		const held = await node.items('organizationMember', 'getRoles', { ...member, returnAll: true });
		expect(held.map(({ name }) => name)).toEqual(['viewer']);
		const may = await node.items('organizationMember', 'getPermissions', member);
		expect(may.map(({ name }) => name)).toEqual(['read:all']);
		await node.items('organizationMember', 'replaceRoles', { ...member, roles: ['owner'] });
		expect((await rolesIn(organization.value))[one.id]).toEqual(['owner']);
		await node.items('organizationMember', 'replaceRoles', { ...member, removeAll: true });
		expect(await node.items('organizationMember', 'getPermissions', member)).toEqual([]);
		for (const already of [false, true]) {
			expect(await node.items('organizationMember', 'remove', member)).toMatchObject([{ already }]);
		}
		for (const operation of ['getPermissions', 'getRoles']) {
			expect(await node.refusal('organizationMember', operation, member)).toMatch(
				/must be a member/,
			);
		}
		await node.items('organizationMember', 'replace', { organization, users: one.username });
		expect(Object.keys(await rolesIn(organization.value))).toEqual([one.id]);
		await node.items('organizationMember', 'replace', { organization, removeAll: true });
		expect(await rolesIn(organization.value)).toEqual({});
	});

	test('somebody is invited, reminded, and becomes a member', async () => {
		const organization = byId((await make()).id);
		const one = await named('ada.vogel');
		const form = {
			organization,
			invitee: one.primaryEmail,
			roles: ['editor'],
			expiresAt: '2100-01-01T00:00:00Z',
			options: { sendEmail: true, link: 'https://example.com/join' },
		};
		expect(await node.refusal('organizationInvitation', 'create', form)).toMatch(/connector/);
		await sandbox().dial('logto', { emailConnector: true });
		const [{ id }] = await node.items('organizationInvitation', 'create', form);
		const invitation = byId(id);
		await node.items('organizationInvitation', 'resend', {
			invitation,
			link: 'https://example.com/again',
		});
		expect((await state()).mails).toEqual([
			{ to: one.primaryEmail, link: 'https://example.com/join' },
			{ to: one.primaryEmail, link: 'https://example.com/again' },
		]);
		const other = await named('jana.quist');
		const wrong = { invitation, user: byId(other.id) };
		expect(await node.refusal('organizationInvitation', 'accept', wrong)).toMatch(/same email/);
		for (const already of [false, true]) {
			expect(
				await node.items('organizationInvitation', 'accept', { invitation, user: byId(one.id) }),
			).toMatchObject([{ status: 'Accepted', already }]);
		}
		expect(await rolesIn(organization.value)).toEqual({ [one.id]: ['editor'] });
		expect(await node.refusal('organizationInvitation', 'revoke', { invitation })).toMatch(
			/cannot be changed anymore/,
		);
	});

	test('an invitation is revoked and deleted', async () => {
		const organization = byId((await make()).id);
		const [{ id }] = await node.items('organizationInvitation', 'create', {
			organization,
			invitee: 'guest@example.com',
			expiresAt: '2100-01-01T00:00:00Z',
		});
		const invitation = byId(id);
		const offered = await node.pick().search('searchInvitations', 'guest');
		expect(offered.results).toMatchObject([{ name: 'guest@example.com (Pending)', value: id }]);
		for (const already of [false, true]) {
			expect(await node.items('organizationInvitation', 'revoke', { invitation })).toMatchObject([
				{ status: 'Revoked', already },
			]);
		}
		const wanted = { filters: { organization: 'Northwind', status: 'Revoked' } };
		expect(await node.items('organizationInvitation', 'getAll', wanted)).toMatchObject([{ id }]);
		expect(await node.items('organizationInvitation', 'get', { invitation })).toMatchObject([
			{ id },
		]);
		await node.items('organizationInvitation', 'delete', { invitation });
		expect((await state()).invitations).toEqual([]);
	});

	test('the log tells who signed in where', async () => {
		const { id, lastSignInAt } = await named('ada.vogel');
		const filters = { user: byId(id), app: 'Customer Portal', since: lastSignInAt };
		const entries = await node.items('log', 'getAll', {
			returnAll: true,
			simplify: false,
			filters,
		});
		expect(entries).toHaveLength(2);
		expect(JSON.stringify(entries)).toContain('"code":"******"');
		const all = await node.items('log', 'getAll', { returnAll: true });
		expect(all.length).toBeGreaterThan(300);
		expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
		const newest = (await node.pick().search('searchLogs')).results[0];
		expect(await node.items('log', 'get', { log: byId(newest.value) })).toMatchObject([
			{ id: newest.value },
		]);
	});

	test('pickers offer organizations, their roles and applications', async () => {
		const { organizations } = await state();
		const offered = await node.pick().load('getOrganizations');
		expect(offered).toHaveLength(organizations.length);
		const found = await node.pick().search('searchOrganizations', 'alder');
		expect(found.results.map(({ name }) => name)).toEqual(['Alder Ltd.']);
		const roles = await node.pick().load('getOrganizationRoles');
		expect(roles.map(({ name }) => name)).toEqual(['editor', 'owner', 'viewer']);
		const one = await node.pick().search('searchOrganizationRoles', 'edit');
		expect(one.results.map(({ name }) => name)).toEqual(['editor']);
		const apps = await node.pick().load('getApplications');
		expect(apps.map(({ name }) => name)).toContain('Partner Portal');
	});
}
