import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';

const SHORT = [
	'id',
	'name',
	'connector_id',
	'auth_method',
	'auth_method_description',
	'description',
	'visible',
	'policy_id',
	'role_ids',
	'created_at',
	'updated_at',
];

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of an application's record that let somebody in, by the object that they stand in. */
const SECRETS = [
	['sso', 'client_secret'],
	['enforcement_point', 'token'],
] as const;

/**
 * The record without its secrets. The client secret of an OpenID Connect application comes in the answer to
 * its creation (onelogin-next.md, section 4.6), where it may be kept.
 */
export function withoutSecrets(payload: unknown, keeps = false): IDataObject {
	const record = { ...asRecord(payload) };
	for (const [at, name] of SECRETS) {
		const inner = record[at];
		if (!isObject(inner) || !(name in inner) || (keeps && at === 'sso')) continue;
		const shown = { ...inner };
		delete shown[name];
		record[at] = shown;
	}
	return record;
}

/** The short form of an application, with what its owner needs to set up the other side. */
export function simplifyApp(record: IDataObject): IDataObject {
	const short: IDataObject = {};
	for (const name of SHORT) if (name in record) short[name] = record[name];
	if (isObject(record.provisioning)) short.provisioning = record.provisioning.enabled;
	if (isObject(record.sso)) {
		for (const name of ['client_id', 'client_secret', 'metadata_url']) {
			if (name in record.sso) short[name] = record.sso[name];
		}
	}
	return short;
}
