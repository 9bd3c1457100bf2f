import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/errors';

/** What the form asks for, by the name of the field. */
interface Given {
	phoneNumber: string;
	phoneExtension: string;
	email: string;
	question: string;
	answer: string;
	factorProfileId: string;
	sharedSecret: string;
}

interface Kind {
	factorType: string;
	provider: string;
	/** Fields that it needs, with what the form calls them. */
	needs: Partial<Record<keyof Given, string>>;
	/** Fields that it may have. */
	may?: Array<keyof Given>;
}

/** The factors that can be enrolled without a browser (Management API, "Enroll a factor"). */
const KINDS: Record<string, Kind> = {
	call: {
		factorType: 'call',
		provider: 'OKTA',
		needs: { phoneNumber: 'Phone Number' },
		may: ['phoneExtension'],
	},
	customTotp: {
		factorType: 'token:hotp',
		provider: 'CUSTOM',
		needs: { factorProfileId: 'Factor Profile ID', sharedSecret: 'Shared Secret' },
	},
	email: { factorType: 'email', provider: 'OKTA', needs: { email: 'Email' } },
	googleTotp: { factorType: 'token:software:totp', provider: 'GOOGLE', needs: {} },
	oktaPush: { factorType: 'push', provider: 'OKTA', needs: {} },
	oktaTotp: { factorType: 'token:software:totp', provider: 'OKTA', needs: {} },
	question: {
		factorType: 'question',
		provider: 'OKTA',
		needs: { question: 'Question', answer: 'Answer' },
	},
	sms: { factorType: 'sms', provider: 'OKTA', needs: { phoneNumber: 'Phone Number' } },
};

/** Beside the profile, not in it. */
const OUTSIDE = ['factorProfileId'];

/**
 * The body that enrols a factor.
 *
 * @throws {InputError} for a field that is empty and that the factor needs
 */
export function enrolment(kind: string, given: Given): IDataObject {
	const { factorType, provider, needs, may = [] } = KINDS[kind];
	for (const [name, label] of Object.entries(needs)) {
		if (!given[name as keyof Given]) {
			throw new InputError(`"${label}" is empty`, 'Enter a value and run again.');
		}
	}
	const names = [...(Object.keys(needs) as Array<keyof Given>), ...may];
	const values = names.filter((name) => given[name]).map((name) => [name, given[name]] as const);
	const inside = values.filter(([name]) => !OUTSIDE.includes(name));
	return {
		factorType,
		provider,
		...Object.fromEntries(values.filter(([name]) => OUTSIDE.includes(name))),
		...(inside.length > 0 && { profile: Object.fromEntries(inside) }),
	};
}
