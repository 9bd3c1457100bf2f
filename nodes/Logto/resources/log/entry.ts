import type { IDataObject } from 'n8n-workflow';

/** What Logto shows in place of a secret, but not in place of this one. */
const HIDDEN = '******';

/**
 * An entry of the log without the code that a token could have been had for: Logto hides passwords and
 * secrets among the parameters, and leaves that (logto-next.md, "Audit logs").
 */
export function withoutCode(entry: IDataObject): IDataObject {
	const payload = entry.payload as IDataObject | null | undefined;
	const params = payload?.params as IDataObject | null | undefined;
	if (typeof params !== 'object' || params === null || params.code === undefined) return entry;
	return { ...entry, payload: { ...payload, params: { ...params, code: HIDDEN } } };
}

/** The short form of an entry: who did what from where, and whether it went well. */
export function simplifyEntry({ id, key, payload, createdAt }: IDataObject): IDataObject {
	const { result, error, userId, applicationId, ip, userAgent } = (payload ?? {}) as IDataObject;
	return {
		id,
		createdAt,
		event: key,
		result: result ?? null,
		userId: userId ?? null,
		applicationId: applicationId ?? null,
		ip: ip ?? null,
		userAgent: userAgent ?? null,
		...(error !== undefined && { error }),
	};
}
