import {
	createHash,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	verify,
} from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/clock';
import { placeOf } from '../../nodes/shared/token';
import { serviceBinding } from '../../nodes/Okta/serviceApp';
import { credentialTypes, runNode, testCredential } from '../engine/engine.mjs';
import { ruleShown } from '../engine/n8n.mjs';
import { startServer, type TestServer } from '../engine/server.mjs';
import { type OidcServer, signingKeys, startOidc } from './oidc.mjs';

const TYPE = 'oktaManagementServiceApi';
const SCOPES = 'okta.users.read okta.users.manage';

let oidc: OidcServer;
beforeAll(async () => {
	oidc = await startOidc();
});
afterAll(async () => await oidc.close());

const real = { ...clock };
beforeEach(async () => {
	await oidc.control('reset');
	clock.sleep = async () => {};
});
afterEach(() => Object.assign(clock, real));

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') =>
	key.export({ type: type as 'pkcs8', format: 'pem' }).toString();

const jwk = (key: KeyObject, extra: object = {}) =>
	JSON.stringify({ ...key.export({ format: 'jwk' }), ...extra });

let spaces = 0;

/** A credential whose settings differ from all others by a space, so that it shares no token. */
const credential = (settings: IDataObject = {}) => ({
	url: oidc.origin,
	privateKey: pem(signingKeys.rsa),
	keyId: 'rsa',
	scope: SCOPES,
	requireDpop: false,
	renewedToken: '',
	...settings,
	clientId: `${String(settings.clientId ?? 'service')}${' '.repeat(++spaces)}`,
});

const read = async (settings: IDataObject, parameters: IDataObject = {}) =>
	await runNode({
		node: 'okta',
		parameters: {
			authentication: 'serviceApp',
			resource: 'user',
			operation: 'getAll',
			limit: 3,
			...parameters,
		},
		credentials: { [TYPE]: settings as never },
	});

type Authenticate = (credentials: object, request: object) => Promise<{ headers: object }>;

/** A JWK set (RFC 7517, 5). */
const set = (...keys: string[]) => `{"keys":[${keys.join(',')}]}`;

const publicJwk = (key: KeyObject) =>
	JSON.stringify(createPublicKey(key).export({ format: 'jwk' }));

const withDpop = { clientId: 'service-dpop', requireDpop: true };

describe('keys that the OAuth server accepts', () => {
	const { rsa, p256, p384, p521 } = signingKeys;
	const oneLine = (text: string) => text.replace(/\n/g, '');

	test.each<[string, string, string, string]>([
		['RSA, PKCS#8', pem(rsa), 'rsa', 'RS256'],
		['RSA, PKCS#1', pem(rsa, 'pkcs1'), 'rsa', 'RS256'],
		['RSA, as JWK', jwk(rsa), 'rsa', 'RS256'],
		['RSA, as JWK for another hash', jwk(rsa, { alg: 'RS512' }), 'rsa', 'RS512'],
		['P-256, PKCS#8', pem(p256), 'p256', 'ES256'],
		['P-256, SEC1', pem(p256, 'sec1'), 'p256', 'ES256'],
		['P-256, as JWK', jwk(p256), 'p256', 'ES256'],
		['P-384', pem(p384), 'p384', 'ES384'],
		['P-521', pem(p521), 'p521', 'ES512'],
		['PKCS#8 whose line breaks are gone', oneLine(pem(rsa)), 'rsa', 'RS256'],
		['PKCS#8 whose line breaks became spaces', pem(rsa).replace(/\n/g, ' '), 'rsa', 'RS256'],
		['PKCS#8 whose line breaks are spelled out', pem(rsa).replace(/\n/g, '\\n'), 'rsa', 'RS256'],
		['PKCS#8 with Windows line breaks', pem(rsa).replace(/\n/g, '\r\n'), 'rsa', 'RS256'],
		['PKCS#1 whose line breaks are gone', oneLine(pem(rsa, 'pkcs1')), 'rsa', 'RS256'],
		['SEC1 whose line breaks are gone', oneLine(pem(p256, 'sec1')), 'p256', 'ES256'],
		[
			'SEC1 with its parameters before it, as openssl writes it',
			`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(p256, 'sec1')}`,
			'p256',
			'ES256',
		],
		[
			'a JWK whose line breaks are gone',
			oneLine(JSON.stringify(JSON.parse(jwk(p384)), null, 2)),
			'p384',
			'ES384',
		],
		['a set of keys with one that is private', set(jwk(p521), publicJwk(rsa)), 'p521', 'ES512'],
	])('%s', async (_what, privateKey, keyId, algorithm) => {
		const { items, error } = await read(credential({ privateKey, keyId }));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		const { token } = await oidc.log();
		expect(token).toHaveLength(1);
		expect(token[0].assertion![0]).toEqual({ typ: 'JWT', alg: algorithm, kid: keyId });
	});

	test('the kid of a JWK is used when "Key ID" is empty, and without either there is none', async () => {
		const settings = { privateKey: jwk(p256, { kid: 'p256' }), keyId: '' };
		expect((await read(credential(settings))).error).toBeUndefined();
		expect((await read(credential({ privateKey: pem(p384), keyId: ' ' }))).error).toBeUndefined();
		const { token } = await oidc.log();
		expect(token.map(({ assertion }) => assertion![0])).toEqual([
			{ typ: 'JWT', alg: 'ES256', kid: 'p256' },
			{ typ: 'JWT', alg: 'ES384' },
		]);
	});

	test('"Key ID" wins over the kid of a JWK', async () => {
		const settings = { privateKey: jwk(p256, { kid: 'old-name' }), keyId: 'p256' };
		expect((await read(credential(settings))).error).toBeUndefined();
	});
});

