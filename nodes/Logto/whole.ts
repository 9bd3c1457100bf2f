import type { IDataObject } from 'n8n-workflow';

/** What was asked for of a list that Logto gives out whole. */
export const firstOf = (
	records: IDataObject[],
	{ returnAll, limit }: { returnAll: boolean; limit: number },
): IDataObject[] => (returnAll ? records : records.slice(0, limit));
