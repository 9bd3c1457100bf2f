/**
 * Calls about who may do what: sessions and grants, roles, organizations and who is in them, and the log
 * of it. Each with what Logto's own client sends for the same.
 */
import type { Comparison, Difference, Known } from './comparison.mjs';
import {
	byId,
	type Caller,
	comparing,
	get,
	HELD,
	NAMED,
	NONE,
	onlyOurs,
	page,
	patch,
	post,
	put,
	type Ready,
	remove,
} from './logtoSent.mjs';

const USER = '/api/users/{userId}';
const SESSIONS = `${USER}/sessions`;
const GRANTS = `${USER}/grants`;
const SETTINGS = `${USER}/logto-configs`;
const EXPIRATION = `${USER}/password/expiration`;
const ROLES = '/api/roles';
const ROLE = `${ROLES}/{id}`;
const ORGANIZATIONS = '/api/organizations';
const ORGANIZATION = `${ORGANIZATIONS}/{id}`;
const MEMBERS = `${ORGANIZATION}/users`;
const MEMBER_ROLES = `${MEMBERS}/{userId}/roles`;
const INVITATIONS = '/api/organization-invitations';
const INVITATION = `${INVITATIONS}/{id}`;

const inTen = Date.UTC(2100, 0, 1);
const IN_TEN = '2100-01-01T00:00:00Z';
const LINK = 'https://example.com/join';
const SENT_BY_MAIL = { link: LINK, locale: 'de-DE' };

/** An ID that nothing has, of the form that Logto gives them. */
const NOTHING = 'nothing1aaaaaaaaaaaaa';

const hasSome = (found: unknown[]) => expect(found.length).toBeGreaterThan(0);

