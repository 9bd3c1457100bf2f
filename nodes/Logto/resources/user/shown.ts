import type { IDataObject } from 'n8n-workflow';

/** Who it is, for whoever reads the item of a job. */
export const shown = ({ id, primaryEmail, username, name }: IDataObject): IDataObject => ({
	id,
	login: username ?? primaryEmail ?? null,
	email: primaryEmail ?? null,
	name: name ?? null,
});
