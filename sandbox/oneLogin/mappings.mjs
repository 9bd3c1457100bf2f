/** Mappings of API v2: https://developers.onelogin.com/api-docs/2/user-mappings/mappings-overview */
import { first } from '../shared/serve.mjs';
import { badRequest, invalid, missing, unprocessable } from './errors.mjs';
import { onlyQuery } from './lists.mjs';
import { STATUS } from './state.mjs';

const NOT_THERE = 'The resource with the given id could not be found';

/** What a condition can be about, and the choices for it; none where any text can be compared. */
const SOURCES = {
	department: 'Department',
	title: 'Title',
	company: 'Company',
	email: 'Email',
	username: 'Username',
	status: 'Status',
};

const OPERATORS = {
	'=': ['equals', (held, wanted) => held === wanted],
	'!=': ['does not equal', (held, wanted) => held !== wanted],
	'~': ['contains', (held, wanted) => held.includes(wanted)],
	bw: ['begins with', (held, wanted) => held.startsWith(wanted)],
	ew: ['ends with', (held, wanted) => held.endsWith(wanted)],
	'>': ['greater than', (held, wanted) => Number(held) > Number(wanted)],
	'<': ['less than', (held, wanted) => Number(held) < Number(wanted)],
};
const CUSTOM = 'custom_attribute_';
const statuses = () => Object.entries(STATUS).map(([name, value]) => ({ name, value }));

/** Whether a mapping applies to somebody. One without conditions applies to all. */
export function mapsTo({ match, conditions }, user) {
	const isMet = ({ source, operator, value }) => {
		const held = source.startsWith(CUSTOM)
			? user.custom_attributes[source.slice(CUSTOM.length)]
			: user[source];
		return OPERATORS[operator][1](String(held ?? ''), value);
	};
	return match === 'any' ? conditions.some(isMet) : conditions.every(isMet);
}

