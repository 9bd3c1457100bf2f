import { apiRequest as makeApiRequest } from '../../../shared/apiRequest';
import { nextPage } from '../../links';
import { okta } from '../../okta.api';

export const apiRequest = makeApiRequest({
	vendor: 'Okta',
	example: '/api/v1/users',
	barred: /^\/oauth2(\/|$)/i,
	payload: okta.payload,
	goesOn: (reply, call) => nextPage(reply, call) !== undefined,
});
