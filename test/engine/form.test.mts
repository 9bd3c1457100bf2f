/** What n8n shows of a description, held against the fields that each operation says it has. */
import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	NodeHelpers,
	type NodeParameterValue,
	Workflow,
} from 'n8n-workflow';
import { type Field, requestSettings } from '../../nodes/shared/field';
import { propertiesOf } from '../../nodes/shared/form';
import type { Operation } from '../../nodes/shared/operation';
import { choices, formOf, HEAD, nodes, operationsOf } from './forms.mjs';

/** The fields that a source asks for while some of them have these values. */
const wanted = (fields: readonly Field[], values: INodeParameters): Field[] =>
	fields.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, allowed]) =>
			(allowed as readonly NodeParameterValue[]).includes(values[name] as NodeParameterValue),
		),
	);

const nodeOf = (name: string, parameters: INodeParameters): INode => ({
	id: name,
	name,
	type: name,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** Each way in which switches and dropdowns of the top level can stand, one changed at a time. */
function settings(fields: readonly Field[]): INodeParameters[] {
	const changes = (fields as unknown as INodeProperties[]).flatMap((field) =>
		field.type === 'boolean'
			? [{ [field.name]: !field.default }]
			: field.type === 'options'
				? choices(field).map(({ value }) => ({ [field.name]: value }))
				: [],
	);
	const defaults = Object.fromEntries(fields.map((field) => [field.name, field.default]));
	return [{}, ...changes].map((change) => ({ ...defaults, ...change }) as INodeParameters);
}

/** The subtitle as n8n's editor makes it: from all parameters, defaults included. */
function subtitleOf(description: INodeTypeDescription, parameters: INodeParameters): unknown {
	const node = nodeOf(description.name, parameters);
	const type = { description } as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	return workflow.expression.getSimpleParameterValue(node, description.subtitle!, 'internal', {});
}

describe.each(nodes)('the form of $name', ({ name, description, sources }) => {
	const { properties } = description;
	const operations = operationsOf(description);

	test.each(operations.map((entry) => ({ ...entry, title: `${entry.resource} > ${entry.name}` })))(
		'$title shows its own fields, in its own order',
		(entry) => {
			const { fields } = sources.get(`${entry.resource}/${entry.value}`)!;
			const all = [...fields, requestSettings];
			expect(formOf(description, entry)).toEqual(all);
			for (const setting of settings(fields)) {
				const values = { ...setting, resource: entry.resource, operation: entry.value };
				const shown = properties.filter((property) =>
					NodeHelpers.displayParameter(values, property, nodeOf(name, values), description),
				);
				const names = wanted(all, setting).map((field) => field.name);
				expect(shown.map((field) => field.name).filter((one) => !HEAD.has(one))).toEqual(names);
				const read = NodeHelpers.getNodeParameters(
					properties,
					values,
					true,
					false,
					nodeOf(name, values),
					description,
				)!;
				expect(Object.keys(read).filter((one) => !HEAD.has(one))).toEqual(names);
			}
		},
	);

	test('what is entered for one operation stays when another that asks for the same is chosen', () => {
		const asking = operations.filter(({ resource, value }) =>
			sources.get(`${resource}/${value}`)!.fields.some((field) => field.name === 'user'),
		);
		expect(asking.length).toBeGreaterThan(1);
		const [first, ...others] = asking;
		const user = { __rl: true, mode: 'id', value: '4711' };
		for (const { resource, value: operation } of others) {
			const values = { resource: first.resource, operation: first.value, user };
			const moved = { ...values, resource, operation };
			expect(
				NodeHelpers.getNodeParameters(
					properties,
					moved,
					true,
					false,
					nodeOf(name, moved),
					description,
				),
			).toMatchObject({ user });
		}
	});

	test('says on the canvas in words what a node does', () => {
		for (const entry of operations) {
			const parameters = { resource: entry.resource, operation: entry.value };
			expect(subtitleOf(description, parameters)).toBe(`${entry.name}: ${entry.resourceName}`);
		}
	});

	test('lists resources and operations in alphabetical order', () => {
		for (const dropdown of properties.filter(({ name }) => HEAD.has(name))) {
			const names = choices(dropdown).map((choice) => choice.name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('starts with users, and never with a deletion', () => {
		expect(properties.find((property) => property.name === 'resource')!.default).toBe('user');
		for (const dropdown of properties.filter((property) => property.name === 'operation')) {
			const values = choices(dropdown).map(({ value }) => value);
			expect(values).toContain(dropdown.default);
			expect(dropdown.default).not.toBe('delete');
			if (values.includes('getAll')) expect(dropdown.default).toBe('getAll');
		}
	});
});

test('the descriptions stay small: n8n sends them to every browser', () => {
	const bytes = nodes.map(({ description }) => JSON.stringify(description).length);
	const count = nodes.flatMap(({ description }) => operationsOf(description)).length;
	const whole = bytes.reduce((sum, one) => sum + one);
	// 118 kB for 55 operations; 220 kB without joining equal fields. From 130 kB for those on, the bound goes
	// to 2 kB an operation for 250 of them.
	expect(whole).toBeLessThan(130_000 + ((500_000 - 130_000) * (count - 55)) / (250 - 55));
});

describe('equal fields of the operations of a resource', () => {
	const field = (name: string, description = ''): Field => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
		description,
	});
	const [a, b, c] = ['a', 'b', 'c'].map((name) => field(name));

	/** Puts forms under one resource, and says which field stands under which operations. */
	function joined(forms: Record<string, Field[]>): string[] {
		const operations = Object.entries(forms).map(
			([value, fields]) =>
				({ value, name: value, action: '', description: '', fields }) as Operation,
		);
		return propertiesOf([{ value: 'thing', name: 'Thing', operations }])
			.filter(({ name }) => name.length === 1)
			.map(({ name, displayOptions }) => `${name}: ${displayOptions!.show!.operation!.join(' ')}`);
	}

	test('stand once', () => {
		expect(joined({ get: [a, c], update: [a, b, c], list: [b, c] })).toEqual([
			'a: get update',
			'b: update list',
			'c: get update list',
		]);
	});

	test('stand twice, the shortest of them, where forms disagree about their order', () => {
		expect(joined({ get: [a, b], update: [b, a] })).toEqual([
			'a: get',
			'b: get update',
			'a: update',
		]);
		const long = field('b', 'a longer one');
		expect(joined({ get: [long, a], update: [a, long] })).toEqual([
			'a: update',
			'b: get update',
			'a: get',
		]);
	});

	test('are equal in everything, not only in their name', () => {
		expect(joined({ get: [a], update: [field('a', 'another')] })).toEqual(['a: get', 'a: update']);
	});
});
