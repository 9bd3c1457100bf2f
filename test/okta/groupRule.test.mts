/** Rules that fill groups: what Okta refuses, does later, or says nothing of (okta-next.md, 5.3). */
import type { IDataObject } from 'n8n-workflow';
import { jsons, pickers } from '../engine/engine.mjs';
import { type FakeClock, fakeClock } from '../engine/fakeClock.mjs';
import { credentialsFor } from '../engine/vendors.mjs';
import { rule, RULE_ID } from './groupRule.mjs';
import { missing, refused, useOrg } from './org.mjs';

const org = useOrg();

const one = `/api/v1/groups/rules/${RULE_ID}`;
const byId = { groupRule: { mode: 'id', value: RULE_ID } };
const active = { ...rule, status: 'ACTIVE' };
const done = { status: 204 };
const run = async (operation: string, parameters: IDataObject = {}) =>
	await org.run({ resource: 'groupRule', operation, ...byId, ...parameters });

test('an active rule is changed only where it may be deactivated meanwhile', async () => {
	org.answer({ body: active });
	const { items, error } = await run('update', { updateFields: { name: 'New' } });
	expect(items).toEqual([]);
	expect(error?.message).toContain('is active, and Okta changes inactive rules only');
	expect(error?.context?.outcome).toBe('refused');
	expect(org.asked()).toEqual([`GET ${one}`]);
});

test.each(['update', 'activate', 'deactivate'])(
	'an invalid rule is explained: %s',
	async (name) => {
		org.answer({ body: { ...rule, status: 'INVALID' } });
		const { error } = await run(name, { updateFields: { name: 'New' } });
		expect(error?.message).toBe('The group rule "Sales by Department" is invalid');
		expect(org.asked()).toEqual([`GET ${one}`]);
	},
);

test('an invalid rule can be deleted', async () => {
	org.answer({ body: { ...rule, status: 'INVALID' } }, { status: 202 }, missing('GroupRule'));
	expect(jsons((await run('delete')).items)).toMatchObject([{ deleted: true }]);
});

test.each([
	[[refused(400, 'E0000001', 'Bad expression')], 'not changed'],
	[[{ body: rule }, refused(400, 'E0000001', 'Not now')], 'changed'],
])(
	'what is left of an active rule is told when the change does not succeed',
	async (rest, word) => {
		org.answer({ body: active }, done, ...rest);
		const { items, error } = await run('update', {
			updateFields: { expression: 'user.city==' },
			options: { ifActive: 'deactivate' },
		});
		expect(items).toEqual([]);
		expect(error?.description).toContain(
			`The rule was deactivated and ${word}, and is not active now.`,
		);
	},
);

test('a rule that was made and not activated is told', async () => {
	org.answer({ body: rule }, refused(400, 'E0000001', 'Not now'));
	const { error } = await org.run({
		resource: 'groupRule',
		operation: 'create',
		name: 'x',
		expression: 'user.city=="x"',
		groups: ['00gSales000000000001'],
		options: { activate: true },
	});
	expect(error?.description).toContain(
		`The rule was created with the ID ${RULE_ID}, and is not active.`,
	);
});

test('an empty list of exceptions is refused, and null takes them back', async () => {
	const { error } = await run('update', { updateFields: { excludedUsers: '={{ [] }}' } });
	expect(error?.message).toBe('"Excluded Users" is empty');
	expect(org.server.received).toEqual([]);
});

test.each([{}, { name: '' }, { excludedUsers: '' }])(
	'an update with %j is refused before anything is sent',
	async (updateFields) => {
		const { error } = await run('update', { updateFields });
		expect(error?.message).toBe('There is nothing to update');
		expect(org.server.received).toEqual([]);
	},
);

describe('in time that is not waited for', () => {
	let clock: FakeClock;
	beforeEach(() => (clock = fakeClock()));
	afterEach(() => clock.restore());

	test('a deletion is not claimed before the rule is gone', async () => {
		let looks = 0;
		org.answer(({ method }) => {
			if (method === 'DELETE') return { status: 202 };
			return ++looks > 4 ? missing('GroupRule') : { body: rule };
		});
		expect(jsons((await run('delete')).items)).toMatchObject([{ deleted: true }]);
		expect(looks).toBe(5);
	});

	test('a deletion that takes too long is told, and is not sent again', async () => {
		org.answer(({ method }) => (method === 'DELETE' ? { status: 202 } : { body: rule }));
		const { items, error } = await run('delete', { options: { deletionWait: 10 } });
		expect(items).toEqual([]);
		expect(error?.message).toBe('Okta is still deleting the group rule after 10 seconds');
		expect(org.asked().filter((line) => line.startsWith('DELETE'))).toHaveLength(1);
	});

	test('a rule that Okta is still working on is changed a moment later', async () => {
		org.answer({ body: rule }, refused(423, 'E0000239', 'Priorities are being reconciled'), {
			body: rule,
		});
		expect((await run('update', { updateFields: { name: 'New' } })).items).toHaveLength(1);
	});
});

test('the picker shows the status of rules that are not active, and Okta searches them', async () => {
	org.answer({ body: [active, { ...rule, id: '2', name: 'Alpha' }] });
	const open = pickers('okta', credentialsFor('okta', org.origin));
	const { results } = await open.search('searchGroupRules', 'sal');
	expect(results).toEqual([
		{ name: 'Alpha, inactive', value: '2' },
		{ name: 'Sales by Department', value: RULE_ID },
	]);
	expect(org.asked()).toEqual(['GET /api/v1/groups/rules?search=sal&limit=50']);
});
