import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { deleteWebhook } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getRecentDeliveries } from './getRecentDeliveries';
import { rotateSigningKey } from './rotateSigningKey';
import { sendTest } from './sendTest';
import { update } from './update';

export const webhook: Resource = {
	value: 'webhook',
	name: 'Webhook',
	operations: [
		create,
		deleteWebhook,
		get,
		getMany,
		getRecentDeliveries,
		rotateSigningKey,
		sendTest,
		update,
	],
};
