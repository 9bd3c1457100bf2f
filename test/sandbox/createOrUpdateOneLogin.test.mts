/** Create or Update in OneLogin: what holds for every vendor, and what it refuses. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import type { Draw } from './chance.mjs';
import {
	type Asked,
	type Json,
	itCreatesOrUpdates,
	useCreateOrUpdate,
	withAll,
} from './creating.mjs';

function ask(pick: Draw, { users, roles }: Json): Asked {
	const isOwner = (user: Json) => user.roles.includes('Account Owner');
	const known = users.filter((user: Json) => !isOwner(user));
	const who = pick(4) === 0 ? undefined : known[pick(known.length)];
	const number = pick(1000);
	const email = who?.email ?? `new${number}@halden.example`;
	const username = who?.username ?? `new.${number}`;
	const external_id = who?.external_id ?? `E-${number}`;
	const firstname = pick(2) ? `Nobody${number}` : (who?.firstname ?? 'New');
	const lastname = who?.lastname ?? 'Person';
	const departments = ['Engineering', 'Sales', 'Legal'];
	const moved = pick(2) || !who ? departments[pick(departments.length)] : undefined;
	const department = moved ?? who.department;
	const state = pick(2) ? 1 : undefined;
	const title = pick(2) ? `Title ${pick(9)}` : undefined;
	const custom = pick(2) ? { branch: 'Porto', cost_center: String(pick(9)) } : {};
	// By name or by ID, as people have them.
	const chosen = roles.filter(({ name }: Json) => name !== 'Account Owner' && pick(12) === 0);
	const names = chosen.map(({ name }: Json) => name as string);
	const removeOthers = chosen.length > 0 && pick(2) ? ['role'] : [];
	// A mapping gives the role of the department, and takes it with that.
	const isMoved = moved !== undefined && moved !== who?.department;
	const mapped: string[] = isMoved ? [moved] : (who?.mappedRoles ?? []);
	const held: string[] = (who?.roles ?? []).filter(
		(name: string) => !isMoved || !who.mappedRoles.includes(name),
	);
	const kept = held.filter(
		(name) => removeOthers.length === 0 || [department, 'Help Desk'].includes(name),
	);
	const keys = [{ email: pick(2) ? email : email.toUpperCase() }, { username }, { external_id }];
	return {
		parameters: {
			// One key is enough, and upper case no other address.
			...(who ? keys[pick(3)] : { email, username, external_id }),
			firstname,
			lastname,
			additionalFields: {
				...(moved && { department: moved }),
				...(state && { state }),
				...(title && { title }),
			},
			customAttributes: {
				attribute: Object.entries(custom).map(([name, value]) => ({ name, value })),
			},
			roles: chosen.map(({ id, name }: Json) => (pick(2) ? String(id) : name)),
			options: { ifClosed: 'reopen', removeOthers, ...(!who && { password: 'Hunter2-Hunter2' }) },
		},
		who,
		is: (user) => user.email === email,
		expected: {
			username,
			external_id,
			firstname,
			lastname,
			department,
			state: state ?? who?.state ?? 1,
			...(title && { title }),
			...(who?.status === 2 && { status: 1 }),
			custom_attributes: expect.objectContaining(custom),
			roles: withAll(names, [...kept, ...mapped]),
		},
	};
}

// What takes its time in OneLogin is waited for elsewhere; here it is over at once.
describe.each(['v1', 'oas'])('OneLogin, in the shape %s', (shape) => {
	itCreatesOrUpdates({ node: 'oneLogin', at: '/api/', dials: { shape, mappingMs: 0 }, ask });
});

describe('OneLogin', () => {
	const { state, fault, run } = useCreateOrUpdate({
		node: 'oneLogin',
		dials: { mappingMs: 0, keepsRoles: 'licensed' },
	});
	const users = async (): Promise<Json[]> => (await state()).users;
	const refused = async (parameters: IDataObject) => {
		const before = await state();
		const { error, items } = await run(parameters);
		expect(items).toEqual([]);
		expect(await state()).toEqual(before);
		return error;
	};
	const open = async (): Promise<Json[]> =>
		(await users()).filter(({ status, state }) => status === 1 && state === 1);

	describe('refuses', () => {
		test('keys of two people, and names both', async () => {
			const [one, other, third] = await open();
			const error = await refused({
				email: one.email,
				username: other.username,
				external_id: third.external_id,
			});
			expect(error?.message).toBe(
				`What is given here belongs to different people: Email of ${one.id}, Username of ${other.id}, External ID of ${third.id}`,
			);
		});

		test('another login than that of the account, unless it is allowed', async () => {
			const [{ id, email, username }] = await open();
			const asked = { email, username: 'somebody.else' };
			expect((await refused(asked))?.message).toBe(
				`The account that was found signs in as "${username}", not as "somebody.else"`,
			);
			const is = async () => (await users()).find((user) => user.id === id).username as string;
			const [kept] = jsons((await run({ ...asked, options: { ifLoginDiffers: 'keep' } })).items);
			expect([kept.outcome, await is()]).toEqual(['unchanged', username]);
			const [item] = jsons((await run({ ...asked, options: { ifLoginDiffers: 'change' } })).items);
			expect(item.changes).toEqual([
				{ attribute: 'username', from: username, to: 'somebody.else' },
			]);
			expect(await is()).toBe('somebody.else');
		});

		test('a closed account, unless it is to be opened or left', async () => {
			const { username } = (await users()).find(({ status }) => status === 2);
			const error = await refused({ username, firstname: 'New' });
			expect(error?.message).toContain('is closed: it is suspended');
		});

		test.each([
			['nobody', {}, 'Nothing says whom it is about'],
			[
				'a new account without a name to sign in with',
				{ external_id: 'E-none' },
				'Nobody was found, and a new user needs "Email" or "Username"',
			],
			[
				'an empty list whose others are to go',
				{ username: 'ada.vogel', options: { removeOthers: ['role'] } },
				'"Role Names or IDs" is empty, and "Remove What Is Not Listed" would take everything',
			],
			[
				'a list without a result whose others are to go',
				{ username: 'ada.vogel', roles: '={{ $json.none }}', options: { removeOthers: ['role'] } },
				'"Role Names or IDs"',
			],
			['a role that nobody knows', { username: 'ada.vogel', roles: ['No Such'] }, 'No role has'],
			['no ID of a role', { username: 'ada.vogel', roles: ['-1'] }, 'which is not a role ID'],
			[
				'two texts where OneLogin keeps one',
				{ username: 'ada.vogel', additionalFields: { comment: 'One', notes: 'Other' } },
				'OneLogin keeps one text for both',
			],
		])('%s', async (_what, parameters, message) => {
			expect((await refused(parameters))?.message).toContain(message);
		});
	});

	test('leaves the password of an account that exists', async () => {
		const [{ username }] = await open();
		const before = await state();
		const { items } = await run({ username, options: { password: 'Hunter2-Hunter2' } });
		expect(jsons(items)).toMatchObject([{ outcome: 'unchanged', steps: [] }]);
		expect(await state()).toEqual(before);
	});

	test('gives a first password to a new account, which can have roles then', async () => {
		const person = {
			firstname: 'New',
			lastname: 'Person',
			email: 'new@halden.example',
			username: 'new',
		};
		const without = await run({ ...person, roles: ['Employee'] }, 'continueRegularOutput');
		expect(jsons(without.items)).toMatchObject([
			{
				error: {
					outcome: 'created',
					steps: [
						{ step: 'create', outcome: 'done' },
						{
							step: 'addRoles',
							outcome: 'failed',
							reason: expect.stringContaining('The user is not active yet (status 7)'),
						},
					],
				},
			},
		]);
		const other = { ...person, email: 'other@halden.example', username: 'other' };
		const { items } = await run({
			...other,
			roles: ['Employee'],
			options: { password: 'Hunter2-Hunter2' },
		});
		expect(jsons(items)).toMatchObject([{ outcome: 'created' }]);
		expect((await users()).find(({ username }) => username === 'other')).toMatchObject({
			hasPassword: true,
			roles: ['Employee'],
		});
	});

	test('says what OneLogin drops for want of a license, and changes the rest', async () => {
		const { id, username } = (await users()).find((user) => user.state === 3 && user.status === 1);
		const { items } = await run(
			{ username, additionalFields: { title: 'Dr' }, roles: ['Project Aurora'] },
			'continueRegularOutput',
		);
		expect(jsons(items)).toMatchObject([
			{
				error: {
					changes: [{ attribute: 'title', to: 'Dr' }],
					steps: [
						{ step: 'update', outcome: 'done' },
						{
							step: 'addRoles',
							outcome: 'failed',
							reason: expect.stringContaining('The user has no license (state 3)'),
						},
					],
				},
			},
		]);
		expect((await users()).find((user) => user.id === id).roles).not.toContain('Project Aurora');
		// With a license, which nothing but Set State gives, the role is kept.
		const licensed = await run({
			username,
			additionalFields: { state: 1 },
			roles: ['Project Aurora'],
		});
		expect(jsons(licensed.items)).toMatchObject([{ outcome: 'updated' }]);
		expect((await users()).find((user) => user.id === id).roles).toContain('Project Aurora');
	});

	test.each(['Account Owner', 'Help Desk'])(
		'never takes the role %s, nor one that a mapping gives',
		async (admin) => {
			const { id, username, roles, mappedRoles } = (await users()).find(
				(user) => user.roles.includes(admin) && user.mappedRoles.length > 0 && user.status === 1,
			);
			const wanted = 'Project Basalt';
			const options = { removeOthers: ['role'] };
			const { items } = await run({ username, roles: [wanted], options });
			const now = (await users()).find((user) => user.id === id);
			expect([...now.roles].sort()).toEqual([admin, ...mappedRoles, wanted].sort());
			expect(roles.length).toBeGreaterThan(1 + mappedRoles.length);
			expect(jsons(items)).toMatchObject([{ outcome: 'updated' }]);
			const [again] = jsons((await run({ username, roles: [wanted], options })).items) as Json[];
			expect(again.steps[1]).toMatchObject({ step: 'removeRoles', outcome: 'skipped' });
			expect(again.steps[1].reason).toContain(`The role "${admin}" is one of administrators`);
			expect(again.steps[1].reason).toMatch(/The mapping ".+" gives it/);
			const dry = { username, roles: [wanted], options: { ...options, dryRun: true } };
			expect(jsons((await run(dry)).items)).toMatchObject([{ outcome: 'unchanged' }]);
		},
	);

	test('takes no role where it cannot be told which are those of administrators', async () => {
		const { id, username, roles } = (await users()).find((user) =>
			user.roles.includes('Help Desk'),
		);
		const privileges = { method: 'GET', path: '/api/1/privileges' };
		await fault({ ...privileges, kind: 'status', status: 403, times: 99 });
		const { items } = await run(
			{ username, roles: ['Employee'], options: { removeOthers: ['role'] } },
			'continueRegularOutput',
		);
		expect(jsons(items)[0].message).toContain(
			'Which roles are those of administrators could not be read',
		);
		expect((await users()).find((user) => user.id === id).roles).toEqual(roles);
	});
});
