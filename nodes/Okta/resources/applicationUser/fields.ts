import type { IDataObject } from 'n8n-workflow';
import type { Field, Params } from '../../../shared/field';
import { jsonObject } from '../../../shared/coerce';

/** What the user signs in to the application with, where Okta keeps that for the user. */
export const appCredentials = {
	displayName: 'Application Credentials',
	name: 'appCredentials',
	type: 'collection',
	placeholder: 'Add credential',
	default: {},
	description:
		'User name and password in the application. Only for applications whose sign-on method stores them.',
	options: [
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Password in the application',
		},
		{
			displayName: 'Username',
			name: 'userName',
			type: 'string',
			default: '',
			placeholder: 'e.g. nathan',
			description:
				'Name in the application, at most 100 characters. Without it, Okta makes one from the template of the application.',
		},
	],
} as const satisfies Field;

/** The user's attributes in the application, whose names the application's own schema decides. */
export const appProfile = {
	displayName: 'Application Profile',
	name: 'appProfile',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "role": "Developer" }',
	description:
		'Attributes of the user in the application, as JSON: variable name and value. Leave out what the application takes from the Okta profile.',
} as const satisfies Field;

/** The relation that "Expand" embeds. */
export const expandUser = {
	displayName: 'Expand',
	name: 'expand',
	type: 'options',
	options: [{ name: 'User', value: 'user' }],
	default: 'user',
	description: 'Adds the Okta user to the user of the application',
} as const satisfies Field;

/** The credentials object that Okta expects, or `undefined` where none was given. */
export function credentialsOf(
	given: Params<[typeof appCredentials]>['appCredentials'],
): IDataObject | undefined {
	const body: IDataObject = {};
	if (given.userName) body.userName = given.userName;
	if (given.password) body.password = { value: given.password };
	return Object.keys(body).length > 0 ? body : undefined;
}

/**
 * The profile object, or `undefined` where none was given.
 *
 * @throws {InputError} when it is no object
 */
export function profileFrom(given: unknown): IDataObject | undefined {
	const profile = jsonObject(given, 'Application Profile');
	return profile && Object.keys(profile).length > 0 ? profile : undefined;
}
