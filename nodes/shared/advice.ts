import type { Refusal } from './errors';
import type { Operation } from './operation';

/** Which parameters to look at, for refusals about which the vendor's own advice says nothing. */
export function adviseOn({ status }: Refusal, operation: Operation): string | undefined {
	const locators = operation.fields
		.filter(({ type }) => type === 'resourceLocator')
		.map(({ displayName }) => `"${displayName}"`);
	switch (status) {
		case 400:
		case 422:
			return 'Check the values of the parameters that the message names.';
		case 401:
			return 'Test the credential: its token or secret was not accepted.';
		case 403:
			return 'The credential works but is not allowed to do this. Check its roles and scopes.';
		case 404:
			switch (locators.length) {
				case 0:
					return undefined;
				case 1:
					return `Check ${locators[0]}: there is none with this ID, or it was deleted.`;
				default:
					return `Check ${locators.join(' and ')}: one of them is not known here or was deleted, or they do not belong together.`;
			}
		default:
			return status !== undefined && status >= 500
				? 'The service could not do this now. Try again later.'
				: undefined;
	}
}
