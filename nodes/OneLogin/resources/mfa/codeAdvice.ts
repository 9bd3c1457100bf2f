import type { Refusal } from '../../../shared/errors';
import { toManageAll } from '../../scope';

/** Of a wrong code OneLogin says 401 or 403, as of a scope that is too small (onelogin-next.md, 4.5). */
export const codeAdvice = (refusal: Refusal): string | undefined =>
	refusal.status === 401 || refusal.status === 403
		? [
				'If this works with other codes: the code is wrong, or its time has run out.',
				toManageAll(refusal),
			]
				.filter(Boolean)
				.join(' ')
		: undefined;
