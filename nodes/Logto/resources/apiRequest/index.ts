import { apiRequest as makeApiRequest } from '../../../shared/apiRequest';
import { logto } from '../../logto.api';
import { totalOf } from '../../paging';

export const apiRequest = makeApiRequest({
	vendor: 'Logto',
	example: '/api/users',
	barred: /^\/oidc(\/|$)/i,
	payload: logto.payload,
	goesOn: (reply, _call, count) => (totalOf(reply) ?? 0) > count,
	pageSize: 100,
});
