import type { IDataObject } from 'n8n-workflow';
import { jsonObject } from '../../../shared/coerce';
import type { Field, Params } from '../../../shared/field';
import { policy } from '../../group';
import { policyBody } from '../group/fields';

/** What an application can have beside its name and connector. */
export const optional = [
	{
		displayName: 'Allow Assumed Sign-In',
		name: 'allow_assumed_signin',
		type: 'boolean',
		default: false,
		description: 'Whether administrators who act as a user may open the application as that user',
	},
	{
		displayName: 'Configuration',
		name: 'configuration',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "redirect_uri": "https://example.com/callback" }',
		description: 'What the connector needs, as OneLogin calls it. What is not here stays.',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Chat of the whole company',
	},
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		default: '',
		placeholder: 'e.g. Contract ends in June',
		description: 'Free text for administrators',
	},
	{
		displayName: 'Parameters',
		name: 'parameters',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "email": { "user_attribute_mappings": "email" } }',
		description: 'What the application is told of a user, by the name of the parameter',
	},
	policy,
	{
		displayName: 'Provisioning',
		name: 'provisioning',
		type: 'boolean',
		default: false,
		description: 'Whether OneLogin creates and changes the accounts in the application',
	},
	{
		displayName: 'Tab ID',
		name: 'tab_id',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 0,
		description: 'ID of the tab of the portal in which the application stands',
	},
	{
		displayName: 'Visible',
		name: 'visible',
		type: 'boolean',
		default: true,
		description: 'Whether people see the application in their portal',
	},
] as const satisfies readonly Field[];

type Given = Partial<Params<typeof optional>>;

/**
 * The same as OneLogin takes it.
 *
 * @param label the collection as the form shows it
 * @throws {InputError} for JSON that is no object
 */
export function appBody(given: Given, label: string): IDataObject {
	const body: IDataObject = {};
	for (const [name, value] of Object.entries(given)) {
		if (!COMPOSED.has(name)) body[name] = value as IDataObject[string];
	}
	for (const [name, title] of [
		['configuration', 'Configuration'],
		['parameters', 'Parameters'],
	] as const) {
		const value = jsonObject(given[name], `${label} > ${title}`);
		if (value && Object.keys(value).length > 0) body[name] = value;
	}
	if (given.provisioning !== undefined) body.provisioning = { enabled: given.provisioning };
	return { ...body, ...policyBody(given.policy_id, `${label} > Policy Name or ID`) };
}

/** What is sent in another form than it stands in the form. */
const COMPOSED = new Set(['configuration', 'parameters', 'policy_id', 'provisioning']);
