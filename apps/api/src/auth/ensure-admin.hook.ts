import { Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { EnsureAdmin } from '@app/auth';
import { Config, throughOutage } from '@app/platform';

/** Before the app serves: the administrator named by ADMIN_EMAIL and ADMIN_PASSWORD exists. A failure stops the start. */
@Injectable()
export class EnsureAdminHook implements OnApplicationBootstrap {
  private readonly logger = new Logger(EnsureAdminHook.name);

  constructor(
    private readonly ensureAdmin: EnsureAdmin,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = this.config;
    if (email && password) {
      await throughOutage(() => this.ensureAdmin.execute({ email, password }), this.logger);
    }
  }
}
