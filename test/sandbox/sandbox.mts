/** The sandbox as a process of its own (its OAuth library loads in no test runner), and clients for it. */
import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

export interface Access {
	okta: {
		url: string;
		apiToken: string;
		readOnlyApiToken: string;
		clientId: string;
		dpopClientId: string;
		privateKey: string;
		keyId: string;
		scopes: string[];
	};
	oneLogin: {
		url: string;
		clientId: string;
		clientSecret: string;
		otherClients: Record<string, string>;
	};
	logto: {
		endpoint: string;
		resource: string;
		clientId: string;
		clientSecret: string;
		powerlessClientId: string;
		webClientId: string;
		ownResource: string;
	};
	control: string;
}

/** A client that takes every answer as it comes. */
export const clientFor = (
	baseURL: string,
	headers: Record<string, string | undefined> = {},
): AxiosInstance =>
	axios.create({
		baseURL,
		headers: headers as Record<string, string>,
		validateStatus: () => true,
		proxy: false,
		maxRedirects: 0,
	});

/** Starts a sandbox on free ports. */
export async function startSandbox(args: string[] = []) {
	const child = spawn(
		process.execPath,
		[
			fileURLToPath(new URL('../../sandbox/start.mjs', import.meta.url)),
			'--json',
			...['okta', 'onelogin', 'logto', 'control'].flatMap((name) => [`--${name}-port`, '0']),
			...args,
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const access = await new Promise<Access>((resolve, reject) => {
		createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
		child.once('exit', (code) => reject(new Error(`the sandbox ended with ${String(code)}`)));
	});
	return {
		...controls(access),
		stop: async () =>
			await new Promise<void>((resolve) => {
				child.removeAllListeners('exit');
				child.once('exit', () => resolve());
				child.kill('SIGTERM');
			}),
	};
}

/** What can be asked of a sandbox that runs. */
export function controls(access: Access) {
	const control = clientFor(`${access.control}/__sandbox`);
	const post = async (path: string, body: object) => {
		const { status, data } = await control.post(path, body);
		if (status !== 200) throw new Error(JSON.stringify(data));
		return data;
	};
	return {
		access,
		control,
		dial: (vendor: string, settings: object, latency: object = {}) =>
			post('/dials', { vendor, settings, ...latency }),
		fault: (vendor: string, ...faults: object[]) => post('/faults', { vendor, faults }),
		advance: (advanceMs: number) => post('/clock', { advanceMs }),
		reset: (changes: { people?: number } = {}) => post('/reset', changes),
		state: async (vendor: string) =>
			(await control.get('/state', { params: { vendor } })).data[vendor],
		/** The calls that a vendor answers here, as `GET /users/:id`. */
		routes: async (vendor: string): Promise<string[]> =>
			(await control.get('/routes', { params: { vendor } })).data[vendor],
	};
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

export const oktaClient = ({ okta }: Access, token = okta.apiToken): AxiosInstance =>
	clientFor(`${okta.url}/api/v1`, { Authorization: `SSWS ${token}` });

/** Asks for a OneLogin token. */
export const oneLoginToken = async (
	{ oneLogin }: Access,
	clientId = oneLogin.clientId,
): Promise<AxiosResponse> =>
	await clientFor(oneLogin.url).post(
		'/auth/oauth2/v2/token',
		{ grant_type: 'client_credentials' },
		{ auth: { username: clientId, password: oneLogin.clientSecret } },
	);

/** A client that sends the Content-Type with every request that can have a body. */
export async function oneLoginClient(access: Access, clientId?: string): Promise<AxiosInstance> {
	const { data } = await oneLoginToken(access, clientId);
	return clientFor(access.oneLogin.url, { Authorization: `Bearer ${data.access_token}` });
}

/** Asks for a Logto token; `undefined` leaves a parameter out. */
export const logtoToken = async (
	{ logto }: Access,
	changes: Record<string, string | undefined> = {},
	auth = { username: logto.clientId, password: logto.clientSecret },
): Promise<AxiosResponse> => {
	const form = {
		grant_type: 'client_credentials',
		resource: logto.resource,
		scope: 'all',
		...changes,
	};
	const given = Object.entries(form).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
	return await clientFor(logto.endpoint).post('/oidc/token', new URLSearchParams(given), { auth });
};

export async function logtoClient(access: Access): Promise<AxiosInstance> {
	const { data } = await logtoToken(access);
	return clientFor(`${access.logto.endpoint}/api`, {
		Authorization: `Bearer ${data.access_token}`,
	});
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed JWT, made by hand: RS256 for an RSA key, ES256 for another. */
export function jwt(header: object, claims: object, key: KeyObject): string {
	const alg = key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
	const text = `${part({ alg, ...header })}.${part(claims)}`;
	const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
	return `${text}.${signature.toString('base64url')}`;
}

/** Asks Okta for a service app's token. */
export async function oktaToken(
	{ okta }: Access,
	{
		scope = 'okta.users.read',
		claims = {},
		clientId = okta.clientId,
		headers = {},
	}: {
		scope?: string;
		claims?: object;
		clientId?: string;
		headers?: Record<string, string>;
	} = {},
): Promise<AxiosResponse> {
	const now = Math.floor(Date.now() / 1000);
	const assertion = jwt(
		{ kid: okta.keyId },
		{
			iss: clientId,
			sub: clientId,
			aud: `${okta.url}/oauth2/v1/token`,
			iat: now,
			exp: now + 300,
			jti: randomUUID(),
			...claims,
		},
		createPrivateKey(okta.privateKey),
	);
	return await clientFor(okta.url, headers).post(
		'/oauth2/v1/token',
		new URLSearchParams({
			grant_type: 'client_credentials',
			scope,
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion,
		}),
	);
}

export const sha256 = (text: string): string =>
	createHash('sha256').update(text, 'utf8').digest('hex');

/** The addresses of a Link header that axios folded into one line, by relation. */
export function linksOf({ headers }: AxiosResponse): Record<string, string> {
	const all = [...String(headers.link ?? '').matchAll(/<([^>]*)>; rel="(\w+)"/g)];
	return Object.fromEntries(all.map(([, url, rel]) => [rel, url]));
}
