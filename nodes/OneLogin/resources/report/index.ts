import type { Resource } from '../../../shared/operation';
import { getMany } from './getMany';
import { runReport } from './run';
import { runInBackground } from './runInBackground';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [getMany, runReport, runInBackground],
};
