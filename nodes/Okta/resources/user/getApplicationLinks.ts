import { limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { user } from '../../user';

export const getApplicationLinks = defineOperation({
	value: 'getApplicationLinks',
	name: 'Get Application Links',
	action: 'Get the application links of a user',
	description:
		'List what a user sees on the dashboard: links to active applications, of which one application can have several. For who has what, see Application User.',
	fields: [user, returnAll, limit],
	// Okta has no pages here, and takes no limit (okta-next.md, 2.2).
	list: ({ user }) => ({ method: 'GET', path: path`/api/v1/users/${user}/appLinks` }),
	result: (link, { user }) => ({ userId: user, ...(link as object) }),
});
