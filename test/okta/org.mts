/** An Okta organization on a loopback socket, for the tests of this folder. */
import type { IDataObject } from 'n8n-workflow';
import { runNode, type RunResult } from '../engine/engine.mjs';
import { type Answer, type Received, startServer, type TestServer } from '../engine/server.mjs';
import { credentialsFor } from '../engine/vendors.mjs';

export const USER_ID = '00uAda00000000000001';
export const APP_ID = '0oaCrm00000000000001';

export interface Org {
	readonly origin: string;
	readonly server: TestServer;
	/** Answers in turn; the last one is repeated. Or a function of the request. */
	answer: (...answers: Answer[] | [(request: Received) => Answer]) => void;
	/** Runs the node; any of {@link runNode}'s options may be given. */
	run: (
		parameters: IDataObject,
		more?: Partial<Parameters<typeof runNode>[0]>,
	) => Promise<RunResult>;
	/** What was asked, e.g. `GET /api/v1/users?search=…`, decoded. */
	asked: () => string[];
}

/** Starts an organization for the tests of a file, and forgets the requests before each. */
export function useOrg(): Org {
	let server: TestServer;
	beforeAll(async () => {
		server = await startServer();
	});
	afterAll(async () => await server.close());
	beforeEach(() => {
		server.received = [];
	});
	return {
		get origin() {
			return server.origin;
		},
		get server() {
			return server;
		},
		answer(...answers) {
			const [first] = answers;
			let next = 0;
			server.respond =
				typeof first === 'function'
					? first
					: () => (answers as Answer[])[Math.min(next++, answers.length - 1)];
		},
		run: async (parameters, more = {}) =>
			await runNode({
				node: 'okta',
				parameters,
				credentials: credentialsFor('okta', server.origin),
				...more,
			}),
		asked: () =>
			server.calls().map(({ method, path, query }) => {
				const search = query.map(([name, value]) => `${name}=${value}`).join('&');
				return `${method} ${path}${search && `?${search}`}`;
			}),
	};
}

/** A refusal as Okta words it. */
export const refused = (
	status: number,
	errorCode: string,
	errorSummary: string,
	more: IDataObject = {},
): Answer => ({
	status,
	body: {
		errorCode,
		errorSummary,
		errorLink: errorCode,
		errorId: 'oae1',
		errorCauses: [],
		...more,
	},
});

/** "There is no such record". */
export const missing = (kind = 'User'): Answer =>
	refused(404, 'E0000007', `Not found: Resource not found: x (${kind})`);

/** A user record. */
export const person = (id: string, login: string, more: IDataObject = {}): IDataObject => ({
	id,
	status: 'ACTIVE',
	profile: { login, email: login },
	...more,
});
