import type { INodePropertyOptions } from 'n8n-workflow';
import { nodeClasses, type NodeName } from './engine.mjs';

describe.each(Object.keys(nodeClasses) as NodeName[])('the form of %s', (node) => {
	const { properties } = new nodeClasses[node]().description;
	const optionsOf = (name: string) =>
		properties
			.filter((property) => property.name === name)
			.map((property) => ({
				first: property.default,
				options: property.options as INodePropertyOptions[],
			}));

	test('lists resources and operations in alphabetical order', () => {
		for (const { options } of [...optionsOf('resource'), ...optionsOf('operation')]) {
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('starts with users, and never with a deletion', () => {
		expect(optionsOf('resource')[0].first).toBe('user');
		for (const { first, options } of optionsOf('operation')) {
			const values = options.map(({ value }) => value);
			expect(values).toContain(first);
			expect(first).not.toBe('delete');
			if (values.includes('getAll')) expect(first).toBe('getAll');
		}
	});
});
