import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';

/** What Okta tells of an application's own credentials, although nobody asked: no item has it. */
const SECRETS = ['client_secret', 'password'];

const without = (part: unknown): unknown =>
	typeof part === 'object' && part !== null && !Array.isArray(part)
		? Object.fromEntries(
				Object.entries(part)
					.filter(([name]) => !SECRETS.includes(name))
					.map(([name, value]) => [name, without(value)]),
			)
		: part;

/**
 * An application without the secret that it signs in with: Okta adds it to every OpenID Connect application
 * (Management API, "Application", `credentials.oauthClient.client_secret`).
 */
export function withoutSecret(payload: unknown): IDataObject {
	const app = asRecord(payload);
	return app.credentials ? { ...app, credentials: without(app.credentials) as IDataObject } : app;
}
