import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../../shared/field';

/** A grant of the chosen user. */
export const grant = {
	displayName: 'Grant',
	name: 'grant',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The grant to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a grant…',
			typeOptions: { searchListMethod: 'searchGrants', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. oag1a2b3c4d5E6f7G8h9',
		},
	],
} as const satisfies Field;

export const expand = {
	displayName: 'Expand',
	name: 'expand',
	type: 'options',
	options: [{ name: 'Scope', value: 'scope', description: 'The scope itself, with its title' }],
	default: 'scope',
	description: 'What to add',
} as const satisfies Field;

/** The short form of a grant: who may do what. */
export function simplifyGrant(grant: IDataObject): IDataObject {
	const { scope } = (grant._embedded ?? {}) as IDataObject;
	return {
		userId: grant.userId,
		id: grant.id,
		clientId: grant.clientId ?? null,
		scopeId: grant.scopeId ?? null,
		status: grant.status ?? null,
		source: grant.source ?? null,
		issuer: grant.issuer ?? null,
		created: grant.created ?? null,
		lastUpdated: grant.lastUpdated ?? null,
		...(scope !== undefined && { scope }),
	};
}
