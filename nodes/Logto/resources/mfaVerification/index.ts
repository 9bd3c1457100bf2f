import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteVerification } from './delete';
import { getMany } from './getMany';

export const mfaVerification: Resource = {
	value: 'mfaVerification',
	name: 'MFA Verification',
	operations: [create, deleteVerification, getMany],
};
