import type { INodeProperties } from 'n8n-workflow';
import { type Field, requestSettings } from './field';
import type { Operation, Resource } from './operation';

const resourceDropdown: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

const operationDropdown: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** What a new node shows first: the list where there is one, and never a deletion if avoidable. */
const opening = (operations: readonly Operation[]): Operation =>
	operations.find(({ value }) => value === 'getAll') ??
	operations.find(({ list }) => list !== undefined) ??
	operations.find(({ value }) => value !== 'delete') ??
	operations[0];

/** The form of a node: both dropdowns and the fields of every operation, shown where they belong. A new
 * node starts with the first resource; the dropdown is alphabetical whatever the order. */
export function propertiesOf(resources: readonly Resource[]): INodeProperties[] {
	return [
		{
			...resourceDropdown,
			options: resources
				.map(({ name, value }) => ({ name, value }))
				.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)),
			default: resources[0].value,
		},
		...resources.map(({ value: resource, operations }) => ({
			...operationDropdown,
			displayOptions: { show: { resource: [resource] } },
			options: operations.map(({ value, name, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
			default: opening(operations).value,
		})),
		...resources.flatMap(({ value, operations }) =>
			joined(operations).map((shared) => shownFor(shared, value)),
		),
		{ ...(requestSettings as Field as INodeProperties) },
	];
}

/**
 * What n8n's canvas shows under the name of a node, such as "Get Many: User". An expression, because
 * n8n knows of no other subtitle that follows the form; it looks the words up by what is stored.
 */
export function subtitleOf(resources: readonly Resource[]): string {
	const words = resources.flatMap((resource) =>
		resource.operations.map(({ value, name }) => [
			`${resource.value}/${value}`,
			`${name}: ${resource.name}`,
		]),
	);
	const table = JSON.stringify(Object.fromEntries(words));
	return `={{ (${table})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;
}

/** A field, and the operations of a resource that show it. */
interface Shared {
	field: Field;
	operations: string[];
}

/**
 * The fields of several operations in one list in which equal fields stand once, and every operation
 * finds its own in the order of its form. A description is sent to each browser and held in memory by
 * each n8n, and most of it would be repetition.
 *
 * As several queues become one: taken next is a field that is at the front of a form and not further
 * back in any, for all the forms that it is at the front of. When each front stands further back
 * elsewhere, the forms contradict each other about the order. The shortest field then gets another
 * copy.
 *
 * One resource at a time, because n8n shows a field for each resource in its list with each operation
 * in its other list.
 */
function joined(operations: readonly Operation[]): Shared[] {
	const texts = new Map<Field, string>();
	const textOf = (field: Field): string => {
		const text = texts.get(field) ?? JSON.stringify(field);
		texts.set(field, text);
		return text;
	};
	/** In how many forms a field is not at the front. */
	const behind = new Map<string, number>();
	const count = (text: string, by: number) => behind.set(text, (behind.get(text) ?? 0) + by);
	const forms = operations.map(({ value, fields }) => ({
		value,
		left: fields.map((field) => ({ field, text: textOf(field) })),
	}));
	for (const { left } of forms) for (const { text } of left.slice(1)) count(text, 1);

	const list: Shared[] = [];
	for (;;) {
		const open = forms.filter(({ left }) => left.length > 0);
		if (open.length === 0) return list;
		const fronts = open.map(({ left }) => left[0]);
		const next =
			fronts.find(({ text }) => !behind.get(text)) ??
			fronts.reduce((a, b) => (b.text.length < a.text.length ? b : a));
		const takers = open.filter(({ left }) => left[0].text === next.text);
		list.push({ field: next.field, operations: takers.map(({ value }) => value) });
		for (const { left } of takers) {
			left.shift();
			if (left.length > 0) count(left[0].text, -1);
		}
	}
}

/** A field as n8n wants it, shown under some operations (and under its own conditions). */
const shownFor = ({ field, operations }: Shared, resource: string): INodeProperties => ({
	...(field as INodeProperties),
	displayOptions: {
		...(field.displayOptions as INodeProperties['displayOptions']),
		show: {
			resource: [resource],
			operation: operations,
			...(field.displayOptions as INodeProperties['displayOptions'])?.show,
		},
	},
});
