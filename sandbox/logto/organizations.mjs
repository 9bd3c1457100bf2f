/** /api/organizations, their members and roles, and the invitations into them. */
import { z } from 'zod';
import { first } from '../shared/serve.mjs';
import { entityOf, guarded, LogtoError, notFound, TextAnswer } from './errors.mjs';
import { pageOf } from './paging.mjs';
import { yes } from './search.mjs';
import { organizationView, USER_FIELDS, userView } from './users.mjs';

const DATA = z.record(z.unknown());
const CREATE = z.object({
	name: z.string().min(1).max(128),
	description: z.string().max(256).nullable().default(null),
	customData: DATA.default({}),
	isMfaRequired: z.boolean().default(false),
});
const UPDATE = z.object({
	name: z.string().min(1).max(128).optional(),
	description: z.string().max(256).nullable().optional(),
	customData: DATA.optional(),
	isMfaRequired: z.boolean().optional(),
});
const IDS = z.array(z.string().min(1));
const SOME = IDS.min(1);
const ROLES = z.object({
	organizationRoleIds: IDS.default([]),
	organizationRoleNames: IDS.default([]),
});
const MESSAGE = z.object({
	code: z.string().optional(),
	link: z.string().optional(),
	locale: z.string().optional(),
	uiLocales: z.string().optional(),
});
const INVITATION = z.object({
	inviterId: z.string().nullable().default(null),
	invitee: z.string().email(),
	organizationId: z.string().min(1),
	expiresAt: z.number(),
	organizationRoleIds: z.array(z.string()).default([]),
	messagePayload: MESSAGE.or(z.literal(false)).default(false),
});
const ENDING = z.object({
	status: z.enum(['Accepted', 'Revoked']),
	acceptedUserId: z.string().nullable().optional(),
});

const featured = ({ id, avatar, name }) => ({ id, avatar, name });
/** How other answers show a role of an organization. */
export const roleLink = ({ id, name }) => ({ id, name });

const has = (q, ...texts) => !q || texts.some((text) => text?.toLowerCase().includes(q));
const unknown = () => new LogtoError(422, 'entity.relation_foreign_key_not_found');
const invalid = (reason) => new LogtoError(422, 'request.invalid_input', { values: [reason] });

