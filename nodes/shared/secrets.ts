import type { IDataObject } from 'n8n-workflow';
import { isBrokenText } from './path';

/** Names under which a request body holds a secret, or what was made of one, such as its hash. */
const SENSITIVE = /^(?!.*(algorithm|order)).*(pass|secret|salt|hash|digest|answer)/i;

const MASK = '***';

/** Shorter parts of what was entered are no secrets of their own. */
const SHORTEST_PART = 6;

/** Texts shorter than this are too common to be masked without garbling the message. */
const SHORTEST_SECRET = 3;

/** A secret as it was entered, and as it stands trimmed, in JSON and in an address. */
const formsOf = (secret: string): string[] => [
	secret,
	secret.trim(),
	JSON.stringify(secret).slice(1, -1),
	isBrokenText(secret) ? secret : encodeURIComponent(secret),
];

/** Replaces each secret in a text, so that a vendor's echo of a password goes no further. */
export function mask(text: string, secrets: Iterable<string>): string {
	// The longest first: one may be the beginning of another.
	const forms = [...secrets].flatMap(formsOf).sort((a, b) => b.length - a.length);
	let masked = text;
	for (const form of forms) {
		if (form.length >= SHORTEST_SECRET) masked = masked.split(form).join(MASK);
	}
	return masked;
}

/**
 * The secrets of one item: what was entered into its secret fields, and where its requests carried
 * them. A vendor that repeats a request in its answer must not put them into the execution's data.
 */
export class Secrets {
	/** Names of body values that held an entered secret. */
	private readonly carriers = new Set<string>();
	private readonly sent = new Set<string>();

	/**
	 * @param entered values of the item's secret fields
	 * @param open texts of its other fields: one that holds a secret by chance, as the email
	 *   ada@example.com holds the password "ada", carries none
	 */
	constructor(
		private readonly entered: ReadonlySet<string> = new Set(),
		private readonly open: ReadonlySet<string> = new Set(),
	) {}

	/** All that no message may repeat. */
	*all(): Generator<string> {
		yield* this.entered;
		yield* this.sent;
	}

	/**
	 * Looks through the body of a request that is about to be sent.
	 *
	 * @param name the body value's own
	 * @param owner that of the object it stands in: a "value" is what its owner is
	 */
	note(body: unknown, name = '', owner = ''): void {
		if (this.entered.size === 0) return;
		if (typeof body === 'string') {
			const isSensitive = SENSITIVE.test(name === 'value' ? owner : name);
			const isOpen = this.open.has(body) && !isSensitive;
			if (!isOpen && this.holdsEntered(body)) this.carriers.add(name);
			if (isSensitive || this.isPartOfEntered(body)) this.sent.add(body);
		} else if (Array.isArray(body)) {
			for (const entry of body) this.note(entry, name, owner);
		} else if (typeof body === 'object' && body !== null) {
			for (const [key, value] of Object.entries(body)) this.note(value, key, name);
		}
	}

	/**
	 * The record without entered secrets that came back under the name under which they were sent.
	 * Elsewhere the same text stays: an answer to a recovery question may well be someone's city.
	 */
	redact(record: IDataObject): IDataObject {
		return this.carriers.size === 0 ? record : (this.redacted(record, '') as IDataObject);
	}

	private redacted(value: unknown, name: string): unknown {
		if (typeof value === 'string') {
			return this.carriers.has(name) && this.holdsEntered(value) ? MASK : value;
		}
		if (Array.isArray(value)) return value.map((entry) => this.redacted(entry, name));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, this.redacted(inner, key)]),
		);
	}

	/** Whether a text is one of several that were entered together, e.g. one of ten backup codes. */
	private isPartOfEntered(text: string): boolean {
		if (text.length < SHORTEST_PART) return false;
		for (const secret of this.entered) if (secret.includes(text)) return true;
		return false;
	}

	/** A short secret counts only as the whole text: "x" is part of too many. */
	private holdsEntered(text: string): boolean {
		for (const secret of this.entered) {
			if (text === secret) return true;
			if (secret.length >= SHORTEST_PART && text.includes(secret)) return true;
		}
		return false;
	}
}
