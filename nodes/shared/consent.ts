import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from './errors';
import type { Field } from './field';
import type { Operation } from './operation';

/**
 * The switch of a person who lets AI agents do what {@link requireConsent} bars; in the options.
 *
 * @param description what it allows, as a sentence that begins with "Whether"
 */
export const allowAsTool = (description: string) =>
	({
		displayName: 'Allow Changes by AI Agents',
		name: 'allowAsTool',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description,
	}) as const satisfies Field;

/** n8n makes a tool for AI agents of a node by this ending of its type. */
const TOOL = /Tool$/;

/**
 * What destroys is not for an AI agent to decide, unless a person said so in the form.
 *
 * @throws {InputError}
 */
export function requireConsent(
	context: IExecuteFunctions,
	{ needsConsent, name }: Operation,
	values: Record<string, unknown>,
): void {
	if (!TOOL.test(context.getNode().type) || !needsConsent?.(values as never)) return;
	if ((values.options as { allowAsTool?: boolean } | undefined)?.allowAsTool) return;
	throw new InputError(
		`An AI agent may not use "${name}" in this way`,
		'Nothing was sent. A person can allow it: "Allow Changes by AI Agents" under "Options".',
	);
}
