/** A vendor on a loopback socket: answers as told, and records exactly what came over the wire. */
import type { Socket } from 'node:net';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

/** A request as it arrived. */
export interface Received {
	method: string;
	/** Path as sent, still percent-encoded. */
	path: string;
	/** Query as sent, decoded, in order. */
	query: Array<[string, string]>;
	headers: Record<string, string | string[] | undefined>;
	/** The raw body. */
	text: string;
	/** The body as JSON; `undefined` where there is none. */
	json: unknown;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string | string[]>;
	/** Objects and arrays are sent as JSON, text as it is. */
	body?: unknown;
}

type Respond = (
	request: Received,
	reply: FastifyReply,
) => Answer | undefined | Promise<Answer | undefined>;

export interface TestServer {
	/** e.g. `http://127.0.0.1:41234` */
	origin: string;
	/** Every request since the start, token requests included. */
	received: Received[];
	/** Requests other than for a token. */
	calls(): Received[];
	/** Replaces the answers. */
	respond: Respond;
	/** Gets each new connection before anything is read from it. */
	connect: (socket: Socket) => void;
	/** How many connections are open. */
	connections(): Promise<number>;
	/** Waits until none is open, at most a second, and returns how many are. */
	quiet(): Promise<number>;
	close(): Promise<void>;
}

/** Whether a request is one for a token. */
export const isToken = ({ path }: Received): boolean => path.endsWith('/token');

/** Starts a server. Token requests are answered on their own, with `token-1`, `token-2`, … */
export async function startServer(respond: Respond = () => ({ body: {} })): Promise<TestServer> {
	const app = fastify({ logger: false, routerOptions: { ignoreTrailingSlash: false } });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	let tokens = 0;
	const server: TestServer = {
		origin: '',
		received: [],
		calls: () => server.received.filter((request) => !isToken(request)),
		respond,
		connect: () => {},
		connections: async () =>
			await new Promise((resolve, reject) =>
				app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
			),
		quiet: async () => {
			for (let waited = 0; (await server.connections()) > 0 && waited < 1000; waited += 20) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			return await server.connections();
		},
		close: async () => {
			app.server.closeAllConnections();
			await app.close();
		},
	};
	app.server.on('connection', (socket) => server.connect(socket));
	// Not a route: paths are recorded as they came, undecoded and unnormalised.
	app.setNotFoundHandler(async (request, reply) => {
		const received = asReceived(request);
		server.received.push(received);
		const own = await server.respond(received, reply);
		if (reply.sent || reply.raw.destroyed) return reply.hijack();
		const answer =
			isToken(received) && own?.status === undefined
				? {
						body: {
							access_token: `token-${++tokens}`,
							token_type: 'Bearer',
							expires_in: 3600,
							// Logto's word for a token that is good for something.
							scope: 'all',
						},
					}
				: own;
		const { status = 200, headers = {}, body } = answer ?? {};
		reply.code(status).headers(headers);
		if (body === undefined) return await reply.send();
		if (typeof body === 'string') return await reply.send(body);
		return await reply.type('application/json').serializer(JSON.stringify).send(body);
	});
	await app.listen({ host: '127.0.0.1', port: 0 });
	const address = app.server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	server.origin = `http://127.0.0.1:${address.port}`;
	return server;
}

/**
 * A server for the tests of a file, or of a block of them: started before them, closed after them, and
 * without the requests of the one before. Its answers stay.
 */
export function useServer(respond?: Respond): TestServer {
	let started: TestServer;
	beforeAll(async () => {
		started = await startServer(respond);
	});
	afterAll(async () => await started.close());
	beforeEach(() => {
		started.received = [];
	});
	return new Proxy({} as TestServer, {
		get: (_none, name) => Reflect.get(started, name) as unknown,
		set: (_none, name, value) => Reflect.set(started, name, value),
	});
}

function asReceived(request: FastifyRequest): Received {
	const [path, search = ''] = request.raw.url!.split('?');
	const text = typeof request.body === 'string' ? request.body : '';
	let json: unknown;
	try {
		json = text === '' ? undefined : JSON.parse(text);
	} catch {
		json = undefined;
	}
	return {
		method: request.method,
		path,
		query: [...new URLSearchParams(search)],
		headers: request.headers,
		text,
		json,
	};
}
