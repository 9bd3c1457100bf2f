/** A vendor's web server: the dials (latency, faults) stand before it, the vendor's framework behind. */
import { createServer } from 'node:http';
import fastify from 'fastify';

/**
 * @typedef {object} Fault
 * @property {'status' | 'reset' | 'resetAfter' | 'truncate' | 'hang'} kind `resetAfter` breaks the
 *   connection when the work is done, so that the caller cannot know whether it was
 * @property {string} [method] any by default
 * @property {string} [path] a regular expression that the path and query must match
 * @property {number} [skip] matching requests to let pass first
 * @property {number} [times] how many requests it hits; 1 by default
 * @property {number} [status] for `status`; 503 by default
 * @property {Record<string, string>} [headers] for `status`
 * @property {unknown} [body] for `status`: text, or anything that JSON can hold
 */

/** The faults, the latency and the log of one vendor. */
export function createDials({ clock, latencyMs = 0, jitterMs = 0 }) {
	/** @type {Fault[]} */
	let faults = [];
	/** @type {Array<{ at: string, method: string, url: string, status: number | null }>} */
	let requests = [];
	const latency = { latencyMs, jitterMs };

	/** The fault that is due for this request, counted down. */
	function due(method, url) {
		for (const fault of faults) {
			if (fault.method && fault.method.toUpperCase() !== method) continue;
			if (fault.path && !new RegExp(fault.path).test(url)) continue;
			if (fault.skip) {
				fault.skip--;
				continue;
			}
			fault.times = (fault.times ?? 1) - 1;
			if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
			return fault;
		}
		return undefined;
	}

	return {
		latency,
		get faults() {
			return faults;
		},
		/** @param {Fault[]} list */
		addFaults: (list) => faults.push(...list.map((one) => ({ ...one }))),
		clear: () => {
			faults = [];
			requests = [];
		},
		clearFaults: () => {
			faults = [];
		},
		get requests() {
			return requests;
		},

		/**
		 * Notes the request, waits as long as told, and plays a fault that is due.
		 *
		 * @param {import('node:http').IncomingMessage} request
		 * @param {import('node:http').ServerResponse} response
		 * @returns {Promise<boolean>} whether the request is over already
		 */
		async intervene(request, response) {
			const { method = '', url = '' } = request;
			const entry = { at: clock.iso(), method, url, status: null };
			requests.push(entry);
			if (requests.length > 10_000) requests = requests.slice(-5_000);
			response.on('finish', () => {
				entry.status = response.statusCode;
			});
			const wait = latency.latencyMs + Math.random() * latency.jitterMs;
			if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
			const fault = due(method, url);
			return fault ? play(fault, request, response) : false;
		},
	};
}

/** @typedef {ReturnType<typeof createDials>} Dials */

/** @returns {boolean} whether the request is over */
function play(fault, request, response) {
	const { socket } = request;
	switch (fault.kind) {
		case 'hang':
			request.resume();
			return true;
		case 'reset':
			socket.resetAndDestroy();
			return true;
		case 'resetAfter':
			response.write = () => true;
			response.end = () => {
				socket.resetAndDestroy();
				return response;
			};
			return false;
		case 'truncate':
			truncate(response, socket);
			return false;
		default: {
			request.resume();
			const { body = '' } = fault;
			const isText = typeof body === 'string';
			response.writeHead(fault.status ?? 503, {
				'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
				...fault.headers,
			});
			response.end(isText ? body : JSON.stringify(body));
			return true;
		}
	}
}

/** Promises the whole body, sends half of it and hangs up. */
function truncate(response, socket) {
	const write = response.write.bind(response);
	response.end = (chunk) => {
		const bytes = Buffer.from(typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : '');
		if (!response.headersSent) response.setHeader('content-length', bytes.length || 1);
		write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
		return response;
	};
}

/**
 * Listens on the loopback interface and builds the vendor behind it. The vendor is built after the
 * port is known, since answers hold links to it.
 *
 * @param {{ port: number, dials: Dials,
 *   build: (origin: string) => Promise<{ app: import('fastify').FastifyInstance,
 *     arrived?: (response: import('node:http').ServerResponse) => void,
 *     tokens?: (request: import('node:http').IncomingMessage,
 *       response: import('node:http').ServerResponse) => boolean }> }} options
 *   `tokens` answers requests to the vendor's token endpoint, and says whether this was one
 */
export async function serve({ port, dials, build }) {
	let built;
	const ready = new Promise((resolve) => {
		built = resolve;
	});
	const server = createServer((request, response) => {
		ready
			.then(async (vendor) => {
				vendor.arrived?.(response);
				if (await dials.intervene(request, response)) return;
				if (!vendor.tokens?.(request, response)) vendor.app.routing(request, response);
			})
			.catch((error) => response.destroy(error));
	});
	// An idle connection that the server closes just when it is used again looks like a fault.
	server.keepAliveTimeout = 120_000;
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve(undefined);
		});
	});
	const origin = `http://127.0.0.1:${server.address().port}`;
	const vendor = await build(origin);
	await vendor.app.ready();
	built(vendor);
	return {
		origin,
		routes: vendor.app.served,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
			await vendor.app.close();
		},
	};
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A fastify application that hands on bodies as bytes: what is a good body, and what is said about
 * a bad one, differs from vendor to vendor. Its `served` lists the calls that it answers.
 *
 * @param {{ bodyLimit?: number, onBadUrl: (reply: import('fastify').FastifyReply) => unknown }} options
 */
export function createApp({ bodyLimit = 5_000_000, onBadUrl }) {
	const app = fastify({
		bodyLimit,
		exposeHeadRoutes: false,
		frameworkErrors: (_error, _request, reply) => onBadUrl(reply),
		routerOptions: { maxParamLength: 2_000 },
	});
	// What the framework was told, so that no route of a vendor can be missing here.
	const served = [];
	app.decorate('served', served);
	app.addHook('onRoute', ({ method, url, config }) => {
		if (config?.wrongMethod) return;
		served.push(...[method].flat().map((one) => `${one} ${url}`));
	});
	// Of a body that is too large nothing was read, and whoever is still writing it would find the
	// connection closed in place of the answer.
	app.addHook('onError', async ({ raw }, _reply, { statusCode }) => {
		if (statusCode !== 413 || raw.destroyed) return;
		await new Promise((resolve) => raw.once('end', resolve).once('close', resolve).resume());
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	return app;
}

/**
 * Registers routes, and an answer for each method that a path does not have.
 *
 * @param {import('fastify').FastifyInstance} app
 * @param {Array<import('fastify').RouteOptions>} routes
 * @param {(request: import('fastify').FastifyRequest, reply: import('fastify').FastifyReply) => unknown} wrongMethod
 */
export function addRoutes(app, routes, wrongMethod) {
	const byUrl = new Map();
	for (const route of routes) {
		app.route(route);
		byUrl.set(route.url, [...(byUrl.get(route.url) ?? []), route.method]);
	}
	for (const [url, methods] of byUrl) {
		const others = METHODS.filter((method) => !methods.includes(method));
		if (others.length > 0) {
			app.route({ url, method: others, config: { wrongMethod: true }, handler: wrongMethod });
		}
	}
}

/** The value of a query parameter, the first one if it is given several times. */
export const first = (value) => (Array.isArray(value) ? value[0] : value);
