import type { IDataObject } from 'n8n-workflow';
import { asRecord, asRecords } from '../shared/answer';
import type { Api } from '../shared/api';
import type { Field } from '../shared/field';
import { ANY, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { isMadeId } from './locate';
import { without } from './simplify';

/** The one application an operation is about. */
const chosen = <const M extends string>(searchListMethod: M, description: string) =>
	({
		displayName: 'Application',
		name: 'app',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an application…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 4x8k2m9q7w1zr5t6y3u0p',
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Nightly job',
				hint: 'Upper and lower case matter',
			},
		],
	}) as const satisfies Field;

/** An application of whatever kind. */
export const application = chosen('searchApplications', 'The application to work on');

/** The one application, where it is a machine-to-machine one. */
export const machine = chosen('searchMachines', 'The machine-to-machine application to work on');

/** Several machine-to-machine applications. */
export const machines = {
	displayName: 'Application Names or IDs',
	name: 'apps',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getMachines' },
	default: [],
	required: true,
	description:
		'Machine-to-machine ones. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** Several roles of machine-to-machine applications. */
export const machineRoles = {
	displayName: 'Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getMachineRoles' },
	default: [],
	description:
		'Roles for machines. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** Applications that were made some years ago come with their secret in clear (logto-next.md). */
export const withoutSecret = (application: IDataObject): IDataObject =>
	without(application, ['secret']);

/**
 * The id of the application that is meant. Names are not unique: several with one name are refused.
 *
 * @param type only applications of this kind
 * @throws {InputError} unless there is exactly one
 */
export const locateApplication =
	(type?: string) =>
	async (api: Api, { mode, value }: Locator, label: string): Promise<string> => {
		if (mode !== 'name' && (mode !== ANY || isMadeId(value))) return value;
		const found = asRecords(
			await api.request({
				method: 'GET',
				path: path`/api/applications`,
				// One condition on all fields, which Logto puts into brackets.
				query: { types: type, search: value, mode: 'exact', page: 1, page_size: 100 },
			}),
		);
		if (mode === ANY && found.some(({ id }) => id === value)) return value;
		return theOneNamed(found, { thing: 'application', value, label });
	};

/** Sees to it that there is such an application; throws where there is none. */
export const requireApplication = async (api: Api, id: string): Promise<IDataObject> =>
	asRecord(await api.request({ method: 'GET', path: path`/api/applications/${id}` }));
