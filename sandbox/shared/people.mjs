/** The people of an invented company, the same in all three systems: an e-mail address joins them. */
import { randomOf } from './random.mjs';

const FIRST =
	`Ada Adil Agnes Akira Alba Amara Anouk Anton Arjun Asta Bela Bianca Bruno Carla Cem Chidi
Clara Dana Darius Dewi Dilan Edda Elif Emil Enzo Esra Fabio Farah Fenna Finn Freya Gita Goran Greta
Hanna Haruto Hedda Hugo Ida Ines Ivo Jana Jaro Jin Jonas Kaja Kenji Lara Leila Lenz Lina Luca Mads
Maja Malik Mara Mateo Mina Nadia Nils Noor Nuria Olek Oona Otis Pia Priya Quentin Rafa Ravi Rhea Romy
Runa Sami Selma Sina Soraya Sven Taj Tara Theo Tilda Timo Uma Vera Viggo Wanda Xenia Yara Yusuf Zoe Zeno`.split(
		/\s+/,
	);

const LAST =
	`Abend Adler Amano Baran Bauer Bergs Brandt Castell Corvin Dahl Damm Duarte Ebner Eklund
Ferro Fink Fonseca Frost Galli Gerber Grimm Haas Halvor Hartwig Heller Holm Ibarra Imhof Jansen Jarvi
Kaplan Keller Kimura Klee Kovac Kramer Lang Lehto Lindner Lund Marek Marten Meyer Moreau Nadir Neri
Nowak Oduya Okafor Olsen Paulsen Perez Pohl Quist Raab Ramos Reiter Roth Sander Sato Schell Silva
Sommer Stahl Strand Suzuki Takeda Tamm Torres Ulbrich Vaart Vogel Voss Wagner Weiss Wilde Winter
Yilmaz Zander Zeller Ziegler`.split(/\s+/);

/** Departments, their titles from junior to lead, and their share of the company. */
export const DEPARTMENTS = [
	{
		name: 'Engineering',
		weight: 8,
		titles: ['Engineer', 'Senior Engineer', 'Staff Engineer', 'Engineering Lead'],
	},
	{
		name: 'Sales',
		weight: 5,
		titles: ['Account Executive', 'Senior Account Executive', 'Sales Lead'],
	},
	{ name: 'Support', weight: 4, titles: ['Support Agent', 'Senior Support Agent', 'Support Lead'] },
	{
		name: 'Marketing',
		weight: 3,
		titles: ['Marketing Specialist', 'Content Editor', 'Marketing Lead'],
	},
	{ name: 'Finance', weight: 2, titles: ['Accountant', 'Controller', 'Finance Lead'] },
	{ name: 'People', weight: 2, titles: ['Recruiter', 'People Partner', 'People Lead'] },
	{ name: 'IT', weight: 2, titles: ['IT Specialist', 'Systems Administrator', 'IT Lead'] },
	{ name: 'Legal', weight: 1, titles: ['Counsel', 'Senior Counsel', 'Legal Lead'] },
];

const OFFICES = [
	{
		city: 'Kassel',
		countryCode: 'DE',
		state: 'Hesse',
		timezone: 'Europe/Berlin',
		locale: 'de_DE',
		dial: '49561',
		zipCode: '34117',
		street: 'Fuldaufer',
	},
	{
		city: 'Aarhus',
		countryCode: 'DK',
		state: 'Midtjylland',
		timezone: 'Europe/Copenhagen',
		locale: 'da_DK',
		dial: '4586',
		zipCode: '8000',
		street: 'Havnegade',
	},
	{
		city: 'Porto',
		countryCode: 'PT',
		state: 'Porto',
		timezone: 'Europe/Lisbon',
		locale: 'pt_PT',
		dial: '35122',
		zipCode: '4000-069',
		street: 'Rua do Cais',
	},
	{
		city: 'Denver',
		countryCode: 'US',
		state: 'CO',
		timezone: 'America/Denver',
		locale: 'en_US',
		dial: '1303',
		zipCode: '80202',
		street: 'Mill Street',
	},
];