/** Sessions and grants, identities, and how users sign in. */
function userCalls<Client extends Caller>({ ask, state, dial }: Ready): Array<Comparison<Client>> {
	/** Somebody who is signed in, with a social identity, and somebody who was locked out. */
	async function ready() {
		const { users } = await state();
		const found = users.find(
			({ sessions, identities }: Known) => sessions > 0 && identities.google !== undefined,
		);
		const at = `/users/${found.id}`;
		const { sessions } = await ask('GET', `${at}/sessions`);
		const { grants } = await ask('GET', `${at}/grants`);
		return {
			id: found.id as string,
			sessions: sessions.map(({ payload }: Known) => payload.uid) as string[],
			grants: grants.map(({ id }: Known) => id) as string[],
			locked: users.find(({ isBlocked }: Known) => isBlocked),
		};
	}
	type Has = Awaited<ReturnType<typeof ready>>;
	const same = comparing<Client, Has>(ready);

	const user = ({ id }: Has) => ({ user: byId(id) });
	const of = ({ id }: Has) => ({ userId: id });
	const session = (has: Has) => ({ ...user(has), session: byId(has.sessions[0]) });
	const ending = (has: Has, sessionId: string, query?: object) =>
		remove(`${SESSIONS}/{sessionId}`, { ...of(has), sessionId }, undefined, { ...query });
	const all = { revokeGrantsTarget: 'all' };
	const revoking = (has: Has, grantId: string) =>
		remove(`${GRANTS}/{grantId}`, { ...of(has), grantId });
	const expiring = (isExpired: boolean) => (has: Has) => patch(EXPIRATION, of(has), { isExpired });
	/** All that may have been typed at the sign-in; a name and an address are no ID. */
	const typed = ({ locked: { id, username, primaryEmail, primaryPhone } }: Has) =>
		[id, username, primaryEmail, primaryPhone].filter(Boolean);

	return [
		{
			...same('user', 'getSessions', user, (has) => get(SESSIONS, of(has))),
			answer: ({ sessions }) => hasSome(sessions),
		},
		same('user', 'endSession', session, (has) => ending(has, has.sessions[0], all)),
		{
			...same(
				'user',
				'endSession',
				(has) => ({ ...session(has), options: { revokeGrantsTarget: 'none' } }),
				(has) => ending(has, has.sessions[0]),
			),
			title: 'without the tokens that came of it',
		},
		{
			...same(
				'user',
				'endSession',
				(has) => ({ ...user(has), session: byId(NOTHING) }),
				(has) => ending(has, NOTHING, all),
			),
			title: 'that there is none of',
			refused: 404,
		},
		same('user', 'endAllSessions', user, (has) => [
			get(SESSIONS, of(has)),
			...has.sessions.map((id) => ending(has, id, all)),
			// What still works afterwards.
			get(SESSIONS, of(has)),
			get(GRANTS, of(has)),
			get(`${USER}/personal-access-tokens`, of(has)),
		]),
		{
			...same('user', 'getGrants', user, (has) => get(GRANTS, of(has))),
			answer: ({ grants }) => hasSome(grants),
		},
		{
			...same(
				'user',
				'getGrants',
				(has) => ({ ...user(has), filters: { appType: 'firstParty' } }),
				(has) => get(GRANTS, of(has), { appType: 'firstParty' }),
			),
			title: "for applications of one's own",
			answer: ({ grants }) => hasSome(grants),
		},
		same(
			'user',
			'revokeGrant',
			(has) => ({ ...user(has), grant: byId(has.grants[0]) }),
			(has) => revoking(has, has.grants[0]),
		),
		{
			...same(
				'user',
				'revokeGrant',
				(has) => ({ ...user(has), grant: byId(NOTHING) }),
				(has) => revoking(has, NOTHING),
			),
			title: 'that there is none of',
			refused: 404,
		},
		same('user', 'revokeAllGrants', user, (has) => [
			get(GRANTS, of(has)),
			...has.grants.map((id) => revoking(has, id)),
			// What is left of them.
			get(GRANTS, of(has)),
		]),
		{
			...same('user', 'getIdentities', user, (has) => get(`${USER}/all-identities`, of(has))),
			answer: ({ socialIdentities }) => expect(socialIdentities[0].target).toBe('google'),
		},
		{
			...same('user', 'getSignInSettings', user, (has) => get(SETTINGS, of(has))),
			answer: (said) => expect(said).toMatchObject({ mfa: { skipped: false } }),
		},
		{
			...same(
				'user',
				'updateSignInSettings',
				(has) => ({ ...user(has), updateFields: { mfaSkipped: true, passkeySkipped: true } }),
				(has) =>
					patch(SETTINGS, of(has), { mfa: { skipped: true }, passkeySignIn: { skipped: true } }),
			),
			answer: (said) =>
				expect(said).toMatchObject({ mfa: { skipped: true }, passkeySignIn: { skipped: true } }),
		},
		same(
			'user',
			'expirePassword',
			user,
			expiring(true),
			async () => await dial({ passwordExpiration: true }),
		),
		{
			...same('user', 'expirePassword', user, expiring(true)),
			title: 'where none expires',
			refused: 400,
		},
		{
			...same(
				'user',
				'expirePassword',
				(has) => ({ ...user(has), isExpired: false }),
				expiring(false),
			),
			title: 'no longer',
		},
		same(
			'user',
			'unblock',
			({ locked }) => ({ user: byId(locked.id) }),
			(has) =>
				post('/api/sentinel-activities/delete', {}, { targetType: 'User', targets: typed(has) }),
		),
	];
}

