import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { done } from '../../done';
import { webhook } from '../../webhook';
import { events, eventsOf, readHook } from './hook';

export const sendTest = defineOperation({
	value: 'sendTest',
	name: 'Send Test',
	action: 'Send test data to a webhook',
	description:
		'Have Logto send made-up data to the address of a webhook now, one request for each event, be it enabled or not',
	fields: [
		webhook,
		{
			...events,
			description: 'What to send. Without any, all events that the webhook tells of.',
		},
	],
	async run(api, { webhook, events }) {
		const hook = await readHook(api, webhook);
		const sent = events.length > 0 ? [...new Set(events)] : eventsOf(hook);
		if (sent.length === 0) {
			throw new InputError('The webhook tells of no event', 'Choose "Events" to be sent.');
		}
		const config = asRecord(hook.config);
		const at = path`/api/hooks/${webhook}/test`;
		await done(api, { method: 'POST', path: at, body: { events: sent, config } });
		return { success: true, webhookId: webhook, url: config.url, events: sent };
	},
});