/** Method, path, the right that it takes, and what it does. */
export function mappingRoutes({ account }) {
	const mapping = '/api/2/mappings/:id';
	const choices = (records) => records.map(({ id, name }) => ({ name, value: id }));
	const sources = () => ({
		...SOURCES,
		...Object.fromEntries(
			account.attributes.map(({ name, shortname }) => [`${CUSTOM}${shortname}`, name]),
		),
	});
	const ACTIONS = {
		add_role: ['Add role', () => choices(account.roles)],
		set_group: ['Set group', () => choices(account.groups)],
		set_status: ['Set status', statuses],
		set_department: ['Set department', () => []],
	};
	const mappingOf = ({ params }) => {
		const found = account.mappings.find(({ id }) => String(id) === params.id);
		if (!found) throw missing(NOT_THERE);
		return found;
	};
	const known = (table, name) => {
		if (!Object.hasOwn(table, name)) throw missing(NOT_THERE);
		return table[name];
	};

	/** The whole record, without an id: what is left out is missed (onelogin-next.md, sections 4.7 and 5). */
	function checked(body) {
		const faults = [];
		const fault = (field, message) => faults.push({ field, message: [message] });
		const { name, match, enabled, conditions, actions, position } = body ?? {};
		const fields = { name, match, enabled, conditions, actions };
		for (const [field, value] of Object.entries(fields)) {
			if (value === undefined || value === null) fault(field, 'Required field is missing');
		}
		for (const field of Object.keys(body ?? {})) {
			if (!(field in fields) && field !== 'position') fault(field, 'Field is not allowed');
		}
		if (faults.length > 0) throw invalid(faults);
		if (typeof name !== 'string' || name === '') fault('name', 'Invalid value');
		if (!['all', 'any'].includes(match)) fault('match', 'Invalid value');
		if (typeof enabled !== 'boolean') fault('enabled', 'Invalid value');
		if (position !== undefined && position !== null && !Number.isInteger(position))
			fault('position', 'Invalid value');
		if (position !== undefined && enabled === false)
			fault('position', 'Position cannot be set while the mapping is not enabled');
		if (!Array.isArray(conditions) || !Array.isArray(actions)) throw invalid(faults);
		for (const { source, operator, value } of conditions) {
			const isKnown = Object.hasOwn(sources(), source) && Object.hasOwn(OPERATORS, operator);
			if (!isKnown || typeof value !== 'string')
				fault('conditions', `Invalid condition value: ${value}`);
		}
		for (const { action, value } of actions) {
			const choose = Object.hasOwn(ACTIONS, action) && ACTIONS[action][1]().map((one) => one.value);
			const isGood =
				choose &&
				Array.isArray(value) &&
				value.length > 0 &&
				value.every(
					(one) =>
						typeof one === 'string' && (choose.length === 0 || choose.map(String).includes(one)),
				);
			if (!isGood) fault('actions', 'Invalid action value(s)');
		}
		if (faults.length > 0) throw invalid(faults);
		return { ...fields, position };
	}

	/** Puts it into the row of those that are enabled: at a place, where it was, or last. */
	function place(found, position) {
		const row = account.mappings.filter((each) => each.enabled && each !== found);
		row.sort((a, b) => a.position - b.position);
		if (found.enabled) row.splice(position ? position - 1 : row.length, 0, found);
		else found.position = null;
		for (const [index, each] of row.entries()) each.position = index + 1;
	}

	return [
		[
			'GET',
			'/api/2/mappings',
			'manageAll',
			({ query }) => {
				onlyQuery(query, [
					'enabled',
					...['has_condition', 'has_condition_type', 'has_action', 'has_action_type'],
				]);
				// Without the question only the enabled ones (fadwen/TestEnvironment).
				const enabled = first(query.enabled) !== 'false';
				return account.mappings.filter((each) => each.enabled === enabled);
			},
		],
		[
			'POST',
			'/api/2/mappings',
			'manageAll',
			({ body }, reply) => {
				const { position, ...fields } = checked(body);
				const created = { id: account.nextMappingId++, ...fields };
				account.mappings.push(created);
				place(created, position);
				reply.code(201);
				return { id: created.id };
			},
		],
		[
			'GET',
			'/api/2/mappings/conditions',
			'manageAll',
			() => Object.entries(sources()).map(([value, name]) => ({ name, value })),
		],
		[
			'GET',
			'/api/2/mappings/conditions/:source/operators',
			'manageAll',
			({ params }) =>
				known(sources(), params.source) &&
				Object.entries(OPERATORS).map(([value, [name]]) => ({ name, value })),
		],
		[
			'GET',
			'/api/2/mappings/conditions/:source/values',
			'manageAll',
			({ params }) =>
				known(sources(), params.source) && (params.source === 'status' ? statuses() : []),
		],
		[
			'GET',
			'/api/2/mappings/actions',
			'manageAll',
			() => Object.entries(ACTIONS).map(([value, [name]]) => ({ name, value })),
		],
		[
			'GET',
			'/api/2/mappings/actions/:action/values',
			'manageAll',
			({ params }) => known(ACTIONS, params.action)[1](),
		],
		['GET', mapping, 'manageAll', mappingOf],
		[
			'PUT',
			mapping,
			'manageAll',
			(request) => {
				const found = mappingOf(request);
				const { position = found.position, ...fields } = checked(request.body);
				Object.assign(found, fields);
				place(found, position);
				return { id: found.id };
			},
		],
		[
			'DELETE',
			mapping,
			'manageAll',
			(request, reply) => {
				const found = mappingOf(request);
				account.mappings = account.mappings.filter((each) => each !== found);
				reply.code(204).send();
			},
		],
		[
			'POST',
			`${mapping}/dryrun`,
			'manageAll',
			(request) => {
				const found = mappingOf(request);
				if (!Array.isArray(request.body)) throw badRequest('Expected array in request');
				return request.body.map((userId) => {
					const user = account.users.get(userId);
					if (!user) throw unprocessable('Validation failed: an id does not exist');
					const { id, firstname, lastname, username, email } = user;
					return {
						user: { id, firstname, lastname, username, email },
						mapped: mapsTo(found, user),
					};
				});
			},
		],
	];
}
