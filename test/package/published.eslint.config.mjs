// The rules that n8n's scan puts a published package through, for the compiled files.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';

// The copy that n8n's own lint uses.
const cli = createRequire(
	new URL('../../node_modules/@n8n/node-cli/package.json', import.meta.url),
);
const { n8nCommunityNodesPlugin } = await import(
	pathToFileURL(cli.resolve('@n8n/eslint-plugin-community-nodes')).href
);

export default [
	{ linterOptions: { noInlineConfig: true } },
	...[n8nCommunityNodesPlugin.configs.recommended].flat(),
	{
		files: ['dist/nodes/**/*.js'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// It wants `.node.ts`, and these are compiled.
			'n8n-nodes-base/node-filename-against-convention': 'off',
			// The same three that n8n's own config turns off.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ rules: { 'no-console': 'error' } },
];
