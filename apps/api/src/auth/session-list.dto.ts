import { ApiProperty } from '@nestjs/swagger';
import { SessionDto } from './session.dto';

export class SessionListDto {
  @ApiProperty({ type: [SessionDto] })
  readonly data: SessionDto[];
}
