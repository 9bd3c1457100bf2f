/**
 * How the templates lie on n8n's canvas: nothing covers anything, and notes hold whole nodes; and what
 * somebody who does not program can change in them. And what the access review makes of errors that n8n
 * words in more ways than one sandbox and one credential give.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const folder = join(__dirname, '../workflows');

interface Placed {
	name: string;
	type: string;
	position: [number, number];
	parameters: { width: number; height: number; numberInputs?: number; authentication?: string };
	onError?: string;
}

interface Target {
	node: string;
	index: number;
}

interface Workflow {
	nodes: Placed[];
	connections: Record<string, { main: Target[][] }>;
}

const read = (file: string): Workflow => JSON.parse(readFileSync(join(folder, file), 'utf8'));

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const isNote = ({ type }: Placed): boolean => type === 'n8n-nodes-base.stickyNote';

const noteBox = ({ name, position: [left, top], parameters }: Placed): Box => ({
	name,
	left,
	top,
	right: left + parameters.width,
	bottom: top + parameters.height,
});

/** Side of a node on the canvas, and the place that an input or an output takes of it. */
const SIDE = 96;
const PORT = 32;

/** A node as n8n draws it: it grows where it has more than two inputs. */
const heightOf = ({ parameters: { numberInputs = 1 } }: Placed): number =>
	SIDE + Math.max(0, numberInputs - 2) * PORT;

/** A node with its name and the line below it, which n8n centers under the node. */
function nodeBox(node: Placed): Box {
	const {
		name,
		position: [left, top],
	} = node;
	const overhang = Math.max(0, Math.min(name.length * 7.5, 200) - SIDE) / 2;
	const bottom = top + heightOf(node) + 46;
	return { name, left: left - overhang, top, right: left + SIDE + overhang, bottom };
}

const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const holds = (note: Box, box: Box): boolean =>
	note.left <= box.left &&
	box.right <= note.right &&
	note.top <= box.top &&
	box.bottom <= note.bottom;

const pairs = (boxes: Box[]): Array<[Box, Box]> =>
	boxes.flatMap((a, index) => boxes.slice(index + 1).map((b): [Box, Box] => [a, b]));

const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

test('there are three', () => {
	expect(files.sort()).toEqual(['access-review.json', 'offboarding.json', 'onboarding.json']);
});

describe.each(files)('%s', (file) => {
	const { nodes } = read(file);
	const notes = nodes.filter(isNote).map(noteBox);
	const boxes = nodes.filter((node) => !isNote(node)).map(nodeBox);

	test.each([
		['nodes', boxes],
		['notes', notes],
	])('no two %s overlap', (_, all) => {
		const found = pairs(all).filter(([a, b]) => overlap(a, b));
		expect(found.map(([a, b]) => `${a.name} and ${b.name}`)).toEqual([]);
	});

	test('every node lies within one note or outside of all', () => {
		const touched = boxes.flatMap((box) =>
			notes
				.filter((note) => overlap(note, box) && !holds(note, box))
				.map((note) => `${box.name} on the border of ${note.name}`),
		);
		expect(touched).toEqual([]);
	});

	test('a node whose name begins with a system lies in the note of that system', () => {
		const wrong = boxes.filter((box) => {
			const system = /^(\w+): /.exec(box.name)?.[1];
			const note = notes.find(({ name }) => name === `Note: ${system}`);
			return note && !holds(note, box);
		});
		expect(wrong.map(({ name }) => name)).toEqual([]);
	});
});

