import { Module } from '@nestjs/common';
import { Traces } from './traces';

/** The app's one `Traces`, wherever it is imported. */
@Module({ providers: [Traces], exports: [Traces] })
export class TracingModule {}