/** Roles of the tenant: who has them, and what they give. */
function roleCalls<Client extends Caller>({ ask, state }: Ready): Array<Comparison<Client>> {
	async function ready() {
		const { users, roles, applications, apiResources } = await state();
		const named = (some: Known, name: string) => some.find((one: Known) => one.name === name);
		const scopes = named(apiResources, 'Shop API').scopes.map(({ id }: Known) => id);
		const staff = roles.find(({ type, name }: Known) => type === 'User' && / Staff$/.test(name));
		return {
			role: named(roles, 'Administrator').id as string,
			taken: staff.name as string,
			machineRole: named(roles, 'Nightly Export').id as string,
			app: named(applications, 'Forgotten Script').id as string,
			user: users.find((user: Known) => !user.roles.includes('Administrator')).id as string,
			scope: scopes[0] as string,
		};
	}
	type Has = Awaited<ReturnType<typeof ready>>;
	const same = comparing<Client, Has>(ready, 5);

	const role = (has: Has) => ({ role: byId(has.role) });
	const forMachines = (has: Has) => ({ role: byId(has.machineRole) });
	const of = (has: Has) => ({ id: has.role });
	const ofMachines = (has: Has) => ({ id: has.machineRole });
	const inUsers = async (has: Has) =>
		await ask('POST', `/roles/${has.role}/users`, { userIds: [has.user] });
	const inApps = async (has: Has) =>
		await ask('POST', `/roles/${has.machineRole}/applications`, { applicationIds: [has.app] });
	const giving = async (has: Has) =>
		await ask('POST', `/roles/${has.role}/scopes`, { scopeIds: [has.scope] });

	const made = { name: 'Auditor', description: 'May read' };
	return [
		same(
			'role',
			'create',
			() => made,
			() => post(ROLES, {}, { ...made, type: 'User' }),
		),
		{
			...same(
				'role',
				'create',
				(has) => ({
					...made,
					permissions: [has.scope],
					additionalFields: { isDefault: true },
				}),
				(has) => post(ROLES, {}, { ...made, type: 'User', isDefault: true, scopeIds: [has.scope] }),
			),
			title: 'with everything',
		},
		{
			...same(
				'role',
				'create',
				(has) => ({ ...made, name: has.taken }),
				(has) => post(ROLES, {}, { ...made, name: has.taken, type: 'User' }),
			),
			title: 'of a name that is taken',
			refused: 422,
		},
		same('role', 'get', role, (has) => get(ROLE, of(has))),
		{
			...same(
				'role',
				'get',
				() => ({ role: byId(NOTHING) }),
				() => get(ROLE, { id: NOTHING }),
			),
			title: 'that there is none of',
			refused: 404,
		},
		{
			...same(
				'role',
				'getAll',
				(has) => ({
					filters: { search: '%Staff', mode: 'like', type: 'User', excludeUserId: has.user },
				}),
				(has) =>
					page(
						ROLES,
						{},
						{
							search: '%Staff',
							mode: 'like',
							type: 'User',
							excludeUserId: has.user,
						},
					),
			),
			answer: hasSome,
		},
		same(
			'role',
			'update',
			(has) => ({ ...role(has), updateFields: { name: 'Auditor', isDefault: true } }),
			(has) => patch(ROLE, of(has), { name: 'Auditor', isDefault: true }),
		),
		same('role', 'delete', role, (has) => remove(ROLE, of(has))),
		{
			...same(
				'role',
				'getUsers',
				(has) => ({
					...role(has),
					filters: { search: '%@halden.example', mode: 'like' },
					options: { isCaseSensitive: true },
				}),
				(has) =>
					page(`${ROLE}/users`, of(has), {
						search: '%@halden.example',
						mode: 'like',
						isCaseSensitive: 'true',
					}),
				inUsers,
			),
			answer: hasSome,
		},
		same(
			'role',
			'addUsers',
			(has) => ({ ...role(has), users: has.user }),
			(has) => post(`${ROLE}/users`, of(has), { userIds: [has.user] }),
		),
		same(
			'role',
			'removeUser',
			(has) => ({ ...role(has), user: byId(has.user) }),
			(has) => remove(`${ROLE}/users/{userId}`, { ...of(has), userId: has.user }),
			inUsers,
		),
		{
			...same(
				'role',
				'getApplications',
				forMachines,
				(has) => page(`${ROLE}/applications`, ofMachines(has)),
				inApps,
			),
			answer: hasSome,
		},
		same(
			'role',
			'addApplications',
			(has) => ({ ...forMachines(has), apps: [has.app] }),
			(has) => post(`${ROLE}/applications`, ofMachines(has), { applicationIds: [has.app] }),
		),
		same(
			'role',
			'removeApplication',
			(has) => ({ ...forMachines(has), app: byId(has.app) }),
			(has) =>
				remove(`${ROLE}/applications/{applicationId}`, {
					...ofMachines(has),
					applicationId: has.app,
				}),
			inApps,
		),
		{
			...same('role', 'getPermissions', role, (has) => page(`${ROLE}/scopes`, of(has)), giving),
			answer: hasSome,
		},
		same(
			'role',
			'addPermissions',
			(has) => ({ ...role(has), permissions: [has.scope] }),
			(has) => post(`${ROLE}/scopes`, of(has), { scopeIds: [has.scope] }),
		),
		same(
			'role',
			'removePermission',
			(has) => ({ ...role(has), permission: byId(has.scope) }),
			(has) => remove(`${ROLE}/scopes/{scopeId}`, { ...of(has), scopeId: has.scope }),
			giving,
		),
	];
}

