import 'reflect-metadata';
import { startHttpApp } from '@app/platform';
import { orderProcessorExtensions } from '@app/shop';
import { OrderProcessorModule } from './order-processor.module';

void startHttpApp({ name: 'order-processor', module: OrderProcessorModule.register(orderProcessorExtensions), defaultPort: 3001 });
