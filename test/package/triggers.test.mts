/** The forms of the triggers, and the names and defaults that saved workflows depend on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { n8n } from '../../package.json';
import { choices, fieldsWithin } from '../engine/forms.mjs';
import { triggerClasses, type TriggerName } from '../engine/triggers.mjs';

const root = join(__dirname, '../..');

/** What is stored of each, a line for a field: `name type = default`. */
const STORED: Record<TriggerName, string[]> = {
	logtoTrigger: [
		'events multiOptions = []',
		'notice notice = ""',
		'options collection = {}',
		'options.additionalEvents string = ""',
		'simplify boolean = true',
	],
	oktaEventHookTrigger: [
		'authentication options = "apiToken"',
		'events multiOptions = []',
		'options collection = {}',
		'options.additionalEvents string = ""',
		'options.onlySuccessful boolean = true',
		'simplify boolean = true',
	],
	oktaTrigger: [
		'authentication options = "apiToken"',
		'events multiOptions = []',
		'options collection = {}',
		'options.additionalEvents string = ""',
		'options.onlySuccessful boolean = true',
		'simplify boolean = true',
	],
	oneLoginTrigger: ['events multiOptions = []', 'simplify boolean = true'],
};

const triggers = (Object.keys(triggerClasses) as TriggerName[]).map((name) => {
	const node = new triggerClasses[name]() as INodeType;
	const file = n8n.nodes.find((one) => one.includes(`/${triggerClasses[name].name}.node.js`))!;
	return { name, node, file };
});

test.each(triggers)('$name: what saved workflows hold is frozen', ({ name, node }) => {
	const fields = fieldsWithin(node.description.properties);
	const lines = fields.map(
		([path, { type, default: standard }]) => `${path} ${type} = ${JSON.stringify(standard)}`,
	);
	expect(lines.sort()).toEqual(STORED[name]);
});

test.each(triggers)('$name is a trigger to n8n, and no tool', ({ name, node }) => {
	const { description } = node;
	expect(description).toMatchObject({ name, group: ['trigger'], inputs: [], version: 1 });
	expect(description.displayName).toMatch(/ Trigger$/);
	expect(description.usableAsTool).toBeUndefined();
	expect(Boolean(description.polling)).toBe(node.poll !== undefined);
	expect(Boolean(description.webhooks)).toBe(node.webhook !== undefined);
});

test.each(triggers)('$name has its icons, and a codex that names it', ({ node, file }) => {
	const { light, dark } = node.description.icon as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const icon of [light, dark]) {
		expect(existsSync(join(root, 'icons', icon.replace('file:../../icons/', '')))).toBe(true);
	}
	const codex = require(join(root, file.replace(/^dist\//, '').replace(/\.js$/, '.json')));
	expect(codex.node).toBe(`n8n-nodes-identity.${node.description.name}`);
	expect(codex.alias).toContain('Event');
});

test.each(triggers)('$name lists its events by name, each once', ({ node }) => {
	const { properties } = node.description;
	const events = choices(properties.find(({ name }) => name === 'events')!);
	const names = events.map((one) => one.name);
	expect(names).toEqual([...new Set(names)].sort());
	const values = events.map(({ value }) => value);
	expect(values).toEqual([...new Set(values)]);
});
