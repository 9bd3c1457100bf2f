// What each process of n8n sends to the sandbox. All of them come from the same address with the same
// credential, so Linux is asked whose the socket is, while its owner waits for the answer.
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * @typedef {object} Sent A request that a vendor got.
 * @property {'okta' | 'oneLogin' | 'logto'} vendor
 * @property {string} process name of the process that sent it; `nobody` when none of those known has
 *   the socket
 * @property {number} at when it came, in ms of this machine's clock
 * @property {boolean} isTokenCall
 * @property {number} [status] not before the answer
 * @property {string[]} [issued] the tokens that a token call was answered with
 */

const portOf = (address) => parseInt(address.split(':')[1], 16);

/** The inode of the socket that talks from one port to the other, as its own side sees it. */
function inodeOf(from, to) {
	for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)) {
		const [, local, remote, , , , , , , inode] = line.trim().split(/\s+/);
		if (inode && portOf(local) === from && portOf(remote) === to) return inode;
	}
	return undefined;
}

function holds(pid, inode) {
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).some((fd) => {
		try {
			return readlinkSync(`${folder}/${fd}`) === `socket:[${inode}]`;
		} catch {
			// Closed meanwhile.
			return false;
		}
	});
}

/** Notes the tokens in an answer. */
function noteIssued(response, entry) {
	const end = response.end.bind(response);
	response.end = (...args) => {
		const tokens = String(args[0] ?? '').matchAll(/"\w+_token":\s*"([^"]+)"/g);
		entry.issued = [...tokens].map(([, token]) => token);
		return end(...args);
	};
}

/**
 * Notes everything that the vendors are asked from now on, and tells it on a port of its own:
 *
 * - `GET /?from=0`: a list of {@link Sent}, without the first ones
 * - `POST /` `{ vendor, calls, advanceMs }`: lets the sandbox's clock go on when the vendor has got so
 *   many more calls of its API, before it sees the last of them. Answers with how many requests there
 *   were in all, and `GET /` has `wasMoved` on the request that did it
 *
 * @param {Awaited<ReturnType<typeof import('../../sandbox/start.mjs').startSandbox>>} sandbox
 * @param {Record<string, number>} processes process ids by name
 */
export async function watchWire(sandbox, processes) {
	/** @type {Array<Sent & { wasMoved?: boolean }>} */
	const sent = [];
	const owners = new WeakMap();
	let move;

	function ownerOf(socket) {
		if (!owners.has(socket)) {
			const inode = inodeOf(socket.remotePort, socket.localPort);
			const found = Object.entries(processes).find(([, pid]) => inode && holds(pid, inode));
			owners.set(socket, found?.[0] ?? 'nobody');
		}
		return owners.get(socket);
	}

	function moveOn(entry) {
		if (entry.vendor !== move?.vendor || entry.isTokenCall || --move.calls > 0) return;
		sandbox.clock.advance(move.advanceMs);
		entry.wasMoved = true;
		move = undefined;
	}

	for (const [vendor, dials] of Object.entries(sandbox.dials)) {
		const intervene = dials.intervene.bind(dials);
		dials.intervene = async (request, response) => {
			const entry = {
				vendor,
				process: ownerOf(request.socket),
				at: Date.now(),
				isTokenCall: request.url.endsWith('/token'),
			};
			sent.push(entry);
			response.once('finish', () => (entry.status = response.statusCode));
			if (entry.isTokenCall) noteIssued(response, entry);
			moveOn(entry);
			return await intervene(request, response);
		};
	}

	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			if (request.method === 'POST') move = JSON.parse(body);
			const from = Number(new URL(request.url, 'http://wire').searchParams.get('from') ?? 0);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(request.method === 'POST' ? sent.length : sent.slice(from)));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		stop: async () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
