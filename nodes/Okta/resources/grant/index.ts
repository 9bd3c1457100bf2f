import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getMany } from './getMany';
import { revoke } from './revoke';
import { revokeAll } from './revokeAll';

export const grant: Resource = {
	value: 'grant',
	name: 'Grant',
	operations: [get, getMany, revoke, revokeAll],
};
