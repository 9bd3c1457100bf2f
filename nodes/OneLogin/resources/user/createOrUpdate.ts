import type { IDataObject } from 'n8n-workflow';
import { unreadable } from '../../../shared/answer';
import type { Api } from '../../../shared/api';
import { ApiError, InputError, raise } from '../../../shared/errors';
import { attributes, byDisplayName } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import {
	type Access,
	createOrUpdate as createOrUpdatePerson,
	type Giving,
	ifClosed,
	ifLoginDiffers,
	type Person,
} from '../../../shared/person';
import { checkWait, dryRun } from '../../../shared/steps';
import { obstacle } from '../../confirm';
import { locateUser } from '../../locate';
import { toManageUsers } from '../../scope';
import {
	additionalFields,
	attributesBody,
	email,
	firstName,
	lastName,
	username,
	withoutEmpty,
} from './attributes';
import { administrators } from './administrators';
import { givenBy, mappingsFor, orElse, roleNames } from './mapped';
import { readUser, userIn } from './record';
import { ADD, changeRoles, heldRoles, REMOVE, roleIds, roles } from './roles';
import {
	customAttributes,
	customValues,
	setCustomAttributes,
	settleCustomAttributes,
} from './save';
import { shown } from './shown';
import { setStatus } from './status';

/** Seconds in which a change need not show yet (onelogin-next.md, sections 3 and 6). */
const CHECK_WAIT = 60;

/** By OneLogin's numbers (onelogin.md, section 1). */
const STATUS = { active: 1, suspended: 2 };
const STATE = { approved: 1, rejected: 2, unlicensed: 3 };

/** Fields of Create that are no attributes to compare: the form has them elsewhere, or they count. */
const ELSEWHERE = ['external_id', 'invalid_login_attempts', 'role_ids', 'status'];

type Optional = (typeof additionalFields)['options'];

export const createOrUpdate = defineOperation({
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update a user',
	description:
		'Create the account of a person, or change of it only what differs, and give the roles that are missing. A second run changes nothing. OneLogin sends no invitation.',
	fields: [
		{ ...firstName, description: 'Given name, which most accounts require of a new user' },
		{ ...lastName, description: 'Family name, which most accounts require of a new user' },
		{ ...email, description: 'Email address. Whoever has it already is updated.' },
		{ ...username, description: 'Name to sign in with. Whoever has it already is updated.' },
		{
			displayName: 'External ID',
			name: 'external_id',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10042',
			description: 'ID that another system gave to the user. Whoever has it already is updated.',
		},
		attributes({
			...additionalFields,
			description: 'What is left empty stays as it is',
			options: additionalFields.options.filter(
				({ name }) => !ELSEWHERE.includes(name),
			) as unknown as Optional,
		}),
		{
			...customAttributes,
			description: 'Only these attributes change. What is left empty stays as it is.',
		},
		{
			...roles,
			required: false,
			description: `Roles that the user is to have. ${roles.description}`,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: byDisplayName([
				dryRun,
				{
					displayName: 'First Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						'Sent in clear text when the account is created, and never later: OneLogin does not tell whether an account that exists has one',
				},
				ifClosed,
				ifLoginDiffers,
				checkWait(
					CHECK_WAIT,
					'Seconds in which what was changed, given or taken need not show yet',
				),
				{
					displayName: 'Remove What Is Not Listed',
					name: 'removeOthers',
					type: 'multiOptions',
					options: [{ name: 'Roles', value: 'role' }],
					default: [],
					description:
						'What is to be taken from the user where it is not chosen above. A list that is empty is refused then. Roles that a mapping gives stay, and so do those of administrators.',
				},
			]),
		},
	],
	isRead: ({ options }) => options.dryRun === true,
	target: ({ email, username, external_id: externalId }) => email || username || externalId,
	names: ({ email, username, external_id: externalId }) => [email, username, externalId],
	async run(api, params) {
		const { firstname, lastname, email, username, external_id, options } = params;
		const given = Object.entries({ email, username, external_id, firstname, lastname }).filter(
			([, value]) => value,
		);
		const account: IDataObject = Object.fromEntries(given);
		const keys = [
			{ mode: 'email', label: 'Email', value: email },
			{ mode: 'username', label: 'Username', value: username },
			{ mode: 'external_id', label: 'External ID', value: external_id },
		].filter(({ value }) => value);
		if (keys.length === 0) {
			throw new InputError(
				'Nothing says whom it is about',
				'Set "Email", "Username" or "External ID". If they are expressions, check that they have a result for this item.',
			);
		}
		const { attribute = [] } = params.customAttributes;
		const custom = customValues({ attribute: attribute.filter(({ value }) => value !== '') });
		const wanted: IDataObject = {
			...account,
			...checkedNotes(attributesBody(withoutEmpty(params.additionalFields), 'Additional Fields')),
			...below(custom),
		};
		const person: Person = {
			keys,
			locate: locateUser,
			wanted,
			login: 'username',
			...recordsOf(api, Object.keys(wanted)),
			create: async () => await create(api, wanted, options.password),
			// Where no license is free, the answer says approved, and what is kept does not.
			isCreatedUnseen: true,
			changes: [],
			givings: [giving(api, params.roles, options.removeOthers?.includes('role') === true)],
		};
		return await createOrUpdatePerson(api, person, { checkWait: CHECK_WAIT, ...options });
	},
	advise: toManageUsers,
});

