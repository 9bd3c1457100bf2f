import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { chosenEvents, eventsSubtitle, isOn, simplifyEvents } from '../shared/chosen';
import { poll } from '../shared/poll';
import { eventLog } from './trigger/log';
import { getEventTypes } from './trigger/types';

export class OneLoginTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OneLogin Trigger',
		name: 'oneLoginTrigger',
		icon: { light: 'file:../../icons/onelogin.svg', dark: 'file:../../icons/onelogin.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle([], 'Event Type '),
		description: 'Starts the workflow when something happens in OneLogin, as its events tell',
		defaults: { name: 'OneLogin Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneLoginOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Event Names or IDs',
				name: 'events',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getEventTypes' },
				required: true,
				default: [],
				description:
					'What is to start the workflow. The first time it is published it starts from then on. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			simplifyEvents,
		],
	};

	methods = { loadOptions: { getEventTypes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(
			this,
			eventLog(chosenEvents(this, 'Event Names or IDs'), isOn(this, 'simplify', true)),
		);
	}
}
