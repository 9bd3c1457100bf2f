import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { originOf } from '../shared/origin';

/** The origin of a Logto server or tenant. Its own image serves http, often to containers beside it. */
export const logtoOrigin = (endpoint: unknown): string =>
	originOf(endpoint, 'Logto Endpoint', true);

/**
 * The API identifier to request tokens for. Logto Cloud names it after the tenant; every other
 * server has the fixed one, whatever its address (Logto docs, "Management API").
 */
export function logtoResource({ endpoint, resource }: ICredentialDataDecryptedObject): string {
	const given = String(resource ?? '').trim();
	if (given) return given;
	const origin = logtoOrigin(endpoint);
	return new URL(origin).hostname.endsWith('.logto.app')
		? `${origin}/api`
		: 'https://default.logto.app/api';
}
