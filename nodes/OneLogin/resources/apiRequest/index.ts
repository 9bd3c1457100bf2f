import { apiRequest as makeApiRequest } from '../../../shared/apiRequest';
import { flattened, nextPage, oneLogin } from '../../oneLogin.api';

export const apiRequest = makeApiRequest({
	vendor: 'OneLogin',
	example: '/api/2/users',
	barred: /^\/(auth\/oauth2|oidc)(\/|$)/i,
	payload: (reply) => flattened(oneLogin.payload(reply)),
	goesOn: (reply, call) => nextPage(reply, call) !== undefined,
});