const CUSTOM = 'custom_attributes.';

/** Custom attributes, flat: `custom_attributes.branch` … */
const below = (values: object | undefined | null): IDataObject =>
	Object.fromEntries(
		Object.entries(values ?? {}).map(([name, value]) => [`${CUSTOM}${name}`, value]),
	) as IDataObject;

/** What {@link below} made flat, apart from the other attributes. */
function apart(
	flat: IDataObject,
): [attributes: IDataObject, custom: Record<string, string> | undefined] {
	const isCustom = ([name]: [string, unknown]) => name.startsWith(CUSTOM);
	const all = Object.entries(flat);
	const custom = all
		.filter(isCustom)
		.map(([name, value]) => [name.slice(CUSTOM.length), value as string]);
	return [
		Object.fromEntries(all.filter((one) => !isCustom(one))),
		custom.length > 0 ? Object.fromEntries(custom) : undefined,
	];
}

/** @throws {InputError} when one text is to be two: a record has it as `comment` under both names */
function checkedNotes(body: IDataObject): IDataObject {
	const { comment, notes } = body;
	if (comment === undefined || notes === undefined || comment === notes) return body;
	throw new InputError(
		'"Additional Fields > Comment" and "Additional Fields > Notes" differ, and OneLogin keeps one text for both',
		'Keep one of them.',
	);
}

/** Creates an account. There is nothing yet that an empty value could clear. */
async function create(
	api: Api,
	wanted: IDataObject,
	password: string | undefined,
): Promise<IDataObject> {
	const [attributes, custom] = apart(
		Object.fromEntries(
			Object.entries(wanted).filter(([, value]) => value !== null && value !== ''),
		),
	);
	if (!attributes.email && !attributes.username) {
		throw new InputError(
			'Nobody was found, and a new user needs "Email" or "Username"',
			'Set one of them, or check "External ID".',
		);
	}
	const payload = await api.request({
		method: 'POST',
		path: path`/api/1/users`,
		body: {
			...attributes,
			...(password && { password, password_confirmation: password }),
			...(custom && { custom_attributes: custom }),
		},
	});
	const record = userIn(payload);
	if (record) {
		const saved = `The user ${String(record.id)} was created`;
		return custom ? await settleCustomAttributes(api, record, custom, saved) : record;
	}
	throw new ApiError(
		unreadable('the new user', payload),
		'The user may have been created all the same. Running it again finds it then.',
	);
}

/** How accounts are read and changed. */
const recordsOf = (
	api: Api,
	names: readonly string[],
): Pick<
	Person,
	'read' | 'shown' | 'attributesOf' | 'isSame' | 'whyClosed' | 'reopen' | 'update'
