/** Get Access tells what the sandbox's own side tells, of people who have all sorts of things. */
import { jsons, type NodeName, runNode } from '../engine/engine.mjs';
import { credentialsIn } from './access.mjs';
import { startSandbox, type Sandbox } from './sandbox.mjs';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = any;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
	await sandbox.dial('okta', { rateLimit: 100_000 });
});
afterAll(async () => await sandbox.stop());

const names = (entries: Json[] | null) => entries && entries.map(({ name }) => name).sort();
const sorted = (list: string[]) => [...list].sort();

/** What a record is to say of somebody, by what the sandbox holds. */
const EXPECTED: Record<NodeName, (user: Json) => Json> = {
	okta: (user) => ({
		login: user.login,
		status: user.status,
		active: !['SUSPENDED', 'DEPROVISIONED'].includes(user.status),
		mfa: user.factors.length > 0 ? sorted(user.factors) : null,
		groups: sorted(user.groups.filter((name: string) => name !== 'Everyone')),
		applications: sorted(user.apps.map(({ label }: Json) => label)),
		adminRoles: user.roles.length,
		organizations: null,
	}),
	oneLogin: (user) => ({
		login: user.username,
		status: String(user.status),
		active: user.status !== 2 && ![2, 3].includes(user.state),
		mfa: user.devices,
		roles: sorted(user.roles),
	}),
	logto: (user) => ({
		login: user.username ?? user.primaryEmail,
		status: user.isSuspended ? 'suspended' : 'active',
		active: !user.isSuspended,
		mfa: user.mfa.length,
		roles: sorted(user.roles),
		organizations: sorted(user.organizations),
		tokens: sorted(user.personalAccessTokens.map(({ name }: Json) => name)),
	}),
};

test.each(Object.keys(EXPECTED) as NodeName[])('%s', async (node) => {
	const { users } = (await sandbox.state(node)) as Json;
	const some = users.filter((_: Json, index: number) => index % 9 === 0);
	expect(some.length).toBeGreaterThan(8);
	for (const user of some) {
		const { items, error } = await runNode({
			node,
			parameters: {
				resource: 'user',
				operation: 'getAccess',
				user: { mode: 'id', value: String(user.id) },
			},
			credentials: credentialsIn(node, sandbox.access),
		});
		expect(error?.message).toBeUndefined();
		const [said] = jsons(items) as Json[];
		expect(said.id).toBe(String(user.id));
		const expected = EXPECTED[node](user);
		const seen = Object.fromEntries(
			Object.entries(expected).map(([key, value]) => {
				const is = said[key];
				if (!Array.isArray(is)) return [key, is];
				return [key, typeof value === 'number' ? is.length : names(is)];
			}),
		);
		expect(seen).toEqual(expected);
	}
});
