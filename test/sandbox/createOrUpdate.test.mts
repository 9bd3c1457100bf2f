/** Create or Update in Logto: what holds for every vendor, and what it refuses. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { type Json, itCreatesOrUpdates, useCreateOrUpdate, withAll } from './creating.mjs';

describe('Logto', () => {
	itCreatesOrUpdates({
		node: 'logto',
		at: '/api/',
		ask(pick, { users, roles, organizations }) {
			const known = users.filter((user: Json) => user.username && user.primaryEmail);
			const who = pick(4) === 0 ? undefined : known[pick(known.length)];
			const primaryEmail = who?.primaryEmail ?? `new${pick(1000)}@halden.example`;
			const username = who?.username ?? `new_${pick(1000)}`;
			const name = pick(2) ? `Nobody ${pick(1000)}` : (who?.name ?? null);
			const customData = pick(2) ? { floor: pick(9), branch: 'Porto' } : {};
			const profile = pick(2) ? { nickname: `N${pick(1000)}` } : {};
			// By name or by ID, as people have them.
			const some = (all: Json[]) => all.filter(() => pick(6) === 0);
			const given = (all: Json[]) => all.map(({ id, name }) => (pick(2) ? id : name));
			const ofPeople = some(roles.filter(({ type }: Json) => type === 'User'));
			const memberOf = some(organizations);
			const removeOthers = [
				...(ofPeople.length > 0 && pick(2) ? ['role'] : []),
				...(memberOf.length > 0 && pick(2) ? ['organization'] : []),
			];
			const names = (all: Json[]) => all.map((one) => one.name as string);
			return {
				parameters: {
					// One key is enough, and upper case no other address.
					primaryEmail: who && pick(2) ? primaryEmail.toUpperCase() : primaryEmail,
					...((!who || pick(2)) && { username }),
					...(name && { name }),
					additionalFields: { customData: JSON.stringify(customData) },
					profile,
					roles: given(ofPeople),
					organizations: given(memberOf),
					options: { ifClosed: 'reopen', removeOthers },
				},
				who,
				is: (user) => user.primaryEmail === primaryEmail,
				expected: {
					username,
					name,
					isSuspended: false,
					customData: { ...who?.customData, ...customData },
					profile: { ...who?.profile, ...profile },
					roles: withAll(names(ofPeople), removeOthers.includes('role') ? [] : who?.roles),
					organizations: withAll(
						names(memberOf),
						removeOthers.includes('organization') ? [] : who?.organizations,
					),
				},
			};
		},
	});
});

describe('Logto refuses', () => {
	const { state, run } = useCreateOrUpdate({ node: 'logto' });
	const people = async (): Promise<Json[]> =>
		(await state()).users.filter(
			({ username, primaryEmail, isSuspended }: Json) => username && primaryEmail && !isSuspended,
		);
	const refused = async (parameters: IDataObject) => {
		const before = await state();
		const { error, items } = await run(parameters);
		expect(items).toEqual([]);
		expect(await state()).toEqual(before);
		return error;
	};

	test('keys of two people, and names both', async () => {
		const [one, other] = await people();
		const error = await refused({ primaryEmail: one.primaryEmail, username: other.username });
		expect(error?.message).toBe(
			`What is given here belongs to different people: Email of ${one.id}, Username of ${other.id}`,
		);
	});

	test('another login than that of the account, unless it is allowed', async () => {
		const [{ id, primaryEmail, username }] = await people();
		const asked = { primaryEmail, username: 'somebody_else' };
		const error = await refused(asked);
		expect(error?.message).toBe(
			`The account that was found signs in as "${username}", not as "somebody_else"`,
		);
		const is = async () =>
			(await state()).users.find((user: Json) => user.id === id).username as string;
		const [kept] = jsons((await run({ ...asked, options: { ifLoginDiffers: 'keep' } })).items);
		expect([kept.outcome, await is()]).toEqual(['unchanged', username]);
		const [changed] = jsons((await run({ ...asked, options: { ifLoginDiffers: 'change' } })).items);
		expect(changed.changes).toEqual([
			{ attribute: 'username', from: username, to: 'somebody_else' },
		]);
		expect(await is()).toBe('somebody_else');
	});

	test('a closed account, unless it is to be opened or left', async () => {
		const closed = (await state()).users.find((user: Json) => user.isSuspended && user.username);
		const error = await refused({ username: closed.username, name: 'New Name' });
		expect(error?.message).toContain('is closed: it is suspended');
	});

	test.each([
		['nobody', {}, 'Nothing says whom it is about'],
		[
			'an empty list whose others are to go',
			{ username: 'ada_vogel', options: { removeOthers: ['role'] } },
			'"Role Names or IDs" is empty, and "Remove What Is Not Listed" would take everything',
		],
		[
			'a list without a result whose others are to go',
			{ username: 'ada_vogel', roles: '={{ $json.none }}', options: { removeOthers: ['role'] } },
			'"Role Names or IDs"',
		],
		['a role that nobody knows', { username: 'ada_vogel', roles: ['No Such'] }, 'No role has'],
	])('%s', async (_what, parameters, message) => {
		expect((await refused(parameters))?.message).toContain(message);
	});

	test('a password for an account that has one', async () => {
		const [{ primaryEmail }] = (await people()).filter(({ hasPassword }) => hasPassword);
		const before = await state();
		const { items } = await run({ primaryEmail, options: { password: 'Hunter2-Hunter2' } });
		expect(jsons(items)[0].steps).toEqual([
			{
				step: 'setPassword',
				outcome: 'already',
				reason: 'The account has a password, which stays.',
			},
		]);
		expect(await state()).toEqual(before);
		expect(JSON.stringify(items)).not.toContain('Hunter2');
	});
});
