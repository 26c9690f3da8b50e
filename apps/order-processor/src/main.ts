import 'reflect-metadata';
import { startHttpApp } from '@app/platform';
import { OrderProcessorModule } from './order-processor.module';

void startHttpApp({ name: 'order-processor', module: OrderProcessorModule.register(), defaultPort: 3001 });