describe('keys that are refused before anything is sent', () => {
	const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
	const edwards = generateKeyPairSync('ed25519').privateKey;
	const koblitz = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
	const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey;
	const { rsa, p256 } = signingKeys;
	const locked = { cipher: 'aes-256-cbc', passphrase: 'x', format: 'pem' } as const;
	const publicPem = createPublicKey(rsa).export({ type: 'spki', format: 'pem' }).toString();
	const publicHalf = createPublicKey(p256).export({ format: 'jwk' });

	test.each<[string, string, string]>([
		['nothing', ' ', 'is empty'],
		['some text', 'abcdefghijklmnop', 'is not a private key'],
		['encrypted PKCS#8', rsa.export({ type: 'pkcs8', ...locked }) as string, 'is encrypted'],
		['encrypted PKCS#1', rsa.export({ type: 'pkcs1', ...locked }) as string, 'is encrypted'],
		['encrypted SEC1', p256.export({ type: 'sec1', ...locked }) as string, 'is encrypted'],
		[
			'encrypted PKCS#1 in one line',
			(rsa.export({ type: 'pkcs1', ...locked }) as string).replace(/\n/g, ''),
			'is encrypted',
		],
		['a public key', publicPem, 'is a public key'],
		['a public JWK', JSON.stringify(publicHalf), 'is a public key'],
		[
			'a certificate',
			'-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
			'is a public key',
		],
		['a PEM cut short', pem(rsa).slice(0, 400), 'is not a private key'],
		['a PEM with a piece missing', pem(rsa).replace(/\n.{64}\n/, '\n'), 'cannot be read'],
		['broken JSON', '{"kty":"RSA",', 'cannot be read'],
		['a JWK with a piece missing', jwk(rsa, { p: undefined }), 'cannot be read'],
		['other JSON', '{"private_key":"x"}', 'is not a private key'],
		['a set of public keys', set(JSON.stringify(publicHalf)), 'is a set without a private key'],
		['a set of two private keys', set(jwk(rsa), jwk(p256)), 'is a set of 2 private keys'],
		['RSA of 1024 bits', pem(short), 'is too short: 1024 bits, and Okta requires 2048'],
		['Ed25519', pem(edwards), 'is of a type that Okta does not accept'],
		['an elliptic curve of another kind', pem(koblitz), 'is of a type that Okta does not accept'],
		['RSA for PSS only', pem(pss), 'is of a type that Okta does not accept'],
		[
			'a JWK for an algorithm Okta lacks',
			jwk(rsa, { alg: 'PS256' }),
			'says that it is for the algorithm PS256',
		],
		[
			'a JWK for another curve',
			jwk(p256, { alg: 'ES512' }),
			'says that it is for the algorithm ES512',
		],
	])('%s', async (_what, privateKey, problem) => {
		const { items, error } = await read(credential({ privateKey }));
		expect(items).toEqual([]);
		expect(error!.message).toContain(`"Private Key" in the credential ${problem}`);
		expect(error!.description).toBeTruthy();
		expect(JSON.stringify(error)).not.toContain('MII');
		expect(await oidc.log()).toEqual({ token: [], api: [] });
	});
});

