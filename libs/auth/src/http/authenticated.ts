import { declarePolicy } from './route-policy';

/** Opens a route, or all of a controller, to whoever is logged in. */
export const Authenticated = () => declarePolicy('authenticated');
