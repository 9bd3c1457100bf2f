import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { named, nameFault } from '../../../shared/path';

/** Logto's name for a provider: a user has at most one identity for each. */
export const target = {
	displayName: 'Target',
	name: 'target',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. github',
	description: 'Name of the provider, as the connector in Logto shows it',
} as const satisfies Field;

/**
 * The target as it goes into the address, which is the only place that Logto has for it.
 *
 * @throws {InputError} when it cannot be sent there
 */
export function namedTarget(given: string): ReturnType<typeof named> {
	const name = given.trim();
	const fault = nameFault(name);
	if (fault) {
		throw new InputError(
			`"Target" ${fault}`,
			'Enter the name of the provider. If it is an expression, check that it has a result for this item.',
		);
	}
	return named(name);
}
