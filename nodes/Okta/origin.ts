import { originOf } from '../shared/origin';

/** Hosts of admin consoles, which serve no API; custom domains may well contain "-admin". */
const ADMIN_HOST =
	/-admin(?=\.(okta|oktapreview|okta-emea|okta-gov|trex-govcloud)\.com|\.(okta|okta-miltest)\.mil)/;

/** The origin of an Okta organization, also from the address of its admin console. */
export const oktaOrigin = (url: unknown): string =>
	originOf(url, 'Okta URL').replace(ADMIN_HOST, '');
