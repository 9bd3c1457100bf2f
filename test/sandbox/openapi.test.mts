/**
 * Each answer of the sandbox, held against the vendor's own OpenAPI: what is required is there, each
 * value is of the right kind, and nothing is made up. Where the sandbox knows better than the
 * document, the reason stands below. The sandbox lists the calls that it answers, and whichever of
 * them was not made here fails the test.
 */
import { createServer, type Server } from 'node:http';
import Ajv, { type ValidateFunction } from 'ajv8';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { wholeSpecOf } from '../engine/openapi.mjs';
import type { NodeName } from '../engine/engine.mjs';
import {
	callApplications,
	callJit,
	callOneTimeTokens,
	callOrganizationApplications,
	callResources,
	callTemplate,
} from './logtoContract.mjs';
import { clientFor, logtoClient, oneLoginClient, startSandbox, type Sandbox } from './sandbox.mjs';

type Json = Record<string, unknown>;
interface Schema extends Json {
	$ref?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	additionalProperties?: boolean | Schema;
	type?: string;
	pattern?: string;
	nullable?: boolean;
}

/** Complaints that count for nothing, because the document is wrong or silent, and why. */
const OVERRULED: Array<[RegExp, string]> = [
	[
		/^okta GET \/api\/v1\/users 400: the document has no such answer/,
		'a search that cannot be read is E0000031, which is in the error catalogue alone',
	],
	[
		/^okta GET \/api\/v1\/users\/\{id\} 200: \/_embedded\/blocks must be object/,
		'the document composes a list of blocks with a rule that everything embedded is an object',
	],
	[
		/^okta \w+ \/api\/v1\/(users|groups)\/\{\w+\}\/roles 20\d: \S* ?must match exactly one schema/,
		'the two kinds of roles are told apart by their type, which the document says beside the schema',
	],
	[
		/^okta GET \/api\/v1\/logs 200: \/\d+\/(\S+\/(detailEntry|geographicalContext|id|reason)|authenticationContext\/\w+|securityContext\/\w+|legacyEventType) must be/,
		'the examples of the reference have null for what an event does not have',
	],
	[
		/^okta POST \/api\/v1\/users\/\{id\}\/lifecycle\/deactivate 200: the document has no body/,
		'an empty object was recorded; Okta leaves open whether there is a body at all',
	],
	[
		/^okta POST \S+\/factors\/\{factorId\}\/(resend|lifecycle\/activate) 200: \.\S+ is undocumented/,
		'the document has no more than the type; the older reference of factors shows the whole factor',
	],
	[
		/^logto POST \/api\/(roles\/\{id\}\/(users|applications)|organization-roles\/\{id\}\/(resource-)?scopes|organizations\/\{id\}\/(users\/roles|jit\/(roles|sso-connectors)|applications|applications\/\{applicationId\}\/roles)) 201: text\/plain\S* \S+ is no JSON/,
		'a server answers with the word Created as text',
	],
	[
		/^logto PUT \/api\/applications\/\{applicationId\}\/roles 200: text\/plain\S* \S+ is no JSON/,
		'the document has no body, and the framework under a server then says OK',
	],
	[
		/^logto GET \/api\/hooks\/\{id\}\/recent-logs 200: \[\]\.payload\.(hookId|hookRequest|response) is/,
		'a server shows what it sent and what came back, which the document leaves out',
	],
	[
		/^oneLogin POST \/api\/2\/roles 422: \.\w+ is undocumented/,
		'refusals of roles have another form than the document says (fadwen/TestEnvironment)',
	],
	[
		/^logto GET \/api\/users\/\{userId\}\/grants 200: \.grants\[\]\.payload\.openid is undocumented/,
		'a server shows the scopes that were granted, which the document leaves out',
	],
	[
		/^oneLogin PUT \/api\/2\/mappings\/\{mapping_id\} 422: \.errors is undocumented/,
		'mappings say of each field what is wrong with it (terraform-provider-onelogin)',
	],
	[
		/^oneLogin POST \/api\/2\/mfa\/users\/\{user_id\}\/registrations 201: \.status is undocumented/,
		'stands in the reference, beside the id',
	],
	[
		/^oneLogin POST \/api\/2\/apps 200: \.sso\.client_secret is undocumented/,
		'seen live (fadwen/TestEnvironment)',
	],
	[
		/^oneLogin .*custom_attributes is undocumented/,
		'they were recorded on the wire, and the SDK made from a newer document has them',
	],
	[
		/^oneLogin GET \/api\/1\/events(\/\{event_id\})? 200: \.data(\[\])?\.\w+ is undocumented/,
		'the SDK made from a newer document has them (docs/Event.md)',
	],
	[
		/^oneLogin GET \/api\/1\/groups 200: \.pagination is undocumented/,
		'recorded on the wire; the document has it for roles',
	],
];

/** Calls that the sandbox answers although the document at hand has none such, and why. */
const UNDOCUMENTED: Record<string, string> = {
	'oneLogin GET /api/1/apps': 'recorded on the wire',
	'logto GET /api/users/': 'what becomes of an empty id',
	'logto GET /api/sign-in-exp': 'left out of the part of the document that is at hand',
};

/** What has to be repaired in a document before it can be used as a JSON Schema. */
function repaired(value: unknown, nullable: boolean): unknown {
	if (Array.isArray(value)) return value.map((one) => repaired(one, nullable));
	if (typeof value !== 'object' || value === null) return value;
	const schema = Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, repaired(one, nullable)]),
	) as Schema;
	// Logto writes patterns the way JavaScript does, slashes included; JSON Schema knows no flags.
	const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec(schema.pattern ?? '') ?? [];
	if (flags) delete schema.pattern;
	else if (source) schema.pattern = source;
	// In OpenAPI 3.0, "nullable" beside a reference or a composition counts for nothing to JSON Schema.
	if (schema.nullable && !schema.type) {
		const { nullable: _nullable, ...rest } = schema;
		return { anyOf: [rest, { type: 'null' }] };
	}
	if (schema.nullable && Array.isArray(schema.enum))
		schema.enum = [...(schema.enum as unknown[]), null];
	if (nullable && typeof schema.type === 'string' && !schema.nullable) {
		schema.nullable = true;
		if (Array.isArray(schema.enum)) schema.enum = [...(schema.enum as unknown[]), null];
	}
	return schema;
}

class Contract {
	private readonly ajv = new Ajv({ strict: false, allErrors: true, logger: false });

