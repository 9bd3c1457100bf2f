/** What applications may do for a user: clients, consents and refresh tokens (okta-next.md, 4.3). */
import { first } from '../shared/serve.mjs';
import { invalid, notFound } from './errors.mjs';
import { pageOf } from './paging.mjs';

export function grantRoutes({ org, origin, linkOrigin }) {
	const READ = 'okta.users.read';
	const MANAGE = 'okta.users.manage';

	/** These paths take the id of a user, and no login. */
	function userOf({ params }) {
		const user = org.users.get(params.id);
		if (!user || !org.settle(user)) throw notFound(params.id, 'User');
		return user;
	}

	const grantsOf = (user) => org.grants.get(user.id) ?? [];
	const tokensOf = (user, clientId) =>
		(org.tokens.get(user.id) ?? []).filter((token) => token.clientId === clientId);

	function clientsOf(user) {
		const all = [...grantsOf(user), ...(org.tokens.get(user.id) ?? [])];
		return [...new Set(all.map(({ clientId }) => clientId))];
	}

	/** A client that has something of the user; what Okta says of others is documented nowhere. */
	function clientOf(request) {
		const user = userOf(request);
		const { clientId } = request.params;
		if (!clientsOf(user).includes(clientId)) throw notFound(clientId, 'OAuth2Client');
		return { user, clientId };
	}

	function isExpanded({ query }) {
		const expand = first(query.expand);
		if (expand !== undefined && expand !== 'scope') throw invalid('expand');
		return expand !== undefined;
	}

	const linked = (user, at, record) => ({
		...record,
		issuer: origin,
		_links: {
			self: { href: `${origin}/api/v1/users/${user.id}/${at}/${record.id}` },
			app: { href: `${origin}/api/v1/apps/${record.clientId}` },
			user: { href: `${origin}/api/v1/users/${user.id}` },
		},
	});

	const grantView = (user, grant, expanded) => ({
		...linked(user, 'grants', grant),
		...(expanded && { _embedded: { scope: { id: grant.scopeId } } }),
	});

	const tokenView = (user, token, expanded) => ({
		...linked(user, `clients/${token.clientId}/tokens`, token),
		...(expanded && { _embedded: { scopes: token.scopes.map((name) => ({ id: name, name })) } }),
	});

	const paged = (request, reply, records) =>
		pageOf({ request, reply, linkOrigin: linkOrigin() }, records, { standard: 20, maximum: 200 });

	function grantOf(request) {
		const user = userOf(request);
		const { grantId } = request.params;
		const grant = grantsOf(user).find(({ id }) => id === grantId);
		if (!grant) throw notFound(grantId, 'OAuth2ScopeConsentGrant');
		return { user, grant };
	}

	function revokeGrants(user, isMeant) {
		org.grants.set(
			user.id,
			grantsOf(user).filter((grant) => !isMeant(grant)),
		);
		org.note('app.oauth2.as.consent.revoke', [org.userTarget(user)]);
	}

	function revokeTokens(user, isMeant) {
		org.tokens.set(
			user.id,
			(org.tokens.get(user.id) ?? []).filter((token) => !isMeant(token)),
		);
		org.note('app.oauth2.as.token.revoke', [org.userTarget(user)]);
	}

	function clients(request) {
		const user = userOf(request);
		return clientsOf(user).map((id) => {
			const at = `${origin}/api/v1/users/${user.id}/clients/${id}`;
			return {
				client_id: id,
				client_name: org.apps.get(id)?.label ?? id,
				client_uri: `${origin}/app/${id}`,
				logo_uri: `${origin}/img/logos/client.png`,
				_links: { grants: { href: `${at}/grants` }, tokens: { href: `${at}/tokens` } },
			};
		});
	}

	function listGrants(request, reply) {
		const user = userOf(request);
		const expanded = isExpanded(request);
		const scope = first(request.query.scopeId);
		const meant = grantsOf(user).filter((one) => scope === undefined || one.scopeId === scope);
		return paged(request, reply, meant).map((grant) => grantView(user, grant, expanded));
	}

	function listTokens(request, reply) {
		const { user, clientId } = clientOf(request);
		const expanded = isExpanded(request);
		return paged(request, reply, tokensOf(user, clientId)).map((token) =>
			tokenView(user, token, expanded),
		);
	}

	const done = (change) => (request, reply) => {
		change(request);
		reply.code(204).send();
	};

	const grants = '/api/v1/users/:id/grants';
	const tokens = '/api/v1/users/:id/clients/:clientId/tokens';
	return [
		['GET', '/api/v1/users/:id/clients', READ, clients],
		['GET', grants, READ, listGrants],
		['DELETE', grants, MANAGE, done((request) => revokeGrants(userOf(request), () => true))],
		[
			'GET',
			`${grants}/:grantId`,
			READ,
			(request) => {
				const { user, grant } = grantOf(request);
				return grantView(user, grant, isExpanded(request));
			},
		],
		[
			'DELETE',
			`${grants}/:grantId`,
			MANAGE,
			done((request) => {
				const { user, grant } = grantOf(request);
				revokeGrants(user, (one) => one === grant);
			}),
		],
		['GET', tokens, READ, listTokens],
		[
			'DELETE',
			tokens,
			MANAGE,
			done((request) => {
				const { user, clientId } = clientOf(request);
				revokeTokens(user, (token) => token.clientId === clientId);
			}),
		],
		[
			'DELETE',
			`${tokens}/:tokenId`,
			MANAGE,
			done((request) => {
				const { user, clientId } = clientOf(request);
				const { tokenId } = request.params;
				if (!tokensOf(user, clientId).some(({ id }) => id === tokenId)) {
					throw notFound(tokenId, 'OAuth2RefreshToken');
				}
				revokeTokens(user, ({ id }) => id === tokenId);
			}),
		],
	];
}
