/** Definitions of custom attributes as API v2 has them (terraform-provider-onelogin, fadwen/TestEnvironment). */
import { badRequest, missing, unprocessable } from './errors.mjs';

/** Method, path, the right that it takes, and what it does. */
export function attributeRoutes({ account }) {
	const one = '/api/2/users/custom_attributes/:id';
	const attributeOf = ({ params }) => {
		const found = account.attributes.find(({ id }) => String(id) === params.id);
		if (!found) throw missing('The resource with the given id could not be found');
		return found;
	};
	function check({ name, shortname, position }, self) {
		if (typeof name !== 'string' || name === '' || typeof shortname !== 'string')
			throw unprocessable("Validation failed: Name can't be blank, Shortname can't be blank");
		if (!/^\w+$/.test(shortname)) throw unprocessable('Shortname is invalid');
		if (account.attributes.some((each) => each !== self && each.shortname === shortname))
			throw unprocessable('Shortname has already been taken');
		if (
			position !== undefined &&
			position !== null &&
			!(Number.isInteger(position) && position > 0)
		)
			throw badRequest('position should be -> integer');
	}
	return [
		['GET', '/api/2/users/custom_attributes', 'read', () => account.attributes],
		['GET', one, 'read', attributeOf],
		[
			'POST',
			'/api/2/users/custom_attributes',
			'manageUsers',
			({ body }) => {
				const { user_field: given } = body;
				// Not as the reference shows it.
				if (typeof given !== 'object' || given === null) throw badRequest('user_field is missing');
				check(given);
				const { name, shortname, position = null } = given;
				const created = { id: account.nextAttributeId++, name, shortname, position };
				account.attributes.push(created);
				for (const user of account.users.values()) user.custom_attributes[shortname] = null;
				return created;
			},
		],
		[
			'PUT',
			one,
			'manageUsers',
			(request) => {
				const found = attributeOf(request);
				check(request.body, found);
				const { name, shortname, position = null } = request.body;
				for (const user of account.users.values()) {
					const { [found.shortname]: value, ...others } = user.custom_attributes;
					user.custom_attributes = { ...others, [shortname]: value };
				}
				return Object.assign(found, { name, shortname, position });
			},
		],
		[
			'DELETE',
			one,
			'manageUsers',
			(request, reply) => {
				const found = attributeOf(request);
				account.attributes = account.attributes.filter((each) => each !== found);
				for (const user of account.users.values()) delete user.custom_attributes[found.shortname];
				reply.code(204).send();
			},
		],
	];
}
