// Who does the work: our nodes, and what a person would use in their place. Each task gives back the
// ids of the records, in the order in which they came out.
import { createRequire } from 'node:module';
import { loadEngine } from './engine.mjs';

const TOKEN = 'token';

const idOf = (index) => `00u${String(index).padStart(17, '0')}`;

const inputs = (count, targets = count) =>
	Array.from({ length: count }, (_, index) => ({ id: idOf(index % targets), turn: String(index) }));

/**
 * @param {string} folder of the real n8n
 * @returns what every contender can do; a task that is missing is one that it cannot do
 */
export function contendersOf(folder) {
	const { engine, n8n } = loadEngine(folder);
	const { credentialTypes, nodeClasses, runNode } = engine;

	/** Runs a node and gives back its items, or throws what stopped it. */
	async function itemsOf(options) {
		const { items, error } = await runNode({ onError: 'stopWorkflow', ...options });
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		return items;
	}
	const ids = (items) => items.map(({ json }) => json.id);

	return {
		ours: ours({ itemsOf, ids }),
		helper: helper({ itemsOf, ids, nodeClasses }),
		httpRequest: httpRequest({ itemsOf, ids, n8n, nodeClasses, credentialTypes }),
		oktaNode: oktaNode({ itemsOf, ids, n8n, nodeClasses, credentialTypes }),
		axios: bare(createRequire(n8n.resolve('@n8n/backend-network'))('axios')),
		sdk: sdk(),
	};
}

function ours({ itemsOf, ids }) {
	const okta = (origin, parameters, items) => ({
		node: 'okta',
		parameters: { authentication: 'apiToken', resource: 'user', ...parameters },
		credentials: { oktaManagementApi: { url: origin, apiToken: TOKEN } },
		items,
	});
	const settings = (parallel) => ({ requestSettings: parallel === undefined ? {} : { parallel } });
	const user = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const get = async ({ origin, count, parallel }) =>
		ids(
			await itemsOf(okta(origin, { operation: 'get', user, ...settings(parallel) }, inputs(count))),
		);
	return {
		oktaItems: async ({ origin, simplify = false }) =>
			await itemsOf(okta(origin, { operation: 'getAll', returnAll: true, simplify })),
		async oktaList(options) {
			return ids(await this.oktaItems(options));
		},
		async logtoList({ origin, parallel }) {
			const items = await itemsOf({
				node: 'logto',
				parameters: {
					resource: 'user',
					operation: 'getAll',
					returnAll: true,
					simplify: false,
					...settings(parallel),
				},
				credentials: {
					logtoOAuth2Api: {
						endpoint: origin,
						resource: '',
						clientId: 'app',
						clientSecret: 'secret',
						renewedToken: '',
					},
				},
			});
			return ids(items);
		},
		reads: get,
		async twoExecutions({ origin, count }) {
			const half = { origin, count: count / 2 };
			return (await Promise.all([get(half), get(half)])).flat();
		},
		async writes({ origin, count, targets, parallel }) {
			const parameters = {
				operation: 'update',
				user,
				profile: { title: '={{ $json.turn }}' },
				...settings(parallel),
			};
			return ids(await itemsOf(okta(origin, parameters, inputs(count, targets))));
		},
	};
}

/** A node that does nothing but call n8n's helper: what is left of ours beyond it is our cost. */
function helper({ itemsOf, ids, nodeClasses }) {
	nodeClasses.helper = class {
		description = {
			displayName: 'Helper',
			name: 'helper',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Helper' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'oktaManagementApi', required: true }],
			properties: [
				{ displayName: 'Origin', name: 'origin', type: 'string', default: '' },
				{ displayName: 'User', name: 'user', type: 'string', default: '' },
			],
		};

		async execute() {
			const output = [];
			const count = this.getInputData().length;
			const origin = this.getNodeParameter('origin', 0);
			for (let item = 0; item < count; item++) {
				const id = this.getNodeParameter('user', item);
				const { body } = await this.helpers.httpRequestWithAuthentication.call(
					this,
					'oktaManagementApi',
					{
						method: 'GET',
						url: `${origin}/api/v1/users/${id}`,
						headers: { Accept: 'application/json' },
						returnFullResponse: true,
						ignoreHttpStatusErrors: { ignore: true, except: [401] },
						disableFollowRedirect: true,
						timeout: 60_000,
					},
				);
				output.push({ json: body, pairedItem: { item } });
			}
			return [output];
		}
	};
	return {
		reads: async ({ origin, count }) =>
			ids(
				await itemsOf({
					node: 'helper',
					parameters: { origin, user: '={{ $json.id }}' },
					credentials: { oktaManagementApi: { url: origin, apiToken: TOKEN } },
					items: inputs(count),
				}),
			),
	};
}

