/** Reads a vendor's OpenAPI where the folder with the vendors' documents stands beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeName } from './engine.mjs';

interface Schema {
	$ref?: string;
	type?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	readOnly?: boolean;
}

interface Parameter {
	$ref?: string;
	name: string;
	in: string;
}

interface Endpoint {
	parameters?: Parameter[];
	requestBody?: { $ref?: string; content?: Record<string, { schema?: Schema }> };
}

type PathItem = Record<string, Endpoint> & { parameters?: Parameter[] };

interface Spec {
	paths: Record<string, PathItem>;
}

const FOLDER = join(__dirname, '../../../shared/vendors');

function read(node: NodeName, which = ''): Spec | undefined {
	const file = join(FOLDER, `${node.toLowerCase()}${which}.openapi.json`);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Spec) : undefined;
}

/** The vendor's specification, or `undefined` where it is not at hand. */
export const specOf = (node: NodeName): Spec | undefined => read(node);

/** The vendor's specifications that are at hand: that, and a wider one for what is not in it. */
export const specsOf = (node: NodeName): Spec[] =>
	['', '-next'].flatMap((which) => read(node, which) ?? []);

/**
 * Both specifications in one. The wider one, in which mistakes are mended, has the last word; its
 * components get a name of their own, since both call different things the same.
 */
export function wholeSpecOf(node: NodeName): Spec | undefined {
	const [spec, next] = specsOf(node) as Array<Spec & { components?: object }>;
	if (!next) return spec;
	const apart = JSON.parse(
		JSON.stringify(next).replaceAll('"#/components/', '"#/components/next/'),
	) as typeof next;
	return {
		...spec,
		paths: { ...spec.paths, ...apart.paths },
		components: { ...spec.components, next: apart.components },
	} as Spec;
}

function resolve<T extends { $ref?: string }>(spec: Spec, value: T): T {
	if (!value.$ref) return value;
	const target = value.$ref
		.replace(/^#\//, '')
		.split('/')
		.reduce<unknown>(
			(at, key) => (at as Record<string, unknown>)[key.replace(/~1/g, '/').replace(/~0/g, '~')],
			spec,
		);
	return resolve(spec, target as T);
}

/** Paths of all writable values of a schema; `[]` marks a list of objects. */
function schemaPaths(spec: Spec, given: Schema, prefix: string, depth = 0): string[] {
	const schema = resolve(spec, given);
	if (schema.readOnly) return [];
	if (depth > 6) return [prefix];
	const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
	const inner = [
		...parts.flatMap((part) => schemaPaths(spec, part, prefix, depth + 1)),
		...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
			schemaPaths(spec, property, prefix ? `${prefix}.${name}` : name, depth + 1),
		),
	].filter((path) => path !== prefix);
	if (inner.length > 0) return [...new Set(inner)];
	if (schema.items) {
		const item = schemaPaths(spec, schema.items, `${prefix}[]`, depth + 1);
		return item.length === 1 && item[0] === `${prefix}[]` ? [prefix] : item;
	}
	return [prefix];
}

/** What a caller may send to an endpoint: names of the query and headers, paths of body values. */
export interface Inputs {
	query: string[];
	headers: string[];
	body: string[];
}

/** Everything that the first specification with this endpoint lets a caller send to it. */
export function specifiedInputs(specs: Spec[], method: string, path: string): Inputs | undefined {
	for (const spec of specs) {
		const inputs = inputsOf(spec, method, path);
		if (inputs) return inputs;
	}
	return undefined;
}

function inputsOf(spec: Spec, method: string, path: string): Inputs | undefined {
	const shape = (text: string) => text.replace(/\{[^}]+\}/g, '{}');
	const item = Object.entries(spec.paths).find(([key]) => shape(key) === shape(path))?.[1];
	const endpoint = item?.[method.toLowerCase()];
	if (!item || !endpoint) return undefined;
	const parameters = [...(item.parameters ?? []), ...(endpoint.parameters ?? [])].map((one) =>
		resolve(spec, one),
	);
	const named = (place: string) =>
		parameters.filter((one) => one.in === place).map(({ name }) => name);
	const body = endpoint.requestBody && resolve(spec, endpoint.requestBody);
	const schema = body?.content && Object.values(body.content)[0]?.schema;
	return {
		query: named('query'),
		headers: named('header'),
		body: schema ? schemaPaths(spec, schema, '').filter(Boolean) : [],
	};
}
