/** Most things of one kind that a process remembers. */
const MOST = 500;

/** What a process keeps by name, e.g. of a tenant. It is made when first asked for. */
export class Recent<T> {
	private readonly kept = new Map<string, T>();

	constructor(private readonly make: () => T) {}

	/** The one with this name. Beyond {@link MOST} the one unused for longest is forgotten. */
	of(...name: string[]): T {
		const key = JSON.stringify(name);
		const one = this.kept.get(key) ?? this.make();
		// Most recently used last.
		this.kept.delete(key);
		this.kept.set(key, one);
		const oldest = this.kept.keys().next();
		if (this.kept.size > MOST && !oldest.done) this.kept.delete(oldest.value);
		return one;
	}

	clear(): void {
		this.kept.clear();
	}
}
