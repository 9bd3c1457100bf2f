import type { IDataObject } from 'n8n-workflow';
import { asRecord } from '../../../shared/answer';
import { asList, asText, jsonObject } from '../../../shared/coerce';
import { byDisplayName, type Field } from '../../../shared/field';

/** Kinds of applications; a kind stays for good. */
export const applicationTypes = [
	{ name: 'Machine-to-Machine', value: 'MachineToMachine' },
	{ name: 'Native App', value: 'Native' },
	{ name: 'Protected App', value: 'Protected' },
	{ name: 'SAML App', value: 'SAML' },
	{ name: 'Single-Page App', value: 'SPA' },
	{ name: 'Traditional Web', value: 'Traditional' },
] as const;

/** What can be set of an application, whether it is made or changed. */
export const applicationFields = byDisplayName([
	{
		displayName: 'Allow Token Exchange',
		name: 'allowTokenExchange',
		type: 'boolean',
		default: false,
		description: 'Whether the application may exchange tokens, e.g. personal access tokens',
	},
	{
		displayName: 'Always Issue Refresh Token',
		name: 'alwaysIssueRefreshToken',
		type: 'boolean',
		default: false,
		description: 'Whether a refresh token is issued even where nobody asks for consent',
	},
	{
		displayName: 'Back-Channel Logout URI',
		name: 'backchannelLogoutUri',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/logout',
		description: 'Where Logto tells the application that somebody has signed out',
	},
	{
		displayName: 'CORS Allowed Origins',
		name: 'corsAllowedOrigins',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com',
		description: 'Origins whose pages may call Logto: the whole list, separated by commas',
	},
	{
		displayName: 'Custom Data',
		name: 'customData',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "owner": "ops" }',
		description: 'JSON object with data of your own. Keys that are not given stay as they are.',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Exports orders every night',
		description: 'What the application is for. Empty means none.',
	},
	{
		displayName: 'Max Grants',
		name: 'maxAllowedGrants',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'How many grants of the application a user can have at the same time',
	},
	{
		displayName: 'Post Sign-Out Redirect URIs',
		name: 'postLogoutRedirectUris',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com',
		description: 'Where people may land after they signed out: the whole list, separated by commas',
	},
	{
		displayName: 'Redirect URIs',
		name: 'redirectUris',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/callback',
		description: 'Where people may land after they signed in: the whole list, separated by commas',
	},
	{
		displayName: 'Refresh Token Days',
		name: 'refreshTokenTtlInDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 180, numberPrecision: 0 },
		default: 14,
		description: 'How many days a refresh token is good for',
	},
	{
		displayName: 'Require Session at Back-Channel Logout',
		name: 'backchannelLogoutSessionRequired',
		type: 'boolean',
		default: false,
		description: 'Whether the message about a sign-out names the session that ended',
	},
	{
		displayName: 'Rotate Refresh Token',
		name: 'rotateRefreshToken',
		type: 'boolean',
		default: true,
		description: 'Whether each use of a refresh token brings a new one',
	},
] as const satisfies readonly Field[]);

/** Entries of a text with commas; without one, none. */
const entries = (given: string | undefined, label: string): string[] | undefined =>
	given === undefined
		? undefined
		: asList(given, label)
				.map((entry) => asText(entry, label).trim())
				.filter(Boolean);

interface Given {
	description?: string;
	customData?: unknown;
	redirectUris?: string;
	postLogoutRedirectUris?: string;
	backchannelLogoutUri?: string;
	backchannelLogoutSessionRequired?: boolean;
	corsAllowedOrigins?: string;
	allowTokenExchange?: boolean;
	alwaysIssueRefreshToken?: boolean;
	maxAllowedGrants?: number;
	refreshTokenTtlInDays?: number;
	rotateRefreshToken?: boolean;
}

/** Those values that were given; `undefined` where none was. */
function some(values: IDataObject): IDataObject | undefined {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** The groups of values in which Logto keeps what was given; `undefined` for a group without any. */
export const groupsOf = (given: Given, label: string) => ({
	customData: jsonObject(given.customData, `${label} > Custom Data`),
	oidcClientMetadata: some({
		redirectUris: entries(given.redirectUris, `${label} > Redirect URIs`),
		postLogoutRedirectUris: entries(
			given.postLogoutRedirectUris,
			`${label} > Post Sign-Out Redirect URIs`,
		),
		backchannelLogoutUri: given.backchannelLogoutUri || undefined,
		backchannelLogoutSessionRequired: given.backchannelLogoutSessionRequired,
	}),
	customClientMetadata: some({
		corsAllowedOrigins: entries(given.corsAllowedOrigins, `${label} > CORS Allowed Origins`),
		allowTokenExchange: given.allowTokenExchange,
		alwaysIssueRefreshToken: given.alwaysIssueRefreshToken,
		maxAllowedGrants: given.maxAllowedGrants,
		refreshTokenTtlInDays: given.refreshTokenTtlInDays,
		rotateRefreshToken: given.rotateRefreshToken,
	}),
});

/**
 * The groups as they are to be, with what an application has in them already. Servers differ in whether a
 * group that is sent replaces the old one or is put into it: sent whole, it comes out the same.
 */
export function merged(
	before: IDataObject,
	groups: ReturnType<typeof groupsOf>,
): Record<string, IDataObject> {
	const whole: Record<string, IDataObject> = {};
	for (const [name, group] of Object.entries(groups)) {
		if (group) whole[name] = { ...asRecord(before[name] ?? {}), ...group };
	}
	return whole;
}
