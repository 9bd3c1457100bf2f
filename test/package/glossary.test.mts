/** Every form, held against `docs/glossary.md`, whose tables are read here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { formOf, nodes, operationsOf } from '../engine/forms.mjs';
import { startServer, type TestServer } from '../engine/server.mjs';
import { answerWell, parametersOf, runCase, subjects } from '../faults/subjects.mjs';

const page = readFileSync(join(__dirname, '../../docs/glossary.md'), 'utf8');

const bare = (text: string): string => text.trim().replace(/^`(.*)`$/, '$1');

/** A section of the page, from its heading to the next one. */
function section(heading: string): string[] {
	const lines = page.split('\n');
	const start = lines.indexOf(`## ${heading}`);
	expect(start).toBeGreaterThan(-1);
	const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
	return lines.slice(start + 1, end < 0 ? undefined : end);
}

/** The rows of the first table of a section. */
const rowsOf = (heading: string): string[][] =>
	section(heading)
		.filter((line) => line.startsWith('| '))
		.slice(2)
		.map((line) => line.slice(1, -1).split('|').map(bare));

const listed = (text: string): string[] => text.split(',').map(bare);

const glossary = new Map(
	rowsOf('Fields').map(([name, labels, types]) => [
		name,
		{ labels: listed(labels), types: listed(types) },
	]),
);

