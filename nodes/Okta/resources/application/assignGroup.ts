import type { IDataObject } from 'n8n-workflow';
import { alreadyDone, asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { attributes, ifAlreadyDone, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { group } from '../../group';
import { findRecord } from '../../record';
import { priority, profile, profileFrom, simplifyAppGroup } from './fields';

export const assignGroup = defineOperation({
	value: 'assignGroup',
	name: 'Assign Group',
	action: 'Assign a group to an application',
	description: 'Give an application to all members of a group. The application must be active.',
	fields: [
		app,
		group,
		attributes({
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [profile, priority],
		}),
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [ifAlreadyDone],
		},
	],
	async run(api, { app, group, additionalFields, options }) {
		const { priority } = additionalFields;
		const wanted = profileFrom(additionalFields.profile);
		const at = path`/api/v1/apps/${app}/groups/${group}`;
		// A second PUT is a change, and what becomes of a profile that it lacks is documented nowhere.
		const present = await findRecord(api, at);
		if (!present) {
			const body = {
				priority: priority ?? undefined,
				profile: Object.keys(wanted).length > 0 ? wanted : undefined,
			};
			return asRecord(await api.request({ method: 'PUT', path: at, body }));
		}
		const has = (present.profile ?? {}) as IDataObject;
		const isSame =
			(priority === undefined || priority === present.priority) &&
			Object.entries(wanted).every(
				([name, value]) => JSON.stringify(has[name]) === JSON.stringify(value),
			);
		if (isSame) return alreadyDone(present, options, 'The group has the application already');
		throw new InputError(
			'The group has the application already, with another priority or profile',
			'Nothing was changed. Use Application > Update Group to change them.',
			'already',
		);
	},
	simplify: simplifyAppGroup,
});
