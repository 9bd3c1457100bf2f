import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../../shared/field';

/** A refresh token that the chosen client has for the chosen user. */
export const token = {
	displayName: 'Token',
	name: 'token',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The refresh token to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a token…',
			typeOptions: { searchListMethod: 'searchTokens', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. oar1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;

/** The short form of a refresh token, which is about it and never the token itself. */
export function simplifyToken(token: IDataObject): IDataObject {
	const embedded = (token._embedded ?? {}) as IDataObject;
	return {
		userId: token.userId,
		clientId: token.clientId,
		id: token.id,
		status: token.status ?? null,
		scopes: token.scopes ?? [],
		issuer: token.issuer ?? null,
		created: token.created ?? null,
		lastUpdated: token.lastUpdated ?? null,
		expiresAt: token.expiresAt ?? null,
		...(embedded.scopes !== undefined && { scopeDetails: embedded.scopes }),
	};
}
