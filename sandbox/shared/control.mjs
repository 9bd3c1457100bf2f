/**
 * The other side of the sandbox, for tests, benchmarks and the curious. On its own port:
 *
 * - `GET /__sandbox`: addresses and credentials
 * - `POST /__sandbox/reset` `{ seed?, people? }`: everything as on the first day
 * - `GET /__sandbox/state?vendor=okta`: what the tenants hold
 * - `GET /__sandbox/requests?vendor=okta`, `DELETE`: what was asked
 * - `GET /__sandbox/routes?vendor=okta`: what can be asked, tokens of Okta and Logto apart
 * - `POST /__sandbox/dials` `{ vendor?, latencyMs?, jitterMs?, settings? }`: `settings` as in the
 *   vendor's index.mjs
 * - `POST /__sandbox/faults` `{ vendor, faults: [...] }`, `DELETE`: see `Fault` in serve.mjs
 * - `POST /__sandbox/clock` `{ advanceMs }`: time goes on for all three
 *
 * Without a vendor, all three are meant.
 */
import fastify from 'fastify';

const KINDS = ['status', 'reset', 'resetAfter', 'truncate', 'hang'];

export async function createControl({ port, vendors, dials, clock, reset, access, routes }) {
	const app = fastify({ forceCloseConnections: true });
	const refuse = (message) => Object.assign(new Error(message), { statusCode: 400 });

	function chosen(name) {
		if (name === undefined) return Object.keys(vendors);
		if (!Object.hasOwn(vendors, name))
			throw refuse(`vendor must be one of ${Object.keys(vendors).join(', ')}`);
		return [name];
	}
	const collected = (request, read) =>
		Object.fromEntries(chosen(request.query.vendor).map((name) => [name, read(name)]));

	app.get('/__sandbox', async () => access());
	app.post('/__sandbox/reset', async ({ body }) => {
		reset(body ?? {});
		return { reset: true };
	});
	app.get('/__sandbox/state', async (request) =>
		collected(request, (name) => vendors[name].state.snapshot()),
	);
	app.get('/__sandbox/requests', async (request) =>
		collected(request, (name) => dials[name].requests),
	);
	app.delete('/__sandbox/requests', async (request) => {
		for (const name of chosen(request.query.vendor)) dials[name].requests.length = 0;
		return { cleared: true };
	});
	app.get('/__sandbox/routes', async (request) => collected(request, (name) => routes[name]));
	app.post('/__sandbox/dials', async ({ body }) => {
		const { vendor, settings = {}, ...latency } = body ?? {};
		for (const name of chosen(vendor)) {
			const unknown = [
				...Object.keys(latency).filter((key) => !(key in dials[name].latency)),
				...Object.keys(settings).filter((key) => !(key in vendors[name].settings)),
			];
			if (unknown.length > 0) throw refuse(`there is no dial ${unknown.join(', ')} for ${name}`);
			Object.assign(dials[name].latency, latency);
			Object.assign(vendors[name].settings, settings);
		}
		return Object.fromEntries(
			chosen(vendor).map((name) => [
				name,
				{ ...dials[name].latency, settings: vendors[name].settings },
			]),
		);
	});
	app.post('/__sandbox/faults', async ({ body }) => {
		const { vendor, faults = [] } = body ?? {};
		for (const { kind } of faults) {
			if (!KINDS.includes(kind)) throw refuse(`kind must be one of ${KINDS.join(', ')}`);
		}
		for (const name of chosen(vendor)) dials[name].addFaults(faults);
		return { faults: chosen(vendor).flatMap((name) => dials[name].faults) };
	});
	app.delete('/__sandbox/faults', async (request) => {
		for (const name of chosen(request.query.vendor)) dials[name].clearFaults();
		return { cleared: true };
	});
	app.post('/__sandbox/clock', async ({ body }) => {
		if (!Number.isFinite(body?.advanceMs)) throw refuse('advanceMs must be a number');
		clock.advance(body.advanceMs);
		return { now: clock.iso() };
	});

	const origin = await app.listen({ port, host: '127.0.0.1' });
	return { origin, close: () => app.close() };
}
