// Logto's own client, @logto/api, in a process of its own: it is an ES module and wants Node.js 22.14
// or later. Reads one call a line, { method, path, init }, and answers each with what the client says.
import { createInterface } from 'node:readline';
import { createManagementApi } from '@logto/api/management';

const { endpoint, resource, clientId, clientSecret } = JSON.parse(process.argv[2]);
const { apiClient } = createManagementApi('default', {
	clientId,
	clientSecret,
	baseUrl: endpoint,
	apiIndicator: resource,
});

for await (const line of createInterface({ input: process.stdin })) {
	const { method, path, init } = JSON.parse(line);
	let said;
	try {
		const { data, error, response } = await apiClient[method](path, init);
		said = { data, error, status: response.status };
	} catch (error) {
		said = { thrown: error.stack };
	}
	console.log(JSON.stringify(said));
}
