import { alreadyDone } from '../../../shared/answer';
import { ApiError, outcomeOf, raise } from '../../../shared/errors';
import { ifAlreadyDone } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { asId } from '../../id';
import { toManageAll } from '../../scope';
import { afterwards } from '../user/change';
import { user } from '../user/user';
import { deviceCall, deviceIds } from './devices';

export const removeAllDevices = defineOperation({
	value: 'removeAllDevices',
	name: 'Remove All Devices',
	action: 'Remove all MFA devices from a user',
	description:
		'Take all active devices away for good, e.g. after a phone was lost, and look whether any is left',
	fields: [
		user,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { user, options }) {
		const userId = asId(user);
		const ids = await deviceIds(api, user);
		if (ids.length === 0) {
			const item = { userId, removedDeviceIds: [] };
			return alreadyDone(item, options, 'The user has no active device');
		}
		for (const [index, id] of ids.entries()) {
			const remove = async () => {
				try {
					await api.request(deviceCall(user, id));
				} catch (error) {
					// Somebody else was faster; what is left is read below.
					if (outcomeOf(error) !== 'notFound') raise(error as Error);
				}
			};
			if (index === 0) await remove();
			else await afterwards(`${index} of ${ids.length} devices were removed`, remove);
		}
		const left = await afterwards(
			`The ${ids.length} devices of the user ${user} were removed`,
			async () => await deviceIds(api, user),
		);
		const still = ids.filter((id) => left.includes(id));
		if (still.length > 0) {
			throw new ApiError(
				{ summary: `OneLogin answered, but the user still has the devices ${still.join(', ')}` },
				'Look at the user in OneLogin before you repeat this.',
			);
		}
		return { userId, removedDeviceIds: ids, already: false };
	},
	advise: toManageAll,
});
