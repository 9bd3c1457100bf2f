/** What a trigger makes of the switches of its form, whatever an expression gives. */
import { isOn } from '../../nodes/shared/chosen';
import type { AskContext } from '../../nodes/shared/ask';

const inForm = (value: unknown) => ({ getNodeParameter: () => value }) as unknown as AskContext;

test.each([
	...[true, 'true', 'TRUE', ' yes ', 1, '1'].map((value): [unknown, boolean] => [value, true]),
	...[false, 'false', 'False', 'no', 0, '0'].map((value): [unknown, boolean] => [value, false]),
])('%j is read as in any other form', (value, wanted) => {
	for (const standard of [true, false]) {
		expect(isOn(inForm(value), 'simplify', standard)).toBe(wanted);
	}
});

test.each([undefined, null, '', 'perhaps', {}])('%j is as if nothing were set', (value) => {
	for (const standard of [true, false]) {
		expect(isOn(inForm(value), 'simplify', standard)).toBe(standard);
	}
});
