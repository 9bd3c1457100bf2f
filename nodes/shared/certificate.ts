import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * The switch "Ignore SSL Issues (Insecure)" of a credential, by the name that n8n's OAuth2 credentials have
 * for it; `undefined` where there is none.
 */
export const ignoresCertificate = ({
	ignoreSSLIssues: given,
}: ICredentialDataDecryptedObject): boolean | undefined =>
	given === undefined ? undefined : String(given) === 'true';

/** Whether a connection came to nothing since Node.js does not trust the certificate. */
export const isUntrusted = (code: string): boolean => /CERT|UNABLE_TO_(GET|VERIFY)/.test(code);

/** What to do about it. `mayIgnore`: the credential has the switch. */
export const trustAdvice = (mayIgnore: boolean): string =>
	`n8n does not trust the certificate of the server, so nothing was sent. Give n8n its certificate authority by the environment variable NODE_EXTRA_CA_CERTS${mayIgnore ? ', or switch on "Ignore SSL Issues (Insecure)" in the credential' : ''}.`;
