import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Heap in use, in MB, once everything that can be freed has been. */
export async function heap(): Promise<number> {
	for (let round = 0; round < 3; round++) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		collectGarbage();
	}
	return process.memoryUsage().heapUsed / 1024 / 1024;
}
