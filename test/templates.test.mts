/** How the templates lie on n8n's canvas: nothing covers anything, and notes hold whole nodes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../workflows');

interface Placed {
	name: string;
	type: string;
	position: [number, number];
	parameters: { width: number; height: number };
}

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

/** A node with its name and the line below it, which n8n centers under a square of 96. */
function nodeBox({ name, position: [left, top] }: Placed): Box {
	const overhang = Math.max(0, Math.min(name.length * 7.5, 200) - 96) / 2;
	return { name, left: left - overhang, top, right: left + 96 + overhang, bottom: top + 142 };
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
	const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { nodes: Placed[] };
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
