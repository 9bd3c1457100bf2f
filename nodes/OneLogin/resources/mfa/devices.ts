import type { Api } from '../../../shared/api';
import { path } from '../../../shared/path';

/** The list of the devices of a user that are active: v2 gives no others. */
export const deviceList = (user: string) => ({
	method: 'GET' as const,
	path: path`/api/2/mfa/users/${user}/devices`,
});

export const deviceCall = (user: string, device: string) => ({
	method: 'DELETE' as const,
	path: path`/api/2/mfa/users/${user}/devices/${device}`,
});

/** The ids of the active devices of a user. */
export async function deviceIds(api: Api, user: string): Promise<string[]> {
	return (await api.all(deviceList(user))).map(({ device_id: id }) => String(id));
}
