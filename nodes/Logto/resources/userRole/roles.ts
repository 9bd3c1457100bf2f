import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import type { Reply } from '../../../shared/api';
import { InputError } from '../../../shared/errors';
import type { Field } from '../../../shared/field';
import { idFault } from '../../../shared/path';
import { logto } from '../../logto.api';

/** Roles to give to a user. */
export const roles = {
	displayName: 'Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUserRoles' },
	default: [],
	description:
		'An expression may give names too, letter for letter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/**
 * The chosen role IDs, each once. Logto inserts a repeated one twice, which its database refuses.
 *
 * @throws {InputError} when none is chosen, or one can be no ID
 */
export function chosenRoles(chosen: string[]): string[] {
	const fault = chosen.length === 0 ? 'is empty' : chosen.map(idFault).find(Boolean);
	if (fault) {
		throw new InputError(
			`"Role Names or IDs" ${chosen.length === 0 ? '' : 'has an entry that '}${fault}`,
			'Choose roles from the list. If it is an expression, check that it has a result for this item.',
		);
	}
	return [...new Set(chosen)];
}

/**
 * What Logto says of roles that it has given: which they are. Servers before January 2026 say no more
 * than the word that goes with the status (logto.md, 18b), so the roles that were sent stand for it.
 *
 * @throws {ApiError} for any other answer
 */
export function rolesGiven(reply: Reply, roleIds: string[]): IDataObject {
	const { status, body } = reply;
	const isBare = (status === 201 && body === 'Created') || (status === 200 && body === 'OK');
	return isBare ? { roleIds } : asRecord(logto.payload(reply));
}
