import type { IDataObject } from 'n8n-workflow';

/** Who it is, for whoever reads the item of a job. */
export const shown = ({ id, email, username, firstname, lastname }: IDataObject): IDataObject => ({
	id,
	login: username || email || null,
	email: email || null,
	name: [firstname, lastname].filter(Boolean).join(' ') || null,
});
