/**
 * Logto's node and Logto's own client, @logto/api, say the same to the sandbox. The client wants
 * Node.js 22.14 or later. `npm run test:e2e` lends it the one that n8n was installed with.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AxiosInstance } from 'axios';
import { credentialsIn } from '../sandbox/access.mjs';
import { logtoClient, type Sandbox, startSandbox } from '../sandbox/sandbox.mjs';
import { compare, type Comparison, type Difference, type Known } from './comparison.mjs';
import { accessComparisons, accessDifferences } from './logtoAccess.mjs';
import { restComparisons, restDifferences } from './logtoRest.mjs';

/** Jobs that no call of the client stands for: each sends many, and is tested against the sandbox alone. */
const UNCOMPARED: Record<string, string[]> = {
	user: ['createOrUpdate', 'getAccess', 'offboard'],
};

/** A bcrypt hash, of a password that its documentation made known. */
const BCRYPT = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

/** An ID that no role has, of the form that Logto gives them. */
const NO_ROLE = 'norole1aaaaaaaaaaaaaa';

const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 14);

/** A Node.js that the client runs on. */
const node = process.env.NEWER_NODE ?? (isNewEnough ? process.execPath : undefined);

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a call of the client takes beside its path: `params` and `body`. */
type Init = { params?: { path?: object; query?: object }; body?: unknown };

interface Client {
	/** The data of an answer. @throws an object with the status, when Logto refuses */
	call: (method: Method, path: string, init?: Init) => Promise<Known>;
	stop: () => void;
}

