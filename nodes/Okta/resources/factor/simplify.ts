import type { IDataObject } from 'n8n-workflow';

/**
 * A factor without what makes it work: while it waits to be activated, Okta adds the secret of one-time
 * codes and the links that enrol a phone (Management API, "Factors", `_embedded.activation`).
 */
export function withoutActivation(factor: IDataObject): IDataObject {
	const embedded = factor._embedded as IDataObject | undefined;
	if (!embedded || typeof embedded !== 'object') return factor;
	const others = Object.entries(embedded).filter(([name]) => name !== 'activation');
	return { ...factor, _embedded: Object.fromEntries(others) };
}

/** The short form of a factor: what it is, and the device, number or address. */
export function simplifyFactor(factor: IDataObject): IDataObject {
	const { activation } = (factor._embedded ?? {}) as IDataObject;
	return {
		...(factor.userId !== undefined && { userId: factor.userId }),
		id: factor.id,
		factorType: factor.factorType ?? null,
		provider: factor.provider ?? null,
		status: factor.status ?? null,
		created: factor.created ?? null,
		lastUpdated: factor.lastUpdated ?? null,
		profile: factor.profile ?? {},
		...(activation !== undefined && { activation }),
		...(factor.already !== undefined && { already: factor.already }),
	};
}
