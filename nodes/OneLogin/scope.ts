import type { Refusal } from '../shared/errors';
import { isForbidden } from './oneLogin.api';

type Advice = (refusal: Refusal) => string | undefined;

/**
 * Advice about what the API credential must be allowed to do.
 *
 * @param scopes those that suffice, as OneLogin's form for API credentials shows them
 */
const needs =
	(...scopes: string[]): Advice =>
	({ summary }) =>
		isForbidden(summary)
			? `The scope of the API credential does not allow this. It needs ${scopes
					.map((scope) => `"${scope}"`)
					.join(
						' or ',
					)}: use a credential that has it (in OneLogin under Developers > API Credentials). OneLogin answers the same where the account does not have the feature.`
			: undefined;

/** Which scopes suffice for what (onelogin-next.md, sections 3 and 4). */
export const toReadUsers = needs('Read users', 'Manage users', 'Read all', 'Manage all');
export const toReadRoles = needs('Read users', 'Read all', 'Manage all');
export const toReadAll = needs('Read all', 'Manage all');
export const toManageUsers = needs('Manage users', 'Manage all');
export const toManageAll = needs('Manage all');
