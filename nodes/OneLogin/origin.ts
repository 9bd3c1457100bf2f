import { originOf } from '../shared/origin';

/** The origin of a OneLogin account, also from its bare subdomain. */
export function oneLoginOrigin(url: unknown): string {
	const given = String(url ?? '').trim();
	return originOf(
		/^[a-z0-9-]+$/i.test(given) && given !== 'localhost' ? `${given}.onelogin.com` : given,
		'OneLogin URL',
	);
}
