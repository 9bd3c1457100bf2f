import type { Resource } from '../../../shared/operation';
import { accept } from './accept';
import { create } from './create';
import { deleteInvitation } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { resend } from './resend';
import { revoke } from './revoke';

export const organizationInvitation: Resource = {
	value: 'organizationInvitation',
	name: 'Organization Invitation',
	operations: [accept, create, deleteInvitation, get, getMany, resend, revoke],
};
