import type { INode } from 'n8n-workflow';
import type { Api } from './api';
import { Client, type RequestSettings } from './client';
import { endingWith } from './clock';
import { raise, type Refusal, toNodeError } from './errors';
import { mask } from './secrets';
import { Session } from './session';
import { openTenant, type RequestContext, type Tenant } from './tenant';
import type { Vendor } from './vendor';

/** What a picker, a poll and the registration of a webhook have of n8n: a form, but no items. */
export interface AskContext extends RequestContext {
	getNode(): INode;
	getNodeParameter(name: string, fallback?: string): unknown;
}

/** How a tenant is asked. */
export interface Asking {
	settings: RequestSettings;
	/** Advice that goes before that of the vendor, for what is asked here. */
	advise?: (refusal: Refusal) => string | undefined;
	/** Aborted when nobody waits any more. */
	stop?: AbortSignal;
	/** What no message may repeat, beside what the credential holds. */
	secrets?: () => string[];
}

/**
 * Asks the tenant of the credential that is chosen in the form, outside of an execution.
 *
 * @throws {NodeApiError | NodeOperationError} without anything that no message may repeat
 */
export async function askTenant<T>(
	context: AskContext,
	vendor: Vendor,
	{ settings, advise = () => undefined, stop, secrets = () => [] }: Asking,
	work: (api: Api, tenant: Tenant) => Promise<T>,
): Promise<T> {
	const { signal, end } = endingWith(stop);
	let tenant: Tenant | undefined;
	try {
		const authentication = context.getNodeParameter('authentication', '') as string;
		tenant = await openTenant(context, vendor, authentication);
		const session = new Session(context, tenant);
		return await work(new Client(session, settings, undefined, signal), tenant);
	} catch (error) {
		const hidden = [...(tenant?.secrets() ?? []), ...secrets()];
		return raise(
			toNodeError(error, {
				node: context.getNode(),
				advise: (refusal) => advise(refusal) ?? vendor.advise(refusal),
				mask: (text) => mask(text, hidden),
			}),
		);
	} finally {
		end();
	}
}
