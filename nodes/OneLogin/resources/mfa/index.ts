import type { Resource } from '../../../shared/operation';
import { challenge } from './challenge';
import { confirm } from './confirm';
import { enroll } from './enroll';
import { generateTemporaryToken } from './generateTemporaryToken';
import { getDevices } from './getDevices';
import { getFactors } from './getFactors';
import { removeAllDevices } from './removeAllDevices';
import { removeDevice } from './removeDevice';
import { verify } from './verify';

export const mfa: Resource = {
	value: 'mfa',
	name: 'MFA',
	operations: [
		challenge,
		confirm,
		enroll,
		generateTemporaryToken,
		getDevices,
		getFactors,
		removeAllDevices,
		removeDevice,
		verify,
	],
};