/** Templates that anybody can change who uses n8n's editor, and how many nodes they may have. */
describe.each([['offboarding.json', 11]])('%s is for people who do not program', (file, most) => {
	const { nodes, connections } = read(file);
	const steps = nodes.filter((node) => !isNote(node));
	const named = (name: string): Placed => nodes.find((node) => node.name === name)!;

	test(`it has ${most} nodes at most, none with a program or a request of its own`, () => {
		expect(steps.length).toBeLessThanOrEqual(most);
		const types = steps.map(({ type }) => type);
		expect(types.filter((type) => /\.(code|function\w*|httpRequest\w*)$/.test(type))).toEqual([]);
	});

	const texts = (value: unknown): string[] =>
		typeof value === 'string'
			? [value]
			: value && typeof value === 'object'
				? Object.values(value).flatMap(texts)
				: [];
	const expressions = steps.flatMap(({ parameters }) =>
		texts(parameters).filter((text) => text.startsWith('=')),
	);

	test('its expressions are short, and have no function, loop or pattern in them', () => {
		expect(expressions).not.toEqual([]);
		expect(expressions.filter((text) => text.length > 150)).toEqual([]);
		const program =
			/=>|\bfunction\b|\b(for|while|do|new)\b|\.(map|\w*filter|forEach|reduce|find\w*|some|every|replace\w*|match\w*|test|exec)\(|[(,=:?]\s*\/[^/]+\//i;
		expect(expressions.filter((text) => program.test(text))).toEqual([]);
	});

	test('nobody starts it without a key', () => {
		const webhooks = steps.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		expect(webhooks.map(({ parameters }) => parameters.authentication)).toEqual(['headerAuth']);
	});

	const lines = Object.entries(connections).flatMap(([from, { main }]) =>
		main.flatMap((targets, output) =>
			targets.map(({ node: to, index }) => {
				const [source, target] = [named(from), named(to)];
				const port = (at: number, of: number): number => (at - (of - 1) / 2) * PORT;
				return {
					name: `${from} > ${to}`,
					from: {
						x: source.position[0] + SIDE,
						y: source.position[1] + heightOf(source) / 2 + port(output, main.length),
					},
					to: {
						x: target.position[0],
						y:
							target.position[1] +
							heightOf(target) / 2 +
							port(index, target.parameters.numberInputs ?? 1),
					},
				};
			}),
		),
	);

	test('it reads from left to right', () => {
		expect(lines.filter(({ from, to }) => to.x <= from.x).map(({ name }) => name)).toEqual([]);
	});

	test('no two lines cross', () => {
		const side = (a: Point, b: Point, c: Point): number =>
			Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
		const cross = (a: Line, b: Line): boolean =>
			side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
			side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0;
		const found = lines.flatMap((a, index) =>
			lines.slice(index + 1).flatMap((b) => (cross(a, b) ? [`${a.name} and ${b.name}`] : [])),
		);
		expect(found).toEqual([]);
	});

	test('whoever lacks a system deletes its lane, which nothing else speaks of', () => {
		const ofSystem = steps.filter(({ name }) => name.includes(': '));
		expect(ofSystem).not.toEqual([]);
		for (const { name } of ofSystem) {
			expect(expressions.filter((text) => text.includes(name))).toEqual([]);
			const outside = (connections[name]?.main ?? [])
				.flat()
				.filter(({ node }) => node.split(': ')[0] !== name.split(': ')[0]);
			// A merge goes on with the inputs that are left.
			for (const { node } of outside) expect(named(node).type).toBe('n8n-nodes-base.merge');
		}
	});

	test('where a system fails, the others go on', () => {
		const ours = steps.filter(({ type }) => type.startsWith('n8n-nodes-identity.'));
		expect(ours).toHaveLength(3);
		expect(new Set(ours.map(({ onError }) => onError))).toEqual(new Set(['continueRegularOutput']));
	});
});

interface Point {
	x: number;
	y: number;
}

interface Line {
	from: Point;
	to: Point;
}

const codeIn = (file: string): Record<string, string> => {
	const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
		nodes: Array<{ name: string; parameters: { jsCode?: string } }>;
	};
	return Object.fromEntries(
		nodes.flatMap(({ name, parameters: { jsCode } }) => (jsCode ? [[name, jsCode]] : [])),
	);
};

describe('what the onboarding says of an item that failed', () => {
	const reasons = Object.entries(codeIn('onboarding.json')).flatMap(
		([name, code]) =>
			/^const reasonOf = [^]*?\n};\n/m.exec(code)?.map((said) => ({ name, said })) ?? [],
	);

	test('is the same in each node', () => {
		expect(new Set(reasons.map(({ said }) => said)).size).toBe(1);
		expect(reasons).toHaveLength(6);
	});

	test.each<[string, object, string]>([
		[
			'of these nodes, with its advice',
			{
				error: { message: 'You may not', description: 'Check it.\nHTTP 403', statusCode: 403 },
				message: 'You may not',
			},
			'You may not (Check it. HTTP 403)',
		],
		[
			'of these nodes, without',
			{ error: { message: 'Is empty' }, message: 'Is empty' },
			'Is empty',
		],
		[
			'of the HTTP Request node, which repeats the answer',
			{ error: { message: 'Forbidden', description: '403 - {"errorCode":"E0000006"}' } },
			'Forbidden',
		],
		[
			'of the HTTP Request node, where it has no more than that',
			{ error: { description: '403 - no' } },
			'403 - no',
		],
		['that is a text', { error: 'No.' }, 'No.'],
		['that says nothing', { body: {} }, 'the request did not succeed'],
	])('%s', (_what, item, reason) => {
		expect(runInNewContext(`${reasons[0].said} reasonOf(item)`, { item })).toBe(reason);
	});
});

test('apps are given that Okta says a person does not have, and none of which it says nothing', () => {
	const node = (items: object[]) => ({ all: () => items.map((json) => ({ json })) });
	const failed = (statusCode?: number) => ({
		error: { message: 'x', ...(statusCode && { statusCode }) },
		message: 'x',
	});
	const nodes: Record<string, ReturnType<typeof node>> = {
		'Okta: Match Apps': node([{ appId: '0' }, { appId: '1' }, { appId: '2' }, { appId: '3' }]),
		'Okta: Has App?': node([{ id: '00u1' }, failed(404), failed(403), failed()]),
	};
	const code = codeIn('onboarding.json')['Okta: Missing Apps'];
	expect(runInNewContext(`(() => {${code}})()`, { $: (name: string) => nodes[name] })).toEqual([
		{ json: { appId: '1' } },
	]);
});

