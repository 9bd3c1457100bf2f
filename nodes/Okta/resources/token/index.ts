import type { Resource } from '../../../shared/operation';
import { getClients } from './getClients';
import { getMany } from './getMany';
import { revoke } from './revoke';
import { revokeAll } from './revokeAll';

export const token: Resource = {
	value: 'token',
	name: 'Token',
	operations: [getClients, getMany, revoke, revokeAll],
};
