// Rules for everything that does not ship; what ships is checked by n8n's own config at the top.
import { configs, config } from 'typescript-eslint';

export default config(
	{ ignores: ['dist', 'node_modules', 'artifacts'] },
	{
		files: ['**/*.mts', '**/*.mjs', 'gulpfile.js'],
		extends: [configs.recommended],
		rules: {
			'@typescript-eslint/no-require-imports': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
);
