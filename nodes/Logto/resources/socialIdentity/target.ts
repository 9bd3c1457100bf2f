import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { keyFault, named, nameFault } from '../../../shared/path';

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
 * The target as it goes into the address, which is the only place that Logto has for it. There it is a
 * key among the identities: `__proto__` is answered as done, and nothing is written (seen on 1.42).
 *
 * @throws {InputError} when it cannot be sent there
 */
export function namedTarget(given: string): ReturnType<typeof named> {
	const name = given.trim();
	const barred = keyFault(name);
	const fault = barred ? `is ${barred}` : nameFault(name);
	if (fault) {
		throw new InputError(
			`"Target" ${fault}`,
			'Enter the name of the provider. If it is an expression, check that it has a result for this item.',
		);
	}
	return named(name);
}
