import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../../shared/field';
import { bodyId } from '../../id';

export const name = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Remote',
	description: 'Name of the group, unique in the account',
} as const satisfies Field;

/** The policy as a body has it; null, from an expression, means the default one. */
export const policyBody = (policy: string | null | undefined, label: string): IDataObject =>
	policy === null
		? { policy_id: null }
		: policy
			? { policy_id: bodyId(policy, label, 'policy') }
			: {};