export function organizationRoutes({ tenant, origin }) {
	const exchangeOf = (request, reply) => ({ request, reply, origin });
	const searched = ({ query }) => first(query.q)?.toLowerCase();
	const organizationOf = ({ params }) => entityOf(tenant.organizations, 'organizations', params.id);
	/** Where a relation is written, only the database knows that one side of it does not exist. */
	const relatedTo = ({ params }) => {
		const found = tenant.organizations.find(({ id }) => id === params.id);
		if (!found) throw unknown();
		return found;
	};
	const rolesOf = (ids) => tenant.organizationRoles.filter(({ id }) => ids.includes(id));

	function list(request, reply) {
		const q = searched(request);
		const found = tenant.organizations.filter(({ id, name }) => has(q, id, name));
		return pageOf(exchangeOf(request, reply), found).map((organization) => ({
			...organizationView(organization),
			...(yes(first(request.query.showFeatured)) && {
				usersCount: organization.members.size,
				featuredUsers: [...organization.members.keys()]
					.slice(0, 3)
					.map((id) => featured(tenant.users.get(id))),
			}),
		}));
	}

	function create({ body }, reply) {
		const given = guarded(CREATE, body);
		const organization = {
			tenantId: 'default',
			id: tenant.id(12),
			...given,
			color: {},
			branding: {},
			customCss: null,
			createdAt: tenant.clock.now(),
			members: new Map(),
			applications: new Map(),
			jit: { emailDomains: [], roles: [], ssoConnectors: [] },
		};
		tenant.organizations.push(organization);
		reply.code(201);
		return organizationView(organization);
	}

	function update(request) {
		const given = guarded(UPDATE, request.body);
		const organization = organizationOf(request);
		if (Object.keys(given).length === 0) throw new LogtoError(422, 'entity.invalid_input');
		// Custom data is replaced as a whole.
		Object.assign(organization, given);
		return organizationView(organization);
	}

	function remove({ params }, reply) {
		const found = tenant.organizations.find(({ id }) => id === params.id);
		if (!found) throw notFound();
		tenant.organizations = tenant.organizations.filter((one) => one !== found);
		tenant.invitations = tenant.invitations.filter((one) => one.organizationId !== found.id);
		reply.code(204).send();
	}

	function members(request, reply) {
		const organization = organizationOf(request);
		const role = first(request.query.organizationRoleId);
		const q = searched(request);
		const users = tenant.sortedUsers().filter((user) => {
			const held = organization.members.get(user.id);
			if (!held || (role && !held.includes(role))) return false;
			return has(q, ...USER_FIELDS.map((name) => user[name]));
		});
		return pageOf(exchangeOf(request, reply), users).map((user) => ({
			...userView(user, { withPassword: false }),
			organizationRoles: rolesOf(organization.members.get(user.id)).map(roleLink),
		}));
	}

	const checkUsers = (userIds) => {
		// 422 here, where the same code comes with 404 elsewhere.
		if (!userIds.every((id) => tenant.users.has(id))) throw unknown();
	};

	function addMembers(request, reply) {
		const { userIds } = guarded(z.object({ userIds: SOME }), request.body);
		const { members } = relatedTo(request);
		checkUsers(userIds);
		for (const id of userIds) if (!members.has(id)) members.set(id, []);
		reply.code(201);
		// Everybody who was sent, those who belonged to it before among them.
		return { userIds };
	}

	function replaceMembers(request, reply) {
		const { userIds } = guarded(z.object({ userIds: IDS }), request.body);
		const organization = relatedTo(request);
		checkUsers(userIds);
		const { members } = organization;
		organization.members = new Map(userIds.map((id) => [id, members.get(id) ?? []]));
		reply.code(204).send();
	}

	function removeMember({ params }, reply) {
		const organization = tenant.organizations.find(({ id }) => id === params.id);
		if (!organization?.members.delete(params.userId)) throw notFound();
		reply.code(204).send();
	}

	/** The roles of a member as they are kept: a list to be changed. */
	function heldBy({ params }) {
		const organization = tenant.organizations.find(({ id }) => id === params.id);
		const held = organization?.members.get(params.userId);
		if (!held) throw new LogtoError(422, 'organization.require_membership');
		return held;
	}

	function checkRoles(ids) {
		const roles = ids.map((id) => tenant.organizationRoles.find((one) => one.id === id));
		if (roles.includes(undefined)) throw unknown();
		if (roles.some(({ type }) => type !== 'User')) {
			throw new LogtoError(422, 'entity.db_constraint_violated');
		}
	}

	function rolesIn({ body }) {
		const { organizationRoleIds, organizationRoleNames } = guarded(ROLES, body);
		const byName = organizationRoleNames.map((name) => {
			const role = tenant.organizationRoles.find((one) => one.name === name);
			if (!role) throw new LogtoError(422, 'organization.role_names_not_found', { values: [name] });
			return role.id;
		});
		const ids = [...new Set([...organizationRoleIds, ...byName])];
		checkRoles(ids);
		return ids;
	}

	const give = (held, ids) => {
		for (const id of ids) if (!held.includes(id)) held.push(id);
	};

	function addRoles(request, reply) {
		const held = heldBy(request);
		const ids = rolesIn(request);
		give(held, ids);
		reply.code(201);
		return { organizationRoleIds: ids };
	}

	function replaceRoles(request, reply) {
		const held = heldBy(request);
		held.splice(0, held.length, ...rolesIn(request));
		reply.code(204).send();
	}

	function removeRole(request, reply) {
		const held = heldBy(request);
		const at = held.indexOf(request.params.organizationRoleId);
		if (at < 0) throw notFound();
		held.splice(at, 1);
		reply.code(204).send();
	}

	function addRolesToMany(request) {
		const schema = z.object({ userIds: SOME, organizationRoleIds: SOME });
		const { userIds, organizationRoleIds } = guarded(schema, request.body);
		const { members } = relatedTo(request);
		if (!userIds.every((id) => members.has(id))) throw unknown();
		checkRoles(organizationRoleIds);
		for (const id of userIds) give(members.get(id), organizationRoleIds);
		throw new TextAnswer(201, 'Created');
	}

	/** Whoever is no member has none, and that is no refusal. */
	function permissions({ params }) {
		const organization = tenant.organizations.find(({ id }) => id === params.id);
		const scopeIds = rolesOf(organization?.members.get(params.userId) ?? []).flatMap(
			({ id }) => tenant.organizationRoleScopes.get(id) ?? [],
		);
		return tenant.organizationScopes.filter(({ id }) => scopeIds.includes(id));
	}

	const invitationView = ({ organizationRoleIds, ...invitation }) => ({
		...invitation,
		status:
			invitation.status === 'Pending' && invitation.expiresAt <= tenant.clock.now()
				? 'Expired'
				: invitation.status,
		organizationRoles: rolesOf(organizationRoleIds).map(roleLink),
	});
	const invitationOf = ({ params }) => entityOf(tenant.invitations, 'invitations', params.id);

	function send(to, payload) {
		if (!tenant.settings.emailConnector) {
			throw new LogtoError(501, 'connector.not_found', { values: ['Email'] });
		}
		tenant.mails.push({ to, ...payload });
	}

	function invite({ body }, reply) {
		const { messagePayload, ...given } = guarded(INVITATION, body);
		const now = tenant.clock.now();
		if (given.expiresAt <= now) {
			throw new LogtoError(400, 'request.invalid_input', {
				values: ['The value of `expiresAt` must be in the future.'],
			});
		}
		const organization = tenant.organizations.find(({ id }) => id === given.organizationId);
		const isSame = (email) => email?.toLowerCase() === given.invitee.toLowerCase();
		const members = [...(organization?.members.keys() ?? [])];
		if (members.some((id) => isSame(tenant.users.get(id).primaryEmail))) {
			throw invalid('The invitee is already a member of the organization.');
		}
		if (!organization || (given.inviterId && !tenant.users.has(given.inviterId))) throw unknown();
		const isPending = tenant.invitations.some(
			(one) =>
				one.organizationId === organization.id &&
				one.invitee === given.invitee &&
				invitationView(one).status === 'Pending',
		);
		if (isPending) throw new LogtoError(422, 'entity.unique_integrity_violation');
		checkRoles(given.organizationRoleIds);
		// What cannot be sent is not kept.
		if (messagePayload) send(given.invitee, messagePayload);
		const { organizationRoleIds, ...rest } = given;
		const invitation = {
			tenantId: 'default',
			id: tenant.id(21),
			...rest,
			acceptedUserId: null,
			status: 'Pending',
			createdAt: now,
			updatedAt: now,
			organizationRoleIds,
		};
		tenant.invitations.push(invitation);
		reply.code(201);
		return invitationView(invitation);
	}

	function listInvitations({ query }) {
		const wanted = ['organizationId', 'inviterId', 'invitee'].filter((name) => first(query[name]));
		return tenant.invitations
			.filter((one) => wanted.every((name) => one[name] === first(query[name])))
			.map(invitationView);
	}

	function resend(request, reply) {
		const payload = guarded(MESSAGE, request.body);
		send(invitationOf(request).invitee, payload);
		reply.code(204).send();
	}

	function end(request) {
		const { status, acceptedUserId } = guarded(ENDING, request.body);
		const invitation = invitationOf(request);
		if (status === 'Accepted' && !acceptedUserId) {
			throw invalid('The `acceptedUserId` is required when accepting an invitation.');
		}
		if (invitationView(invitation).status !== 'Pending') {
			throw invalid('The status of the invitation cannot be changed anymore.');
		}
		if (status === 'Accepted') {
			const user = tenant.users.get(acceptedUserId);
			if (!user) throw notFound();
			if (user.primaryEmail?.toLowerCase() !== invitation.invitee.toLowerCase()) {
				throw invalid('The accepted user must have the same email as the invitee.');
			}
			const { members } = entityOf(
				tenant.organizations,
				'organizations',
				invitation.organizationId,
			);
			const held = members.get(user.id) ?? [];
			give(held, invitation.organizationRoleIds);
			members.set(user.id, held);
			invitation.acceptedUserId = user.id;
		}
		Object.assign(invitation, { status, updatedAt: tenant.clock.now() });
		return invitationView(invitation);
	}

	function removeInvitation({ params }, reply) {
		if (!tenant.invitations.some(({ id }) => id === params.id)) throw notFound();
		tenant.invitations = tenant.invitations.filter(({ id }) => id !== params.id);
		reply.code(204).send();
	}

	const organizations = '/api/organizations';
	const users = `${organizations}/:id/users`;
	const roles = `${users}/:userId/roles`;
	const invitations = '/api/organization-invitations';
	return [
		['GET', organizations, list],
		['POST', organizations, create],
		['GET', `${organizations}/:id`, (request) => organizationView(organizationOf(request))],
		['PATCH', `${organizations}/:id`, update],
		['DELETE', `${organizations}/:id`, remove],
		['GET', users, members],
		['POST', users, addMembers],
		['PUT', users, replaceMembers],
		['DELETE', `${users}/:userId`, removeMember],
		['POST', `${users}/roles`, addRolesToMany],
		[
			'GET',
			roles,
			(request, reply) =>
				pageOf(exchangeOf(request, reply), rolesOf(heldBy(request)), { isOptional: true }),
		],
		['POST', roles, addRoles],
		['PUT', roles, replaceRoles],
		['DELETE', `${roles}/:organizationRoleId`, removeRole],
		['GET', `${users}/:userId/scopes`, permissions],
		['GET', invitations, listInvitations],
		['POST', invitations, invite],
		['GET', `${invitations}/:id`, (request) => invitationView(invitationOf(request))],
		['DELETE', `${invitations}/:id`, removeInvitation],
		['POST', `${invitations}/:id/message`, resend],
		['PUT', `${invitations}/:id/status`, end],
	];
}
