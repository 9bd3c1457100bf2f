/** One-time tokens of a Logto tenant, through the node. */
import { byId, type Given, type Json } from './logtoSessions.mjs';

export function logtoTokens({ node, sandbox, state }: Given): void {
	const email = 'guest@halden.example';
	const make = async (more: Json = {}) =>
		(await node.items('oneTimeToken', 'create', { email, ...more }))[0];
	const statusOf = async (id: string) =>
		(await state()).oneTimeTokens.find((one: Json) => one.id === id)?.status;

	test('a one-time token is good once, and for its address alone', async () => {
		const [{ id: organization }] = (await state()).organizations;
		const made = await make({ options: { organizations: [organization], expiresIn: 60 } });
		expect(made).toMatchObject({ context: { jitOrganizationIds: [organization] } });
		const { id, token } = made;
		const [read] = await node.items('oneTimeToken', 'get', { oneTimeToken: byId(id) });
		expect(read).toMatchObject({ id, status: 'active' });
		expect(read).not.toHaveProperty('token');
		const other = { email: 'other@halden.example', tokenValue: token };
		expect(await node.refusal('oneTimeToken', 'verify', other)).toMatch(/Email mismatch/);
		const [used] = await node.items('oneTimeToken', 'verify', { email, tokenValue: token });
		expect(used).toMatchObject({ id, status: 'consumed' });
		expect(used).not.toHaveProperty('token');
		expect(await node.refusal('oneTimeToken', 'verify', { email, tokenValue: token })).toMatch(
			/consumed/,
		);
	});

	test('a one-time token is revoked as long as it is good, and goes', async () => {
		const { id, token } = await make();
		const oneTimeToken = byId(id);
		for (const already of [false, true]) {
			expect(await node.items('oneTimeToken', 'revoke', { oneTimeToken })).toMatchObject([
				{ status: 'revoked', already },
			]);
		}
		expect(await node.refusal('oneTimeToken', 'verify', { email, tokenValue: token })).toMatch(
			/revoked/,
		);
		await node.items('oneTimeToken', 'delete', { oneTimeToken });
		expect(await statusOf(id)).toBeUndefined();
	});

	test('one-time tokens are found by address and by the state that they are in', async () => {
		for (let time = 0; time < 3; time++) await make();
		const { id } = await make({ email: 'x@halden.example', options: { expiresIn: 5 } });
		await sandbox().advance(10_000);
		const found = async (filters: Json) =>
			await node.items('oneTimeToken', 'getAll', { returnAll: true, filters });
		expect(await found({ email })).toHaveLength(3);
		// Stored as active, and found by Logto as such.
		expect((await found({ status: 'expired' })).map((one) => one.id)).toEqual([id]);
		expect(await found({ status: 'active', email })).toHaveLength(3);
		const picked = await node.pick().search('searchOneTimeTokens');
		expect(picked.results.map(({ name }) => name)).toContainEqual(
			expect.stringMatching(/^x@halden\.example, .* UTC \(expired\)$/),
		);
	});
}
