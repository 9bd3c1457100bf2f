/**
 * Okta's rate limits: a bucket per path and method, of one minute, and a limit of requests at the
 * same time. Figures: the last published table for one-app tenants; a token may use half of each
 * unless that was changed, which the sandbox assumes.
 */
const BUCKETS = [
	[/^(GET|POST) \/api\/v1\/users$/, 'users', 600],
	[/^GET \/api\/v1\/users\/[^/]+$/, 'user', 1000],
	[/^(POST|PUT|DELETE) \/api\/v1\/users\/[^/]+$/, 'user-write', 600],
	[/^\w+ \/api\/v1\/apps\/[^/]+$/, 'app', 600],
	[/^\w+ \/api\/v1\/apps/, 'apps', 100],
	[/^GET \/api\/v1\/logs$/, 'logs', 120],
	[/^\w+ \/api\/v1\/groups$/, 'groups', 600],
	[/^\w+ \/api\/v1\/groups\//, 'group', 600],
];
/** Whatever has no line of its own above: factors and admin roles, for example. */
const OTHERS = 600;
const WINDOW = 60_000;

export function createLimits({ clock, settings }) {
	let windows = new Map();
	let running = 0;
	return {
		clear() {
			windows = new Map();
		},
		/** Notes that a request is under way, until its answer is out. */
		arrived(response) {
			running++;
			response.once('close', () => running--);
		},
		/**
		 * Counts a request.
		 *
		 * @returns {{ headers: Record<string, string>, exceeded: boolean }}
		 */
		count(method, url) {
			const now = clock.now();
			const line = `${method} ${url.split('?')[0]}`;
			const [, name, standard] = BUCKETS.find(([pattern]) => pattern.test(line)) ?? [
				null,
				'other',
				OTHERS,
			];
			const limit = settings.rateLimit ?? standard;
			let window = windows.get(name);
			if (!window || now >= window.until) {
				window = { until: now + WINDOW, used: 0 };
				windows.set(name, window);
			}
			const isCrowded = settings.concurrency > 0 && running > settings.concurrency;
			if (!isCrowded) window.used++;
			const exceeded = isCrowded || window.used > limit;
			return {
				exceeded,
				headers: {
					// Too many at once: both are 0, and the reset is only an estimate.
					'x-rate-limit-limit': String(isCrowded ? 0 : limit),
					'x-rate-limit-remaining': String(isCrowded ? 0 : Math.max(0, limit - window.used)),
					'x-rate-limit-reset': String(Math.ceil(window.until / 1000)),
				},
			};
		},
	};
}
