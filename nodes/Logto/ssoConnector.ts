import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../shared/answer';
import type { Api } from '../shared/api';
import type { Field } from '../shared/field';
import { ANY, theOneNamed } from '../shared/locate';
import { path } from '../shared/path';
import type { Locator } from '../shared/vendor';
import { isMadeId } from './locate';
import { without } from './simplify';

/** Several connectors to identity providers of companies. */
export const ssoConnectors = {
	displayName: 'SSO Connector Names or IDs',
	name: 'ssoConnectors',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getSsoConnectors' },
	default: [],
	required: true,
	description:
		'Enterprise SSO connectors. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
} as const satisfies Field;

/** One connector to the identity provider of a company. */
export const ssoConnector = {
	displayName: 'SSO Connector',
	name: 'ssoConnector',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The enterprise SSO connector',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an SSO connector…',
			typeOptions: { searchListMethod: 'searchSsoConnectors', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. k9wei6jij6dh',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. acme-oidc',
			hint: 'Upper and lower case matter',
		},
	],
} as const satisfies Field;

/** Logto hands out the configuration of a connector with the secret of its client. */
export const withoutConfig = (connector: IDataObject): IDataObject =>
	without(connector, ['config', 'providerConfig']);

/**
 * The id of the connector that is meant.
 *
 * @throws {InputError} unless there is exactly one
 */
export async function locateSsoConnector(
	api: Api,
	{ mode, value }: Locator,
	label: string,
): Promise<string> {
	if (mode !== 'name' && (mode !== ANY || isMadeId(value, 12))) return value;
	const all = await api.all({ method: 'GET', path: path`/api/sso-connectors`, pageSize: 100 });
	if (mode === ANY && all.some(({ id }) => id === value)) return value;
	const named = all.map(({ id, connectorName }) => ({ id, name: connectorName }));
	return theOneNamed(named, { thing: 'SSO connector', value, label });
}

/** Sees to it that there is such a connector; throws where there is none. */
export const requireSsoConnector = async (api: Api, id: string): Promise<void> => {
	asRecord(await api.request({ method: 'GET', path: path`/api/sso-connectors/${id}` }));
};
