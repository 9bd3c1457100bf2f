import type { Resource } from '../../../shared/operation';
import { deleteIdentity } from './delete';
import { link } from './link';
import { replace } from './replace';

export const socialIdentity: Resource = {
	value: 'socialIdentity',
	name: 'Social Identity',
	operations: [deleteIdentity, link, replace],
};
