import type { IDataObject } from 'n8n-workflow';
import { asRecords } from '../../../shared/answer';
import { filters, limit, returnAll } from '../../../shared/field';
import { defineOperation } from '../../../shared/operation';
import { path } from '../../../shared/path';
import { firstOf } from '../../whole';
import { emailOf, includeTokenValue, tokenShown } from './token';

export const getMany = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many one-time tokens',
	description: 'List the one-time tokens of the tenant, newest first',
	fields: [
		returnAll,
		limit,
		filters({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					description: 'Only tokens for this address, as it was entered',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Consumed', value: 'consumed' },
						{ name: 'Expired', value: 'expired' },
						{ name: 'Revoked', value: 'revoked' },
					],
					default: 'active',
					description: 'Only tokens in this state',
				},
			],
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeTokenValue],
		},
	],
	isRead: true,
	async run(api, { filters: { email, status }, options, ...wanted }) {
		const at = path`/api/one-time-tokens`;
		const isFiltered = email !== undefined || status !== undefined;
		const most = wanted.returnAll || isFiltered ? Infinity : wanted.limit;
		// With a filter the total is that of all tokens nevertheless, so that its pages never seem to be whole.
		const tokens =
			email === undefined
				? await api.all({ method: 'GET', path: at, pageSize: 100 }, most)
				: asRecords(
						await api.request({ method: 'GET', path: at, query: { email: emailOf(email) } }),
					);
		// Logto looks for the state as it is stored, in which a token that ran out may still be active.
		const isWanted = (token: IDataObject): boolean =>
			status === undefined || token.status === status;
		return firstOf(tokens.filter(isWanted), wanted).map((token) => tokenShown(token, options));
	},
});