test('the onboarding goes on where the login is nobody, and nowhere else without an answer', () => {
	const { nodes } = JSON.parse(readFileSync(join(folder, 'onboarding.json'), 'utf8')) as {
		nodes: Array<{
			name: string;
			parameters: { conditions?: { conditions: Array<{ leftValue: string }> } };
		}>;
	};
	const [{ leftValue }] = nodes.find(({ name }) => name === 'Okta: Answered?')!.parameters
		.conditions!.conditions;
	const asked = { first: () => ({ json: { email: 'a@example.com' } }) };
	const goesOn = ($json: object): unknown =>
		runInNewContext(/^=\{\{(.*)\}\}$/.exec(leftValue)![1], { $json, $: () => asked });
	const failed = (message: string) => ({ error: { message }, message });
	expect(goesOn({ id: '00u1' })).toBe(true);
	expect(goesOn(failed('No user has the login "a@example.com"'))).toBe(true);
	expect(goesOn(failed('No user has the login "b@example.com"'))).toBe(false);
	expect(goesOn(failed('Okta did not answer within 60 seconds'))).toBe(false);
});

describe('the rows of the access review', () => {
	const { nodes } = JSON.parse(readFileSync(join(folder, 'access-review.json'), 'utf8'));
	const code: string = nodes.find(({ name }: Placed) => name === 'Rows').parameters.jsCode;
	const settings = { staleDays: 90, oneLoginAdminRoles: [], logtoAdminRoles: [] };

	/** What a node gave: one item for each of its inputs. */
	type Given = Record<string, object[]>;

	const rowsOf = (given: Given): Array<Record<string, string>> => {
		const node = (name: string) => ({
			isExecuted: name in given,
			first: () => ({ json: settings }),
			all: () => given[name].map((json, item) => ({ json, pairedItem: { item } })),
		});
		return runInNewContext(`(() => {${code}})()`, { $: node }).map(
			({ json }: { json: object }) => json,
		);
	};

	/** What is said about Okta's factors when people get these answers. */
	const saidOf = (answers: object[]): string[] => {
		const people = answers.map((_, index) => ({ id: `00u${index}`, status: 'ACTIVE' }));
		const given = { 'Okta: People': people, 'Okta: Person?': people, 'Okta: Factors': answers };
		return rowsOf(given)
			.filter(({ id, name }) => id === '' && name.startsWith('Okta: factors'))
			.map(({ name }) => name);
	};

	const refusal = (errorId: string): string =>
		JSON.stringify({ errorCode: 'E0000006', errorSummary: 'You may not', errorId });

	test("Okta's refusals are one, in whichever words n8n repeats them", () => {
		const answers = [
			{ error: { message: `403 - ${refusal('oae1')}` } },
			{ error: { message: `403 - ${refusal('oae2')}` } },
			{ error: { message: 'Forbidden', description: `403 - ${refusal('oae3')}` } },
			{ error: { statusCode: 403, error: refusal('oae4') } },
			{
				error: { message: 'You may not', description: '\nrequest oae5', statusCode: 403 },
				message: 'You may not',
			},
		];
		expect(saidOf(answers)).toEqual(['Okta: factors not read for 5 accounts: You may not']);
	});

	test('what these nodes advise is said, without the id of the request', () => {
		const description = 'Check "Scopes".\nHTTP 403, code E0000006, request oae1';
		const answer = { error: { message: 'No', description, statusCode: 403 }, message: 'No' };
		expect(saidOf([answer, { body: [] }])).toEqual([
			'Okta: factors not read for 1 account: No (Check "Scopes". HTTP 403, code E0000006)',
		]);
	});

	test.each([
		['502 (a web page)', { error: { message: '502 - "<html><b>Ray 1</b></html>"' } }],
		['HTTP 502', { error: { statusCode: 502, error: '<html>Ray 1</html>' } }],
		['the request did not succeed', { error: { code: 'ERR_INVALID_ARG_TYPE' } }],
		['no list came back', { body: {} }],
		['no list came back', { id: '00u0', status: 'ACTIVE' }],
	])('%s', (reason, answer) => {
		expect(saidOf([answer, { body: [] }])).toEqual([
			`Okta: factors not read for 1 account: ${reason}`,
		]);
	});

	test('people who were never asked for are not nobody', () => {
		const names = (given: Given) => rowsOf(given).map(({ name }) => name);
		expect(names({})).toEqual(
			['Okta', 'OneLogin', 'Logto'].map(
				(system) => `${system}: people not read: no list came back`,
			),
		);
		expect(
			names({ 'Okta: People': [{}], 'OneLogin: People': [{}], 'Logto: People': [{}] }),
		).toEqual(['Okta', 'OneLogin', 'Logto'].map((system) => `${system}: no accounts`));
	});
});