/** The place of each name in a form that has it. */
const places = new Map(
	section('Order of the fields')
		.filter((line) => /^\s*\d+\. `/.test(line))
		.flatMap((line, place) => [...line.matchAll(/`(\w+)`/g)].map(([, name]) => [name, place])),
);

const pairs = rowsOf('Words of the operations').map(([gives, takes]) => ({ gives, takes }));

const forms = nodes.flatMap(({ name: node, description, sources }) =>
	operationsOf(description).map((entry) => ({
		node,
		...entry,
		at: `${node} ${entry.resource}/${entry.value}`,
		fields: formOf(description, entry),
		source: sources.get(`${entry.resource}/${entry.value}`)!,
	})),
);
type Form = (typeof forms)[number];

/** Collections whose members are named by this package; those of others are named by the vendor. */
const OWN = ['filters', 'sort', 'options'];

const membersOf = (field: INodeProperties): INodeProperties[] =>
	OWN.includes(field.name) ? (field.options as INodeProperties[]) : [];

/** The fields that the glossary speaks of, by where they are. */
const named = forms.flatMap(({ at, fields }) =>
	fields.flatMap((field) => [
		{ at: `${at} ${field.name}`, field },
		...membersOf(field).map((member) => ({
			at: `${at} ${field.name}.${member.name}`,
			field: member,
		})),
	]),
);

const exceptions = rowsOf('Exceptions').map(([at, rule]) => ({ at, rule }));

/** What breaks a rule is what the page lists as its exceptions, no more and no less. */
const expectOnly = (rule: string, broken: string[]): void =>
	expect([...new Set(broken)].sort()).toEqual(
		exceptions
			.filter((one) => one.rule === rule)
			.map(({ at }) => at)
			.sort(),
	);

describe('fields', () => {
	test('of a name in the glossary are what it says', () => {
		const odd = named.filter(({ field }) => {
			const word = glossary.get(field.name);
			return word && !(word.labels.includes(field.displayName) && word.types.includes(field.type));
		});
		expect(odd.map(({ at, field }) => `${at}: ${field.displayName}, ${field.type}`)).toEqual([]);
	});

	test('of a label in the glossary have its name', () => {
		const known = exceptions.filter(({ rule }) => rule === 'names').map(({ at }) => at);
		const odd = named.filter(({ at, field }) => {
			const names = [...glossary].flatMap(([name, { labels }]) =>
				labels.includes(field.displayName) ? [name] : [],
			);
			return names.length > 0 && !names.includes(field.name) && !known.includes(at);
		});
		expect(odd.map(({ at }) => at)).toEqual([]);
	});

	test('that the page makes an exception of are there', () => {
		const there = new Set([...named, ...forms].map(({ at }) => at));
		expect(exceptions.map(({ at }) => at).filter((at) => !there.has(at))).toEqual([]);
	});

	test.each(forms)('of $at stand in the order of the page', ({ fields }) => {
		const isPicker = ({ type, required, displayOptions }: INodeProperties) =>
			type === 'resourceLocator' && required === true && !displayOptions;
		const names = fields.map(({ name }) => name);
		const pickers = fields.filter(isPicker).map(({ name }) => name);
		expect(names.slice(0, pickers.length)).toEqual(pickers);
		const placed = names.filter((name) => places.has(name));
		expect(placed).toEqual([...placed].sort((a, b) => places.get(a)! - places.get(b)!));
		// What is to be set comes before how much of a list, in what form, and how.
		const first = names.findIndex((name) => places.get(name)! >= places.get('returnAll')!);
		expect(names.slice(first).filter((name) => !places.has(name))).toEqual([]);
	});

	test('stand in the same order in all operations of a resource', () => {
		const contrary = (one: Form, other: Form): string[] => {
			const names = (form: Form) => form.fields.map(({ name }) => name);
			const common = names(one).filter((name) => names(other).includes(name));
			const order = names(other).filter((name) => common.includes(name));
			return String(common) === String(order) ? [] : [`${one.at} and ${other.at}: ${common}`];
		};
		const broken = forms.flatMap((one, index) =>
			forms
				.slice(index + 1)
				.filter((other) => other.node === one.node && other.resource === one.resource)
				.flatMap((other) => contrary(one, other)),
		);
		expect(broken).toEqual([]);
	});

	test('sort by a property, and then in an order', () => {
		for (const { field } of named.filter((one) => one.field.name === 'sort')) {
			expect(membersOf(field).map(({ displayName }) => displayName)).toEqual([
				'Sort By',
				'Sort Order',
			]);
		}
	});
});

describe('lists', () => {
	/** Get Many, Get Roles; not Get Access. */
	const isList = ({ name, source }: Form) =>
		source.list !== undefined || /^Get (Many|.*[^s]s)$/.test(name);

	test('have Return All and Limit', () => {
		const without = forms.filter(isList).filter(({ fields }) => {
			const names = fields.map(({ name }) => name);
			return !names.includes('returnAll') || !names.includes('limit');
		});
		expectOnly(
			'lists',
			without.map(({ at }) => at),
		);
	});
});

describe('options', () => {
	test('that are switches are off, unless the page says that they are on by themselves', () => {
		const on = named.filter(
			({ at, field }) => at.includes('options.') && field.type === 'boolean' && field.default,
		);
		expectOnly(
			'options',
			on.map(({ at }) => at),
		);
	});
});

describe('operations', () => {
	/** Add Roles: Add, Role. */
	const wordsOf = (name: string) => {
		const [verb, ...rest] = name.split(' ');
		return { verb, object: rest.join(' ').replace(/s$/, '') };
	};

	test('have the value that their name is in camel case', () => {
		const inWords = (value: string) =>
			value.replace(/[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
		const broken = forms.filter(({ value, name }) => {
			const words = value === 'getAll' ? 'get many' : inWords(value);
			// Camel case knows no hyphens.
			return words !== name.toLowerCase().replace(/-/g, ' ');
		});
		expectOnly(
			'words',
			broken.map(({ at }) => at),
		);
	});

	test('have an action that starts with the verb and has the words of the resource in it', () => {
		const broken = forms.filter(({ resourceName, name, action = '' }) => {
			const verb = wordsOf(name).verb.replace(/^(Has|Is)$/, 'Check');
			const words = resourceName.toLowerCase().split(' ');
			const stems = words.map((word) => word.replace(/y$/, ''));
			return !(
				action.startsWith(`${verb} `) && stems.every((stem) => action.toLowerCase().includes(stem))
			);
		});
		expect(broken.map(({ at, action }) => `${at}: ${action}`)).toEqual([]);
	});

	test('have an action of their own within their node', () => {
		for (const { name } of nodes) {
			const actions = forms.filter(({ node }) => node === name).map(({ action }) => action);
			expect(actions).toEqual([...new Set(actions)]);
		}
	});

	test('that give and take the same have words that belong together', () => {
		const broken = forms.flatMap(({ at, node, resource, name }) => {
			const { verb, object } = wordsOf(name);
			const pair = pairs.find(({ takes }) => takes === verb);
			if (!pair) return [];
			const giving = forms
				.filter((other) => other.node === node && other.resource === resource)
				.map((other) => wordsOf(other.name))
				.filter(
					(other) => other.object === object && pairs.some(({ gives }) => gives === other.verb),
				)
				.map((other) => other.verb);
			return giving.length > 0 && !giving.includes(pair.gives)
				? [`${at}: ${giving} and ${verb}`]
				: [];
		});
		expect(broken).toEqual([]);
	});

	test('that name several things take several, and one where they name one', () => {
		const things = [...glossary.keys()].filter((name) => glossary.has(`${name}s`));
		const verbs = pairs.flatMap(({ gives, takes }) => [gives, takes]);
		const broken = forms.filter(({ name, fields }) => {
			const [verb, noun = ''] = name.toLowerCase().split(' ');
			const thing = things.find((one) => noun === one || noun === `${one}s`);
			if (!thing || !verbs.some((one) => one.toLowerCase() === verb)) return false;
			return !fields.some((field) => field.name === noun);
		});
		expect(broken.map(({ at, name }) => `${at}: ${name}`)).toEqual([]);
	});
});

describe('what cannot be empty', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await startServer();
	});
	afterAll(async () => await server.close());

	const NEVER_EMPTY = ['boolean', 'number', 'options', 'notice', 'collection', 'fixedCollection'];

	test("carries n8n's marker", async () => {
		const broken: string[] = [];
		for (const { node, form, cases } of subjects) {
			for (const field of form) {
				const one = cases.find(({ parameters }) => field.name in parameters);
				if (!one || field.required || NEVER_EMPTY.includes(field.type)) continue;
				answerWell(server, one);
				const { error } = await runCase(server, one, {
					parameters: { ...parametersOf(one), [field.name]: field.default },
				});
				if (error?.message.startsWith(`"${field.displayName}" `) && server.calls().length === 0) {
					broken.push(`${node} ${one.resource}/${one.operation} ${field.name}`);
				}
			}
		}
		expectOnly('required', broken);
	});
});
