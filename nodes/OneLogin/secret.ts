import { InputError } from '../shared/errors';
import type { Field } from '../shared/field';

/** Says that a secret may come out, which n8n then stores and the next nodes and AI agents see. */
export const showSecret = {
	displayName: 'Show Secret',
	name: 'showSecret',
	type: 'boolean',
	default: false,
} as const satisfies Field;

/**
 * @param label the switch as the form shows it
 * @throws {InputError} when it is off
 */
export function mayShow(isMeant: boolean, label: string): void {
	if (isMeant) return;
	throw new InputError(
		`"${label}" is off, so nothing was asked for`,
		'Switch it on if what comes out may be stored with the execution and be seen by the nodes that follow.',
	);
}
