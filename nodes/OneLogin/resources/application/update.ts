import { InputError } from '../../../shared/errors';
import { attributes, byDisplayName, simplify } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { app } from '../../app';
import { toManageAll } from '../../scope';
import { appBody, optional } from './fields';
import { simplifyApp, withoutSecrets } from './record';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an application',
	description: 'Change some of an application and leave the rest as it is',
	fields: [
		app,
		attributes({
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Only what is added here changes',
			options: byDisplayName([
				...optional,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Slack',
					description: 'What people see in their portal',
				},
			]),
		}),
		simplify,
	],
	names: ({ updateFields: { name } }) => [name],
	request({ app, updateFields: { name, ...others } }) {
		if (name === '') {
			throw new InputError(
				'"Update Fields > Name" is empty',
				'Enter a name, or take the field out to leave it as it is.',
			);
		}
		const body = { ...(name && { name }), ...appBody(others, 'Update Fields') };
		if (Object.keys(body).length === 0) {
			throw new InputError(
				'There is nothing to update',
				'Add at least one entry to "Update Fields".',
			);
		}
		return { method: 'PUT', path: path`/api/2/apps/${app}`, body };
	},
	result: (payload) => withoutSecrets(payload),
	simplify: simplifyApp,
	advise: toManageAll,
});
