/** Every list of the tables. */
import { logtoLists } from '../logto/lists.mjs';
import { oktaLists } from '../okta/lists.mjs';
import { oneLoginLists } from '../oneLogin/lists.mjs';

export const lists = [...oktaLists, ...oneLoginLists, ...logtoLists];
