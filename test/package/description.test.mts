/** The forms as a person sees them, and the names and defaults that saved workflows depend on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { credentialTypes, nodeClasses } from '../engine/engine.mjs';
import { choices, fieldsWithin, formOf, nodes, operationsOf } from '../engine/forms.mjs';

const root = join(__dirname, '../..');

/**
 * What is stored of some fields, a line each, to be sorted: no form decides the order. A default
 * belongs to it at the top level only: n8n does not store a value there that equals it (seen on 1.123
 * and 2.41), so another default would change what is saved already. Members of collections are stored.
 */
const stored = (where: string, properties: readonly INodeProperties[]): string[] =>
	fieldsWithin(properties).map(([path, property]) => {
		// Resources and operations are listed by their fields.
		const isListed = path === 'resource' || path === 'operation';
		const values = isListed ? [] : choices(property).map(({ value }) => String(value));
		const modes = (property.modes ?? []).map(({ name }) => name);
		const known = [...values, ...modes].sort().join('|');
		const isTop = !path.includes('.');
		return [where, path, property.type, known, isTop && `= ${JSON.stringify(property.default)}`]
			.filter(Boolean)
			.join(' ');
	});

describe.each(nodes)('$name', ({ name, node, description }) => {
	const fields = fieldsWithin(description.properties);
	const operations = operationsOf(description);

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
		for (const operation of operations) {
			const names = formOf(description, operation).map((property) => property.name);
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
	});

	test.each([
		'onboarding',
		'offboarding',
		'provisioning',
		'deprovision',
		'access review',
		'identity',
		'iam',
		'sso',
		'mfa',
	])('the node panel finds it by "%s"', (typed) => {
		const folder = nodeClasses[name].name;
		const { alias } = require(join(root, `nodes/${folder}/${folder}.node.json`));
		expect(alias.some((word: string) => word.toLowerCase().startsWith(typed))).toBe(true);
	});

	test('what saved workflows hold is frozen', () => {
		const above = description.properties.filter(
			({ displayOptions, name }) => !displayOptions && name !== 'requestSettings',
		);
		const dropdowns = description.properties.filter((property) => property.name === 'operation');
		const lines = [
			...stored('', above),
			...dropdowns.flatMap((property) =>
				stored(String(property.displayOptions!.show!.resource![0]), [property]),
			),
			...operations.flatMap((operation) =>
				stored(`${operation.resource}/${operation.value}`, formOf(description, operation)),
			),
		];
		expect(lines.sort()).toMatchSnapshot();
	});
});

test('what saved credentials hold is frozen', () => {
	const types = [...credentialTypes.values()];
	expect(
		types.flatMap(({ name, properties }) => stored(name, properties)).sort(),
	).toMatchSnapshot();
});

test('credential names are our own: they would replace those of n8n', () => {
	for (const name of credentialTypes.keys()) {
		expect(['oktaApi', 'oneLoginApi', 'logtoApi']).not.toContain(name);
	}
});
