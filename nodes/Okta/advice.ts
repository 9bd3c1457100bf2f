import type { Refusal } from '../shared/errors';

const CREDENTIALS =
	'Check "Credentials". Users of a directory or of another identity provider get theirs from there.';
const PASSWORD_POLICY = 'The password must satisfy the password policy of the organization.';
const MASTERED =
	'The attribute or the user is managed by another system, such as a directory or an HR application. Change it there.';
const QUERY =
	'Check "Search" and "Filter" under "Filters": names are case-sensitive, and text values need double quotes.';
const ETAG =
	'Get the user again and take the "etag" of that item, all of it, with its quotes and a W/ before them.';
const TOKEN =
	'Test the credential: its token is not valid for this organization, or it was revoked or expired.';

const ROLE =
	'The role is assigned already, maybe through a group. Admin Role > Get Many tells which roles there are.';
const BUSY = 'Okta is still working on the last change. Wait a moment, then run again.';
const DIRECTORY =
	'The agent of the directory is not connected, or did not answer. Check it in Okta, then run again.';

/** What to do about a refusal, by Okta's error code (Management API, "Error codes"). */
const BY_CODE: Record<string, string> = {
	E0000001:
		'Check the values that the message names. For a login or a group name that exists already, get or update that user or group instead.',
	E0000004: TOKEN,
	E0000005: TOKEN,
	E0000006:
		'The credential works, but its administrator role or scopes do not allow this operation.',
	E0000009: 'Something went wrong within Okta. Try again later.',
	E0000010: 'Okta accepts no changes during maintenance. Run the workflow again later.',
	E0000011: TOKEN,
	E0000014: CREDENTIALS,
	E0000015: 'The organization has no licence for this, or the feature is turned off.',
	E0000016:
		'The account is active already. Reactivate sends the invitation again, Unlock lets in who is locked out.',
	E0000017:
		'The user has no password that could be reset: activate the user first. Users of a directory reset theirs there.',
	E0000023: MASTERED,
	E0000031: QUERY,
	E0000032:
		'The user is not locked out, or is one of a directory, such as Active Directory: unlock the user there.',
	E0000033: QUERY,
	E0000034:
		'The user cannot use this: there is no password or no recovery question in Okta, or the user signs in elsewhere. Reset Password needs no question.',
	E0000035:
		'The user has no password in Okta that could be changed, or signs in with that of a directory or another identity provider.',
	E0000036:
		'The user can have no recovery question here: there is no password in Okta, or the user signs in elsewhere.',
	E0000038: 'The present status of the user does not allow this. Get the user to see the status.',
	E0000041:
		'The application signs users in without stored credentials. Leave the application credentials out.',
	E0000046:
		'A group gives the application to the user, so it cannot be taken from the user alone. Remove the user from that group, or unassign the application from the group.',
	E0000053: QUERY,
	E0000055: 'A group with this name exists. Update it, or choose another name.',
	E0000060: 'Okta does not allow this for this record, such as a change of the group Everyone.',
	E0000062:
		'The user has the application already. Use Application User > Update to change the assignment.',
	E0000068: 'The code is wrong. Ask for another one: Okta takes 5 tries in 5 minutes.',
	E0000075:
		'The application takes this attribute from the Okta profile. Leave it out here and change it there.',
	E0000076: 'The application itself manages this user. Change the user there.',
	E0000077: MASTERED,
	E0000078: MASTERED,
	E0000080: PASSWORD_POLICY,
	E0000082: 'The code was used before. Ask for the next one.',
	E0000083: 'The code came too late. Ask for a new one.',
	E0000087: 'The answer to the recovery question is wrong.',
	E0000090: ROLE,
	E0000091: 'This role cannot be limited to such a target.',
	E0000093: 'Give at most 20 groups when creating a user.',
	E0000094: QUERY,
	E0000098: 'The phone number is not valid. Give it with its country code, like +49561555010.',
	E0000107: 'The present status of the user does not allow this. Get the user to see the status.',
	E0000109: 'Okta sends one message in 30 seconds. Wait, then run again.',
	E0000112: 'The status of the user is still changing. Wait a moment, then run again.',
	E0000117: 'Only active users can be given applications. Activate the user first.',
	E0000118: 'Okta sends one email in 5 seconds. Wait, then run again.',
	E0000133: 'Okta makes one call in 30 seconds. Wait, then run again.',
	E0000136:
		'The user has another phone number already. Turn on "Update Phone" under "Options" to replace it.',
	E0000145: QUERY,
	E0000152:
		'The present status of the device does not allow this. Get the device to see the status.',
	E0000153: 'The device is gone: it was deleted.',
	E0000179: MASTERED,
	E0000192: 'A group that a group rule fills can have no administrator role. Use another group.',
	E0000193: 'A group of more than 5000 members can have no administrator role. Use a smaller one.',
	E0000194:
		'Only groups of Okta, Active Directory and LDAP can have administrator roles. Use another group.',
	E0000211: 'Groups that Okta itself fills can have no administrator role. Use another group.',
	E0000227:
		'Only groups of Okta, Active Directory and LDAP can have administrator roles. Use another group.',
	E0000231: `The user was changed after the ETag was read, so nothing was changed now. ${ETAG}`,
	E0000239:
		'Okta takes one change of group rules at a time, and is still working on the last. Wait a minute, then run again.',
	E0000240: DIRECTORY,
	E0000241: DIRECTORY,
	E0000242: `Okta cannot read the value of "ETag". ${ETAG}`,
	E0000249: BUSY,
	E0000263: ROLE,
	E0000268: BUSY,
	// RFC 6750 and RFC 9449: answers to a bearer or DPoP token have no code of Okta's own.
	insufficient_scope:
		'The credential works, but its scopes do not allow this. Grant the missing one to the application in Okta, and name it in the credential.',
	invalid_token: TOKEN,
};

/** Words in the summary of a 404 that tell which of the records in the address does not exist. */
const MISSING: Array<[kind: RegExp, advice: string]> = [
	[/\(AppUser\)/, 'The user is not assigned to the application.'],
	[
		/\(AppInstance\)/,
		'Check "Application": there is none with this ID, or it was deleted. A group can be given to an active application only.',
	],
	[/\(GenericUDObject\)/, 'Check "Device": there is none with this ID, or it was deleted.'],
	[/\(GroupRule\)/, 'Check "Group Rule": there is none with this ID, or it was deleted.'],
	[/\(UserFactor\)/, 'Check "Factor": the user has none with this ID, or it was removed.'],
	[/\(UserGroup\)/, 'Check "Group": there is none with this ID, or it was deleted.'],
	[/\(User\)/, 'Check "User": there is none with this ID, or it was deleted for good.'],
];

/** What to do about a refusal, whatever the operation; `undefined` where Okta's words say it all. */
export function advise({ code = '', status, summary }: Refusal): string | undefined {
	if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code];
	if (status !== 404) return undefined;
	return MISSING.find(([kind]) => kind.test(summary))?.[1];
}
