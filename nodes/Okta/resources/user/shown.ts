import type { IDataObject } from 'n8n-workflow';
import { profileOf } from '../../locate';

/** Who it is, for whoever reads the item of a job. */
export function shown(found: IDataObject): IDataObject {
	const { login, email, firstName, lastName } = profileOf(found);
	const name = [firstName, lastName].filter(Boolean).join(' ');
	return { id: found.id, login: login ?? null, email: email ?? null, name: name || null };
}
