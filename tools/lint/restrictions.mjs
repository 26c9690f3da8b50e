/**
 * Lists for `no-restricted-syntax` and `no-restricted-imports`.
 * A later config block replaces the list of an earlier one, so each block joins what it needs.
 */

const namedType = ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration, ClassDeclaration)';
const testBlock = '/^(describe|it|test)$/';
const alteredTestBlock = '/^(xit|xtest|xdescribe|fit|fdescribe)$/';

const noSymbol = 'No symbols: a class is its own token';
const noClock = 'domain/ reads no clock: take the time as a parameter';
const noSkip = 'Every test runs: no skip, no only';
const noSleep = 'Wait for the outcome with eventually(), not for a time';
const measureThroughMetrics = { name: 'prom-client', message: 'Measure through Metrics of @app/platform.' };
const noEnvironment = 'Only load-config.ts reads the environment';

/** Everywhere. */
export const plainCode = [
  syntax(`${namedType}[id.name=/^I[A-Z][a-z]/]`, 'Name the role, without `I`'),
  syntax(`${namedType}[id.name=/Impl$/]`, 'Name the technology or the behaviour, not `Impl`'),
  syntax('ExportAllDeclaration', 'Name what is exported: no `export *`'),
  syntax(':matches(PropertyDefinition, VariableDeclarator)[definite=true]', 'No `!`: not needed on a field'),
  syntax('MethodDefinition[kind="constructor"] > [params.length>5]', 'At most 5 constructor parameters'),
];

/** In apps and libs. */
export const productCode = [
  syntax('ExportDefaultDeclaration', 'No default exports'),
  syntax('ExportSpecifier[exported.name="default"]', 'No default exports'),
  syntax('CallExpression[callee.name="Symbol"]', noSymbol),
  syntax('CallExpression[callee.object.name="Symbol"]', noSymbol),
  syntax('Property[key.name=/^(global|isGlobal)$/][value.value=true]', 'No global modules: import what is used'),
];

/** In `domain/`: time, chance and environment come in as parameters. */
export const pureCode = [
  syntax('NewExpression[callee.name="Date"][arguments.length=0]', noClock),
  syntax('CallExpression[callee.name="Date"]', noClock),
  syntax('MemberExpression[object.name=/^(Date|performance)$/][property.name="now"]', noClock),
  syntax('MemberExpression[object.name="Math"][property.name="random"]', 'domain/ throws no dice'),
  syntax('CallExpression[callee.name=/^set(Timeout|Interval|Immediate)$/]', 'domain/ waits for nothing'),
  syntax('MemberExpression[object.name="process"]', 'domain/ knows no process and no environment'),
];

/** In spec files and contract suites. */
export const testCode = [
  syntax(`MemberExpression[property.name=/^(skip|only)$/][object.name=${testBlock}]`, noSkip),
  syntax(`MemberExpression[property.name=/^(skip|only)$/][object.object.name=${testBlock}]`, noSkip),
  syntax(`CallExpression[callee.name=${alteredTestBlock}]`, noSkip),
  syntax(`MemberExpression[object.name=${alteredTestBlock}]`, noSkip),
  syntax('NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]', noSleep),
];

/** In apps and libs. */
export const productImports = {
  paths: [
    named('@nestjs/common', ['Global', 'forwardRef', 'Scope'], 'Nothing is global, circular or request-scoped'),
    named('@nestjs/core', ['ModuleRef', 'REQUEST', 'INQUIRER'], 'Ask for dependencies in the constructor'),
    named('node:process', ['env', 'default'], noEnvironment),
    named('process', ['env', 'default'], noEnvironment),
    measureThroughMetrics,
  ],
};

/** In libs. */
export const libImports = {
  ...productImports,
  patterns: [
    {
      regex: '^@nestjs/common$',
      importNamePattern: 'Exception$|^HttpStatus$|^HttpErrorByCode$',
      message: 'Libs throw DomainError; its kind is mapped to a status in one place.',
    },
  ],
};

/** In platform's metrics/. */
export const measuringImports = { ...libImports, paths: libImports.paths.filter((path) => path !== measureThroughMetrics) };

/** In spec files and contract suites. */
export const testImports = {
  paths: ['node:timers/promises', 'timers/promises'].map((name) => ({ name, message: `${noSleep}.` })),
};

function syntax(selector, message) {
  return { selector, message: `${message}.` };
}

function named(name, importNames, message) {
  return { name, importNames, message: `${message}.` };
}
