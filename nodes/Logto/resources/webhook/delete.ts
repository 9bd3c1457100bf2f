import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { webhook } from '../../webhook';

export const deleteWebhook = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Delete a webhook and its signing key for good; nothing more is sent',
	fields: [webhook],
	request: ({ webhook }) => ({ method: 'DELETE', path: path`/api/hooks/${webhook}` }),
	result: (_payload, { webhook }) => ({ id: webhook, deleted: true }),
});
