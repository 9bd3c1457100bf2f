import { clock } from './clock';
import { byDisplayName } from './field';
import { defineOperation, type Resource } from './operation';
import { reportOf } from './report';

const makeReport = defineOperation({
	value: 'makeReport',
	name: 'Make Report',
	action: 'Make a report of an access review',
	description:
		'Make one report of all items of Get Access, of any vendor: a page for reading and printing, and a table for spreadsheets. Those with flags come first.',
	fields: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: 'Access Review',
			description: 'Heading of the report',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: byDisplayName([
				{
					displayName: 'Put Page Into Field',
					name: 'pageField',
					type: 'string',
					default: 'page',
					description: 'Name of the binary field for the page (HTML)',
				},
				{
					displayName: 'Put Table Into Field',
					name: 'tableField',
					type: 'string',
					default: 'table',
					description: 'Name of the binary field for the table (CSV)',
				},
				{
					displayName: 'Separator',
					name: 'separator',
					type: 'options',
					options: [
						{ name: 'Comma', value: ',' },
						{ name: 'Semicolon', value: ';' },
					],
					default: ',',
					description:
						'What stands between the cells of the table; some spreadsheets want semicolons',
				},
			]),
		},
	],
	gather(items, { title, options }) {
		const { pageField = 'page', tableField = 'table', separator = ',' } = options;
		const made = new Date(clock.now()).toISOString();
		const { html, csv, figures } = reportOf(items, { title, separator, made });
		const name = `access-review-${made.slice(0, 10)}`;
		return {
			json: figures,
			files: {
				[pageField]: { name: `${name}.html`, type: 'text/html', content: html },
				[tableField]: { name: `${name}.csv`, type: 'text/csv', content: csv },
			},
		};
	},
});

/** What is done with the records of all vendors. */
export const accessReview: Resource = {
	value: 'accessReview',
	name: 'Access Review',
	operations: [makeReport],
};
