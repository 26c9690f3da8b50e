/** Looks whether one part answers. Called by `Health` for each readiness check; listed in `HealthModule.register`. */
export abstract class HealthProbe {
  /** As it is named in the answer. */
  abstract readonly name: string;
  /** Whether the process cannot do its work without the part. */
  abstract readonly isRequired: boolean;

  /** Throws when the part does not answer. What takes more than three seconds counts as no answer. */
  abstract check(): Promise<void>;

  /** Whether the process can still do its part without being restarted. */
  isAlive(): boolean {
    return true;
  }
}
