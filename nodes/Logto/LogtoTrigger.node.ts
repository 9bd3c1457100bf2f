import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import {
	additionalEvents,
	chosenEvents,
	eventsSubtitle,
	isOn,
	simplifyEvents,
} from '../shared/chosen';
import { deliver } from '../shared/delivery';
import { hookExists, registerHook, unregisterHook } from '../shared/registration';
import { hookEvents } from './trigger/events';
import { logtoDelivery, logtoHooks } from './trigger/hook';

export class LogtoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Logto Trigger',
		name: 'logtoTrigger',
		icon: { light: 'file:../../icons/logto.svg', dark: 'file:../../icons/logto.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(hookEvents),
		description: 'Starts the workflow when something happens in Logto, as its webhooks tell',
		defaults: { name: 'Logto Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'logtoOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName:
					'Logto sends no events when roles are given to or taken from a user, when an administrator changes how somebody signs in, or when tokens and sessions are revoked',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: hookEvents,
				default: [],
				description:
					'What is to start the workflow. Publishing the workflow makes a webhook in Logto, and unpublishing removes it.',
				hint: 'Logto must be able to reach this n8n, at the address in the environment variable WEBHOOK_URL of n8n',
			},
			simplifyEvents,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [additionalEvents],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await hookExists(this, logtoHooks, chosenEvents(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registerHook(this, logtoHooks, chosenEvents(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregisterHook(this, logtoHooks);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const wanted = () => ({
			types: chosenEvents(this),
			isSimple: isOn(this, 'simplify', true),
		});
		return deliver(this, logtoDelivery(wanted));
	}
}
