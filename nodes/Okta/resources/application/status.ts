import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import type { ifAlreadyDone, Params } from '../../../shared/field';
import { path } from '../../../shared/path';

/** The two statuses that an application can be given. */
const STEPS = {
	activate: { goal: 'ACTIVE', fact: 'The application is active already' },
	deactivate: { goal: 'INACTIVE', fact: 'The application is inactive already' },
};

/** Activates or deactivates an application, unless it is so already. */
export async function changeAppStatus(
	api: Api,
	step: keyof typeof STEPS,
	app: string,
	chosen: Partial<Params<[typeof ifAlreadyDone]>>,
): Promise<IDataObject> {
	const { goal, fact } = STEPS[step];
	const item = { appId: app, success: true };
	const { status } = asRecord(
		await api.request({ method: 'GET', path: path`/api/v1/apps/${app}` }),
	);
	if (status === goal) return alreadyDone(item, chosen, fact);
	await api.request({ method: 'POST', path: path`/api/v1/apps/${app}/lifecycle/${step}` });
	return item;
}
