import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { AGAIN } from './paging';
import { Api, openTenant, Session } from './request';
import type { ListCall, Vendor } from './vendor';

/** Pickers answer a person who is waiting: they do not sit out a rate limit. */
const PICKER_SETTINGS = { maxWait: 5, timeout: 20 };

/** Opens the tenant of the credential that is chosen in the form. */
export async function openApi(context: ILoadOptionsFunctions, vendor: Vendor): Promise<Api> {
	const authentication = context.getNodeParameter('authentication', '') as string;
	const tenant = await openTenant(context, vendor, authentication);
	return new Api(new Session(context, tenant), PICKER_SETTINGS);
}

/** All records of a list as choices, sorted by name. n8n's multi-selects have no pages of their own. */
export async function collectOptions(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	call: ListCall,
	choice: (record: IDataObject) => INodePropertyOptions,
): Promise<INodePropertyOptions[]> {
	const api = await openApi(context, vendor);
	const choices: INodePropertyOptions[] = [];
	for await (const page of api.pages(call)) {
		if (page === AGAIN) choices.length = 0;
		else choices.push(...page.map(choice));
	}
	return choices.sort((a, b) => a.name.localeCompare(b.name));
}