/** Starts the client in a process of its own. */
function openClient(command: string, settings: object): Client {
	const child = spawn(command, [join(__dirname, 'logtoClient.mjs'), JSON.stringify(settings)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		async call(method, path, init = {}) {
			child.stdin.write(`${JSON.stringify({ method, path, init })}\n`);
			const { value, done } = await lines.next();
			if (done) throw new Error('the client ended');
			const { data, error, status, thrown } = JSON.parse(value);
			if (thrown) throw new Error(thrown);
			if (status >= 400) throw { status, error };
			return data;
		},
		stop: () => child.stdin.end(),
	};
}

/** The credentials of the sandbox, and what both ask a token for. */
const ID = 'sandboxlogtoautomate1';
const SECRET = 'sandbox-logto-secret';
const FORM = {
	grant_type: 'client_credentials',
	resource: 'https://default.logto.app/api',
	scope: 'all',
};

if (node === undefined) {
	process.stderr.write(
		`\n*** SKIPPED: Logto's own client needs Node.js 22.14, this is ${process.versions.node}. npm run test:e2e brings one along.\n\n`,
	);
	test.skip("Logto's own client needs Node.js 22.14", () => {});
} else {
	declare(node);
}

function declare(command: string): void {
	let sandbox: Sandbox;
	let admin: AxiosInstance;
	let client: Client | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox();
		admin = await logtoClient(sandbox.access);
	});
	afterAll(async () => {
		client?.stop();
		await sandbox.stop();
	});

	const state = async (): Promise<Known> => await sandbox.state('logto');

	/** Asks the Management API by the side of the tap. */
	const ask = async (method: string, url: string, body?: unknown): Promise<Known> => {
		const { status, data } = await admin.request({ method, url, data: body });
		if (status >= 400) throw new Error(`${method} ${url}: ${status}`);
		return data;
	};

	const dial = async (settings: object) => await sandbox.dial('logto', settings);
	const ready = { ask, state, dial };

	/** A person of the company by the name before the @, with roles that they have not. */
	const person = (name: string) => async () => {
		const { users, roles, connectors } = await state();
		const found = users.find(
			({ primaryEmail }: Known) => primaryEmail === `${name}@halden.example`,
		);
		const free = roles.filter(
			(role: Known) => role.type === 'User' && !found.roles.includes(role.name),
		);
		return {
			id: found.id,
			found,
			free: free.map((role: Known) => role.id),
			held: roles.find((role: Known) => role.name === found.roles[0])?.id,
			connector: connectors.find(({ target }: Known) => target === 'github').id,
		};
	};
	const jana = person('jana.quist');
	const mara = person('mara.lindner');
	const nils = person('nils.okafor');

	/** Someone with a second factor, and its id. */
	const withTotp = async () => {
		const known = await mara();
		await admin.post(`/users/${known.id}/mfa-verifications`, { type: 'Totp' });
		const { data } = await admin.get(`/users/${known.id}/mfa-verifications`);
		return { ...known, verification: data[0].id };
	};

	/** Someone with a social identity. */
	const withGithub = async () => {
		const known = await mara();
		const { status } = await admin.put(`/users/${known.id}/identities/github`, { userId: '1' });
		if (status !== 201) throw new Error(`no identity: ${status}`);
		return known;
	};

	/** Someone with a token whose name no address can hold. */
	const withDots = async () => {
		const known = await nils();
		const body = { name: '..', expiresAt: null };
		const { status } = await admin.post(`/users/${known.id}/personal-access-tokens`, body);
		if (status !== 201) throw new Error(`no token: ${status}`);
		return known;
	};

	const byId = (value: string) => ({ mode: 'id', value });
	const user = ({ id }: Known) => ({ user: byId(id) });
	const of = ({ id }: Known) => ({ params: { path: { userId: id } } });
	const USER = '/api/users/{userId}';
	const profile = { familyName: 'Brandt', givenName: 'Ines', zoneinfo: 'Europe/Berlin' };
	const address = { country: 'DE', locality: 'Kassel' };
	const inTen = Date.UTC(2100, 0, 1);

	const comparisons: Array<Comparison<Client>> = [
		{
			resource: 'user',
			operation: 'create',
			parameters: () => ({
				primaryEmail: 'ines.brandt@halden.example',
				primaryPhone: '+49 561 5550199',
				username: 'ines_brandt',
				name: 'Ines Brandt',
				password: 'Correct-Horse-7',
				profile: { ...profile, address: { parts: address } },
				additionalFields: {
					avatar: 'https://example.com/i.png',
					customData: '{ "branch": "Kassel" }',
				},
			}),
			client: async ({ call }) =>
				await call('POST', '/api/users', {
					body: {
						primaryEmail: 'ines.brandt@halden.example',
						primaryPhone: '495615550199',
						username: 'ines_brandt',
						name: 'Ines Brandt',
						password: 'Correct-Horse-7',
						avatar: 'https://example.com/i.png',
						customData: { branch: 'Kassel' },
						profile: { ...profile, address },
					},
				}),
			answer: (created) => expect(created.username).toBe('ines_brandt'),
		},
		{
			title: 'with an imported hash',
			resource: 'user',
			operation: 'create',
			parameters: () => ({
				username: 'ines_brandt',
				additionalFields: { passwordHash: { hash: { algorithm: 'Bcrypt', digest: BCRYPT } } },
			}),
			client: async ({ call }) =>
				await call('POST', '/api/users', {
					body: {
						username: 'ines_brandt',
						passwordDigest: BCRYPT,
						passwordAlgorithm: 'Bcrypt',
					},
				}),
		},
		{
			title: 'a name that is taken',
			resource: 'user',
			operation: 'create',
			parameters: () => ({ username: 'ada_vogel' }),
			client: async ({ call }) =>
				await call('POST', '/api/users', { body: { username: 'ada_vogel' } }),
			refused: 422,
		},
		{
			resource: 'user',
			operation: 'get',
			prepare: jana,
			parameters: (known) => ({
				...user(known),
				options: { includeSsoIdentities: true, includePasswordHash: true },
			}),
			client: async ({ call }, { id }) =>
				await call('GET', USER, {
					params: {
						path: { userId: id },
						query: { includeSsoIdentities: 'true', includePasswordHash: 'true' },
					},
				}),
			answer: (one, { id }) => expect(one).toMatchObject({ id, ssoIdentities: [] }),
		},
		{
			title: 'nobody',
			resource: 'user',
			operation: 'get',
			parameters: () => ({ user: byId('nobody000000') }),
			client: async ({ call }) =>
				await call('GET', USER, { params: { path: { userId: 'nobody000000' } } }),
			refused: 404,
		},
		{
			title: 'all of them',
			resource: 'user',
			operation: 'getAll',
			people: 260,
			parameters: () => ({ returnAll: true }),
			client: async ({ call }) => {
				const all: unknown[] = [];
				for (let page = 1; ; page++) {
					const params = { query: { page, page_size: 100 } };
					const found = await call('GET', '/api/users', { params });
					all.push(...found);
					if (found.length < 100) return all;
				}
			},
			answer: (users) => expect(users.length).toBeGreaterThan(200),
		},
		{
			title: 'searched',
			resource: 'user',
			operation: 'getAll',
			parameters: () => ({
				limit: 10,
				filters: { search: '%@halden.example', mode: 'like' },
				conditions: {
					condition: [
						{ field: 'username', mode: 'exact', value: 'ada_vogel' },
						{ field: 'username', mode: 'exact', value: 'nils_okafor' },
						{ field: 'name', mode: 'like', value: '%a%' },
					],
				},
				options: { joint: 'and', isCaseSensitive: true },
			}),
			client: async ({ call }) =>
				await call('GET', '/api/users', {
					params: {
						query: {
							page: 1,
							page_size: 10,
							search: '%@halden.example',
							mode: 'like',
							'search.username': ['ada_vogel', 'nils_okafor'],
							'mode.username': 'exact',
							'search.name': '%a%',
							'mode.name': 'like',
							joint: 'and',
							isCaseSensitive: 'true',
						},
					},
				}),
		},
		{
			resource: 'user',
			operation: 'getOrganizations',
			prepare: jana,
			parameters: (known) => ({ ...user(known), returnAll: true }),
			client: async ({ call }, known) => await call('GET', `${USER}/organizations`, of(known)),
			answer: (organizations) => expect(organizations).toBeInstanceOf(Array),
		},
		{
			resource: 'user',
			operation: 'hasPassword',
			prepare: jana,
			parameters: user,
			client: async ({ call }, known) => await call('GET', `${USER}/has-password`, of(known)),
			answer: (said) => expect(said).toEqual({ hasPassword: true }),
		},
		...([true, false] as const).map(
			(isSuspended): Comparison<Client> => ({
				resource: 'user',
				operation: isSuspended ? 'suspend' : 'unsuspend',
				prepare: isSuspended ? jana : nils,
				parameters: user,
				client: async ({ call }, known) =>
					await call('PATCH', `${USER}/is-suspended`, { ...of(known), body: { isSuspended } }),
				answer: (said) => expect(said.isSuspended).toBe(isSuspended),
			}),
		),
		{
			resource: 'user',
			operation: 'update',
			prepare: jana,
			parameters: (known) => ({
				...user(known),
				updateFields: { name: 'Jana Brandt', primaryPhone: '' },
				options: { emptyFields: 'clear' },
			}),
			client: async ({ call }, known) =>
				await call('PATCH', USER, {
					...of(known),
					body: { name: 'Jana Brandt', primaryPhone: null },
				}),
			answer: (one) => expect(one).toMatchObject({ name: 'Jana Brandt', primaryPhone: null }),
		},
		{
			title: 'to the address of another',
			resource: 'user',
			operation: 'update',
			prepare: jana,
			parameters: (known) => ({
				...user(known),
				updateFields: { primaryEmail: 'ada.vogel@halden.example' },
			}),
			client: async ({ call }, known) =>
				await call('PATCH', USER, {
					...of(known),
					body: { primaryEmail: 'ada.vogel@halden.example' },
				}),
			refused: 422,
		},
		{
			resource: 'user',
			operation: 'updateProfile',
			prepare: jana,
			parameters: (known) => ({
				...user(known),
				profile: { nickname: 'Janni', address: { parts: { country: 'DK' } } },
			}),
			client: async ({ call }, known) =>
				await call('PATCH', `${USER}/profile`, {
					...of(known),
					body: { profile: { nickname: 'Janni', address: { country: 'DK' } } },
				}),
			answer: (said) => expect(said).toMatchObject({ nickname: 'Janni' }),
		},
		{
			resource: 'user',
			operation: 'updatePassword',
			prepare: mara,
			parameters: (known) => ({ ...user(known), password: 'Correct-Horse-7' }),
			client: async ({ call }, known) =>
				await call('PATCH', `${USER}/password`, {
					...of(known),
					body: { password: 'Correct-Horse-7' },
				}),
		},
		{
			title: 'yes',
			resource: 'user',
			operation: 'verifyPassword',
			prepare: async () => {
				const known = await mara();
				await admin.patch(`/users/${known.id}/password`, { password: 'Correct-Horse-7' });
				return known;
			},
			parameters: (known) => ({ ...user(known), password: 'Correct-Horse-7' }),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/password/verify`, {
					...of(known),
					body: { password: 'Correct-Horse-7' },
				}),
		},
		{
			resource: 'user',
			operation: 'delete',
			prepare: jana,
			parameters: user,
			client: async ({ call }, known) => await call('DELETE', USER, of(known)),
		},
		{
			title: 'nobody',
			resource: 'user',
			operation: 'delete',
			parameters: () => ({ user: byId('nobody000000') }),
			client: async ({ call }) =>
				await call('DELETE', USER, { params: { path: { userId: 'nobody000000' } } }),
			refused: 404,
		},
		{
			resource: 'customData',
			operation: 'get',
			prepare: jana,
			parameters: user,
			client: async ({ call }, known) => await call('GET', `${USER}/custom-data`, of(known)),
			answer: (said, { found }) => expect(said).toEqual(found.customData),
		},
		{
			resource: 'customData',
			operation: 'update',
			prepare: jana,
			parameters: (known) => ({
				...user(known),
				customData: '{ "branch": "Bonn", "department": null }',
			}),
			client: async ({ call }, known) =>
				await call('PATCH', `${USER}/custom-data`, {
					...of(known),
					body: { customData: { branch: 'Bonn', department: null } },
				}),
			answer: (said) => expect(said).toMatchObject({ branch: 'Bonn' }),
		},
		{
			resource: 'userRole',
			operation: 'assign',
			prepare: jana,
			parameters: (known) => ({ ...user(known), roles: known.free.slice(0, 2) }),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/roles`, {
					...of(known),
					body: { roleIds: known.free.slice(0, 2) },
				}),
			answer: (said, { free }) => expect(said.addedRoleIds).toEqual(free.slice(0, 2)),
		},
		{
			title: 'one that does not exist',
			resource: 'userRole',
			operation: 'assign',
			prepare: jana,
			parameters: (known) => ({ ...user(known), roles: [NO_ROLE] }),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/roles`, { ...of(known), body: { roleIds: [NO_ROLE] } }),
			refused: 404,
		},
		{
			resource: 'userRole',
			operation: 'getAll',
			prepare: jana,
			parameters: (known) => ({ ...user(known), limit: 5, filters: { search: '%Staff%' } }),
			client: async ({ call }, { id }) =>
				await call('GET', `${USER}/roles`, {
					params: { path: { userId: id }, query: { page: 1, page_size: 5, search: '%Staff%' } },
				}),
			answer: (roles) => expect(roles).toHaveLength(1),
		},
		{
			resource: 'userRole',
			operation: 'remove',
			prepare: jana,
			parameters: (known) => ({ ...user(known), role: byId(known.held) }),
			client: async ({ call }, { id, held }) =>
				await call('DELETE', `${USER}/roles/{roleId}`, {
					params: { path: { userId: id, roleId: held } },
				}),
		},
		{
			resource: 'userRole',
			operation: 'replace',
			prepare: jana,
			parameters: (known) => ({ ...user(known), roles: [known.free[0]] }),
			client: async ({ call }, known) =>
				await call('PUT', `${USER}/roles`, {
					...of(known),
					body: { roleIds: [known.free[0]] },
				}),
		},
		{
			resource: 'socialIdentity',
			operation: 'link',
			prepare: mara,
			parameters: (known) => ({
				...user(known),
				connector: byId(known.connector),
				connectorData: '{ "code": "sandbox-4711" }',
			}),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/identities`, {
					...of(known),
					body: { connectorId: known.connector, connectorData: { code: 'sandbox-4711' } },
				}),
			answer: (said) => expect(said).toMatchObject({ github: { userId: 'sandbox-4711' } }),
		},
		{
			resource: 'socialIdentity',
			operation: 'replace',
			prepare: mara,
			parameters: (known) => ({
				...user(known),
				target: 'github',
				identityUserId: '5839201',
				details: '{ "name": "Mara" }',
			}),
			client: async ({ call }, { id }) =>
				await call('PUT', `${USER}/identities/{target}`, {
					params: { path: { userId: id, target: 'github' } },
					body: { userId: '5839201', details: { name: 'Mara' } },
				}),
		},
		{
			resource: 'socialIdentity',
			operation: 'delete',
			prepare: withGithub,
			parameters: (known) => ({ ...user(known), target: 'github' }),
			client: async ({ call }, { id }) =>
				await call('DELETE', `${USER}/identities/{target}`, {
					params: { path: { userId: id, target: 'github' } },
				}),
			answer: (one) => expect(one.identities).toEqual({}),
		},
		{
			title: 'one that is not there',
			resource: 'socialIdentity',
			operation: 'delete',
			prepare: mara,
			parameters: (known) => ({ ...user(known), target: 'github' }),
			client: async ({ call }, { id }) =>
				await call('DELETE', `${USER}/identities/{target}`, {
					params: { path: { userId: id, target: 'github' } },
				}),
			refused: 404,
		},
		{
			resource: 'mfaVerification',
			operation: 'create',
			prepare: mara,
			parameters: (known) => ({ ...user(known), secret: 'JBSWY3DPEHPK3PXP' }),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/mfa-verifications`, {
					...of(known),
					body: { type: 'Totp', secret: 'JBSWY3DPEHPK3PXP' },
				}),
			answer: (said) => expect(said.secret).toBe('JBSWY3DPEHPK3PXP'),
		},
		{
			resource: 'mfaVerification',
			operation: 'getAll',
			prepare: withTotp,
			parameters: (known) => ({ ...user(known), returnAll: true }),
			client: async ({ call }, known) => await call('GET', `${USER}/mfa-verifications`, of(known)),
			answer: (found, { verification }) =>
				expect(found).toMatchObject([{ id: verification, type: 'Totp' }]),
		},
		{
			resource: 'mfaVerification',
			operation: 'delete',
			prepare: withTotp,
			parameters: (known) => ({ ...user(known), verification: byId(known.verification) }),
			client: async ({ call }, { id, verification }) =>
				await call('DELETE', `${USER}/mfa-verifications/{verificationId}`, {
					params: { path: { userId: id, verificationId: verification } },
				}),
		},
		{
			resource: 'personalAccessToken',
			operation: 'create',
			prepare: mara,
			parameters: (known) => ({
				...user(known),
				name: 'Nightly export',
				expiresAt: '2100-01-01T00:00:00',
			}),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/personal-access-tokens`, {
					...of(known),
					body: { name: 'Nightly export', expiresAt: inTen },
				}),
			answer: (token) => expect(token.value).toMatch(/^pat_/),
		},
		{
			resource: 'personalAccessToken',
			operation: 'getAll',
			prepare: nils,
			parameters: (known) => ({ ...user(known), returnAll: true }),
			client: async ({ call }, known) =>
				await call('GET', `${USER}/personal-access-tokens`, of(known)),
			answer: (tokens) => expect(tokens).toHaveLength(2),
		},
		{
			resource: 'personalAccessToken',
			operation: 'rename',
			prepare: nils,
			parameters: (known) => ({
				...user(known),
				token: { mode: 'name', value: 'deploy script' },
				newName: 'Deploy (old)',
			}),
			client: async ({ call }, { id }) =>
				await call('PATCH', `${USER}/personal-access-tokens/{name}`, {
					params: { path: { userId: id, name: 'deploy script' } },
					body: { name: 'Deploy (old)' },
				}),
			answer: (token) => expect(token.name).toBe('Deploy (old)'),
		},
		{
			title: 'whose name no address can hold',
			resource: 'personalAccessToken',
			operation: 'rename',
			prepare: withDots,
			parameters: (known) => ({
				...user(known),
				token: { mode: 'name', value: '..' },
				newName: 'Dots',
			}),
			client: async ({ call }, known) =>
				await call('PATCH', `${USER}/personal-access-tokens`, {
					...of(known),
					body: { currentName: '..', name: 'Dots' },
				}),
		},
		{
			resource: 'personalAccessToken',
			operation: 'delete',
			prepare: nils,
			parameters: (known) => ({ ...user(known), token: { mode: 'name', value: 'deploy script' } }),
			client: async ({ call }, { id }) =>
				await call('DELETE', `${USER}/personal-access-tokens/{name}`, {
					params: { path: { userId: id, name: 'deploy script' } },
				}),
		},
		{
			title: 'whose name no address can hold',
			resource: 'personalAccessToken',
			operation: 'delete',
			prepare: withDots,
			parameters: (known) => ({ ...user(known), token: { mode: 'name', value: '..' } }),
			client: async ({ call }, known) =>
				await call('POST', `${USER}/personal-access-tokens/delete`, {
					...of(known),
					body: { name: '..' },
				}),
		},
		...restComparisons<Client>(ready),
		...accessComparisons<Client>(ready),
	];

	const listed: Difference[] = [
		{
			operation: '*',
			difference: 'header accept: ours application/json, theirs */*',
			reason: 'An answer that is no JSON is of no use to us.',
		},
		{
			operation: '*',
			difference: 'header accept-language: ours en, theirs *',
			reason: 'Messages are to be in the language of the node, not in the one of the tenant.',
		},
		{
			operation: '*',
			difference: 'header sec-fetch-mode: ours none, theirs cors',
			reason: 'Every request of the fetch of Node.js carries it, and no server API reads it.',
		},
		{
			operation: 'token',
			difference: `header authorization: ours Basic ${Buffer.from(`${ID}:${SECRET}`).toString('base64')}, theirs none`,
			reason: 'RFC 6749, 2.3.1 recommends Basic over credentials in the body; Logto takes both.',
		},
		{
			operation: 'token',
			difference: `body: ours ${JSON.stringify(FORM)}, theirs ${JSON.stringify({ client_id: ID, client_secret: SECRET, ...FORM })}`,
			reason: 'The other half of the same choice.',
		},
		{
			operation: 'token',
			difference: 'header accept: ours application/json, text/plain, */*, theirs */*',
			reason: 'What the HTTP client of n8n sends of its own accord.',
		},
		{
			operation: 'userRole replace',
			difference: 'only ours: GET /api/roles/{id}',
			reason:
				'A role that a user cannot have ends the request after the old roles are gone, so each is looked at before.',
		},
		...restDifferences,
		...accessDifferences,
	];

	compare<Client>({
		vendor: 'logto',
		sandbox: () => sandbox,
		credentials: (endpoint) =>
			credentialsIn('logto', { ...sandbox.access, logto: { ...sandbox.access.logto, endpoint } }),
		open: async (endpoint) => {
			client = openClient(command, { ...sandbox.access.logto, endpoint });
			return client;
		},
		generic: (path) =>
			path.replace(/\/(?!applications\b)[a-z0-9]{12}(\d{9}|[a-z0-9]{9})?(?=\/|$)/g, '/{id}'),
		comparisons,
		listed,
		operations: 143,
		uncompared: Object.entries(UNCOMPARED).flatMap(([resource, operations]) =>
			operations.map((operation) => `${resource} ${operation}`),
		),
		signsIn: true,
	});
}
