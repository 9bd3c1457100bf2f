import { InputError } from '../../../shared/errors';

/**
 * A domain as it is to be sent. Logto takes whatever it is given, and then nobody comes from there.
 *
 * @throws {InputError} when it is none
 */
export function domainOf(given: string): string {
	const domain = given.trim();
	if (/^[^\s@/\\]+\.[^\s@/\\.]+$/.test(domain)) return domain;
	throw new InputError(
		`"Email Domain" is no domain: "${domain}"`,
		'Enter what stands behind the @ of the addresses, e.g. example.com.',
	);
}