describe('what the OAuth server does not accept is shown in its words', () => {
	test.each<[string, IDataObject, RegExp]>([
		[
			'the key of another app',
			{ privateKey: pem(signingKeys.stranger) },
			/invalid_client\)\. Check "Client ID", "Key ID" and "Private Key"/,
		],
		['a client ID of another app', { clientId: 'stranger' }, /invalid_client/],
		['a client that does not exist', { clientId: 'nobody' }, /invalid_client/],
		['the ID of another key', { keyId: 'p256' }, /invalid_client/],
		['an ID of no key', { keyId: 'gone' }, /invalid_client/],
		['an algorithm that was not agreed on', { clientId: 'service-rs384' }, /invalid_client/],
		[
			'a scope that was not granted',
			{ scope: 'okta.users.read okta.roles.manage' },
			/invalid_scope\)\. Check "Scopes" in the credential/,
		],
		[
			'no proof of possession where one is required',
			{ clientId: 'service-dpop' },
			/DPoP proof .* \(HTTP 400, invalid_dpop_proof\)\. The app requires a proof of possession: turn on "Require DPoP"/,
		],
	])('%s', async (_what, settings, message) => {
		const { items, error } = await read(credential(settings));
		expect(items).toEqual([]);
		expect(error!.message).toMatch(/^Okta issued no access token: /);
		expect(error!.message).toMatch(message);
		const { token, api } = await oidc.log();
		// Also when the refusal is a 401: n8n takes that of an API, not this one, for a reason to repeat.
		expect(token).toHaveLength(1);
		expect(api).toEqual([]);
	});

	test("an assertion that n8n's clock makes expired", async () => {
		clock.now = () => real.now() - 3_600_000;
		const { error } = await read(credential());
		expect(error!.message).toMatch(/^Okta issued no access token: .*invalid_client.* clock/);
	});

	test('an assertion for another address of the same server', async () => {
		const url = oidc.origin.replace('127.0.0.1', 'localhost');
		const { error } = await read(credential({ url }));
		expect(error!.message).toMatch(/^Okta issued no access token: .*invalid_client/);
	});

	test.each([
		[{ clientId: ' ' }, '"Client ID" is empty in the credential'],
		[{ scope: ' , ' }, '"Scopes" is empty in the credential'],
		[{ url: '' }, '"Okta URL" is empty in the credential'],
		[{ url: 'http://acme.okta.com' }, '"Okta URL" in the credential must start with https://'],
	])('%o is refused here', async (settings, message) => {
		const { error } = await read({ ...credential(), ...settings });
		expect(error!.message).toBe(message);
		expect(await oidc.log()).toEqual({ token: [], api: [] });
	});
});

