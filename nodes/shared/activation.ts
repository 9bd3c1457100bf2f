import type { NodeApiError } from 'n8n-workflow';
import { sentence } from './errors';

/**
 * A node error that may end an activation. Of such a one n8n shows the message alone, so what can be done
 * about it is said there, too.
 */
export function inOneText(error: unknown): Error {
	const { message, description } = error as NodeApiError;
	const lines = [message, ...(description ?? '').split('\n')].filter(Boolean);
	if (lines.length < 2) return error as Error;
	const said = { message: lines.map(sentence).join(' '), description: undefined };
	return Object.assign(error as Error, said);
}
