export function createLogto() {
	return {
		settings: {},
		state: {
			snapshot() {
				return {};
			},
		},
		async build() {
			const { createApp } = await import('../shared/serve.mjs');
			return { app: createApp({ onBadUrl() {} }) };
		},
		reset() {},
		access: (url) => ({ url, endpoint: url }),
	};
}