	private readonly compiled = new Map<string, ValidateFunction>();

	/** Calls with an answer, no refusal, that was held against what the document says of it. */
	readonly held = new Set<string>();

	constructor(
		readonly node: NodeName,
		private readonly spec: { paths: Record<string, Json>; components?: Json },
		/** Whether every value may be null. */
		nullable: boolean,
	) {
		this.spec = repaired(spec, nullable) as typeof this.spec;
		this.ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
		this.ajv.addFormat('email', /^\S+@\S+$/);
		this.ajv.addSchema({ $id: 'spec', ...this.spec });
	}

	/** What came of each call that the sandbox answers, whatever its parameters are named. */
	coverage(served: string[]): { forgotten: string[]; undocumented: string[] } {
		const shape = (call: string) => call.replace(/\{\w+\}|:\w+/g, '*');
		const documented = new Set(
			Object.entries(this.spec.paths).flatMap(([path, item]) =>
				Object.keys(item).map((method) => shape(`${method.toUpperCase()} ${path}`)),
			),
		);
		const held = new Set([...this.held].map(shape));
		const calls = served.map(shape);
		return {
			forgotten: calls.filter((call) => documented.has(call) && !held.has(call)),
			undocumented: calls
				.filter((call) => !documented.has(call))
				.map((call) => `${this.node} ${call}`)
				.sort(),
		};
	}

