import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inOneText } from './activation';
import type { AskContext } from './ask';
import { booleanIn } from './coerce';
import { InputError, raise, toNodeError } from './errors';
import { simplify } from './field';

/** The events of a trigger that are in no list; in its options. */
export const additionalEvents: INodeProperties = {
	displayName: 'Additional Event Types',
	name: 'additionalEvents',
	type: 'string',
	default: '',
	description:
		'Events that the list above does not have, as the vendor calls them, separated by commas',
};

/** Whether a trigger gives short items: the switch that lists have, as n8n's descriptions want it. */
export const simplifyEvents: INodeProperties = { ...simplify };

/**
 * What n8n's canvas shows under the name of a trigger: its events, in the words of the form.
 *
 * @param before what goes before each that the form has no words for at hand
 */
export const eventsSubtitle = (choices: readonly INodePropertyOptions[], before = ''): string => {
	const names = Object.fromEntries(choices.map(({ name, value }) => [value, name]));
	return `={{ [$parameter["events"]].flat().map((event) => (${JSON.stringify(names)})[event] || ${JSON.stringify(before)} + event).join(", ") }}`;
};

/** Texts of a list, or of a text with commas, as expressions give them. */
const textsOf = (value: unknown): string[] =>
	[value]
		.flat()
		.flatMap((one) => String(one ?? '').split(','))
		.map((one) => one.trim())
		.filter(Boolean);

/**
 * The events that a trigger is to start with, sorted, each once.
 *
 * @param label the field as the form shows it
 * @throws {NodeOperationError} when none is chosen: it never means all
 */
export function chosenEvents(context: AskContext, label = 'Events'): string[] {
	const additional = context.getNodeParameter('options.additionalEvents', '');
	const chosen = [...textsOf(context.getNodeParameter('events', '')), ...textsOf(additional)];
	if (chosen.length > 0) return [...new Set(chosen)].sort();
	const empty = new InputError(
		`"${label}" is empty`,
		'Choose at least one event that is to start the workflow.',
	);
	const shown = { node: context.getNode(), advise: () => undefined, mask: (text: string) => text };
	return raise(inOneText(toNodeError(empty, shown)));
}

/**
 * A switch of a trigger's form, as a boolean: an expression may give the text "no". What says neither yes
 * nor no is as if nothing were set: refused, it would cost what a vendor delivers once.
 */
export const isOn = (context: AskContext, name: string, standard: boolean): boolean =>
	booleanIn(context.getNodeParameter(name, '')) ?? standard;
