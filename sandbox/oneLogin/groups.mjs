/** Groups and policies as API v2 has them, of which there is no reference (fadwen/TestEnvironment, onelogin-mcp). */
import { missing, unprocessable } from './errors.mjs';

/** Method, path, the right that it takes, and what it does. */
export function groupRoutes({ account, bare }) {
	const one = '/api/2/groups/:id';
	const find = (list, id) => {
		const found = list.find((each) => String(each.id) === id);
		if (!found) throw missing('The resource with the given id could not be found');
		return found;
	};
	const groupOf = ({ params }) => find(account.groups, params.id);
	function check({ name, policy_id: policy }, self) {
		if (name !== undefined && (typeof name !== 'string' || name === ''))
			throw unprocessable("Validation failed: Name can't be blank");
		if (account.groups.some((group) => group !== self && group.name === name))
			throw unprocessable('Validation failed: Name has already been taken');
		if (
			policy !== undefined &&
			policy !== null &&
			!account.policies.some(({ id }) => id === policy)
		)
			throw unprocessable('Validation failed: Policy must exist');
	}
	return [
		['GET', '/api/2/groups', 'read', (request, reply) => bare(request, reply, account.groups, 100)],
		['GET', one, 'read', (request) => ({ ...groupOf(request), admins: [] })],
		[
			'POST',
			'/api/2/groups',
			'manageAll',
			({ body }, reply) => {
				check({ name: '', ...body });
				const { name, policy_id = null } = body;
				// A reference is accepted and dropped (terraform-provider-onelogin, commit 93de235).
				const created = { id: account.nextGroupId++, name, reference: null, policy_id };
				account.groups.push(created);
				reply.code(201);
				return { id: created.id };
			},
		],
		[
			'PUT',
			one,
			'manageAll',
			(request) => {
				const found = groupOf(request);
				check(request.body, found);
				const { name = found.name, policy_id = found.policy_id } = request.body;
				Object.assign(found, { name, policy_id });
				return { id: found.id };
			},
		],
		[
			'DELETE',
			one,
			'manageAll',
			(request, reply) => {
				const found = groupOf(request);
				account.groups = account.groups.filter((each) => each !== found);
				for (const user of account.users.values()) {
					if (user.group_id === found.id) user.group_id = null;
				}
				reply.code(204).send();
			},
		],
		['GET', '/api/2/policies', 'manageAll', () => account.policies],
		['GET', '/api/2/policies/:id', 'manageAll', ({ params }) => find(account.policies, params.id)],
	];
}
