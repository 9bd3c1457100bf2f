import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { clock } from '../shared/clock';
import { binding, type IssuedToken } from '../shared/token';
import { askForToken, issuedToken, type Reading } from '../shared/tokenRequest';
import { oneLoginOrigin } from './origin';

/** Identifies what a token of this credential was issued for. */
export const oneLoginBinding = ({
	url,
	clientId,
	clientSecret,
}: ICredentialDataDecryptedObject): string => binding(oneLoginOrigin(url), clientId, clientSecret);

const reading: Reading = {
	// `message`, or the same within the envelope of v1, as text or with a description.
	reason({ message, status }) {
		const inner = (status as IDataObject | undefined)?.message;
		return [message, inner, (inner as IDataObject | undefined)?.description].find(
			(one) => typeof one === 'string' && one !== '',
		);
	},
	ageSeconds({ created_at: made }) {
		const at = typeof made === 'string' ? Date.parse(made) : NaN;
		return Number.isNaN(at) ? undefined : (clock.now() - at) / 1000;
	},
};

/**
 * Asks OneLogin for an access token.
 *
 * @throws {InputError} with OneLogin's own reason when none is issued
 */
export async function requestOneLoginToken(
	helper: IHttpRequestHelper,
	{ url, clientId, clientSecret }: ICredentialDataDecryptedObject,
	signal: AbortSignal,
): Promise<IssuedToken> {
	const request = () => ({
		url: `${oneLoginOrigin(url)}/auth/oauth2/v2/token`,
		auth: { username: String(clientId).trim(), password: String(clientSecret).trim() },
		headers: { 'Content-Type': 'application/json' },
		body: { grant_type: 'client_credentials' },
	});
	return issuedToken('OneLogin', await askForToken(helper, 'OneLogin', request, signal), reading);
}
