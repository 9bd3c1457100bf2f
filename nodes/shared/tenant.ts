import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INode,
	NodeExecutionHint,
} from 'n8n-workflow';
import { ignoresCertificate } from './certificate';
import { InputError } from './errors';
import { n8nRenewal, ownRenewal, type Renewal } from './renewal';
import { withoutScheme } from './text';
import type { Vendor } from './vendor';

/** What the engine needs of n8n's execute and load-options contexts. */
export interface RequestContext {
	helpers: {
		httpRequestWithAuthentication(
			this: unknown,
			credentialsType: string,
			options: IHttpRequestOptions,
		): Promise<unknown>;
		refreshOAuth2Token(this: unknown, credentialsType: string): Promise<unknown>;
	};
	getCredentials(type: string, itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	getNode(): Pick<INode, 'credentials'>;
	addExecutionHints?(hint: NodeExecutionHint): void;
}

/** A tenant: where it is and which credential opens it. Constant during an execution. */
export interface Tenant {
	vendor: Vendor;
	credentialType: string;
	/** Scheme, host and port, without a trailing slash. */
	origin: string;
	/** Whose rate limit the requests count against. */
	principal: string;
	/** Absent where there is nothing to renew, as with an API token. */
	renewal?: Renewal;
	/** Whether the server's certificate is trusted unseen; `undefined` where a person cannot say so. */
	ignoresCertificate?: boolean;
	/** What the credential holds that no message may repeat, its tokens included. */
	secrets(): string[];
	/** Everything that the credential says. */
	settings: string;
}

/** Everything that a credential says, but for the tokens that n8n puts into it meanwhile. */
const settingsOf = (credentials: ICredentialDataDecryptedObject): string =>
	JSON.stringify(credentials, (name, value: unknown) =>
		name === 'oauthTokenData' ? undefined : value,
	);

/**
 * Finds the credential and the origin of a node's tenant.
 *
 * @param authentication value of the node's Authentication parameter, `''` where it has none
 * @throws {InputError} when the credential's URL cannot be used
 */
export async function openTenant(
	context: RequestContext,
	vendor: Vendor,
	authentication = '',
): Promise<Tenant> {
	const credentialType = vendor.credentialTypes[authentication];
	const credentials = await context.getCredentials(credentialType);
	const principal = context.getNode().credentials?.[credentialType]?.id ?? '';
	const bound = vendor.binding(credentials);
	const renewal =
		bound !== undefined
			? ownRenewal(bound)
			: credentials.oauthTokenData !== undefined
				? n8nRenewal(
						vendor.name,
						principal,
						async () => await context.helpers.refreshOAuth2Token.call(context, credentialType),
					)
				: undefined;
	const secrets = secretsIn(credentials);
	return {
		vendor,
		credentialType,
		origin: vendor.origin(credentials),
		principal,
		renewal,
		ignoresCertificate: ignoresCertificate(credentials),
		secrets: () => [...secrets, ...(renewal?.known() ?? [])],
		settings: settingsOf(credentials),
	};
}

/**
 * n8n sends every request with the credential as it is for the first item. Where expressions give it
 * other values for this one, its change would be made in another tenant.
 *
 * @throws {InputError}
 */
export async function requireSameTenant(
	context: RequestContext,
	{ credentialType, settings }: Tenant,
	item: number,
): Promise<void> {
	if (settingsOf(await context.getCredentials(credentialType, item)) === settings) return;
	throw new InputError(
		'The credential has other values for this item than for the first one',
		'Nothing was sent for this item. The node uses one account in a run: where the credential has expressions that depend on the item, run the node once for each account, e.g. with Loop Over Items and a batch size of 1.',
	);
}

/** Shorter texts in a credential are choices, such as a type of token. */
const SHORTEST_SECRET = 8;

/** The texts in a credential that are secrets, by the names of their fields. */
const secretsIn = (credentials: object): string[] =>
	Object.entries(credentials).flatMap(([name, value]) => {
		if (typeof value === 'object' && value !== null) return secretsIn(value as object);
		const isSecret = /secret|token|password|key/i.test(name) && !/url/i.test(name);
		if (!isSecret || typeof value !== 'string') return [];
		// What is sent of it may be less than what was pasted.
		const texts = new Set([value, withoutScheme(value)]);
		return [...texts].filter((text) => text.length >= SHORTEST_SECRET);
	});
