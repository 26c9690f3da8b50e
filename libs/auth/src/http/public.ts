import { declarePolicy } from './route-policy';

/** Opens a route, or all of a controller, to everybody. */
export const Public = () => declarePolicy('public');
