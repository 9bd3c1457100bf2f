import type { Resource } from '../../../shared/operation';
import { link } from './link';
import { replace } from './replace';
import { unlink } from './unlink';

export const socialIdentity: Resource = {
	value: 'socialIdentity',
	name: 'Social Identity',
	operations: [link, replace, unlink],
};
