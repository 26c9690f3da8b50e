import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { EmailField } from '../auth/email-field';
import { PageQueryDto } from '../page-query.dto';

export class ListUsersQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ description: 'Only who has exactly this one; upper and lower case are the same.' })
  @IsOptional()
  @EmailField('demo@example.com')
  readonly email?: string;
}
