import type { Call, Reply } from '../shared/api';
import { ApiError } from '../shared/errors';
import type { Path } from '../shared/path';

/** A header of a reply, `''` where there is none. Several of the same name stand in one line. */
export const header = (reply: Reply, name: string): string =>
	[reply.headers[name] ?? ''].flat().join(', ');

/** The link to the next page in the body of lists that are wrapped, e.g. of roles: `_links.next.href`. */
function linkIn(body: unknown): string | undefined {
	const { _links: links } = (body ?? {}) as { _links?: { next?: { href?: unknown } } };
	const href = links?.next?.href;
	return href === undefined || href === null ? undefined : String(href);
}

/**
 * The request for the page after this reply. Okta sends a `self` and a `next` link, and the `self`
 * link holds a cursor too, so only the relation tells them apart. The link's host may differ from
 * the one that was asked (admin console, custom domain): path and query are asked again at the
 * credential's own origin, as Okta's Go SDK does, so that the token goes nowhere else.
 *
 * The link may lack parameters of the first request (that of application users lacks `expand`:
 * okta/okta-sdk-nodejs#439), and every page after the first would be another list. So what it lacks
 * is added; what it has is Okta's to say.
 *
 * @param first the request of the list's first page, which has no cursor
 */
export function nextPage(reply: Reply, first: Call): Call | undefined {
	const link =
		/<([^>]*)>\s*;[^,]*\brel="?next(?![\w-])/i.exec(header(reply, 'link'))?.[1] ??
		linkIn(reply.body);
	if (link === undefined) return undefined;
	const base = 'https://okta.invalid';
	const url = URL.canParse(link, base) ? new URL(link, base) : undefined;
	// Only an http path starts with a slash; any other would be read as part of the host.
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new ApiError({
			summary: `The link to the next page is not an address: "${link.slice(0, 60)}"`,
		});
	}
	const query = { ...first.query, ...Object.fromEntries(url.searchParams) };
	return { ...first, path: url.pathname as Path, query };
}
