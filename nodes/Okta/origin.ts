import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import { originOf } from '../shared/origin';

/**
 * The part of an admin console's host that the organization's own host lacks. Only under Okta's own
 * domains (developer.okta.com: Okta organizations): a custom domain may well contain "-admin".
 */
const ADMIN_HOST =
	/-admin(?=\.(okta|oktapreview|okta-emea|okta-gov|okta-miltest|trex-gov|trex-govcloud)\.com$|\.okta\.mil$)/;

/**
 * The origin of an Okta organization, also from the address of its admin console.
 *
 * @throws {InputError} when the text is no usable address; Okta's own SDKs refuse the same slips
 */
export function oktaOrigin(url: unknown): string {
	const given = String(url ?? '');
	if (/\{yourOktaDomain\}/i.test(given)) {
		throw new InputError(
			'"Okta URL" in the credential still contains {yourOktaDomain}',
			'Put the address of your organization there, like https://acme.okta.com.',
		);
	}
	const origin = originOf(given, 'Okta URL');
	if (/^https?:\/\/https?$|\.com\.com$/.test(origin)) {
		throw new InputError(
			`"Okta URL" in the credential looks mistyped: "${given.trim()}"`,
			'Enter it like https://acme.okta.com.',
		);
	}
	return origin.replace(ADMIN_HOST, '');
}

/**
 * An n8n expression for the same origin, for what n8n itself reads from an OAuth2 credential. It
 * cannot refuse: of no address, or one with a login, a space or a placeholder, it leaves nothing, so
 * that n8n finds no URL to send the client secret to, and http becomes https but on this machine.
 *
 * @param field how the expression reads the URL, e.g. `$self["url"]`
 */
export const originExpression = (field: string): string =>
	[
		`${field}.trim().toLowerCase()`,
		'.replace(/^(?=(localhost|127([.][0-9]+)+)([:\\/?#]|$))/, "http://")',
		'.replace(/^(?![a-z][a-z0-9+.-]*:\\/\\/)/, "https://")',
		'.replace(/^([^:]*:\\/\\/[^\\/?#]*).*$/, "$1")',
		'.replace(/^http:(?!\\/\\/(localhost|127([.][0-9]+)+|\\[::1\\])(:|$))/, "https:")',
		'.replace(/^(.*[@\\s<>{].*|[^:]*:\\/\\/)$/, "")',
		`.replace(${String(ADMIN_HOST)}, "")`,
	].join('');

/**
 * An n8n expression for the host of {@link originExpression}, without the port: n8n compares hosts.
 * Of an address that is no good it leaves nothing, and n8n then sends the token nowhere.
 */
export const hostExpression = (field: string): string =>
	`${originExpression(field)}.replace(/^[^:]*:\\/\\/(\\[[^\\]]*\\]|[^:]*).*$/, "$1")`;

/**
 * An n8n expression for whether a request goes to {@link originExpression}. It reads the parameter
 * of n8n's HTTP Request node, as that has it for the item at hand. Our own node has no such parameter, nor
 * has the test of the credential, which n8n 2.20 would refuse to make otherwise; the GraphQL node has
 * another.
 */
export const isOwnExpression = (field: string): string =>
	`[typeof $parameter["url"], typeof $parameter["endpoint"]].join() === "undefined,undefined" || String($parameter["url"]).toLowerCase().split(/[\\/?#]/, 3).join("/") === ${originExpression(field)}`;

/**
 * Refuses a credential that n8n is to sign in with, when nobody has signed in yet.
 *
 * @throws {InputError}
 */
export function requireConnection({ oauthTokenData }: ICredentialDataDecryptedObject): void {
	const { access_token: token, token_type: type } = (oauthTokenData ?? {}) as {
		access_token?: unknown;
		token_type?: unknown;
	};
	if (typeof token !== 'string' || token === '') {
		throw new InputError(
			'The Okta OAuth2 credential is not connected',
			'Open the credential and choose "Connect", then sign in to Okta as an administrator.',
		);
	}
	// n8n would put a token of any other type into the URL.
	if (typeof type === 'string' && type.toLowerCase() !== 'bearer') {
		throw new InputError(
			`Okta issued a token of the type "${type}", which n8n's OAuth2 cannot present`,
			'In the Okta admin console, clear "Require Demonstrating Proof of Possession (DPoP) header in token requests" of the app, or use the authentication "Service App (Private Key)".',
		);
	}
}