describe('the token', () => {
	test('is asked for as documented: signed for five minutes, for this URL, used once', async () => {
		const before = Math.floor(Date.now() / 1000);
		await read(credential({ scope: ' okta.users.read,\n okta.users.manage ' }));
		const [request] = (await oidc.log()).token;
		expect(request).toMatchObject({
			status: 200,
			grantType: 'client_credentials',
			scope: 'okta.users.read okta.users.manage',
			authorization: '',
		});
		expect(request.proof).toBeUndefined();
		const [, claims] = request.assertion!;
		expect(claims).toEqual({
			iss: 'service',
			sub: 'service',
			aud: `${oidc.origin}/oauth2/v1/token`,
			exp: expect.any(Number),
			jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(Number(claims.exp) - before).toBeGreaterThanOrEqual(300);
		expect(Number(claims.exp) - before).toBeLessThanOrEqual(302);
	});

	test('is fetched once for an execution and kept for the next, in the process alone', async () => {
		const settings = credential();
		const first = await runNode({
			node: 'okta',
			parameters: { authentication: 'serviceApp', resource: 'user', operation: 'getAll', limit: 1 },
			credentials: { [TYPE]: settings },
			items: [{}, {}, {}],
		});
		expect(first.items).toHaveLength(3);
		const second = await read(settings);
		expect(second.error).toBeUndefined();
		const { token, api } = await oidc.log();
		expect(token).toHaveLength(1);
		expect(api.map(({ status, scheme }) => [status, scheme])).toEqual(
			Array(4).fill([200, 'Bearer']),
		);
		for (const { store } of [first, second]) {
			expect(store.writes).toBe(0);
			expect(store.data(TYPE)).toEqual(settings);
		}
	});

	test('is fetched once for 30 executions at once, and once more when it ran out for all', async () => {
		const settings = credential(withDpop);
		const runs = async () =>
			await Promise.all(Array.from({ length: 30 }, async () => await read(settings)));
		const first = await runs();
		expect(first.flatMap(({ items }) => items)).toHaveLength(90);
		// Two requests make a token: the first is answered with a nonce.
		expect((await oidc.log()).token).toHaveLength(2);
		await oidc.control('revoke');
		const second = await runs();
		expect(second.flatMap(({ items }) => items)).toHaveLength(90);
		expect((await oidc.log()).token).toHaveLength(4);
	});

	test.each([
		['Bearer', {}, 1],
		['DPoP', withDpop, 2],
	])(
		'%s: is renewed when the server says 401, with a new assertion, and the request goes again',
		async (scheme, settings, each) => {
			const own = credential(settings);
			await read(own);
			await oidc.control('revoke');
			const second = await read(own);
			expect(second.error).toBeUndefined();
			expect(second.items).toHaveLength(3);
			const { token, api } = await oidc.log();
			expect(api.map(({ status }) => status)).toEqual([200, 401, 200]);
			expect(api.map((request) => request.scheme)).toEqual(Array(3).fill(scheme));
			expect(token).toHaveLength(2 * each);
			const assertions = token.map(({ assertion }) => assertion![1].jti);
			expect(new Set(assertions).size).toBe(token.length);
			expect(api[2].token).not.toBe(api[0].token);
			// And it is the new one that the next execution uses.
			await read(own);
			const after = await oidc.log();
			expect(after.token).toHaveLength(2 * each);
			expect(after.api[3].token).toBe(api[2].token);
		},
	);

	test('that ran out while n8n slept is replaced before it is sent', async () => {
		const settings = credential();
		await read(settings);
		await oidc.control('shift', { seconds: 3601 });
		clock.now = () => real.now() + 3_601_000;
		const second = await read(settings);
		expect(second.error).toBeUndefined();
		const { api, token } = await oidc.log();
		expect(api.map(({ status }) => status)).toEqual([200, 200]);
		expect(token).toHaveLength(2);
	});

	test('is renewed in the middle of a list, and the list stays complete', async () => {
		await oidc.control('revokeAfter', { requests: 2 });
		const { items, error } = await read(credential(withDpop), { returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(
			Array.from({ length: 450 }, (_, index) => `00u${index}`),
		);
		const { api } = await oidc.log();
		expect(api.map(({ status }) => status)).toEqual([200, 200, 401, 200]);
	});

	test('belongs to its settings: with another scope the old one is not sent again', async () => {
		const settings = credential();
		await read(settings);
		const [{ token: old }] = (await oidc.log()).api;
		await oidc.control('reset');
		const { error } = await read({ ...settings, scope: 'okta.users.read' });
		expect(error).toBeUndefined();
		const { token, api } = await oidc.log();
		expect(token.map(({ scope }) => scope)).toEqual(['okta.users.read']);
		expect(api.map((request) => request.token)).not.toContain(old);
	});

	test('with fewer scopes than asked for is used, and what it cannot do says what is missing', async () => {
		await oidc.control('downscope');
		const { error } = await read(credential());
		expect(error!.httpCode).toBe('403');
		expect(error!.message).toBe('The token is not accepted: insufficient_scope.');
		expect(error!.description).toMatch(/scope/);
	});

	test('is in no message, no item and no stored execution; nor is the key', async () => {
		const settings = credential({ ...withDpop, scope: 'okta.groups.read' });
		const { error, run, store } = await read(settings);
		expect(error!.httpCode).toBe('403');
		const { accessToken, key } = placeOf(serviceBinding(settings)).issued as {
			accessToken: string;
			key: string;
		};
		const seen = JSON.stringify([run, error!.message, error!.description, store.data(TYPE)]);
		expect(accessToken.length).toBeGreaterThan(20);
		for (const secret of [accessToken, key.split('\n')[1]]) expect(seen).not.toContain(secret);
		expect(JSON.stringify(run)).not.toContain(settings.privateKey.split('\n')[1]);
	});
});

describe('proof of possession', () => {
	test('the server hands out a nonce; the second try carries it and a new assertion', async () => {
		const { error } = await read(credential(withDpop));
		expect(error).toBeUndefined();
		const { token } = await oidc.log();
		expect(token.map(({ status, answer }) => [status, answer.error ?? answer.token_type])).toEqual([
			[400, 'use_dpop_nonce'],
			[200, 'DPoP'],
		]);
		const [first, second] = token.map(({ proof }) => proof!);
		expect(first[1]).not.toHaveProperty('nonce');
		expect(second[1].nonce).toEqual(expect.any(String));
		expect(first[0].jwk).toEqual(second[0].jwk);
		expect(first[1].jti).not.toBe(second[1].jti);
		expect(token[0].assertion![1].jti).not.toBe(token[1].assertion![1].jti);
		expect(second[1]).toMatchObject({ htm: 'POST', htu: `${oidc.origin}/oauth2/v1/token` });
	});

	test('the key is made for the token, and is not the key of the app', async () => {
		await read(credential({ ...withDpop, privateKey: pem(signingKeys.p256), keyId: 'p256' }));
		await read(credential({ ...withDpop, privateKey: pem(signingKeys.p256), keyId: 'p256' }));
		const { token } = await oidc.log();
		const own = signingKeys.p256.export({ format: 'jwk' }).x;
		const used = token.map(({ proof }) => (proof![0].jwk as { x: string }).x);
		expect(new Set(used).size).toBe(2);
		expect(used).not.toContain(own);
	});

	test('every page and every method gets a proof of its own', async () => {
		const settings = credential(withDpop);
		const list = await read(settings, { returnAll: true });
		expect(list.items).toHaveLength(450);
		const created = await read(settings, {
			operation: 'create',
			login: 'a@acme.example',
			email: 'a@acme.example',
			firstName: 'A',
			lastName: 'B',
		});
		expect(created.error).toBeUndefined();
		const { api, token } = await oidc.log();
		expect(token).toHaveLength(2);
		expect(api.map(({ method, status, broken }) => [method, status, broken])).toEqual([
			['GET', 200, undefined],
			['GET', 200, undefined],
			['GET', 200, undefined],
			['POST', 200, undefined],
		]);
		expect(api[1].path).toContain('after=');
		expect(api.map(({ proof }) => proof![1].htu)).toEqual(
			Array(4).fill(`${oidc.origin}/api/v1/users`),
		);
		expect(new Set(api.map(({ proof }) => proof![1].jti)).size).toBe(4);
	});

	test('another worker has nothing of it: token and key stay in the process', async () => {
		const settings = credential(withDpop);
		await read(settings);
		await jest.isolateModulesAsync(async () => {
			const { OktaManagementServiceApi } = await import(
				'../../credentials/OktaManagementServiceApi.credentials'
			);
			const authenticate = new OktaManagementServiceApi().authenticate as Authenticate;
			await expect(
				authenticate(settings, { method: 'GET', url: `${oidc.origin}/api/v1/users` }),
			).rejects.toThrow('There is no access token for this credential yet');
		});
	});

	test('neither token nor proof goes to a URL that somebody else chose', async () => {
		const settings = credential(withDpop);
		await read(settings);
		const authenticate = credentialTypes.get(TYPE)!.authenticate as Authenticate;
		for (const url of ['https://evil.example/api/v1/users', '//evil.example/', 'nonsense']) {
			await expect(authenticate(settings, { method: 'GET', url })).rejects.toThrow(
				`This credential is for ${oidc.origin} and is not sent to `,
			);
		}
	});

	test('a client that does not need one may use one all the same, switched on by an expression', async () => {
		const { error } = await read(credential({ requireDpop: '={{ "true" }}' }));
		expect(error).toBeUndefined();
		expect((await oidc.log()).api.map(({ scheme }) => scheme)).toEqual(['DPoP']);
	});

	test('the test of a credential proves the joined URL too', async () => {
		const { status, message } = await testCredential(TYPE, credential(withDpop));
		expect([status, message]).toEqual(['OK', 'Connection successful!']);
		const [{ path, proof }] = (await oidc.log()).api;
		expect(path).toBe('/api/v1/users?limit=1');
		expect(proof![1].htu).toBe(`${oidc.origin}/api/v1/users`);
	});
});

describe('signatures, checked by hand', () => {
	test('a proof verifies against its own header and names token, method and URL', async () => {
		const { proofOf } = await import('../../nodes/Okta/serviceApp');
		const key = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
		const url = new URL('https://acme.okta.com:8443/api/v1/users/a%40b?limit=1#x');
		const jwt = proofOf(key, { method: 'DELETE', url, token: 'the-token' });
		const [header, claims, signature] = jwt.split('.');
		const {
			typ,
			alg,
			jwk: publicJwk,
		} = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
			typ: string;
			alg: string;
			jwk: { kty: string };
		};
		expect([typ, alg, Object.keys(publicJwk).sort()]).toEqual([
			'dpop+jwt',
			'ES256',
			['crv', 'kty', 'x', 'y'],
		]);
		const verified = verify(
			'sha256',
			Buffer.from(`${header}.${claims}`),
			{ key: createPublicKey({ key: publicJwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
			Buffer.from(signature, 'base64url'),
		);
		expect(verified).toBe(true);
		expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
			htm: 'DELETE',
			htu: 'https://acme.okta.com:8443/api/v1/users/a%40b',
			ath: createHash('sha256').update('the-token').digest('base64url'),
		});
	});
});

describe('the test of the credential', () => {
	test('passes with a good one, and stores nothing', async () => {
		const settings = credential();
		const { status, store } = await testCredential(TYPE, settings);
		expect(status).toBe('OK');
		expect(store.writes).toBe(0);
		expect((await oidc.log()).token).toHaveLength(1);
	});

	test('proves the key each time, although there is a token that lives on', async () => {
		const settings = credential();
		for (const test of [1, 2]) {
			expect((await testCredential(TYPE, settings)).status).toBe('OK');
			expect((await oidc.log()).token).toHaveLength(test);
		}
	});

	test.each<[string, IDataObject, RegExp]>([
		['wrong key', { privateKey: pem(signingKeys.stranger) }, /invalid_client.*"Private Key"/],
		['broken key', { privateKey: 'oops' }, /"Private Key" in the credential is not a private key/],
		['no proof of possession', { clientId: 'service-dpop' }, /turn on "Require DPoP"/],
		['ungranted scope', { scope: 'okta.roles.manage' }, /invalid_scope.*"Scopes"/],
		[
			'scope that is no use',
			{ scope: 'okta.groups.read' },
			ruleShown(/okta\.users\.read.*administrator role/),
		],
		['placeholder', { url: 'https://{yourOktaDomain}' }, /\{yourOktaDomain\}/],
	])('%s', async (_what, settings, message) => {
		const outcome = await testCredential(TYPE, credential(settings));
		expect(outcome.status).toBe('Error');
		expect(outcome.message).toMatch(message);
	});
});

describe('a token endpoint that behaves otherwise', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await startServer();
	});
	afterAll(async () => await server.close());
	beforeEach(() => {
		server.received = [];
	});

	const tokens = () => server.received.filter(({ path }) => path.endsWith('/token'));
	const granted = { access_token: 'opaque-token', expires_in: 3600 };

	test('a bearer token in answer to a proof is sent as a bearer token', async () => {
		server.respond = ({ path }) =>
			path.endsWith('/token')
				? { status: 200, body: { ...granted, token_type: 'Bearer' } }
				: { body: [] };
		await read(credential({ url: server.origin, requireDpop: true }));
		const [call] = server.calls();
		expect(call.headers.authorization).toBe('Bearer opaque-token');
		expect(call.headers.dpop).toBeUndefined();
	});

	test('a bound token without a key is not used, and the switch is named', async () => {
		server.respond = () => ({ status: 200, body: { ...granted, token_type: 'DPoP' } });
		const { error } = await read(credential({ url: server.origin }));
		expect(error!.message).toMatch(/Turn on "Require DPoP"/);
		expect(server.calls()).toEqual([]);
	});

	test('a nonce that is asked for again and again ends after one more try', async () => {
		server.respond = () => ({
			status: 400,
			headers: { 'dpop-nonce': 'again' },
			body: { error: 'use_dpop_nonce', error_description: 'Authorization server requires nonce.' },
		});
		const { error } = await read(credential({ url: server.origin, requireDpop: true }));
		expect(error!.message).toMatch(
			/Authorization server requires nonce\. \(HTTP 400, use_dpop_nonce\)/,
		);
		expect(tokens()).toHaveLength(2);
	});

	test('a nonce is not asked for where no proof is wanted', async () => {
		server.respond = () => ({
			status: 400,
			headers: { 'dpop-nonce': 'again' },
			body: { error: 'use_dpop_nonce' },
		});
		await read(credential({ url: server.origin }));
		expect(tokens()).toHaveLength(1);
	});

	test.each([429, 502, 503, 504])(
		'%i passes: the request is signed anew and sent again',
		async (status) => {
			server.respond = ({ path }) =>
				path.endsWith('/token')
					? tokens().length < 3
						? { status, body: 'busy' }
						: { status: 200, body: granted }
					: { body: [] };
			const { error } = await read(credential({ url: server.origin }));
			expect(error).toBeUndefined();
			expect(tokens()).toHaveLength(3);
			const assertions = tokens().map(({ text }) =>
				new URLSearchParams(text).get('client_assertion'),
			);
			expect(new Set(assertions).size).toBe(3);
		},
	);

	test.each([
		[
			'a server that stays down',
			{ status: 503, body: 'down' },
			/^Okta issued no access token: the answer could not be read \(HTTP 503\)/,
			3,
		],
		['a web page', { status: 200, body: '<html>' }, /the answer could not be read \(HTTP 200\)/, 1],
		[
			'an answer without a token',
			{ status: 200, body: { token_type: 'Bearer' } },
			/the answer could not be read \(HTTP 200\)/,
			1,
		],
		['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, /HTTP 302/, 1],
		[
			'an address without Okta',
			{ status: 404, body: 'Not Found' },
			/HTTP 404\)\. Check "Okta URL"/,
			1,
		],
	])('%s is refused', async (_what, answer, message, count) => {
		server.respond = () => answer;
		const { error } = await read(credential({ url: server.origin }));
		expect(error!.message).toMatch(message);
		expect(tokens()).toHaveLength(count);
		expect(server.calls()).toEqual([]);
	});

	test('a server that is not there is named, and it is clear that nothing was done', async () => {
		const gone = await startServer();
		await gone.close();
		const { error } = await read(credential({ url: gone.origin }), {
			operation: 'create',
			login: 'a@acme.example',
			email: 'a@acme.example',
			firstName: 'A',
			lastName: 'B',
		});
		expect(error!.message).toBe(
			'Okta issued no access token: it could not be reached or did not answer in full (ECONNREFUSED)',
		);
		expect(error!.description).toMatch(/Nothing else was sent/);
	});

	test.each([
		[401, /does not accept it/],
		[403, /okta\.users\.read/],
		[404, /There is no Okta API/],
	])('the test of the credential explains %i', async (status, message) => {
		server.respond = ({ path }) => (path.endsWith('/token') ? undefined : { status, body: {} });
		const outcome = await testCredential(TYPE, credential({ url: server.origin }));
		expect(outcome.status).toBe('Error');
		expect(outcome.message).toMatch(ruleShown(message));
	});
});
