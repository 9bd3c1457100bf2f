import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';

/** The short form of a user type: what it is called. */
const simplifyType = ({
	id,
	name,
	displayName,
	description,
	...type
}: IDataObject): IDataObject => ({
	id,
	name: name ?? null,
	displayName: displayName ?? null,
	description: description ?? null,
	default: type.default ?? false,
});

export const getUserTypes = defineOperation({
	value: 'getUserTypes',
	name: 'Get User Types',
	action: 'Get the user types',
	description:
		'List the types that users can have, each with attributes of its own. Needs the scope okta.userTypes.read.',
	fields: [returnAll, limit, simplify],
	// Okta has no pages here, and takes no limit (okta-next.md, 4.4).
	list: () => ({ method: 'GET', path: path`/api/v1/meta/types/user` }),
	simplify: simplifyType,
});
