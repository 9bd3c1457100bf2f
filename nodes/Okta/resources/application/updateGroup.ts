import { asRecord } from '../../../shared/answer';
import { InputError } from '../../../shared/errors';
import { attributes, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { group } from '../../group';
import { priority, profile, profileFrom, simplifyAppGroup } from './fields';

/** A name as a step of a JSON Pointer (RFC 6901, section 3). */
const step = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

export const updateGroup = defineOperation({
	value: 'updateGroup',
	name: 'Update Group',
	action: 'Update a group of an application',
	description: 'Change the priority of a group in an application, or what its members have there',
	fields: [
		app,
		group,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What to change. All else stays as it is.',
			options: [
				{ ...profile, description: `${profile.description}. Use null to take one away.` },
				priority,
			],
		}),
		simplify,
	],
	async run(api, { app, group, updateFields }) {
		const { priority } = updateFields;
		const changes = Object.entries(profileFrom(updateFields.profile)).map(([name, value]) =>
			value === null
				? { op: 'remove', path: `/profile/${step(name)}` }
				: { op: 'replace', path: `/profile/${step(name)}`, value },
		);
		const body = [
			...(typeof priority === 'number'
				? [{ op: 'replace', path: '/priority', value: priority }]
				: []),
			...changes,
		];
		if (body.length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Set "Priority" or "Application Profile" under "Update Fields".',
			);
		}
		return asRecord(
			await api.request({
				method: 'PATCH',
				path: path`/api/v1/apps/${app}/groups/${group}`,
				body,
			}),
		);
	},
	simplify: simplifyAppGroup,
});
