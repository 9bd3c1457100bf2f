/** The forms as a person sees them, and the names that saved workflows depend on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { credentialTypes, nodeClasses, type NodeName } from '../engine/engine.mjs';

const root = join(__dirname, '../..');

const nodes = (Object.keys(nodeClasses) as NodeName[]).map((name) => ({
	name,
	node: new nodeClasses[name](),
}));

/** Every field of a form, nested ones included, with the path of names that leads to it. */
function fieldsWithin(properties: INodeProperties[], path = ''): Array<[string, INodeProperties]> {
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

const choices = (property: INodeProperties): INodePropertyOptions[] =>
	(property.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);

describe.each(nodes)('$name', ({ name, node }) => {
	const { description } = node;
	const fields = fieldsWithin(description.properties);
	const operations = description.properties
		.filter((property) => property.name === 'operation')
		.flatMap((property) =>
			choices(property).map((choice) => ({
				resource: property.displayOptions!.show!.resource![0] as string,
				...choice,
			})),
		);

	test('every operation has its action and description, and dropdowns are alphabetical', () => {
		for (const { action, description } of operations) {
			expect(action).toMatch(/^[A-Z][a-z]/);
			expect(description).toBeTruthy();
		}
		for (const [path, property] of fields) {
			const named = choices(property).map((choice) => choice.name);
			if (property.type === 'options' && named.length >= 5) {
				expect([path, ...named]).toEqual([path, ...[...named].sort((a, b) => a.localeCompare(b))]);
			}
		}
		const names = operations.filter(({ resource }) => resource === operations[0].resource);
		expect(names.map((one) => one.name)).toEqual(names.map((one) => one.name).sort());
	});

	test('every default of a dropdown is one of its choices', () => {
		for (const [path, property] of fields) {
			if (property.type !== 'options' || property.typeOptions?.loadOptionsMethod) continue;
			expect([path, choices(property).map(({ value }) => value)]).toEqual([
				path,
				expect.arrayContaining([property.default]),
			]);
		}
	});

	test('no two fields of one operation have the same name', () => {
		for (const { resource, value } of operations) {
			const shown = description.properties.filter(({ displayOptions }) => {
				const { resource: resources, operation } = displayOptions?.show ?? {};
				return resources?.includes(resource) && operation?.includes(value);
			});
			const names = shown.map((property) => property.name);
			expect(names).toEqual([...new Set(names)]);
			expect(names).toContain('requestSettings');
		}
	});

	test('every picker that a field names exists', () => {
		const { methods } = node as { methods: { listSearch?: object; loadOptions?: object } };
		for (const [, property] of fields) {
			const load = property.typeOptions?.loadOptionsMethod;
			if (load) expect(methods.loadOptions).toHaveProperty(load);
			for (const mode of property.modes ?? []) {
				const search = mode.typeOptions?.searchListMethod;
				if (search) expect(methods.listSearch).toHaveProperty(search);
			}
		}
	});

	test('secrets are password fields', () => {
		for (const [path, property] of fields) {
			if (property.type === 'string' && /password|secret|token$/i.test(property.name)) {
				expect([path, property.typeOptions?.password]).toEqual([path, true]);
			}
		}
	});

	test('icons exist, light and dark differ, and AI agents may use the node', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			expect(existsSync(join(root, 'icons', icon.replace('file:../../icons/', '')))).toBe(true);
		}
		expect(description.usableAsTool).toBe(true);
	});

	test('the codex names the node as n8n loads it', () => {
		const folder = nodeClasses[name].name;
		const codex = require(join(root, `nodes/${folder}/${folder}.node.json`));
		expect(codex.node).toBe(`n8n-nodes-identity.${description.name}`);
		expect(codex.alias.length).toBeGreaterThan(3);
	});

	test('the names and values that saved workflows hold are frozen', () => {
		const frozen = fields.map(([path, property]) => {
			const { resource, operation } = property.displayOptions?.show ?? {};
			const where = [resource, operation].filter(Boolean).flat().join('/');
			const values = choices(property).map(({ value }) => value);
			const modes = (property.modes ?? []).map((mode) => mode.name);
			return [where, path, property.type, [...values, ...modes].join('|')]
				.filter(Boolean)
				.join(' ');
		});
		expect(frozen).toMatchSnapshot();
	});
});

test('credential names are our own: they would replace those of n8n', () => {
	for (const name of credentialTypes.keys()) {
		expect(['oktaApi', 'oneLoginApi', 'logtoApi']).not.toContain(name);
	}
});