/**
 * People whose accounts a review should stumble over. They stand at the start of the company, so
 * that every size has them. What each of them means in a vendor is decided by its seed.
 */
const CASES = [
	{ firstName: 'Ada', lastName: 'Vogel', department: 'IT', review: 'adminWithoutMfa' },
	{
		firstName: 'Nils',
		lastName: 'Okafor',
		department: 'Engineering',
		review: 'suspendedWithTokens',
	},
	{ firstName: 'Mara', lastName: 'Lindner', department: 'Sales', review: 'neverLoggedIn' },
	{ firstName: 'Theo', lastName: 'Kovac', department: 'Finance', review: 'leftButActive' },
	{ firstName: 'Priya', lastName: 'Strand', department: 'IT', review: 'admin' },
	{ firstName: 'Zeno', lastName: 'Castell', department: 'Support', review: 'locked' },
	{ firstName: 'Jana', lastName: 'Quist', department: 'Marketing', review: 'noMfa' },
	{ firstName: 'Malik', lastName: 'Torres', department: 'Engineering', review: 'leaver' },
	{ firstName: 'Freya', lastName: 'Imhof', department: 'People', review: 'deactivated' },
	{ firstName: 'Sven', lastName: 'Adler', department: 'Legal', review: 'neverLoggedInAdmin' },
];

export const COMPANY = 'Halden Works';
export const DOMAIN = 'halden.example';
const DAY = 86_400_000;

const weighted = DEPARTMENTS.flatMap((one) => Array(one.weight).fill(one));

/**
 * @typedef {object} Person
 * @property {number} number 1 for the first
 * @property {string} firstName
 * @property {string} lastName
 * @property {string} email
 * @property {string} username
 * @property {string} phone E.164 digits without the plus sign
 * @property {string} department
 * @property {string} title
 * @property {typeof OFFICES[number]} office
 * @property {string} street
 * @property {number} hiredAt milliseconds
 * @property {number} seenAt the last login, milliseconds
 * @property {Person} [manager]
 * @property {string} [review] why an access review should stop here
 */

/**
 * The people of the company.
 *
 * @param {{ seed: string, count: number, today: number }} options `today` in milliseconds: the day
 *   that all dates lie before
 * @returns {Person[]}
 */
export function peopleOf({ seed, count, today }) {
	const random = randomOf(`${seed}/people`);
	const taken = new Set();
	/** @type {Person[]} */
	const people = [];
	for (let number = 1; number <= count; number++) {
		const given = CASES[number - 1];
		const firstName = given?.firstName ?? random.pick(FIRST);
		const lastName = given?.lastName ?? random.pick(LAST);
		const plain = `${firstName}.${lastName}`.toLowerCase();
		const username = taken.has(plain) ? `${plain}${number}` : plain;
		taken.add(username);
		const department = given
			? DEPARTMENTS.find(({ name }) => name === given.department)
			: random.pick(weighted);
		const office = random.pick(OFFICES);
		const hiredAt = today - (30 + random.below(2500)) * DAY;
		const titles = department.titles;
		people.push({
			number,
			firstName,
			lastName,
			email: `${username}@${DOMAIN}`,
			username,
			phone: `${office.dial}${String(1_000_000 + number).slice(1)}`,
			department: department.name,
			title: titles[Math.min(random.below(titles.length), random.below(titles.length))],
			office,
			street: `${office.street} ${1 + random.below(90)}`,
			hiredAt,
			seenAt: Math.max(hiredAt, today - random.below(60 * 24) * 3_600_000),
			...(given && { review: given.review }),
		});
	}
	for (const person of people) {
		const lead = people.find(
			(one) => one.department === person.department && one.title.endsWith('Lead') && one !== person,
		);
		if (lead && !person.title.endsWith('Lead')) person.manager = lead;
	}
	return people;
}
