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
import { authentication } from './trigger/authentication';
import { hookEvents } from './trigger/events';
import { oktaDelivery, oktaHooks } from './trigger/hook';

/** A new event hook is slow at first, and n8n listens for two minutes. */
const WHILE_BUILDING =
	"<b>While building your workflow</b>, click the 'Execute step' button, then cause one of the events in Okta within two minutes. The first event of a new event hook can take longer. A sample comes at once: in Okta's admin console, go to Workflow > Event Hooks, choose Preview for the one whose name ends with \"test\", and deliver one of your events.<br /> <br />";

const WHERE =
	"These executions will show up in the <a data-key='executions'>executions list</a>, but not in the editor.";

export class OktaEventHookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Management Event Hook Trigger',
		name: 'oktaEventHookTrigger',
		icon: { light: 'file:../../icons/okta.svg', dark: 'file:../../icons/okta.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(hookEvents),
		description:
			'Starts the workflow within seconds when something happens in Okta, as an event hook tells',
		defaults: { name: 'Okta Management Event Hook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oktaManagementApi',
				required: true,
				displayOptions: { show: { authentication: ['apiToken'] } },
			},
			{
				name: 'oktaManagementOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'oktaManagementServiceApi',
				required: true,
				displayOptions: { show: { authentication: ['serviceApp'] } },
			},
		],
		// One for both methods: with two, a first attempt that does not succeed would take the GET away with
		// which Okta verifies the next (n8n 2.41 removes all, and repeats the one that failed).
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET,POST' as never,
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		triggerPanel: {
			header: 'Pull in an event from Okta',
			executionsHelp: {
				inactive: `${WHILE_BUILDING}<b>Once you're happy with your workflow</b>, publish it. Then every time one of the events happens in Okta, the workflow will execute. ${WHERE}`,
				active: `${WHILE_BUILDING}<b>Your workflow will also execute automatically</b>, since it's published. Every time one of the events happens in Okta, this node will trigger an execution. ${WHERE}`,
			},
		},
		properties: [
			authentication,
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: hookEvents,
				default: [],
				description:
					'What is to start the workflow. Publishing the workflow makes an event hook in Okta, and unpublishing removes it.',
				hint: 'The credential needs the scope okta.eventHooks.manage or a super administrator, and Okta must be able to reach this n8n by https',
			},
			simplifyEvents,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					additionalEvents,
					{
						displayName: 'Only Successful Events',
						name: 'onlySuccessful',
						type: 'boolean',
						default: true,
						description:
							'Whether to leave out what was tried and did not succeed, such as a sign-in with a wrong password',
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await hookExists(this, oktaHooks, chosenEvents(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registerHook(this, oktaHooks, chosenEvents(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregisterHook(this, oktaHooks);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const wanted = () => ({
			types: chosenEvents(this),
			isOnlySuccess: isOn(this, 'options.onlySuccessful', true),
			isSimple: isOn(this, 'simplify', true),
		});
		return deliver(this, oktaDelivery(wanted));
	}
}
