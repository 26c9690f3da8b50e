import { ApiExtensions } from '../apps/api/src/api-extensions';
import { OrderProcessorExtensions } from '../apps/order-processor/src/order-processor-extensions';

/** This shop's own rules of taking orders. The API heeds them, and so does the command line. docs/extending.md tells what can be named here. */
export const apiExtensions: ApiExtensions = {};

/** This shop's own rules of deciding orders and telling customers. */
export const orderProcessorExtensions: OrderProcessorExtensions = {};
