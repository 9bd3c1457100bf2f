/** What the n8n under the tests can do, found by looking, since they run on several versions. */
import { type INode, NodeApiError } from 'n8n-workflow';

const node: INode = {
	id: 'any',
	name: 'Any',
	type: 'any',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const { cause, failure } = new NodeApiError(node, new Error('any') as never, {
	failure: { cause: 'rate-limited' },
});

/** What an error says of its kind. Up to 2.30 at least, n8n has no kinds. */
export const kindOf = (said: object): unknown => failure && said;

/**
 * What the test of a credential shows when the vendor refuses. Up to 2.30 at least, n8n looks for the
 * status in a cause that its errors lose, and shows its own sentence instead of that of the credential.
 */
export const ruleShown = (own: RegExp): RegExp =>
	cause ? own : /check your credentials|could not be found|was not able to process/;