/** Organizations, their members, and the invitations into them. */
function organizationCalls<Client extends Caller>({
	ask,
	state,
	dial,
}: Ready): Array<Comparison<Client>> {
	/** An organization with a member in it, and an invitation of somebody else. */
	async function ready() {
		const { users, organizationRoles, organizationPermissions } = await state();
		const named = (some: Known, name: string): string =>
			some.find((one: Known) => one.name === name).id;
		const [member, other] = users.filter((user: Known) => user.primaryEmail !== null);
		const viewer = named(organizationRoles, 'viewer');
		const permission = named(organizationPermissions, 'write:all');
		await ask('POST', `/organization-roles/${viewer}/scopes`, {
			organizationScopeIds: [permission],
		});
		const { id } = await ask('POST', '/organizations', { name: 'Northwind', customData: { a: 1 } });
		const at = `/organizations/${id}/users`;
		await ask('POST', at, { userIds: [member.id] });
		await ask('POST', `${at}/${member.id}/roles`, { organizationRoleIds: [viewer] });
		await dial({ emailConnector: true });
		const invitation = await ask('POST', '/organization-invitations', {
			organizationId: id,
			invitee: other.primaryEmail,
			expiresAt: inTen,
			organizationRoleIds: [viewer],
			messagePayload: false,
		});
		return {
			id: id as string,
			member: member.id as string,
			other: other.id as string,
			viewer,
			editor: named(organizationRoles, 'editor'),
			invitation: invitation.id as string,
			invitee: other.primaryEmail as string,
		};
	}
	type Has = Awaited<ReturnType<typeof ready>>;
	const same = comparing<Client, Has>(ready, 5);

	const organization = ({ id }: Has) => ({ organization: byId(id) });
	const of = ({ id }: Has) => ({ id });
	const member = (has: Has) => ({ ...organization(has), user: byId(has.member) });
	const ofMember = ({ id, member }: Has) => ({ id, userId: member });
	const invitation = (has: Has) => ({ invitation: byId(has.invitation) });
	const ofInvitation = (has: Has) => ({ id: has.invitation });
	const settle = (has: Has, body: object) => put(`${INVITATION}/status`, ofInvitation(has), body);

	const given = { description: 'Shop', customData: { plan: 'gold' }, isMfaRequired: true };
	return [
		same(
			'organization',
			'create',
			() => ({ name: 'Southwind', additionalFields: given }),
			() => post(ORGANIZATIONS, {}, { name: 'Southwind', ...given }),
		),
		same('organization', 'get', organization, (has) => get(ORGANIZATION, of(has))),
		{
			...same(
				'organization',
				'get',
				() => ({ organization: byId('nothing1aaaa') }),
				() => get(ORGANIZATION, { id: 'nothing1aaaa' }),
			),
			title: 'that there is none of',
			refused: 404,
		},
		{
			...same(
				'organization',
				'getAll',
				() => ({ filters: { search: 'north' }, options: { showFeatured: true } }),
				() => page(ORGANIZATIONS, {}, { q: 'north', showFeatured: 'true' }),
			),
			answer: hasSome,
		},
		same(
			'organization',
			'update',
			(has) => ({
				...organization(has),
				updateFields: { ...given, name: 'Southwind', description: '' },
			}),
			(has) => patch(ORGANIZATION, of(has), { ...given, name: 'Southwind', description: null }),
		),
		{
			...same(
				'organization',
				'update',
				(has) => ({
					...organization(has),
					updateFields: { customData: { b: 2 } },
					options: { mergeCustomData: true },
				}),
				(has) => [
					get(ORGANIZATION, of(has)),
					patch(ORGANIZATION, of(has), { customData: { a: 1, b: 2 } }),
				],
			),
			title: 'keeping other custom data',
		},
		same('organization', 'delete', organization, (has) => remove(ORGANIZATION, of(has))),
		{
			...same(
				'organizationMember',
				'getAll',
				(has) => ({ ...organization(has), filters: { search: 'halden', role: has.viewer } }),
				(has) => page(MEMBERS, of(has), { q: 'halden', organizationRoleId: has.viewer }),
			),
			answer: hasSome,
		},
		same(
			'organizationMember',
			'add',
			(has) => ({ ...organization(has), users: has.other, roles: [has.editor] }),
			({ id, other, editor }) => [
				post(MEMBERS, { id }, { userIds: [other] }),
				post(`${MEMBERS}/roles`, { id }, { userIds: [other], organizationRoleIds: [editor] }),
			],
		),
		same(
			'organizationMember',
			'replace',
			(has) => ({ ...organization(has), users: has.other }),
			(has) => put(MEMBERS, of(has), { userIds: [has.other] }),
		),
		same('organizationMember', 'remove', member, (has) =>
			remove(`${MEMBERS}/{userId}`, ofMember(has)),
		),
		{
			...same('organizationMember', 'getRoles', member, (has) => page(MEMBER_ROLES, ofMember(has))),
			answer: hasSome,
		},
		same(
			'organizationMember',
			'addRoles',
			(has) => ({ ...member(has), roles: [has.editor] }),
			(has) => post(MEMBER_ROLES, ofMember(has), { organizationRoleIds: [has.editor] }),
		),
		same(
			'organizationMember',
			'replaceRoles',
			(has) => ({ ...member(has), roles: [has.editor] }),
			(has) => put(MEMBER_ROLES, ofMember(has), { organizationRoleIds: [has.editor] }),
		),
		same(
			'organizationMember',
			'removeRole',
			(has) => ({ ...member(has), role: byId(has.viewer) }),
			(has) =>
				remove(`${MEMBER_ROLES}/{organizationRoleId}`, {
					...ofMember(has),
					organizationRoleId: has.viewer,
				}),
		),
		{
			...same('organizationMember', 'getPermissions', member, (has) =>
				get(`${MEMBERS}/{userId}/scopes`, ofMember(has)),
			),
			answer: hasSome,
		},
		same(
			'organizationInvitation',
			'create',
			(has) => ({ ...organization(has), invitee: 'guest@halden.example', expiresAt: IN_TEN }),
			({ id }) =>
				post(
					INVITATIONS,
					{},
					{
						organizationId: id,
						invitee: 'guest@halden.example',
						expiresAt: inTen,
						messagePayload: false,
					},
				),
		),
		{
			...same(
				'organizationInvitation',
				'create',
				(has) => ({
					...organization(has),
					invitee: 'guest@halden.example',
					roles: [has.viewer],
					expiresAt: IN_TEN,
					options: { inviterId: has.member, sendEmail: true, ...SENT_BY_MAIL },
				}),
				({ id, viewer, member }) =>
					post(
						INVITATIONS,
						{},
						{
							organizationId: id,
							invitee: 'guest@halden.example',
							organizationRoleIds: [viewer],
							expiresAt: inTen,
							inviterId: member,
							messagePayload: SENT_BY_MAIL,
						},
					),
			),
			title: 'with everything, by email',
		},
		{
			...same(
				'organizationInvitation',
				'create',
				(has) => ({ ...organization(has), invitee: has.invitee, expiresAt: IN_TEN }),
				({ id, invitee }) =>
					post(
						INVITATIONS,
						{},
						{
							organizationId: id,
							invitee,
							expiresAt: inTen,
							messagePayload: false,
						},
					),
			),
			title: 'of somebody who is invited',
			refused: 422,
		},
		same('organizationInvitation', 'get', invitation, (has) => get(INVITATION, ofInvitation(has))),
		{
			...same(
				'organizationInvitation',
				'getAll',
				(has) => ({ filters: { organization: has.id, invitee: has.invitee } }),
				({ id, invitee }) => get(INVITATIONS, {}, { organizationId: id, invitee }),
			),
			answer: hasSome,
		},
		same(
			'organizationInvitation',
			'accept',
			(has) => ({ ...invitation(has), user: byId(has.other) }),
			(has) => settle(has, { status: 'Accepted', acceptedUserId: has.other }),
		),
		same('organizationInvitation', 'revoke', invitation, (has) =>
			settle(has, { status: 'Revoked' }),
		),
		same(
			'organizationInvitation',
			'resend',
			(has) => ({ ...invitation(has), link: LINK, options: { locale: 'de-DE' } }),
			(has) => post(`${INVITATION}/message`, ofInvitation(has), SENT_BY_MAIL),
		),
		{
			...same(
				'organizationInvitation',
				'resend',
				(has) => ({ ...invitation(has), link: LINK }),
				(has) => post(`${INVITATION}/message`, ofInvitation(has), { link: LINK }),
				async () => await dial({ emailConnector: false }),
			),
			title: 'where nothing sends emails',
			refused: 501,
		},
		same('organizationInvitation', 'delete', invitation, (has) =>
			remove(INVITATION, ofInvitation(has)),
		),
	];
}

