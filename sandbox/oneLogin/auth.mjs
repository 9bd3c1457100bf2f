/**
 * OneLogin's tokens. Its endpoint is none that an OAuth library serves: it takes JSON, its own
 * `client_id:…, client_secret:…` header beside Basic, gives the same token again until it runs out
 * with the time of its making (`created_at`) and an `account_id`, and has no scopes: what a token
 * may do was chosen when the API credential was made.
 * https://developers.onelogin.com/api-docs/2/oauth20-tokens/generate-tokens-2
 */
import { randomBytes } from 'node:crypto';
import { badRequest, unauthorized } from './errors.mjs';

const LIFETIME = 36_000;

/** What the kinds of API credentials may do. */
const RIGHTS = {
	manageAll: ['read', 'readRoles', 'readAll', 'manageUsers', 'manageAll', 'logout'],
	manageUsers: ['read', 'manageUsers', 'logout'],
	readAll: ['read', 'readRoles', 'readAll'],
	readUsers: ['read', 'readRoles'],
	authenticationOnly: ['logout'],
};

export function createAuthentication({ clock, settings }) {
	/** Present tokens by client id. */
	const issued = new Map();

	const clients = Object.keys(RIGHTS).map((kind) => ({
		kind,
		id: `${settings.clientId}${kind === 'manageAll' ? '' : `-${kind}`}`,
		secret: settings.clientSecret,
	}));

	/** The client of a request to the token endpoint, by either of the documented headers, or the form. */
	function clientOf(request, body) {
		const header = request.headers.authorization ?? '';
		let given;
		const own = /^client_id:\s*([^,\s]+)\s*,\s*client_secret:\s*(\S+)$/i.exec(header);
		const basic = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(header);
		if (own) given = [own[1], own[2]];
		else if (basic) {
			const text = Buffer.from(basic[1], 'base64').toString();
			given = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
		} else if (!header && body.client_id) given = [body.client_id, body.client_secret];
		if (!given) throw badRequest('Authorization Information is incorrect');
		const client = clients.find(({ id, secret }) => id === given[0] && secret === given[1]);
		if (!client) throw unauthorized('Authentication Failure');
		return client;
	}

	return {
		clients,
		/** Clients keep their tokens when the account is reset, but for those of a time yet to come. */
		forgetFuture() {
			for (const [id, { createdAt }] of issued) if (createdAt > clock.now()) issued.delete(id);
		},
		/** Answers the token endpoint. */
		issue(request, body) {
			const client = clientOf(request, body);
			if (body.grant_type !== 'client_credentials') throw badRequest('grant_type is incorrect');
			let token = issued.get(client.id);
			if (!token || clock.now() >= token.createdAt + settings.tokenSeconds * 1000) {
				token = {
					access_token: randomBytes(32).toString('hex'),
					refresh_token: randomBytes(32).toString('hex'),
					createdAt: clock.now(),
					kind: client.kind,
				};
				issued.set(client.id, token);
			}
			return {
				access_token: token.access_token,
				created_at: new Date(token.createdAt).toISOString(),
				expires_in: settings.tokenSeconds,
				refresh_token: token.refresh_token,
				token_type: 'bearer',
				account_id: 104_729,
			};
		},
		revoke(request, body) {
			const client = clientOf(request, {});
			if (typeof body.access_token !== 'string') throw badRequest('access_token is missing');
			if (issued.get(client.id)?.access_token === body.access_token) issued.delete(client.id);
		},
		/**
		 * Checks the token of an API call.
		 *
		 * @param {string} right one of the values of RIGHTS
		 */
		check(request, right) {
			// v1 documents `bearer:<token>`; both its own SDKs and the rest of the world send a space.
			const match = /^bearer(?::\s*|\s+)(\S+)$/i.exec(request.headers.authorization ?? '');
			if (!match) throw badRequest('Authorization Information is incorrect');
			const token = [...issued.values()].find(({ access_token: text }) => text === match[1]);
			if (!token || clock.now() >= token.createdAt + settings.tokenSeconds * 1000) {
				throw unauthorized('Authentication Failure');
			}
			// 401 and not 403, so a client must not take it for a token that ran out.
			if (!RIGHTS[token.kind].includes(right)) throw unauthorized('Insufficient Permission');
		},
	};
}

export { LIFETIME };
