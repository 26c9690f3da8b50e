import classTokens from './rules/class-tokens.mjs';
import explainedDisable from './rules/explained-disable.mjs';
import fileName from './rules/file-name.mjs';
import noTypeOnlyToken from './rules/no-type-only-token.mjs';
import oneUseCasePerFile from './rules/one-use-case-per-file.mjs';
import portIsAbstractClass from './rules/port-is-abstract-class.mjs';
import testFunctionSize from './rules/test-function-size.mjs';

/** The project's own rules: what no published plugin checks. */
export default {
  rules: {
    'class-tokens': classTokens,
    'explained-disable': explainedDisable,
    'file-name': fileName,
    'no-type-only-token': noTypeOnlyToken,
    'one-use-case-per-file': oneUseCasePerFile,
    'port-is-abstract-class': portIsAbstractClass,
    'test-function-size': testFunctionSize,
  },
};