/** The audit log. */
function logCalls<Client extends Caller>({ ask, state }: Ready): Array<Comparison<Client>> {
	async function ready() {
		const [{ id, key, payload, createdAt }] = await ask('GET', '/logs');
		return {
			id: id as string,
			key: key as string,
			user: payload.userId as string,
			app: (await state()).applications[0].id as string,
			at: createdAt as number,
		};
	}
	type Has = Awaited<ReturnType<typeof ready>>;
	const same = comparing<Client, Has>(ready, 5);
	return [
		same(
			'log',
			'get',
			(has) => ({ log: byId(has.id) }),
			(has) => get('/api/logs/{id}', { id: has.id }),
		),
		{
			...same(
				'log',
				'getAll',
				(has) => ({
					filters: {
						user: byId(has.user),
						app: has.app,
						logKey: has.key,
						since: new Date(has.at - 1000).toISOString(),
						until: new Date(has.at + 1000).toISOString(),
					},
				}),
				(has) =>
					page(
						'/api/logs',
						{},
						{
							userId: has.user,
							applicationId: has.app,
							logKey: has.key,
							start_time: String(has.at - 1000),
							end_time: String(has.at + 1000),
						},
					),
			),
			answer: hasSome,
		},
	];
}

export const accessComparisons = <Client extends Caller>(
	ready: Ready,
): Array<Comparison<Client>> => [
	...userCalls<Client>(ready),
	...roleCalls<Client>(ready),
	...organizationCalls<Client>(ready),
	...logCalls<Client>(ready),
];

const WHO = 'A list that Logto refuses says little about whom, so each user is looked up before.';

/** What our node does more than the client, and why. */
export const accessDifferences: Difference[] = onlyOurs(
	['user endAllSessions', '/api/users/{id}', NONE],
	['user revokeAllGrants', '/api/users/{id}', NONE],
	['user unblock', '/api/users/{id}', 'Lockouts are kept by what was typed, which is read there.'],
	[
		'role create',
		'/api/resources',
		'Logto makes the role before it refuses a permission, so each is looked at before.',
	],
	['role addUsers', '/api/users', WHO],
	['role addUsers', '/api/roles/{id}/users', HELD],
	['role addApplications', '/api/applications', NAMED],
	['role addApplications', '/api/roles/{id}/applications', HELD],
	['role addPermissions', '/api/resources', NAMED],
	['role addPermissions', '/api/roles/{id}/scopes', HELD],
	['organizationMember add', '/api/users', WHO],
	['organizationMember replace', '/api/users', WHO],
	['organizationMember addRoles', '/api/organizations/{id}/users/{id}/roles', HELD],
);
