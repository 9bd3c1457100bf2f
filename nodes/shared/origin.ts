import type { IHttpRequestOptions } from 'n8n-workflow';
import { InputError } from './errors';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Hosts that no public address can have: names without a dot, as between containers, the reserved
 * endings (RFC 6762, RFC 8375 and ICANN's ".internal") and private addresses (RFC 1918, RFC 4193).
 */
const PRIVATE =
	/^([a-z\d_-]+|.+\.(local|localhost|internal|home\.arpa)|(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2})|\[f[cd][\da-f:]+\])$/;

/**
 * The origin of a URL as people paste it: the scheme may be missing, and path, query and a trailing
 * slash are dropped.
 *
 * @param label the credential's field, for messages
 * @param isSelfHosted whether people run such servers themselves, maybe in a network of their own
 *   without TLS
 * @throws {InputError} when the text is no URL, carries a login, or is not https (loopback excepted,
 *   and private networks for servers that are self-hosted)
 */
export function originOf(text: unknown, label: string, isSelfHosted = false): string {
	const given = String(text ?? '').trim();
	if (given === '') throw new InputError(`"${label}" is empty in the credential`);
	const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(given);
	const isLoopback = LOOPBACK.test(given.replace(/[:/].*$/, ''));
	const url = parse(scheme ? given : `${isLoopback ? 'http' : 'https'}://${given}`);
	if (!url || !/^https?:$/.test(url.protocol) || /[\s{}<>]/.test(given)) {
		throw new InputError(
			`"${label}" in the credential is not a URL: "${given}"`,
			'Enter it like https://example.com.',
		);
	}
	if (url.username || url.password) {
		throw new InputError(`"${label}" in the credential must not contain a user name or password`);
	}
	const isNear = LOOPBACK.test(url.hostname) || (isSelfHosted && PRIVATE.test(url.hostname));
	if (url.protocol === 'http:' && !isNear) {
		throw new InputError(
			`"${label}" in the credential must start with https://`,
			`The token would otherwise travel in the clear. Only a server on this machine${isSelfHosted ? ' or in a private network' : ''} may use http.`,
		);
	}
	return url.origin;
}

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/**
 * Makes sure that a request which is about to get a token goes to the credential's own origin, and
 * points the credential test (the only caller with a `baseURL`) at the cleaned-up address. n8n's
 * HTTP Request node still names the address `uri`; it comes back under both names.
 *
 * @throws {InputError} when the request goes anywhere else
 */
export function atOrigin(
	request: IHttpRequestOptions & { uri?: string },
	origin: string,
): IHttpRequestOptions {
	const { uri, url = uri ?? '' } = request;
	const isRelative = request.baseURL !== undefined && url.startsWith('/');
	for (const address of new Set([url, uri ?? url])) {
		const target = isRelative ? parse(origin + address) : parse(address);
		if (target?.origin !== origin) {
			throw new InputError(
				`This credential is for ${origin} and is not sent to ${target?.origin ?? 'another address'}`,
			);
		}
	}
	return {
		...request,
		url,
		...(isRelative && { baseURL: origin }),
		headers: { ...request.headers },
	};
}