/** n8n's HTTP Request node, with the pagination that its documentation shows. */
function httpRequest({ itemsOf, ids, n8n, nodeClasses, credentialTypes }) {
	const { HttpRequestV3 } = n8n('n8n-nodes-base/dist/nodes/HttpRequest/V3/HttpRequestV3.node.js');
	const { HttpHeaderAuth } = n8n('n8n-nodes-base/dist/credentials/HttpHeaderAuth.credentials.js');
	// By its full name, since n8n lets this node alone take any credential.
	nodeClasses['n8n-nodes-base.httpRequest'] = class extends HttpRequestV3 {
		constructor() {
			super({
				displayName: 'HTTP Request',
				name: 'httpRequest',
				group: ['output'],
				description: '',
			});
		}
	};
	credentialTypes.set(
		'httpHeaderAuth',
		withHeader(new HttpHeaderAuth(), ({ name, value }) => ({ [name]: value })),
	);
	const node = (parameters, items) => ({
		node: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'GET',
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			...parameters,
		},
		credentials: { httpHeaderAuth: { name: 'Authorization', value: `SSWS ${TOKEN}` } },
		items,
	});
	const paged = (pagination) => ({
		pagination: {
			pagination: { limitPagesFetched: false, requestInterval: 0, ...pagination },
		},
	});
	return {
		async oktaItems({ origin }) {
			const options = paged({
				paginationMode: 'responseContainsNextURL',
				nextURL: '={{ $response.headers.link.match(/<([^>]+)>; rel="next"/)?.[1] }}',
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.headers.link.includes(\'rel="next"\') }}',
			});
			return await itemsOf(node({ url: `${origin}/api/v1/users?limit=200`, options }));
		},
		async oktaList(settings) {
			return ids(await this.oktaItems(settings));
		},
		async logtoList({ origin }) {
			const options = paged({
				paginationMode: 'updateAParameterInEachRequest',
				parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
				paginationCompleteWhen: 'other',
				completeExpression: '={{ $response.body.length < 100 }}',
			});
			return ids(await itemsOf(node({ url: `${origin}/api/users?page_size=100`, options })));
		},
		reads: async ({ origin, count }) =>
			ids(await itemsOf(node({ url: `=${origin}/api/v1/users/{{ $json.id }}` }, inputs(count)))),
	};
}

/** The Okta node that n8n has built in. */
function oktaNode({ itemsOf, ids, n8n, nodeClasses, credentialTypes }) {
	const { Okta } = n8n('n8n-nodes-base/dist/nodes/Okta/Okta.node.js');
	const { OktaApi } = n8n('n8n-nodes-base/dist/credentials/OktaApi.credentials.js');
	nodeClasses.oktaNode = Okta;
	credentialTypes.set(
		'oktaApi',
		withHeader(new OktaApi(), ({ accessToken }) => ({ Authorization: `SSWS ${accessToken}` })),
	);
	const node = (origin, parameters, items) => ({
		node: 'oktaNode',
		parameters: { resource: 'user', ...parameters },
		credentials: { oktaApi: { url: origin, accessToken: TOKEN } },
		items,
	});
	return {
		oktaList: async ({ origin }) =>
			ids(await itemsOf(node(origin, { operation: 'getAll', returnAll: true, simplify: false }))),
		reads: async ({ origin, count }) =>
			ids(
				await itemsOf(
					node(
						origin,
						{ operation: 'get', userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
						inputs(count),
					),
				),
			),
	};
}

/** The same header as n8n makes of the type's expressions, which the tests' engine cannot resolve. */
const withHeader = (type, headerOf) =>
	Object.assign(type, {
		authenticate: async (credentials, request) => ({
			...request,
			headers: { ...request.headers, ...headerOf(credentials) },
		}),
	});

/** The least that a script can do: one request after another, and the records in an array. */
/** As short as what our node gives with Simplify on. */
const brief = ({ id, status, created, lastLogin, profile }) => {
	const { login, email, firstName, lastName, department = null } = profile;
	return { id, status, login, email, firstName, lastName, department, created, lastLogin };
};

function bare(axios) {
	const headers = { Accept: 'application/json', Authorization: `SSWS ${TOKEN}` };
	return {
		async oktaItems({ origin, simplify = false }) {
			const items = [];
			for (let url = `${origin}/api/v1/users?limit=200`; url; ) {
				const { data, headers: answer } = await axios.get(url, { headers });
				for (const record of data) items.push({ json: simplify ? brief(record) : record });
				url = /<([^>]+)>; rel="next"/.exec(answer.link)?.[1];
			}
			return items;
		},
		async oktaList(options) {
			return (await this.oktaItems(options)).map(({ json: { id } }) => id);
		},
		async logtoList({ origin }) {
			const records = [];
			for (let page = 1, total = Infinity; records.length < total; page++) {
				const { data, headers: answer } = await axios.get(
					`${origin}/api/users?page_size=100&page=${page}`,
					{ headers },
				);
				for (const record of data) records.push(record);
				total = Number(answer['total-number']);
			}
			return records.map(({ id }) => id);
		},
		async reads({ origin, count }) {
			const records = [];
			for (const { id } of inputs(count)) {
				records.push((await axios.get(`${origin}/api/v1/users/${id}`, { headers })).data);
			}
			return records.map(({ id }) => id);
		},
		async writes({ origin, count, targets }) {
			const records = [];
			for (const { id, turn } of inputs(count, targets)) {
				const body = { profile: { title: turn } };
				records.push((await axios.post(`${origin}/api/v1/users/${id}`, body, { headers })).data);
			}
			return records.map(({ id }) => id);
		},
	};
}

/** Okta's official SDK, where it is installed. */
function sdk() {
	let okta;
	try {
		okta = createRequire(import.meta.url)('@okta/okta-sdk-nodejs');
	} catch {
		return {};
	}
	const open = (orgUrl) =>
		new okta.Client({ orgUrl, token: TOKEN, testing: { disableHttpsCheck: true } });
	return {
		async oktaList({ origin }) {
			const records = [];
			const users = await open(origin).userApi.listUsers({ limit: 200 });
			await users.each((user) => {
				records.push(user);
			});
			return records.map(({ id }) => id);
		},
		async reads({ origin, count }) {
			const client = open(origin);
			const records = [];
			for (const { id } of inputs(count))
				records.push(await client.userApi.getUser({ userId: id }));
			return records.map(({ id }) => id);
		},
	};
}
