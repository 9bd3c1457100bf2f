/** Okta's event hooks: verified by a call back, then told of events in batches, with one repeat. */
import { invalid, notFound } from './errors.mjs';

const PATIENCE = 3_000;
const LONGEST_BATCH = 100;
const MOST_ACTIVE = 25;

/** Event types that only the log has. */
const INELIGIBLE = ['user.lifecycle.delete.completed', 'application.provision.user.deactivate'];

const isText = (value) => typeof value === 'string' && value !== '';

/**
 * @param {{ clock: import('../shared/clock.mjs').Clock, org: any, log: any }} options
 */
export function createHooks({ clock, org, log }) {
	let hooks = [];
	let waiting = [];
	let timer;
	let origin = '';
	let count = 0;

	function view({ secret: _secret, ...hook }) {
		const { authScheme, ...config } = hook.channel.config;
		const self = `${origin}/api/v1/eventHooks/${hook.id}`;
		const link = (name) => ({
			href: `${self}/lifecycle/${name}`,
			hints: { allow: ['POST'] },
		});
		return {
			...hook,
			channel: {
				...hook.channel,
				// The value is never told.
				config: { ...config, authScheme: { type: authScheme.type, key: authScheme.key } },
			},
			_links: {
				self: { href: self },
				verify: link('verify'),
				deactivate: link('deactivate'),
			},
		};
	}

	function hookOf({ params }) {
		const found = hooks.find(({ id }) => id === params.hookId);
		if (!found) throw notFound(params.hookId, 'EventHook');
		return found;
	}

	const call = async ({ channel: { config } }, options, extra = {}) =>
		await fetch(config.uri, {
			...options,
			headers: {
				...Object.fromEntries((config.headers ?? []).map(({ key, value }) => [key, value])),
				accept: 'application/json',
				...extra,
			},
			redirect: 'manual',
			signal: AbortSignal.timeout(PATIENCE),
		});

	function create(request) {
		const { name, description = null, events, channel } = request.body ?? {};
		const config = channel?.config;
		if (!isText(name) || name.length > 255) throw invalid('name', 'name: The field is not valid');
		if (hooks.some((hook) => hook.name === name)) {
			throw invalid('name', 'name: An object with this field already exists');
		}
		if (events?.type !== 'EVENT_TYPE' || !Array.isArray(events.items) || !events.items.length) {
			throw invalid('events', 'events: The field is not valid');
		}
		const odd = events.items.find((type) => INELIGIBLE.includes(type));
		if (odd || events.items.length > 300) throw invalid('events', `events: ${odd} is not eligible`);
		if (channel?.type !== 'HTTP' || channel.version !== '1.0.0') {
			throw invalid('channel', 'channel: The field is not valid');
		}
		const { key, value } = config.authScheme ?? {};
		const isGood = URL.canParse(config.uri ?? '') && isText(key) && isText(value);
		if (!isGood) throw invalid('channel.config', 'channel.config: The field is not valid');
		if (hooks.filter(({ status }) => status === 'ACTIVE').length >= MOST_ACTIVE) {
			throw invalid('eventHooks', 'The maximum number of active event hooks is reached');
		}
		const now = clock.iso();
		const hook = {
			id: org.id('who'),
			name,
			description,
			status: 'ACTIVE',
			verificationStatus: 'UNVERIFIED',
			created: now,
			createdBy: request.principal.owner ?? 'unknown',
			lastUpdated: now,
			events: { type: 'EVENT_TYPE', items: events.items, filter: null },
			channel,
		};
		hooks.push(hook);
		return view(hook);
	}

	async function verify(request) {
		const hook = hookOf(request);
		const challenge = org.random.text(40);
		for (let left = 1; left >= 0; left--) {
			try {
				const headers = { 'x-okta-verification-challenge': challenge };
				const answer = await call(hook, { method: 'GET' }, headers);
				const body = await answer.json();
				if (answer.status === 200 && body.verification === challenge) {
					hook.verificationStatus = 'VERIFIED';
					return view(hook);
				}
			} catch {
				// Tried once more.
			}
		}
		throw invalid('eventHook', 'Verification failed: the endpoint did not return the challenge');
	}

	/** Sends a batch. After a 5xx or a silence it goes once more, after any other answer it does not. */
	async function deliver(hook, events) {
		const body = JSON.stringify({
			eventType: 'com.okta.event_hook',
			eventTypeVersion: '1.0',
			cloudEventsVersion: '0.1',
			source: `${origin}/api/v1/eventHooks/${hook.id}`,
			eventId: `sandbox-delivery-${++count}`,
			data: { events },
			eventTime: clock.iso(),
			contentType: 'application/json',
		});
		const { key, value } = hook.channel.config.authScheme;
		const headers = { 'content-type': 'application/json', [key]: value };
		for (let left = 1; left >= 0; left--) {
			try {
				const { status } = await call(hook, { method: 'POST', body }, headers);
				if (status < 500) return;
			} catch {
				// As after a 5xx.
			}
		}
	}

	function flush() {
		timer = undefined;
		const batch = waiting;
		waiting = [];
		for (const hook of hooks) {
			if (hook.status !== 'ACTIVE' || hook.verificationStatus !== 'VERIFIED') continue;
			const own = batch.filter(({ eventType }) => hook.events.items.includes(eventType));
			for (let at = 0; at < own.length; at += LONGEST_BATCH) {
				void deliver(hook, own.slice(at, at + LONGEST_BATCH));
			}
		}
	}

	log.listen((event) => {
		if (hooks.length === 0) return;
		waiting.push(event);
		timer ??= setTimeout(flush, 20);
	});

	const setStatus = (status) => (request) => {
		const hook = hookOf(request);
		hook.status = status;
		return view(hook);
	};

	const MANAGE = 'okta.eventHooks.manage';
	const READ = 'okta.eventHooks.read';
	const hook = '/api/v1/eventHooks/:hookId';
	return {
		clear: () => {
			hooks = [];
			waiting = [];
		},
		routes: (context) => {
			origin = context.origin;
			return [
				['GET', '/api/v1/eventHooks', READ, () => hooks.map(view)],
				['POST', '/api/v1/eventHooks', MANAGE, create],
				['GET', hook, READ, (request) => view(hookOf(request))],
				[
					'DELETE',
					hook,
					MANAGE,
					(request, reply) => {
						const found = hookOf(request);
						if (found.status !== 'INACTIVE') {
							throw invalid('eventHook', 'The event hook must be deactivated first');
						}
						hooks = hooks.filter((one) => one !== found);
						reply.code(204).send();
					},
				],
				['POST', `${hook}/lifecycle/verify`, MANAGE, verify],
				['POST', `${hook}/lifecycle/activate`, MANAGE, setStatus('ACTIVE')],
				['POST', `${hook}/lifecycle/deactivate`, MANAGE, setStatus('INACTIVE')],
			];
		},
	};
}
