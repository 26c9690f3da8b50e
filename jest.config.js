/** Three kinds of tests, told apart by their name; what touches a real server shares one local stack. */
const { compilerOptions } = require('./tsconfig.json');

const aliases = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file}`]),
);

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { ...aliases, '^\\./runtime_adapters$': '<rootDir>/test/support/mongodb-runtime.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};

const onRealParts = {
  ...base,
  globalSetup: '<rootDir>/test/support/start-stack.ts',
  globalTeardown: '<rootDir>/test/support/stop-stack.ts',
};

module.exports = {
  testTimeout: 120_000,
  // One more than the usual two cores: much of what the tests do is to wait.
  maxWorkers: 3,
  projects: [
    { ...base, displayName: 'unit', testRegex: '\\.spec\\.ts$' },
    { ...onRealParts, displayName: 'adapter', testRegex: '\\.int-spec\\.ts$' },
    { ...onRealParts, displayName: 'end-to-end', testRegex: '\\.e2e-spec\\.ts$' },
  ],
};
