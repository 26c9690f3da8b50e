import * as os from 'node:os';

/**
 * Stands in for the module of the same purpose inside the MongoDB driver, which jest maps here: that one loads `os`
 * with a dynamic `import()`, which fails inside jest, and MongoDB then refuses the connection.
 */
export async function resolveRuntimeAdapters({ runtimeAdapters }: { runtimeAdapters?: { os?: typeof os } }) {
  return { os: runtimeAdapters?.os ?? os };
}