	private at(pointer: string): Schema {
		return pointer
			.replace(/^#\//, '')
			.split('/')
			.reduce<unknown>(
				(value, key) => (value as Json)?.[key.replace(/~1/g, '/').replace(/~0/g, '~')],
				this.spec,
			) as Schema;
	}

	private resolve(schema: Schema): Schema {
		return schema?.$ref ? this.resolve(this.at(schema.$ref)) : schema;
	}

	/** What is wrong with an answer. */
	complaints(method: string, path: string, { status, data, headers }: AxiosResponse): string[] {
		const call = `${method} ${path}`;
		const line = `${this.node} ${call} ${status}`;
		const escaped = path.replace(/~/g, '~0').replace(/\//g, '~1');
		const pointer = `/paths/${escaped}/${method.toLowerCase()}/responses/${status}`;
		const response = this.at(`#${pointer}`);
		if (!response) return [`${line}: the document has no such answer`];
		const resolved = this.resolve(response as Schema);
		const content = resolved.content as Record<string, { schema?: Schema }> | undefined;
		const json = content?.['application/json'];
		if (status < 400) {
			this.held.add(call);
			if (!json) return data === '' ? [] : [`${line}: the document has no body, but there is one`];
			const type = String(headers['content-type']);
			if (!type.startsWith('application/json')) return [`${line}: ${type} is no JSON`];
		}
		// Errors are often described by their status alone, and JSON without a schema may be anything.
		const schema = json?.schema;
		if (!schema) return [];
		let validate = this.compiled.get(line);
		if (!validate) {
			const rooted = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"spec#/')) as Json;
			validate = this.ajv.compile(rooted);
			this.compiled.set(line, validate);
		}
		const wrong = validate(data)
			? []
			: validate.errors!.map((one) => `${line}: ${one.instancePath} ${one.message ?? ''}`);
		return [
			...new Set([
				...wrong,
				...this.unknown(schema, data, '').map((at) => `${line}: ${at} is undocumented`),
			]),
		];
	}

	/** Paths of properties that the schema does not know. */
	private unknown(given: Schema, value: unknown, path: string): string[] {
		const schemas = this.parts(given);
		if (Array.isArray(value)) {
			const items = schemas.flatMap(({ items: one }): Schema[] => (one ? [one] : []));
			if (items.length === 0) return [];
			return [...new Set(value.flatMap((one) => this.unknown({ anyOf: items }, one, `${path}[]`)))];
		}
		if (typeof value !== 'object' || value === null) return [];
		const isOpen = schemas.some(
			({ additionalProperties: more, properties, type }) =>
				(more !== undefined && more !== false) || (type === 'object' && !properties),
		);
		const known = schemas.flatMap(({ properties }) => Object.entries(properties ?? {}));
		if (known.length === 0) return [];
		return Object.entries(value).flatMap(([name, one]) => {
			const at = `${path}.${name}`;
			const matching = known.filter(([key]) => key === name).map(([, schema]) => schema);
			if (matching.length === 0) return isOpen ? [] : [at];
			return this.unknown({ anyOf: matching }, one, at);
		});
	}

	/** The schemas that a discriminator leads to, without those that lead back. */
	private kinds({ discriminator }: Schema): Schema[] {
		const { mapping = {} } = (discriminator ?? {}) as { mapping?: Record<string, string> };
		return Object.values(mapping).flatMap((ref) => {
			const { allOf = [], ...own } = this.resolve({ $ref: ref });
			return [own as Schema, ...allOf.filter(({ $ref }) => !$ref)];
		});
	}

	/** A schema with everything that it is composed of. */
	private parts(given: Schema): Schema[] {
		const schema = this.resolve(given);
		if (!schema) return [];
		return [
			schema,
			...[...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(
				(one) => this.parts(one),
			),
			...this.kinds(schema),
		];
	}
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

/** Calls `{name}` paths with what they stand for, and collects what is wrong with the answers. */
function caller(contract: Contract, client: AxiosInstance, base = '') {
	const complaints: string[] = [];
	return {
		complaints,
		call: async (
			method: string,
			path: string,
			ids: Record<string, unknown> = {},
			{
				body,
				query = '',
				auth,
			}: { body?: unknown; query?: string; auth?: { username: string; password: string } } = {},
		) => {
			const url = path
				.slice(base.length)
				.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(ids[name])));
			const answer = await client.request({ method, url: url + query, data: body, auth });
			complaints.push(...contract.complaints(method, path, answer));
			return answer.data;
		},
	};
}

/**
 * What is left of complaints, the exceptions that no answer needed, the calls of the sandbox that
 * were not made here, and those that the document does not have.
 */
async function settled(contract: Contract, complaints: string[]) {
	const own = OVERRULED.filter(([pattern]) => pattern.source.startsWith(`^${contract.node} `));
	return {
		wrong: complaints.filter((one) => !own.some(([pattern]) => pattern.test(one))),
		idle: own.filter(([pattern]) => !complaints.some((one) => pattern.test(one))),
		...contract.coverage(await sandbox.routes(contract.node)),
	};
}

const settledFor = (node: NodeName) => ({
	wrong: [],
	idle: [],
	forgotten: [],
	undocumented: Object.keys(UNDOCUMENTED)
		.filter((call) => call.startsWith(`${node} `))
		.sort(),
});

const specs = {
	okta: wholeSpecOf('okta'),
	oneLogin: wholeSpecOf('oneLogin'),
	logto: wholeSpecOf('logto'),
};
const given = (node: NodeName) => (specs[node] ? test : test.skip);

/** A server that gives a challenge of Okta's back. @returns its address */
async function echo(): Promise<string> {
	const server = createServer(({ headers }, response) => {
		const verification = headers['x-okta-verification-challenge'];
		response.setHeader('content-type', 'application/json').end(JSON.stringify({ verification }));
	});
	echoes.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}
const echoes: Server[] = [];
afterAll(() => {
	for (const server of echoes) {
		server.closeAllConnections();
		server.close();
	}
});

given('okta')('Okta’s answers are those of its OpenAPI', async () => {
	const contract = new Contract('okta', specs.okta!, false);
	const { url, apiToken } = sandbox.access.okta;
	const client = clientFor(url, { Authorization: `SSWS ${apiToken}` });
	const { call, complaints } = caller(contract, client);
	const users = '/api/v1/users';
	const user = `${users}/{id}`;
	const apps = '/api/v1/apps';
	await call('GET', users);
	await call('GET', users, {}, { query: '?search=x' });
	const profile = { login: 'o@x.example', email: 'o@x.example', firstName: 'O', lastName: 'A' };
	const { id } = await call('POST', users, {}, { body: { profile } });
	await call('POST', users, {}, { body: { profile } });
	await call('GET', user, { id });
	await call('GET', user, { id }, { query: '?expand=blocks' });
	await call('GET', user, { id: 'missing' });
	await call('POST', user, { id }, { body: { profile: { title: 'T' } } });
	await call('PUT', user, { id }, { body: { profile } });
	await call('GET', `${user}/blocks`, { id: 'zeno.castell' });
	await call('GET', `${user}/groups`, { id });
	await call('GET', `${user}/appLinks`, { id });
	const ada = (await call('GET', user, { id: 'priya.strand' })).id;
	const [{ id: factorId }] = await call('GET', `${users}/{userId}/factors`, { userId: ada });
	await call('GET', `${users}/{userId}/factors/catalog`, { userId: ada });
	await call('GET', `${users}/{userId}/factors/{factorId}`, { userId: ada, factorId });
	const phone = { factorType: 'sms', provider: 'OKTA', profile: { phoneNumber: '+49561555010' } };
	const sms = await call('POST', `${users}/{userId}/factors`, { userId: ada }, { body: phone });
	const smsIds = { userId: ada, factorId: sms.id };
	const ofFactor = `${users}/{userId}/factors/{factorId}`;
	await call('POST', `${ofFactor}/resend`, smsIds, { body: { factorType: 'sms' } });
	await call('POST', `${ofFactor}/lifecycle/activate`, smsIds, { body: { passCode: '123456' } });
	await call('POST', `${ofFactor}/verify`, smsIds, { body: { passCode: '123456' } });
	const pushIds = { userId: ada, factorId };
	const pushed = await call('POST', `${ofFactor}/verify`, pushIds);
	const transactionId = pushed._links.poll.href.split('/').at(-1);
	await call('GET', `${ofFactor}/transactions/{transactionId}`, { ...pushIds, transactionId });
	const query = '?key=tac';
	const [{ id: authenticatorId }] = await call('GET', '/api/v1/authenticators', {}, { query });
	await call(
		'POST',
		`${users}/{userId}/authenticator-enrollments/tac`,
		{ userId: ada },
		{ body: { authenticatorId, authenticatorType: 'tac', config: { ttl: 60 } } },
	);
	await call('DELETE', `${users}/{userId}/factors/{factorId}`, { userId: ada, factorId });
	await call('GET', `${users}/{userId}/roles`, { userId: ada });
	const body = { type: 'REPORT_ADMIN' };
	const role = await call('POST', `${users}/{userId}/roles`, { userId: id }, { body });
	const roleIds = { userId: id, roleAssignmentId: role.id };
	await call('DELETE', `${users}/{userId}/roles/{roleAssignmentId}`, roleIds);
	const onCall = (await call('GET', '/api/v1/groups', {}, { query: '?q=On%20Call' }))[0].id;
	const ofGroup = '/api/v1/groups/{groupId}/roles';
	const shared = await call('POST', ofGroup, { groupId: onCall }, { body });
	await call('GET', ofGroup, { groupId: onCall }, { query: '?expand=targets/groups' });
	await call('DELETE', `${ofGroup}/{roleAssignmentId}`, {
		groupId: onCall,
		roleAssignmentId: shared.id,
	});
	const [custom] = (await call('GET', '/api/v1/iam/roles')).roles;
	await call('GET', '/api/v1/iam/roles/{roleIdOrLabel}', { roleIdOrLabel: custom.id });
	const [set] = (await call('GET', '/api/v1/iam/resource-sets'))['resource-sets'];
	await call('GET', '/api/v1/iam/resource-sets/{resourceSetIdOrLabel}', {
		resourceSetIdOrLabel: set.id,
	});
	const limited = { type: 'CUSTOM', role: custom.id, 'resource-set': set.id };
	await call('POST', `${users}/{userId}/roles`, { userId: id }, { body: limited });
	await call('GET', `${users}/{userId}/roles`, { userId: id });
	for (const action of ['suspend', 'unsuspend', 'expire_password']) {
		await call('POST', `${user}/lifecycle/${action}`, { id: 'jana.quist' });
	}
	const temporary = `${user}/lifecycle/expire_password_with_temp_password`;
	await call('POST', temporary, { id: 'jana.quist' });
	const subject = { sub_id: { format: 'opaque', id: ada } };
	await call('POST', '/oauth2/v1/global-token-revocation', {}, { body: subject });
	for (const query of ['?sendEmail=true', '?sendEmail=false']) {
		await call('POST', `${user}/lifecycle/reset_password`, { id: 'malik.torres' }, { query });
	}
	await call('POST', `${user}/lifecycle/unlock`, { id: 'zeno.castell' });
	await call('POST', `${user}/lifecycle/reset_factors`, { id: 'malik.torres' });
	const newcomer = { profile: { ...profile, login: 'n@x.example', email: 'n@x.example' } };
	const staged = await call('POST', users, {}, { body: newcomer, query: '?activate=false' });
	await call('POST', `${user}/lifecycle/activate`, staged, { query: '?sendEmail=false' });
	for (const query of ['?sendEmail=false', '?sendEmail=true']) {
		await call('POST', `${user}/lifecycle/reactivate`, staged, { query });
	}
	await call('POST', `${user}/lifecycle/deactivate`, staged);
	await call('DELETE', `${users}/{userId}/sessions`, { userId: ada });
	const jana = (await call('GET', user, { id: 'jana.quist' })).id;
	const grants = `${users}/{userId}/grants`;
	const [consent] = await call('GET', grants, { userId: jana }, { query: '?expand=scope' });
	const consentIds = { userId: jana, grantId: consent.id };
	await call('GET', `${grants}/{grantId}`, consentIds);
	await call('DELETE', `${grants}/{grantId}`, consentIds);
	await call('DELETE', grants, { userId: jana });
	const [{ client_id: clientId }] = await call('GET', `${users}/{userId}/clients`, {
		userId: jana,
	});
	const tokens = `${users}/{userId}/clients/{clientId}/tokens`;
	const clientIds = { userId: jana, clientId };
	const [refresh] = await call('GET', tokens, clientIds, { query: '?expand=scope' });
	await call('DELETE', `${tokens}/{tokenId}`, { ...clientIds, tokenId: refresh.id });
	const other = (await call('GET', user, { id: 'malik.torres' })).id;
	await call('DELETE', tokens, { userId: other, clientId });
	const ofUser = `${users}/{userId}/credentials`;
	const secret = { value: 'Correct-Horse-7' };
	const question = { question: 'First pet?', answer: 'Rex the dog' };
	const rememberedBody = {
		profile: { ...profile, login: 'p@x.example', email: 'p@x.example' },
		credentials: { password: secret, recovery_question: question },
	};
	const { id: userId } = await call('POST', users, {}, { body: rememberedBody });
	const newPassword = { value: 'Correct-Horse-8' };
	await call(
		'POST',
		`${ofUser}/change_password`,
		{ userId },
		{ body: { oldPassword: secret, newPassword } },
	);
	await call(
		'POST',
		`${ofUser}/change_recovery_question`,
		{ userId },
		{ body: { password: newPassword, recovery_question: question } },
	);
	for (const query of ['?sendEmail=false', '']) {
		await call('POST', `${ofUser}/forgot_password`, { userId }, { query });
	}
	const devices = '/api/v1/devices';
	const [one] = await call('GET', devices, {}, { query: '?limit=1&expand=user' });
	await call('GET', devices, {}, { query: '?limit=1&expand=userSummary' });
	const deviceIds = { deviceId: one.id };
	await call('GET', `${devices}/{deviceId}`, deviceIds);
	const [{ user: owner }] = await call('GET', `${devices}/{deviceId}/users`, deviceIds);
	await call('GET', `${users}/{userId}/devices`, { userId: owner.id });
	for (const step of ['suspend', 'unsuspend', 'deactivate', 'activate', 'deactivate']) {
		await call('POST', `${devices}/{deviceId}/lifecycle/${step}`, deviceIds);
	}
	await call('DELETE', `${devices}/{deviceId}`, deviceIds);
	const list = await call('GET', apps);
	await call('GET', `${apps}/{appId}`, { appId: list[0].id });
	const printing = list.find(({ label }: { label: string }) => label === 'Printing Portal').id;
	await call('GET', `${apps}/{appId}/users`, { appId: list[0].id }, { query: '?expand=user' });
	await call('POST', `${apps}/{appId}/users`, { appId: printing }, { body: { id, scope: 'USER' } });
	const ids = { appId: printing, userId: id };
	await call('GET', `${apps}/{appId}/users/{userId}`, ids);
	await call('POST', `${apps}/{appId}/users/{userId}`, ids, { body: { profile: { role: 'x' } } });
	await call('DELETE', `${apps}/{appId}/users/{userId}`, ids);
	await call('GET', `${apps}/{appId}/users/{userId}`, ids);
	await call('GET', `${apps}/{appId}/groups`, { appId: list[0].id }, { query: '?expand=group' });
	const [{ id: given }] = await call('GET', `${apps}/{appId}/groups`, { appId: list[0].id });
	const assignedGroup = `${apps}/{appId}/groups/{groupId}`;
	await call('GET', assignedGroup, { appId: list[0].id, groupId: given });
	const share = { appId: printing, groupId: given };
	await call('GET', assignedGroup, share);
	await call('PUT', assignedGroup, share, { body: { priority: 1, profile: { role: 'x' } } });
	const change = [{ op: 'replace', path: '/priority', value: 0 }];
	await call('PATCH', assignedGroup, share, { body: change });
	await call('DELETE', assignedGroup, share);
	for (const step of ['deactivate', 'activate']) {
		await call('POST', `${apps}/{appId}/lifecycle/${step}`, { appId: printing });
	}
	const groups = await call('GET', '/api/v1/groups');
	const groupId = groups.find(({ type }: { type: string }) => type === 'OKTA_GROUP').id;
	const named = { profile: { name: 'Answers', description: 'To be looked at' } };
	await call('POST', '/api/v1/groups', {}, { body: named });
	await call('POST', '/api/v1/groups', {}, { body: named });
	await call('GET', '/api/v1/groups/{groupId}', { groupId });
	await call('GET', '/api/v1/groups', {}, { query: '?expand=stats' });
	const { id: fresh } = await call(
		'POST',
		'/api/v1/groups',
		{},
		{ body: { profile: { name: 'F' } } },
	);
	await call(
		'PUT',
		'/api/v1/groups/{groupId}',
		{ groupId: fresh },
		{ body: { profile: { name: 'G' } } },
	);
	await call('DELETE', '/api/v1/groups/{groupId}', { groupId: fresh });
	const rules = '/api/v1/groups/rules';
	const [{ id: groupRuleId }] = await call(
		'GET',
		rules,
		{},
		{ query: '?expand=groupIdToGroupNameMap' },
	);
	await call('GET', `${rules}/{groupRuleId}`, { groupRuleId });
	const ruled = {
		type: 'group_rule',
		name: 'New',
		conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.city=="Porto"' } },
		actions: { assignUserToGroups: { groupIds: [groupId] } },
	};
	const made = { groupRuleId: (await call('POST', rules, {}, { body: ruled })).id };
	await call('PUT', `${rules}/{groupRuleId}`, made, { body: { ...ruled, name: 'Newer' } });
	await call('POST', `${rules}/{groupRuleId}/lifecycle/activate`, made);
	await call('POST', `${rules}/{groupRuleId}/lifecycle/deactivate`, made);
	await call('DELETE', `${rules}/{groupRuleId}`, made);
	await call('GET', '/api/v1/groups/{groupId}/users', { groupId });
	await call('GET', '/api/v1/groups/{groupId}/apps', { groupId });
	await call('PUT', '/api/v1/groups/{groupId}/users/{userId}', { groupId, userId: id });
	await call('DELETE', '/api/v1/groups/{groupId}/users/{userId}', { groupId, userId: id });
	const [{ id: typeId }] = await call('GET', '/api/v1/meta/types/user');
	await call('GET', '/api/v1/meta/types/user/{typeId}', { typeId });
	await call('GET', '/api/v1/meta/schemas/user/{schemaId}', { schemaId: 'default' });
	await call('GET', '/api/v1/iam/assignees/users');
	await call('GET', '/api/v1/logs', {}, { query: '?sortOrder=DESCENDING' });
	await call('DELETE', user, { id });
	const eventHooks = '/api/v1/eventHooks';
	const hook = `${eventHooks}/{eventHookId}`;
	const config = {
		uri: await echo(),
		authScheme: { type: 'HEADER', key: 'authorization', value: 'x' },
	};
	const channel = { type: 'HTTP', version: '1.0.0', config };
	const events = { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] };
	const madeHook = await call('POST', eventHooks, {}, { body: { name: 'x', events, channel } });
	const hookIds = { eventHookId: madeHook.id };
	await call('GET', eventHooks);
	await call('GET', hook, hookIds);
	await call('POST', `${hook}/lifecycle/verify`, hookIds);
	const silent = { ...channel, config: { ...config, uri: `${sandbox.access.control}/__sandbox` } };
	const mute = await call('POST', eventHooks, {}, { body: { name: 'y', events, channel: silent } });
	await call('POST', `${hook}/lifecycle/verify`, { eventHookId: mute.id });
	for (const step of ['deactivate', 'activate', 'deactivate']) {
		await call('POST', `${hook}/lifecycle/${step}`, hookIds);
	}
	await call('DELETE', hook, hookIds);
	const log = await call('GET', '/api/v1/logs');
	expect(log.length).toBeGreaterThan(10);
	expect(await settled(contract, complaints)).toEqual(settledFor('okta'));
});

given('oneLogin')(
	'OneLogin’s answers are those of its OpenAPI, in the shape that it describes',
	async () => {
		await sandbox.dial('oneLogin', { shape: 'oas' });
		// The recorded traffic is full of nulls, which the document allows nowhere.
		const contract = new Contract('oneLogin', specs.oneLogin as never, true);
		const { call, complaints } = caller(contract, await oneLoginClient(sandbox.access));
		const users = '/api/1/users';
		const user = `${users}/{user_id}`;
		await call('GET', users);
		await call('GET', users, {}, { query: '?nope=1' });
		const body = { firstname: 'O', lastname: 'A', email: 'o@x.example', username: 'oa' };
		const { id } = await call('POST', users, {}, { body });
		await call('POST', users, {}, { body });
		const ids = { user_id: id };
		await call('GET', user, ids);
		await call('GET', user, { user_id: 1 });
		await call('PUT', user, ids, { body: { title: 'T' } });
		await call('GET', `${users}/custom_attributes`);
		const { users: all, roles } = await sandbox.state('oneLogin');
		const ada = { user_id: all[0].id };
		await call('GET', `${user}/apps`, ada);
		await call('GET', `${user}/roles`, ada);
		const body_ = { role_id_array: [roles[5].id] };
		await call('PUT', `${user}/add_roles`, ids, { body: body_ });
		await call('PUT', `${user}/remove_roles`, ids, { body: body_ });
		await call('PUT', `${user}/remove_roles`, ids, { body: body_ });
		await call('PUT', `${user}/lock_user`, ids, { body: { locked_until: 5 } });
		await call('PUT', `${user}/logout`, ids, { body: {} });
		await call('PUT', `${user}/set_state`, ids, { body: { state: 3 } });
		await call('PUT', `${users}/set_password_clear_text/{user_id}`, ids, {
			body: { password: 'x', password_confirmation: 'x' },
		});
		const hash = 'a'.repeat(64);
		await call('PUT', `${users}/set_password_using_salt/{user_id}`, ids, {
			body: { password: hash, password_confirmation: hash, password_algorithm: 'salt+sha256' },
		});
		await call('GET', '/api/2/roles');
		await call('GET', '/api/2/apps');
		const [oidc] = await call('GET', '/api/2/connectors', {}, { query: '?name=open*' });
		const { id: app_id } = await call(
			'POST',
			'/api/2/apps',
			{},
			{
				body: {
					connector_id: oidc.id,
					name: 'A',
					configuration: { redirect_uri: 'https://x.example' },
				},
			},
		);
		const app = '/api/2/apps/{app_id}';
		await call('GET', app, { app_id });
		await call('PUT', app, { app_id }, { body: { visible: false } });
		await call('GET', `${app}/users`, { app_id: (await call('GET', '/api/2/apps'))[0].id });
		await call('DELETE', app, { app_id });
		const mappings = await call('GET', '/api/2/mappings');
		const mapping = '/api/2/mappings/{mapping_id}';
		const { id: mapping_id, ...present } = mappings[0];
		await call('POST', '/api/2/mappings', {}, { body: { ...present, name: 'Another' } });
		await call('GET', mapping, { mapping_id });
		await call('PUT', mapping, { mapping_id }, { body: { ...present, match: 'any' } });
		await call('PUT', mapping, { mapping_id }, { body: { name: 'x' } });
		const part = `/api/2/mappings/conditions/{mapping_condition_value}`;
		await call('GET', '/api/2/mappings/conditions');
		await call('GET', `${part}/operators`, { mapping_condition_value: 'department' });
		await call('GET', `${part}/values`, { mapping_condition_value: 'status' });
		await call('GET', '/api/2/mappings/actions');
		await call('GET', '/api/2/mappings/actions/{mapping_action_value}/values', {
			mapping_action_value: 'add_role',
		});
		await call('POST', `${mapping}/dryrun`, { mapping_id }, { body: [all[0].id] });
		await call('DELETE', mapping, { mapping_id });
		const [{ id: privilege_id }] = await call('GET', '/api/1/privileges');
		const privilege = '/api/1/privileges/{privilege_id}';
		const { id: _own, ...allowance } = await call('GET', privilege, { privilege_id });
		await call('POST', '/api/1/privileges', {}, { body: allowance });
		await call('PUT', privilege, { privilege_id }, { body: allowance });
		for (const [list, name, id] of [
			['users', 'user_id', all[0].id],
			['roles', 'role_id', roles[0].id],
		] as const) {
			await call('POST', `${privilege}/${list}`, { privilege_id }, { body: { [list]: [id] } });
			await call('GET', `${privilege}/${list}`, { privilege_id });
			await call('DELETE', `${privilege}/${list}/{${name}}`, { privilege_id, [name]: id });
		}
		await call('DELETE', privilege, { privilege_id });
		const [{ id: report_id }] = await call('GET', '/api/2/reports');
		const report = '/api/2/reports/{report_id}';
		await call('POST', `${report}/run`, { report_id }, { body: {} });
		await call(
			'POST',
			`${report}/run_background`,
			{ report_id },
			{ body: { email: 'o@x.example' } },
		);
		const policies = await call('GET', '/api/2/policies');
		await call('GET', '/api/2/policies/{policy_id}', { policy_id: policies[0].id });
		const group = '/api/2/groups/{group_id}';
		await call('GET', '/api/2/groups');
		const { id: group_id } = await call('POST', '/api/2/groups', {}, { body: { name: 'G' } });
		await call('PUT', group, { group_id }, { body: { policy_id: policies[1].id } });
		await call('GET', group, { group_id });
		await call('DELETE', group, { group_id });
		const attributes = '/api/2/users/custom_attributes';
		const attribute = `${attributes}/{custom_attribute_id}`;
		await call('GET', attributes);
		const { id: custom_attribute_id } = await call(
			'POST',
			attributes,
			{},
			{
				body: { user_field: { name: 'X', shortname: 'x' } },
			},
		);
		await call('GET', attribute, { custom_attribute_id });
		await call('PUT', attribute, { custom_attribute_id }, { body: { name: 'Y', shortname: 'y' } });
		await call('DELETE', attribute, { custom_attribute_id });
		const devices = '/api/2/mfa/users/{user_id}/devices';
		const [one, another] = all
			.filter((each: { devices: number }) => each.devices > 0)
			.map((each: { id: number }) => ({ user_id: each.id }));
		const [{ device_id }] = await call('GET', devices, one);
		await call('DELETE', `${devices}/{device_id}`, { ...one, device_id });
		const role = '/api/2/roles/{role_id}';
		const { id: role_id } = await call('POST', '/api/2/roles', {}, { body: { name: 'New' } });
		await call('POST', '/api/2/roles', {}, { body: { name: 'New' } });
		for (const list of ['users', 'admins']) {
			const body = [all[0].id];
			await call('POST', `${role}/${list}`, { role_id }, { body });
			await call('GET', `${role}/${list}`, { role_id });
			await call('GET', `${role}/${list}`, { role_id }, { query: '?include_unassigned=true' });
			await call('DELETE', `${role}/${list}`, { role_id }, { body });
		}
		await call('PUT', `${role}/apps`, { role_id }, { body: [] });
		await call('GET', `${role}/apps`, { role_id }, { query: '?assigned=false' });
		await call('PUT', role, { role_id }, { body: { name: 'Newer' } });
		await call('GET', role, { role_id });
		await call('DELETE', role, { role_id });
		const user2 = '/api/2/users/{user_id}';
		await call('GET', '/api/2/users', {}, { query: '?fields=email,role_ids' });
		await call('GET', user2, ids);
		await call('PUT', user2, ids, { body: { title: 'T' }, query: '?mappings=sync' });
		await call('POST', '/api/2/users', {}, { body: { username: 'newer' } });
		const mfa = '/api/2/mfa/users/{user_id}';
		const [totp, , sms] = await call('GET', `${mfa}/factors`, ids);
		const registration = { factor_id: totp.factor_id, display_name: 'P' };
		const { id: registration_id } = await call('POST', `${mfa}/registrations`, ids, {
			body: registration,
		});
		await call('POST', `${mfa}/registrations`, ids, {
			body: { factor_id: sms.factor_id, display_name: 'S', verified: true },
		});
		const registering = { ...ids, registration_id };
		await call('GET', `${mfa}/registrations/{registration_id}`, registering);
		const { device_id: registered } = await call(
			'PUT',
			`${mfa}/registrations/{registration_id}`,
			registering,
			{ body: { otp: '123456' } },
		);
		const { id: verification_id } = await call('POST', `${mfa}/verifications`, ids, {
			body: { device_id: Number(registered) },
		});
		const verifying = { ...ids, verification_id };
		await call('GET', `${mfa}/verifications/{verification_id}`, verifying);
		for (const otp of ['000000', '123456']) {
			await call('PUT', `${mfa}/verifications/{verification_id}`, verifying, { body: { otp } });
		}
		await call('POST', `${mfa}/mfa_token`, ids, { body: { expires_in: 60 } });
		await call('POST', `${mfa}/mfa_token`, ids, { body: { expires_in: 259_201 } });
		const events = await call('GET', '/api/1/events', {}, { query: '?sort=-id&limit=3' });
		await call('GET', '/api/1/events/{event_id}', { event_id: events.data[0].id });
		await call('GET', '/api/1/events/{event_id}', { event_id: 1 });
		await call('GET', '/api/1/events/types');
		await call('PUT', `${user}/lock_user`, ids, { body: { locked_until: 5 } });
		await call('POST', `${user2}/unlock`, ids, { body: {} });
		await call('POST', `${user2}/unlock`, ids, { body: {} });
		await call('GET', `${user2}/privileges`, ids);
		await call('GET', `${user2}/delegated_privileges`, ids);
		for (const which of ['send', 'get']) {
			const invite = `/api/1/invites/${which}_invite_link`;
			await call('POST', invite, {}, { body: { email: 'o@x.example' } });
			await call('POST', invite, {}, { body: { email: 'O@x.example' } });
		}
		await call('DELETE', user, ids);
		const [event] = (await call('GET', '/api/1/events')).data;
		await call('GET', '/api/1/events/{event_id}', { event_id: event.id });
		await call('GET', '/api/1/events/types');
		await sandbox.dial('oneLogin', { shape: 'v1' });
		const allRoles = await call('GET', '/api/1/roles');
		await call('GET', '/api/1/roles/{role_id}', { role_id: allRoles.data[0].id });
		await call('PUT', `${user}/set_custom_attributes`, another, {
			body: { custom_attributes: { branch: 'X' } },
		});
		const groups = await call('GET', '/api/1/groups');
		await call('GET', '/api/1/groups/{group_id}', { group_id: groups.data[0].id });
		await call('GET', '/auth/rate_limit');
		const { otp_devices } = (await call('GET', `${user}/otp_devices`, another)).data;
		const otpIds = { ...another, device_id: otp_devices[0].id };
		await call('DELETE', `${user}/otp_devices/{device_id}`, otpIds);
		await sandbox.dial('oneLogin', { shape: 'oas' });
		const { clientId: username, clientSecret: password } = sandbox.access.oneLogin;
		const auth = { username, password };
		const grant = { grant_type: 'client_credentials' };
		const token = await call('POST', '/auth/oauth2/v2/token', {}, { body: grant, auth });
		const { access_token } = token;
		await call('POST', '/auth/oauth2/revoke', {}, { body: { access_token }, auth });
		expect(await settled(contract, complaints)).toEqual(settledFor('oneLogin'));
	},
);

given('logto')('Logto’s answers are those of its OpenAPI', async () => {
	const contract = new Contract('logto', specs.logto as never, false);
	const { call, complaints } = caller(contract, await logtoClient(sandbox.access), '/api');
	const users = '/api/users';
	const user = `${users}/{userId}`;
	await call('GET', users);
	const { id: userId } = await call('POST', users, {}, { body: { username: 'oa', password: 'x' } });
	await call('POST', users, {}, { body: { username: 'oa' } });
	const ids = { userId };
	await call('GET', user, ids);
	await call('GET', user, ids, { query: '?includeSsoIdentities=true' });
	await call('GET', user, { userId: 'nobody' });
	await call('PATCH', user, ids, { body: { name: 'O A' } });
	await call('GET', `${user}/custom-data`, ids);
	await call('PATCH', `${user}/custom-data`, ids, { body: { customData: { a: 1 } } });
	await call('PATCH', `${user}/profile`, ids, { body: { profile: { nickname: 'o' } } });
	await call('PATCH', `${user}/password`, ids, { body: { password: 'y' } });
	await call('POST', `${user}/password/verify`, ids, { body: { password: 'y' } });
	await call('GET', `${user}/has-password`, ids);
	await call('PATCH', `${user}/is-suspended`, ids, { body: { isSuspended: true } });
	const roles = await call('GET', '/api/roles', {}, { query: '?type=User' });
	const roleId = roles[0].id;
	await call('POST', `${user}/roles`, ids, { body: { roleIds: [roleId] } });
	await call('GET', `${user}/roles`, ids);
	await call('PUT', `${user}/roles`, ids, { body: { roleIds: [roleId] } });
	await call('DELETE', `${user}/roles/{roleId}`, { ...ids, roleId });
	const organizations = await call('GET', '/api/organizations');
	await call('GET', '/api/organizations', {}, { query: '?showFeatured=true' });
	const id = organizations[0].id;
	const members = await call('GET', '/api/organizations/{id}/users', { id });
	await call('GET', `${user}/organizations`, { userId: members[0].id });
	await call('GET', '/api/organizations/{id}', { id });
	await call('GET', '/api/roles/{id}', { id: roleId });
	await call('GET', '/api/roles/{id}', { id: 'missing' });
	const userIds = [userId];
	await call('POST', '/api/organizations/{id}/users', { id }, { body: { userIds } });
	await call('DELETE', '/api/organizations/{id}/users/{userId}', { id, userId });
	await call('GET', '/api/roles/{id}/users', { id: roleId });
	await call('POST', '/api/roles/{id}/users', { id: roleId }, { body: { userIds } });
	const applications = await call('GET', '/api/applications');
	const [{ scopes: own }] = (
		await call('GET', '/api/resources', {}, { query: '?includeScopes=true' })
	).slice(1);
	const auditor = { name: 'Auditor', description: 'May read', scopeIds: [own[0].id] };
	const made = { id: (await call('POST', '/api/roles', {}, { body: auditor })).id };
	await call('POST', '/api/roles', {}, { body: auditor });
	await call('PATCH', '/api/roles/{id}', made, { body: { isDefault: true } });
	const scopeIds = [own[1].id];
	await call('POST', '/api/roles/{id}/scopes', made, { body: { scopeIds } });
	await call('POST', '/api/roles/{id}/scopes', made, { body: { scopeIds } });
	await call('GET', '/api/roles/{id}/scopes', made);
	await call('DELETE', '/api/roles/{id}/scopes/{scopeId}', { ...made, scopeId: scopeIds[0] });
	await call('DELETE', '/api/roles/{id}/users/{userId}', { id: roleId, userId });
	await call('DELETE', '/api/roles/{id}/users/{userId}', { id: roleId, userId });
	await call('DELETE', '/api/roles/{id}', made);
	const [machineRole] = await call('GET', '/api/roles', {}, { query: '?type=MachineToMachine' });
	const machine = { id: machineRole.id, applicationId: sandbox.access.logto.powerlessClientId };
	const applicationIds = [machine.applicationId];
	await call('POST', '/api/roles/{id}/applications', machine, { body: { applicationIds } });
	await call('GET', '/api/roles/{id}/applications', machine);
	await call('DELETE', '/api/roles/{id}/applications/{applicationId}', machine);
	await call('GET', '/api/applications/{id}', { id: applications[0].id });
	await callApplications(call, machineRole.id);
	await callTemplate(call, own[0].id);
	await callResources(call);
	await callOneTimeTokens(call);
	const shop = { name: 'Northwind', description: 'Shop', customData: { plan: 'gold' } };
	const northwind = { id: (await call('POST', '/api/organizations', {}, { body: shop })).id };
	await callOrganizationApplications(call, {
		...northwind,
		applicationId: machine.applicationId,
	});
	await call('PATCH', '/api/organizations/{id}', northwind, { body: { isMfaRequired: true } });
	await call('PUT', '/api/organizations/{id}/users', northwind, { body: { userIds } });
	const organizationRoles = await call('GET', '/api/organization-roles');
	const [editorRole] = organizationRoles;
	await call('GET', '/api/organization-roles/{id}', { id: editorRole.id });
	await callJit(call, northwind.id, editorRole.id);
	const organizationRoleIds = [editorRole.id];
	const member = { ...northwind, userId, organizationRoleId: editorRole.id };
	const memberRoles = '/api/organizations/{id}/users/{userId}/roles';
	await call('POST', memberRoles, member, { body: { organizationRoleIds } });
	await call('GET', memberRoles, member);
	await call('GET', '/api/organizations/{id}/users/{userId}/scopes', member);
	await call('PUT', memberRoles, member, { body: { organizationRoleIds } });
	await call('DELETE', `${memberRoles}/{organizationRoleId}`, member);
	await call('DELETE', `${memberRoles}/{organizationRoleId}`, member);
	const toMany = { userIds, organizationRoleIds };
	await call('POST', '/api/organizations/{id}/users/roles', northwind, { body: toMany });
	await call('GET', memberRoles, { ...northwind, userId: 'nobody' });
	await sandbox.dial('logto', { emailConnector: true });
	const invitations = '/api/organization-invitations';
	const invite = async (invitee: string, messagePayload: unknown) =>
		await call(
			'POST',
			invitations,
			{},
			{
				body: {
					invitee,
					organizationId: northwind.id,
					expiresAt: Date.now() + 86_400_000,
					organizationRoleIds,
					messagePayload,
				},
			},
		);
	const invited = { id: (await invite('guest@x.example', { link: 'https://x.example' })).id };
	await invite('guest@x.example', false);
	await call('GET', invitations);
	await call('GET', `${invitations}/{id}`, invited);
	await call('GET', `${invitations}/{id}`, { id: 'missing' });
	const link = 'https://x.example';
	await call('POST', `${invitations}/{id}/message`, invited, { body: { link } });
	const revoked = { status: 'Revoked' };
	await call('PUT', `${invitations}/{id}/status`, invited, { body: revoked });
	await call('PUT', `${invitations}/{id}/status`, invited, { body: revoked });
	await call('DELETE', `${invitations}/{id}`, invited);
	await call('DELETE', '/api/organizations/{id}', northwind);
	await call('DELETE', '/api/organizations/{id}', northwind);
	const [entry] = await call('GET', '/api/logs');
	await call('GET', '/api/logs/{id}', { id: entry.id });
	await call('GET', '/api/logs/{id}', { id: 'missing' });
	const target = { ...ids, target: 'github' };
	await call('PUT', `${user}/identities/{target}`, target, { body: { userId: 'g1' } });
	await call('DELETE', `${user}/identities/{target}`, target);
	const { users: all, connectors } = await sandbox.state('logto');
	const connector = connectors.find((one: { target: string }) => one.target === 'github');
	const linking = { connectorId: connector.id, connectorData: { code: 'sandbox-oa' } };
	await call('POST', `${user}/identities`, ids, { body: linking });
	await call('POST', `${user}/mfa-verifications`, ids, { body: { type: 'Totp' } });
	await call('POST', `${user}/mfa-verifications`, ids, { body: { type: 'BackupCode' } });
	const [{ id: verificationId }] = await call('GET', `${user}/mfa-verifications`, ids);
	await call('DELETE', `${user}/mfa-verifications/{verificationId}`, { ...ids, verificationId });
	const tokens = `${user}/personal-access-tokens`;
	await call('POST', tokens, ids, { body: { name: 'a' } });
	await call('GET', tokens, ids);
	await call('PATCH', `${tokens}/{name}`, { ...ids, name: 'a' }, { body: { name: 'b' } });
	await call('DELETE', `${tokens}/{name}`, { ...ids, name: 'b' });
	await call('POST', tokens, ids, { body: { name: 'c', expiresAt: Date.now() + 86_400_000 } });
	await call('PATCH', tokens, ids, { body: { currentName: 'c', name: 'd' } });
	await call('POST', `${tokens}/delete`, ids, { body: { name: 'd' } });
	const active = { userId: all.find((one: { sessions: number }) => one.sessions > 0).id };
	const { sessions } = await call('GET', `${user}/sessions`, active);
	const sessionId = sessions[0].payload.uid;
	await call('DELETE', `${user}/sessions/{sessionId}`, { ...active, sessionId });
	await call('DELETE', `${user}/sessions/{sessionId}`, { ...active, sessionId });
	const { grants } = await call('GET', `${user}/grants`, active);
	await call('GET', `${user}/all-identities`, ids);
	await call('GET', `${user}/logto-configs`, ids);
	const configs = { mfa: { enabled: true, skipped: true }, passkeySignIn: { skipped: true } };
	await call('PATCH', `${user}/logto-configs`, ids, { body: configs });
	await call('PATCH', `${user}/password/expiration`, ids, { body: { isExpired: false } });
	const locked = { targetType: 'User', targets: ['ada'] };
	await call('POST', '/api/sentinel-activities/delete', {}, { body: locked });
	await call('GET', '/api/connectors');
	await call('GET', '/api/connectors/{id}', { id: connector.id });
	await call('DELETE', `${user}/grants/{grantId}`, { ...active, grantId: grants[0].id });
	const hook = '/api/hooks/{id}';
	// An address that says yes to everything.
	const config = { url: `${sandbox.access.control}/__sandbox/faults` };
	const events = ['User.Deleted'];
	const { id: hookId } = await call(
		'POST',
		'/api/hooks',
		{},
		{ body: { name: 'x', events, config } },
	);
	const hookIds = { id: hookId };
	await call('GET', '/api/hooks');
	await call('GET', hook, hookIds);
	for (const path of ['/api/hooks', hook]) {
		await call('GET', path, hookIds, { query: '?includeExecutionStats=true' });
	}
	await call('PATCH', hook, hookIds, { body: { name: 'y' } });
	await call('PATCH', `${hook}/signing-key`, hookIds);
	await call('POST', `${hook}/test`, hookIds, { body: { events, config } });
	const nowhere = { events, config: { url: 'http://127.0.0.1:1' } };
	await call('POST', `${hook}/test`, hookIds, { body: nowhere });
	await call('DELETE', user, ids);
	// What Logto sends goes when it has answered.
	for (let tries = 0; tries < 100; tries++) {
		if ((await call('GET', `${hook}/recent-logs`, hookIds)).length > 0) break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	await call('DELETE', hook, hookIds);
	expect(await settled(contract, complaints)).toEqual(settledFor('logto'));
});
