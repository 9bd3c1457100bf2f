import fc from 'fast-check';
import { InputError } from '../../nodes/shared/errors';
import { idFault, named, nameFault, path } from '../../nodes/shared/path';

/** Texts made of what addresses are made of, plain and encoded, once and twice. */
const nasty = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...['/', '\\', '.', '..', '%', '?', '#', ';', ' ', '\n', '\t', '\0', 'u1', 'é', '🦊'],
				...['%2e', '%2E', '%2f', '%2F', '%5c', '%5C', '%25', '%252f', '%00', '%3f', '&', '=', '+'],
			),
			fc.string({ minLength: 1, maxLength: 3 }),
		),
		{ minLength: 1, maxLength: 6 },
	)
	.map((parts) => parts.join(''));

const attempt = <T,>(make: () => T): T | InputError => {
	try {
		return make();
	} catch (error) {
		return error as InputError;
	}
};

/** What comes after one more server that decodes an address and folds it, as proxies do. */
function normalised(address: string): string {
	const decoded = attempt(() => decodeURIComponent(address));
	const text = typeof decoded === 'string' ? decoded : address;
	return new URL(`http://proxy${text.startsWith('/') ? '' : '/'}${text}`).pathname;
}

test('an address with an ID in it leads to the same place behind proxies that decode it', () => {
	fc.assert(
		fc.property(nasty, (id) => {
			const made = attempt(() => path`/api/users/${id}/roles/r1`);
			if (made instanceof InputError) {
				expect(idFault(id)).toBeDefined();
				return;
			}
			expect(idFault(id)).toBeUndefined();
			expect(made).toBe(`/api/users/${encodeURIComponent(id)}/roles/r1`);
			let address: string = made;
			for (let proxy = 0; proxy < 3; proxy++) {
				address = normalised(address);
				expect(address).toMatch(/^\/api\/users\/[^/?#]+\/roles\/r1$/);
			}
		}),
		{ numRuns: 2_000 },
	);
});

test('an address with a name in it does so too, as far as its segments go', () => {
	fc.assert(
		fc.property(nasty, (name) => {
			const made = attempt(() => path`/api/users/u1/tokens/${named(name)}`);
			if (made instanceof InputError) {
				expect(nameFault(name)).toBeDefined();
				return;
			}
			expect(made).toBe(`/api/users/u1/tokens/${encodeURIComponent(name)}`);
			let address: string = made;
			for (let proxy = 0; proxy < 3; proxy++) {
				address = normalised(address);
				expect(address.split('?')[0]).toMatch(/^\/api\/users\/u1\/tokens\/[^/]*$/);
			}
		}),
		{ numRuns: 2_000 },
	);
});

test.each(['a?b', 'a#b', 'a;b', '100%', 'a%b', '%zz'])('%s can be a name, and no ID', (text) => {
	expect(path`/x/${named(text)}`).toBe(`/x/${encodeURIComponent(text)}`);
	expect(() => path`/x/${text}`).toThrow(/which no ID has/);
});

test.each([
	'00u1a2b3c4d5E6f7G8h9',
	'12345678',
	'a1b2c3d4e5f6',
	'auth0|abc',
	'a@b.co',
	'...',
	'a b',
])('%s can be an ID', (id) => expect(path`/x/${id}`).toBe(`/x/${encodeURIComponent(id)}`));
