import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import {
	additionalEvents,
	chosenEvents,
	eventsSubtitle,
	isOn,
	simplifyEvents,
} from '../shared/chosen';
import { poll } from '../shared/poll';
import { authentication } from './trigger/authentication';
import { logEvents } from './trigger/events';
import { systemLog } from './trigger/log';

export class OktaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Management Trigger',
		name: 'oktaTrigger',
		icon: { light: 'file:../../icons/okta.svg', dark: 'file:../../icons/okta.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(logEvents),
		description: 'Starts the workflow when something happens in Okta, as its System Log tells',
		defaults: { name: 'Okta Management Trigger' },
		polling: true,
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
		properties: [
			authentication,
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: logEvents,
				default: [],
				description:
					'What is to start the workflow. The first time it is published it starts from then on; older events are in the System Log.',
				hint: 'The credential needs the scope okta.logs.read or a role that may see the System Log',
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

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const log = systemLog({
			types: chosenEvents(this),
			isOnlySuccess: isOn(this, 'options.onlySuccessful', true),
			isSimple: isOn(this, 'simplify', true),
		});
		return await poll(this, log);
	}
}