> => ({
	read: async (id) => await readUser(api, id),
	shown,
	attributesOf(record) {
		const { comment, notes, custom_attributes: custom } = record;
		const all: IDataObject = {
			...record,
			comment: comment ?? notes,
			notes: notes ?? comment,
			...below(custom as IDataObject),
		};
		return Object.fromEntries(names.map((name) => [name, all[name]]));
	},
	// v1 writes "none" as an empty text, and IDs that are numbers in one version are texts in the other.
	isSame(attribute, one, other) {
		const [a, b] = [one, other].map((value) => String(value ?? ''));
		const isFolded = attribute === 'email' || attribute === 'username';
		return isFolded ? a.toLowerCase() === b.toLowerCase() : a === b;
	},
	whyClosed({ status, state }) {
		if (status === STATUS.suspended) return 'it is suspended';
		return state === STATE.rejected ? 'it was rejected' : undefined;
	},
	async reopen(id, { status, state }) {
		if (state === STATE.rejected) await setState(api, id, STATE.approved);
		if (status === STATUS.suspended)
			await setStatus(api, id, STATUS.active, { mappings: 'disabled' }, '');
	},
	async update(id, changed, record) {
		const [{ state, ...attributes }, custom] = apart(changed);
		if (state !== undefined && record.state === STATE.unlicensed) {
			// Nothing else leads out of it (onelogin.md, section 1).
			await setState(api, id, state);
		} else if (state !== undefined) attributes.state = state;
		if (Object.keys(attributes).length > 0 || custom) await save(api, id, attributes, custom);
	},
});

const setState = async (api: Api, id: string, state: unknown): Promise<unknown> =>
	await api.request({
		method: 'PUT',
		path: path`/api/1/users/${id}/set_state`,
		body: { state },
	});

/** Saves these attributes as Update does: v1 may pass over custom ones, or see nothing but them. */
async function save(
	api: Api,
	id: string,
	attributes: IDataObject,
	custom: Record<string, string> | undefined,
): Promise<void> {
	let payload: unknown;
	try {
		payload = await api.request({
			method: 'PUT',
			path: path`/api/1/users/${id}`,
			body: { ...attributes, ...(custom && { custom_attributes: custom }) },
		});
	} catch (error) {
		const isOnlyCustom = custom && Object.keys(attributes).length === 0;
		const isEmpty = error instanceof ApiError && /parameters is empty/i.test(error.refusal.summary);
		if (!isOnlyCustom || !isEmpty) return raise(error as Error);
		await setCustomAttributes(api, id, custom);
		return;
	}
	if (!custom) return;
	await settleCustomAttributes(
		api,
		userIn(payload) ?? { id },
		custom,
		`The user ${id} was updated`,
	);
}

/** @param isRemoving whether roles that are not listed are taken */
function giving(api: Api, given: readonly string[], isRemoving: boolean): Giving {
	const wanted = roleIds(given).map(String);
	let isAgain = false;
	let names: Map<string, string> | undefined;
	let stays: Map<string, string> | undefined;
	return {
		what: 'role',
		label: roles.displayName,
		wanted: wanted.length > 0 ? wanted : undefined,
		async held(user) {
			const ids = (await heldRoles(api, user)).map(String);
			const others = ids.filter((id) => !wanted.includes(id));
			if (isRemoving && others.length > 0) {
				names ??= await roleNames(api);
				stays ??= await whyKept(api, user, others, names);
			}
			// Said of what has changed.
			if (isAgain) names ??= await orElse(new Map<string, string>(), roleNames(api));
			isAgain = true;
			return ids.map(
				(id): Access => ({ what: 'role', id, name: names?.get(id), stays: stays?.get(id) }),
			);
		},
		give: async (user, id) => await changeRoles(api, user, [Number(id)], ADD, true),
		take: async (user, id) => await changeRoles(api, user, [Number(id)], REMOVE, true),
		// OneLogin says success to what it drops (onelogin-next.md, section 6, trap 2).
		whyNot: async (user) => await orElse('', obstacle(api, Number(user))),
	};
}

/** Why roles are not taken, by the ID of those that are not. */
async function whyKept(
	api: Api,
	user: string,
	ids: readonly string[],
	names: Map<string, string>,
): Promise<Map<string, string>> {
	const isOfAdministrators = await administrators(api, names);
	const mappings = await orElse([], mappingsFor(api, user));
	const reasons = new Map<string, string>();
	for (const id of ids) {
		const reason = isOfAdministrators(id)
			? `The role "${names.get(id) ?? id}" is one of administrators, which is taken by "Remove Roles" alone.`
			: givenBy(mappings, id);
		if (reason) reasons.set(id, reason);
	}
	return reasons;
}
