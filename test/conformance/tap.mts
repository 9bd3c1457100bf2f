/** Listens between a client and the sandbox: everything is passed on as it is, and noted. */
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it went over the wire, with the status of its answer. */
export interface Heard {
	method: string;
	/** As sent, percent-encoded. */
	path: string;
	/** Decoded and sorted. */
	query: Array<[string, string]>;
	headers: IncomingHttpHeaders;
	/** The body as JSON, a form as an object, anything else as text; `undefined` for no body. */
	body: unknown;
	status: number;
}

export interface Tap {
	origin: string;
	/** In the order in which they came. */
	heard: Heard[];
	close(): Promise<void>;
}

function bodyOf(text: string, type = ''): unknown {
	if (text === '') return undefined;
	if (type.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries([...new URLSearchParams(text)].sort());
	}
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Starts to listen on the way to a server. */
export async function startTap(target: string): Promise<Tap> {
	const heard: Heard[] = [];
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const bytes = Buffer.concat(chunks);
			const [path, search = ''] = incoming.url!.split('?');
			const { method = '', headers } = incoming;
			const note: Heard = {
				method,
				path,
				query: [...new URLSearchParams(search)].sort((a, b) => (a.join() < b.join() ? -1 : 1)),
				headers,
				body: bodyOf(bytes.toString(), headers['content-type']),
				status: 0,
			};
			heard.push(note);
			const onward = httpRequest(target + incoming.url, { method, headers }, (answer) => {
				note.status = answer.statusCode!;
				outgoing.writeHead(answer.statusCode!, answer.rawHeaders);
				answer.pipe(outgoing);
			});
			onward.on('error', (error) => outgoing.destroy(error));
			onward.end(bytes);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		close: async () => {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}
