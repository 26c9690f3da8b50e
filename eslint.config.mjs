import boundariesPlugin from 'eslint-plugin-boundaries';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { boundaries, contractSuites, settings, testFiles } from './tools/lint/boundaries.mjs';
import local from './tools/lint/plugin.mjs';
import * as not from './tools/lint/restrictions.mjs';

const product = ['apps/**/*.ts', 'libs/*/src/**/*.ts', 'shop/**/*.ts', 'test/shop/**/*.ts'];
const tests = [...testFiles, ...contractSuites];
const longest = { max: 40, skipBlankLines: true, skipComments: true };

/** Each rule here has a bad fixture in test/lint/fixtures that it must report; STYLE tells the reasons. */
export default defineConfig(
  globalIgnores(['dist/', '.data/', 'coverage/', 'clients/', 'test/lint/fixtures/']),
  {
    plugins: { local },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'prefer-const': 'error',
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', longest],
      'no-restricted-syntax': ['error', ...not.plainCode],
      'local/explained-disable': 'error',
      'local/file-name': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin, boundaries: boundariesPlugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings,
    rules: {
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'local/no-type-only-token': 'error',
    },
  },
  ...boundaries,
  {
    files: product,
    rules: {
      'no-restricted-imports': ['error', not.productImports],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only load-config.ts reads the environment: inject Config.' },
      ],
      'no-restricted-syntax': ['error', ...not.plainCode, ...not.productCode],
      'local/class-tokens': 'error',
    },
  },
  {
    // platform's http/ holds the one mapping of errors to HTTP, of the framework's own exceptions too.
    files: ['libs/*/src/**/*.ts'],
    ignores: ['libs/platform/src/http/**'],
    rules: { 'no-restricted-imports': ['error', not.libImports] },
  },
  {
    files: ['libs/platform/src/metrics/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', not.measuringImports] },
  },
  {
    files: ['libs/platform/src/config/load-config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['libs/*/src/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...not.plainCode, ...not.productCode, ...not.pureCode] },
  },
  {
    files: ['libs/*/src/ports/**/*.ts'],
    ignores: tests,
    rules: { 'local/port-is-abstract-class': 'error' },
  },
  {
    files: ['libs/*/src/use-cases/**/*.ts'],
    ignores: tests,
    rules: { 'local/one-use-case-per-file': 'error' },
  },
  {
    files: [...tests, 'test/**/*.ts'],
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': 'off',
      'no-restricted-properties': 'off',
      'local/test-function-size': ['error', longest],
    },
  },
  {
    files: tests,
    rules: {
      'no-restricted-imports': ['error', not.testImports],
      'no-restricted-syntax': ['error', ...not.plainCode, ...not.testCode],
    },
  },
);
