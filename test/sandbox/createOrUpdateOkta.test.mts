/** Create or Update in Okta: what holds for every vendor, and what it refuses. */
import type { IDataObject } from 'n8n-workflow';
import { jsons } from '../engine/engine.mjs';
import { itCreatesOrUpdates, type Json, useCreateOrUpdate, withAll } from './creating.mjs';

/** No limit and no delay: what is waited for, other tests tell. */
const dials = { rateLimit: 100_000 };

/** Groups that stay with a user: everybody is in one, a directory or an active rule fills others. */
const KEPT = new Set(['Everyone', 'AD Finance Share', 'AD Print Operators', 'Office Kassel']);
const CLOSED = ['SUSPENDED', 'DEPROVISIONED'];

describe('Okta', () => {
	itCreatesOrUpdates({
		node: 'okta',
		dials,
		at: '/api/',
		ask(pick, { users, groups }) {
			const who = pick(4) === 0 ? undefined : users[pick(users.length)];
			const login = who?.login ?? `new${pick(1000)}@halden.example`;
			const email = who?.profile.email ?? login;
			const title = pick(2) ? `Title ${pick(1000)}` : who?.profile.title;
			const badgeNumber = pick(2) ? 9000 + pick(100) : who?.profile.badgeNumber;
			const own = groups.filter(({ type }: Json) => type === 'OKTA_GROUP');
			const wanted = own.filter(() => pick(6) === 0);
			const isExact = wanted.length > 0 && pick(2) === 1;
			const kept = (who?.groups ?? ['Everyone']).filter(
				(name: string) => !isExact || KEPT.has(name),
			);
			const names = wanted.map(({ name }: Json) => name);
			// A rule may put a new user, or one who is activated, into the group that it fills.
			const isNew = !who || [...CLOSED, 'STAGED'].includes(who.status);
			return {
				parameters: {
					login: who && pick(2) ? login.toUpperCase() : login,
					email,
					firstName: who?.profile.firstName ?? 'Nora',
					lastName: who?.profile.lastName ?? 'Neu',
					profile: title ? { title } : {},
					customAttributes: JSON.stringify(badgeNumber === undefined ? {} : { badgeNumber }),
					groups: wanted.map(({ id, name }: Json) => (pick(2) ? id : name)),
					options: {
						ifClosed: 'reopen',
						removeOthers: isExact ? ['group'] : [],
						...(pick(2) && { password: 'Hunter2-Hunter2' }),
					},
				},
				who,
				is: (user) => user.login === login,
				expected: {
					status: isNew
						? expect.stringMatching(/^(ACTIVE|PROVISIONED)$/)
						: expect.stringMatching(new RegExp(`^(${who.status}|ACTIVE)$`)),
					profile: expect.objectContaining({
						login,
						email,
						...(title && { title }),
						...(badgeNumber !== undefined && { badgeNumber }),
					}),
					groups: withAll(names, ['Everyone', ...kept]),
				},
			};
		},
	});
});

describe('Okta refuses', () => {
	const { state, run } = useCreateOrUpdate({ node: 'okta', dials });
	const withStatus = async (status: string): Promise<Json> =>
		(await state()).users.find((user: Json) => user.status === status);
	const refused = async (parameters: IDataObject) => {
		const before = await state();
		const { error, items } = await run(parameters);
		expect(items).toEqual([]);
		expect(await state()).toEqual(before);
		return error?.message;
	};

	test('an email of one person and a login of another', async () => {
		const [one, other] = (await state()).users;
		expect(await refused({ login: one.login, email: other.profile.email })).toBe(
			`What is given here belongs to different people: Login of ${one.id}, Email of ${other.id}`,
		);
	});

	test('to take over an account that is found by its email and signs in otherwise', async () => {
		const one = await withStatus('ACTIVE');
		const asked = { login: 'somebody.else@halden.example', email: one.profile.email };
		expect(await refused(asked)).toBe(
			`The account that was found signs in as "${one.login}", not as "somebody.else@halden.example"`,
		);
		const [item] = jsons((await run({ ...asked, options: { ifLoginDiffers: 'keep' } })).items);
		expect(item.outcome).toBe('unchanged');
	});

	test.each([
		['DEPROVISIONED', 'it is deactivated'],
		['SUSPENDED', 'it is suspended'],
	])('an account that is %s', async (status, words) => {
		const { login, profile } = await withStatus(status);
		expect(await refused({ login, email: profile.email })).toContain(`is closed: ${words}`);
	});

	test.each([
		[
			'a login without a result',
			{ login: '={{ $json.none }}', email: 'a@halden.example' },
			'"Login"',
		],
		[
			'a list without entries whose others are to go',
			{
				login: 'a@halden.example',
				email: 'a@halden.example',
				options: { removeOthers: ['group'] },
			},
			'"Group Names or IDs" is empty, and "Remove What Is Not Listed" would take everything',
		],
		[
			'a group that nobody knows',
			{ login: 'a@halden.example', email: 'a@halden.example', groups: ['No Such'] },
			'No group has the name "No Such"',
		],
	])('%s', async (_what, parameters, message) => {
		expect(await refused(parameters)).toContain(message);
	});

	test('to activate somebody whose groups could not all be given', async () => {
		const login = 'new@halden.example';
		const { groups } = await state();
		const group = groups.find(({ name }: Json) => name === 'On Call');
		const imported = groups.find(({ type }: Json) => type === 'APP_GROUP');
		const { items } = await run(
			{ login, email: login, firstName: 'N', lastName: 'N', groups: [imported.id, group.id] },
			'continueRegularOutput',
		);
		const [{ error }] = jsons(items) as Json[];
		expect(error).toMatchObject({ outcome: 'created' });
		expect(error.steps.map(({ step, outcome }: Json) => [step, outcome])).toEqual([
			['create', 'done'],
			['addGroups', 'failed'],
			['activate', 'skipped'],
		]);
		const made = (await state()).users.find((user: Json) => user.login === login);
		expect(made).toMatchObject({ status: 'STAGED', groups: withAll(['Everyone', 'On Call']) });
	});
});
