/** Users as API v2 has them: https://developers.onelogin.com/api-docs/2/users/user-resource */
import { badRequest, unprocessable } from './errors.mjs';
import { createUser, updateUser } from './fields.mjs';
import { filterUsers, projected, V2_FILTERS } from './lists.mjs';
import { STATUS } from './state.mjs';

const MAXIMUM = 100;

/** What lists leave out unless it is named (fadwen/TestEnvironment). */
const ONLY_WHEN_NAMED = [
	'custom_attributes',
	'role_ids',
	'manager_user_id',
	'samaccountname',
	'userprincipalname',
	'member_of',
];

/** Method, path, the right that it takes, and what it does. */
export function userRoutes({ account, bare, bareView, userOf, objectOf, doubtfulOf }) {
	const user = '/api/2/users/:id';
	const listed = (each, query) => {
		const shown = bareView(each);
		if (query.fields) return projected(shown, query);
		for (const name of ONLY_WHEN_NAMED) delete shown[name];
		return shown;
	};
	return [
		[
			'GET',
			'/api/2/users',
			'read',
			(request, reply) => {
				const { query } = request;
				const all = [...account.users.values()].map((each) => account.settle(each));
				const found = filterUsers(all, query, 'oas', V2_FILTERS, (each) => account.appsOf(each));
				return bare(request, reply, found, MAXIMUM).map((each) => listed(each, query));
			},
		],
		[
			'POST',
			'/api/2/users',
			'manageUsers',
			(request, reply) => {
				const options = doubtfulOf(request, ['mappings', 'validate_policy'], false);
				const created = createUser(account, objectOf(request), { ...options, isV2: true });
				reply.code(201);
				return account.license(created, bareView(created));
			},
		],
		['GET', user, 'read', (request) => bareView(userOf(request))],
		[
			'PUT',
			user,
			'manageUsers',
			(request) => {
				const options = doubtfulOf(request, ['mappings', 'validate_policy'], false);
				const found = userOf(request);
				// onelogin-migration-wizard.
				if (found.role_id.includes(account.roleNamed('Account Owner')?.id))
					throw unprocessable('The account owner cannot be updated');
				updateUser(account, found, objectOf(request), { ...options, isV2: true });
				account.map(found, options.mappings);
				return bareView(found);
			},
		],
		[
			'POST',
			`${user}/unlock`,
			'manageUsers',
			(request) => {
				const found = userOf(request);
				if (found.status !== STATUS.locked) throw unprocessable('User cannot be unlocked');
				found.status = found.hidden.before ?? STATUS.active;
				found.locked_until = null;
				account.touch(found);
				// OneLogin's own spelling.
				return { messsage: 'User unlocked' };
			},
		],
		[
			'GET',
			`${user}/privileges`,
			'manageAll',
			(request) => privilegesOf(userOf(request), account, false),
		],
		[
			'GET',
			`${user}/delegated_privileges`,
			'manageAll',
			(request) => privilegesOf(userOf(request), account, true),
		],
		['POST', '/api/1/invites/send_invite_link', 'manageAll', (request) => invite(request, account)],
		[
			'POST',
			'/api/1/invites/get_invite_link',
			'manageAll',
			(request) => {
				const answer = invite(request, account);
				const token = account.random.below(1e9).toString(36);
				return {
					...answer,
					data: [`https://sandbox.onelogin.invalid/password/reset?token=${token}`],
				};
			},
		],
	];
}

/** The privileges of somebody, with or without those that a role gives. */
const privilegesOf = ({ id, role_id: roles }, { privileges }, withRoles) =>
	privileges
		.filter(
			(each) => each.users.has(id) || (withRoles && roles.some((role) => each.roles.has(role))),
		)
		.map(({ id: own, name, description, privilege }) => ({
			id: own,
			name,
			description,
			privilege,
		}));

/** An invitation. The email is compared as it stands, upper and lower case. */
function invite({ body }, account) {
	const { email, personal_email: personal } = body ?? {};
	if (!email) throw badRequest('Email Parameter is missing');
	if (!/^\S+@\S+$/.test(email) || (personal && !/^\S+@\S+$/.test(personal)))
		throw badRequest('Email Input is in incorrect format');
	const found = [...account.users.values()].find((user) => user.email === email);
	if (!found) throw badRequest('No User exists for input email');
	found.invitation_sent_at = account.clock.iso();
	return {
		status: {
			error: false,
			code: 200,
			type: 'success',
			message: `Email sent successfully to ${personal ?? email}`,
		},
	};
}
