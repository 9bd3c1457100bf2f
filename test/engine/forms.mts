/** The forms of the nodes, as n8n reads them from a description. */
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { nodeClasses, type NodeName } from './engine.mjs';

/** Every node of the package, with its description. */
export const nodes = (Object.keys(nodeClasses) as NodeName[]).map((name) => {
	const node = new nodeClasses[name]();
	return { name, node, description: node.description as INodeTypeDescription };
});

/** The entries of a dropdown. */
export const choices = (property: INodeProperties): INodePropertyOptions[] =>
	(property.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);

/** Every field of a form, nested ones included, with the path of names that leads to it. */
export function fieldsWithin(
	properties: readonly INodeProperties[],
	path = '',
): Array<[string, INodeProperties]> {
	return properties.flatMap((property): Array<[string, INodeProperties]> => {
		const own = `${path}${property.name}`;
		const nested = (property.options ?? []).flatMap((option) =>
			'values' in option
				? fieldsWithin((option as INodePropertyCollection).values, `${own}.${option.name}.`)
				: 'type' in option
					? fieldsWithin([option as INodeProperties], `${own}.`)
					: [],
		);
		return [[own, property], ...nested];
	});
}

/** One entry of an Operation dropdown, with the resource that it belongs to. */
export type Entry = INodePropertyOptions & { resource: string; value: string };

/** Every operation that a node offers. */
export const operationsOf = ({ properties }: INodeTypeDescription): Entry[] =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			choices(property).map((choice) => ({
				...choice,
				value: String(choice.value),
				resource: String(property.displayOptions!.show!.resource![0]),
			})),
		);

/** What stands above the fields of every operation. */
const HEAD = new Set(['authentication', 'resource', 'operation']);

/** The fields of one operation, from top to bottom, also those that wait for another field. */
export const formOf = (
	{ properties }: INodeTypeDescription,
	{ resource, value }: Entry,
): INodeProperties[] =>
	properties.filter(({ name, displayOptions }) => {
		const { resource: resources, operation } = displayOptions?.show ?? {};
		return (
			!HEAD.has(name) &&
			(resources?.includes(resource) ?? true) &&
			(operation?.includes(value) ?? true)
		);
	});
