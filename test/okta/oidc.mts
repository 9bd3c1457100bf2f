import { spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Header and claims of a JWT. */
type Jwt = [Record<string, unknown>, Record<string, unknown>];

export interface TokenRequest {
	status: number;
	answer: Record<string, unknown>;
	grantType?: string;
	scope?: string;
	assertion?: Jwt;
	proof?: Jwt;
	authorization: string;
}

export interface ApiRequest {
	method: string;
	path: string;
	status: number;
	/** What was wrong with the proof of possession. */
	broken?: string;
	scheme?: string;
	token?: string;
	proof?: Jwt;
	body: string;
}

export interface OidcServer {
	origin: string;
	/** Sends a command to the server; see `commands` in oidcServer.mjs. */
	control<T = null>(command: string, settings?: object): Promise<T>;
	log(): Promise<{ token: TokenRequest[]; api: ApiRequest[] }>;
	close(): Promise<void>;
}

/** Key pairs by the ID under which the server knows them. */
export const signingKeys = {
	rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
	p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
	p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
	/** The only key of the client `stranger`. */
	stranger: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};

const publicJwk = ([kid, key]: [string, KeyObject]) => {
	const { kty, n, e, crv, x, y } = key.export({ format: 'jwk' });
	return { kty, n, e, crv, x, y, kid, use: 'sig' };
};

/** Starts the OAuth server with the public halves of {@link signingKeys}; the last is `stranger`'s. */
export async function startOidc({ userCount = 450 } = {}): Promise<OidcServer> {
	const { stranger, ...own } = signingKeys;
	const child = spawn(process.execPath, [join(__dirname, 'oidcServer.mjs')], {
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	let complaints = '';
	child.stderr.on('data', (chunk) => (complaints += chunk));
	child.stdin.end(
		JSON.stringify({
			keys: [...Object.entries(own), ['stranger', stranger] as [string, KeyObject]].map(publicJwk),
			userCount,
		}),
	);
	const line = await new Promise<string>((resolve, reject) => {
		createInterface({ input: child.stdout }).once('line', resolve);
		child.once('exit', () => reject(new Error(`The OAuth server did not start: ${complaints}`)));
	});
	const { origin } = JSON.parse(line) as { origin: string };
	const control: OidcServer['control'] = async (command, settings = {}) => {
		const response = await fetch(`${origin}/control/${command}`, {
			method: 'POST',
			body: JSON.stringify(settings),
		});
		return (await response.json()) as never;
	};
	return {
		origin,
		control,
		log: async () => await control('log'),
		close: async () => {
			const gone = once(child, 'exit');
			child.kill();
			await gone;
		},
	};
}
