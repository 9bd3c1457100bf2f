/** The forms of the nodes, as n8n reads them from a description and as their sources say them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Operation, Resource } from '../../nodes/shared/operation';
import { nodeClasses, type NodeName } from './engine.mjs';

/** The operation of every file in a node's folder, by the values of resource and operation. */
function sourcesOf(folder: string): Map<string, Operation> {
	const resources = join(__dirname, '../../nodes', folder, 'resources');
	return new Map(
		readdirSync(resources)
			.flatMap((name) => Object.values(require(join(resources, name)) as Record<string, Resource>))
			.flatMap(({ value, operations }) =>
				operations.map((operation) => [`${value}/${operation.value}`, operation] as const),
			),
	);
}

/** Every node of the package, with its description and with the sources of its operations. */
export const nodes = (Object.keys(nodeClasses) as NodeName[]).map((name) => {
	const node = new nodeClasses[name]();
	const description: INodeTypeDescription = node.description;
	return { name, node, description, sources: sourcesOf(nodeClasses[name].name) };
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
export type Entry = INodePropertyOptions & {
	resource: string;
	/** As the Resource dropdown shows it. */
	resourceName: string;
	value: string;
};

/** Every operation that a node offers. */
export function operationsOf({ properties }: INodeTypeDescription): Entry[] {
	const resources = choices(properties.find(({ name }) => name === 'resource')!);
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) => {
			const resource = String(property.displayOptions!.show!.resource![0]);
			const { name: resourceName } = resources.find(({ value }) => value === resource)!;
			return choices(property).map((choice) => ({
				...choice,
				value: String(choice.value),
				resource,
				resourceName,
			}));
		});
}

/** What stands above the fields of every operation. */
export const HEAD = new Set(['authentication', 'resource', 'operation']);

/** A field without what puts it under its operation: its own conditions, and all the rest. */
export function ownOf({ displayOptions, ...field }: INodeProperties): INodeProperties {
	const { resource: _resource, operation: _operation, ...own } = displayOptions?.show ?? {};
	return Object.keys(own).length > 0 ? { ...field, displayOptions: { show: own } } : field;
}

/** The fields of one operation, from top to bottom, also those that wait for another field. */
export const formOf = (
	{ properties }: INodeTypeDescription,
	{ resource, value }: Pick<Entry, 'resource' | 'value'>,
): INodeProperties[] =>
	properties
		.filter(({ name, displayOptions }) => {
			const { resource: resources, operation } = displayOptions?.show ?? {};
			return (
				!HEAD.has(name) &&
				(resources?.includes(resource) ?? true) &&
				(operation?.includes(value) ?? true)
			);
		})
		.map(ownOf);
