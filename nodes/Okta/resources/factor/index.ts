import type { Resource } from '../../../shared/operation';
import { activate } from './activate';
import { enroll } from './enroll';
import { get } from './get';
import { getMany } from './getMany';
import { getSupported } from './getSupported';
import { remove } from './remove';
import { resend } from './resend';
import { setTemporaryAccessCode } from './setTemporaryAccessCode';
import { verify } from './verify';

export const factor: Resource = {
	value: 'factor',
	name: 'Factor',
	operations: [
		activate,
		enroll,
		get,
		getMany,
		getSupported,
		remove,
		resend,
		setTemporaryAccessCode,
		verify,
	],
};
