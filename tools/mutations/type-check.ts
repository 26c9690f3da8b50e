import { join } from 'node:path';
import ts from 'typescript';
import { Guard, withoutGuard } from './guard';

/** What is left unused, or can no longer be reached, when a guard is gone. */
const EXPECTED = new Set([6133, 6138, 6192, 6196, 6198, 6199, 7027]);

/** Tells which guards the compiler would miss: what does not compile without one proves nothing about its test. */
export class TypeCheck {
  private readonly texts = new Map<string, string>();
  private readonly snapshots = new Map<string, ts.IScriptSnapshot>();
  private readonly service: ts.LanguageService;
  private round = 0;

  constructor(private readonly root: string) {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    this.service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: (file) => (this.texts.has(file) ? String(this.round) : '0'),
      getScriptSnapshot: (file) => this.snapshotOf(file),
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (chosen) => ts.getDefaultLibFilePath(chosen),
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path) => ts.sys.readFile(path),
    });
  }

  /** What the compiler says where a guard is missing, but for what became unused. Of each file one guard at a time is missing. */
  errorsWithout(guards: readonly Guard[]): string[] {
    const rounds: Guard[][] = [];
    for (const guard of guards) {
      const free = rounds.find((round) => round.every(({ file }) => file !== guard.file));
      if (free) {
        free.push(guard);
      } else {
        rounds.push([guard]);
      }
    }
    return rounds.flatMap((round) => this.errorsOf(round));
  }

  /** The compiler asks for every file in every round. */
  private snapshotOf(file: string): ts.IScriptSnapshot | undefined {
    const changed = this.texts.get(file);
    if (changed !== undefined) {
      return ts.ScriptSnapshot.fromString(changed);
    }
    const text = this.snapshots.has(file) ? undefined : ts.sys.readFile(file);
    if (text !== undefined) {
      this.snapshots.set(file, ts.ScriptSnapshot.fromString(text));
    }
    return this.snapshots.get(file);
  }

  private errorsOf(missing: readonly Guard[]): string[] {
    this.round += 1;
    this.texts.clear();
    missing.forEach((guard) => this.texts.set(join(this.root, guard.file), withoutGuard(guard, this.root)));
    return missing.flatMap(({ name, file }) => {
      const path = join(this.root, file);
      const found = [...this.service.getSyntacticDiagnostics(path), ...this.service.getSemanticDiagnostics(path)];
      return found
        .filter(({ code }) => !EXPECTED.has(code))
        .map(({ messageText }) => `Without "${name}" ${file} does not compile: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
    });
  }
}
