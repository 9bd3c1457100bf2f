import type { IDataObject } from 'n8n-workflow';
import { profileOf } from '../../locate';

/**
 * The short form of a group, flat, with what was asked for by "Expand". Attributes that the tenant or a
 * directory added to the profile are kept.
 */
export function simplifyGroup(group: IDataObject): IDataObject {
	const { name, description, ...own } = profileOf(group);
	return {
		id: group.id,
		name: name ?? null,
		description: description ?? null,
		type: group.type ?? null,
		created: group.created,
		lastUpdated: group.lastUpdated ?? null,
		lastMembershipUpdated: group.lastMembershipUpdated ?? null,
		...(group._embedded as IDataObject | undefined),
		...(Object.keys(own).length > 0 && { customAttributes: own }),
	};
}
