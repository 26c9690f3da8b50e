import { PickType } from '@nestjs/swagger';
import { PageQueryDto } from '../page-query.dto';

export class DeadLettersQueryDto extends PickType(PageQueryDto, ['limit']) {}
