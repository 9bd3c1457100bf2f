/** What applications may do for a user: what Okta does not say when it is taken back. */
import { jsons, pickers } from '../engine/engine.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { missing, useOrg, USER_ID } from './org.mjs';

const org = useOrg();

const byId = { user: { mode: 'id', value: USER_ID } };
const ofClient = { ...byId, client: { mode: 'id', value: '0oa1' } };
const clients = `/api/v1/users/${USER_ID}/clients`;

describe('a client without tokens of the user', () => {
	const revoke = async (options = {}) =>
		await org.run({ resource: 'token', operation: 'revokeAll', ...ofClient, options });

	test('counts as done when there is such an application', async () => {
		org.answer({ body: [] }, { body: [] }, { body: { id: '0oa1' } });
		expect(jsons((await revoke()).items)).toMatchObject([{ already: true }]);
		expect(org.asked()).toEqual([
			`GET ${clients}/0oa1/tokens?limit=200`,
			`GET ${clients}`,
			'GET /api/v1/apps/0oa1',
		]);
	});

	test('does not count as done when nobody knows it', async () => {
		org.answer({ body: [] }, { body: [] }, missing('AppInstance'));
		const { items, error } = await revoke();
		expect(items).toEqual([]);
		expect(error?.message).toBe('No client has the ID "0oa1"');
		expect(error?.context?.outcome).toBe('notFound');
	});

	test('stops where that is wanted', async () => {
		org.answer({ body: [] }, { body: [{ client_id: '0oa1' }] });
		const { error } = await revoke({ ifAlreadyDone: 'stop' });
		expect(error?.context?.outcome).toBe('already');
	});
});

test('grants of somebody who is not there do not count as revoked', async () => {
	org.answer(missing());
	const { items, error } = await org.run({ resource: 'grant', operation: 'revokeAll', ...byId });
	expect(items).toEqual([]);
	expect(error?.context?.outcome).toBe('notFound');
});

describe('pickers show what the chosen user has', () => {
	const open = (parameters: object) =>
		pickers('okta', credentialsFor('okta', org.origin), { ...parameters });
	const created = '2026-01-02T03:04:05.000Z';

	beforeEach(() =>
		org.answer(({ path }) => {
			if (path.endsWith('/clients')) {
				return { body: [{ client_id: '0oa1', client_name: 'Dashboard' }, { client_id: '0oa2' }] };
			}
			if (path.endsWith('/grants')) {
				return {
					body: [
						{ id: 'oag1', clientId: '0oa1', scopeId: 'openid' },
						{ id: 'oag2', clientId: '0oa3', scopeId: 'okta.apps.read' },
					],
				};
			}
			return { body: [{ id: 'oar1', created, scopes: ['offline_access', 'openid'] }] };
		}),
	);

	test('grants by scope and application', async () => {
		const { results } = await open(byId).search('searchGrants');
		expect(results).toEqual([
			{ name: 'okta.apps.read, 0oa3', value: 'oag2' },
			{ name: 'openid, Dashboard', value: 'oag1' },
		]);
		expect((await open(byId).search('searchGrants', 'dash')).results).toHaveLength(1);
	});

	test('clients by name', async () => {
		const { results } = await open(byId).search('searchClients');
		expect(results).toEqual([
			{ name: '0oa2', value: '0oa2' },
			{ name: 'Dashboard', value: '0oa1' },
		]);
	});

	test('tokens by when they were made, once a client is chosen', async () => {
		const { results } = await open(ofClient).search('searchTokens');
		expect(results).toEqual([{ name: `${created} (offline_access openid)`, value: 'oar1' }]);
		await expect(open(byId).search('searchTokens')).rejects.toThrow('Choose "Client" first');
	});
});
