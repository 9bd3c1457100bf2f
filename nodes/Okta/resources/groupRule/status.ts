import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { ifAlreadyDone, Params } from '../../../shared/field';
import { path } from '../../../shared/path';

/** The two statuses that a rule can be given. */
const STEPS = {
	activate: { goal: 'ACTIVE', fact: 'The rule is active already' },
	deactivate: { goal: 'INACTIVE', fact: 'The rule is inactive already' },
};

type Step = keyof typeof STEPS;

/** A rule that is about to be changed. */
export const readRule = async (api: Api, rule: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/v1/groups/rules/${rule}` }));

/** Sends the change of status, whatever the status is. */
export async function sendStep(api: Api, step: Step, rule: string): Promise<void> {
	await api.request({
		method: 'POST',
		path: path`/api/v1/groups/rules/${rule}/lifecycle/${step}`,
	});
}

/** @throws {InputError} for a rule that lost a group, which can be read and deleted alone (okta-next.md, 5.3) */
export function requireValid({ status, name }: IDataObject): void {
	if (status !== 'INVALID') return;
	throw new InputError(
		`The group rule "${String(name)}" is invalid`,
		'A group that it fills was deleted. Such a rule can only be deleted: make a new one.',
		'refused',
	);
}

/** Activates or deactivates a rule, unless it is so already. */
export async function changeRuleStatus(
	api: Api,
	step: Step,
	rule: string,
	chosen: Partial<Params<[typeof ifAlreadyDone]>>,
): Promise<IDataObject> {
	const { goal, fact } = STEPS[step];
	const item = { groupRuleId: rule, success: true };
	const before = await readRule(api, rule);
	requireValid(before);
	if (before.status === goal) return alreadyDone(item, chosen, fact);
	await sendStep(api, step, rule);
	return item;
}
