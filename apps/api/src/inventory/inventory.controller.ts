import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiLink, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, CurrentUser, Roles } from '@app/auth';
import { AdjustStock, InventoryQueries, PutProduct } from '@app/inventory';
import { FastifyReply } from 'fastify';
import { ApiProblems } from '../api-problems';
import { isKnown, parseIfMatch, parsePreconditions } from '../entity-tag';
import { etagHeader, ifMatchHeader, ifNoneMatchHeader } from '../entity-tag-headers';
import { PageQueryDto } from '../page-query.dto';
import { RequestHeader } from '../request-header';
import { SignedCursors } from '../signed-cursors';
import { AdjustStockDto } from './adjust-stock.dto';
import { answerWithProduct } from './answer-with-product';
import { ListProductsQueryDto } from './list-products.query.dto';
import { MovementDto, MovementPageDto } from './movement.dto';
import { ProductPageDto } from './product-page.dto';
import { ProductDto } from './product.dto';
import { PutProductDto } from './put-product.dto';
import { SkuParamDto } from './sku-param.dto';

const headers = { ETag: etagHeader('product') };
const ifMatch = ifMatchHeader('product');

const ifNew = {
  name: 'If-None-Match',
  required: false,
  description: '`*`: 412 when there is such a product already.',
  schema: { type: 'string' as const, enum: ['*'] },
};

@ApiTags('inventory')
@ApiBearerAuth()
@Controller('inventory')
export class InventoryController {
  constructor(
    private readonly putProduct: PutProduct,
    private readonly adjustStock: AdjustStock,
    private readonly queries: InventoryQueries,
    private readonly cursors: SignedCursors,
  ) {}

  @Get()
  @Authenticated()
  @ApiOperation({ summary: 'List products', description: 'By SKU, with their stock.' })
  @ApiOkResponse({ type: ProductPageDto })
  async list(@Query() query: ListProductsQueryDto, @CurrentUser() viewer: AuthenticatedUser): Promise<ProductPageDto> {
    const { data, nextCursor } = await this.cursors.page('products', viewer.id, query, (at) => this.queries.list(at));
    return { data: data.map((product) => ProductDto.of(product)), nextCursor };
  }

  @Get(':sku')
  @ApiLink({ from: ProductDto, fromField: 'sku', routeParam: 'sku' })
  @Authenticated()
  @ApiOperation({ summary: 'Read a product and its stock' })
  @ApiHeader(ifNoneMatchHeader('product'))
  @ApiOkResponse({ type: ProductDto, headers })
  @ApiResponse({ status: 304, description: 'You have it as it is.', headers })
  @ApiProblems(404)
  async bySku(
    @Param() { sku }: SkuParamDto,
    @RequestHeader('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProductDto | undefined> {
    const product = await this.queries.product(sku);
    const answer = answerWithProduct(product, reply);
    if (!isKnown(product, known)) {
      return answer;
    }
    reply.status(304);
    return undefined;
  }

  @Put(':sku')
  @Roles('admin')
  @ApiOperation({ summary: 'Put a product into the catalogue, or describe it anew', description: 'Administrators only.' })
  @ApiHeader({ ...ifMatch, description: `${ifMatch.description} \`*\`: 412 when there is no such product yet.` })
  @ApiHeader(ifNew)
  @ApiOkResponse({ type: ProductDto, description: 'It was there before.', headers })
  @ApiCreatedResponse({ type: ProductDto, description: 'It is new.', headers })
  @ApiProblems(403, 409, 412)
  async put(
    @Param() { sku }: SkuParamDto,
    @Body() { name, unitPrice, currency, onHand }: PutProductDto,
    @CurrentUser() { id: actor }: AuthenticatedUser,
    @RequestHeader('if-match') match: string | undefined,
    @RequestHeader('if-none-match') noneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProductDto> {
    const conditions = parsePreconditions(match, noneMatch);
    const description = { sku, name, unitPrice, currency, onHand };
    const { product, isNew } = await this.putProduct.execute(description, actor, conditions);
    reply.status(isNew ? 201 : 200);
    return answerWithProduct(product, reply);
  }

  @Post(':sku/adjustments')
  @ApiLink({ from: ProductDto, fromField: 'sku', routeParam: 'sku' })
  @Roles('admin')
  @ApiOperation({ summary: 'Add or take away stock', description: 'Administrators only.' })
  @ApiHeader(ifMatch)
  @ApiCreatedResponse({ type: MovementDto, description: 'The ledger entry.' })
  @ApiProblems(403, 404, 409, 412)
  async adjust(
    @Param() { sku }: SkuParamDto,
    @Body() { delta, reason }: AdjustStockDto,
    @CurrentUser() { id: actor }: AuthenticatedUser,
    @RequestHeader('if-match') match: string | undefined,
  ): Promise<MovementDto> {
    const expectedVersion = parseIfMatch(match);
    return MovementDto.of(await this.adjustStock.execute({ sku, delta, reason, actor, expectedVersion }));
  }

  @Get(':sku/movements')
  @ApiLink({ from: ProductDto, fromField: 'sku', routeParam: 'sku' })
  @Roles('admin')
  @ApiOperation({ summary: 'Read the ledger of a product', description: 'Newest first. Administrators only.' })
  @ApiOkResponse({ type: MovementPageDto })
  @ApiProblems(403, 404)
  async movements(
    @Param() { sku }: SkuParamDto,
    @Query() query: PageQueryDto,
    @CurrentUser() viewer: AuthenticatedUser,
  ): Promise<MovementPageDto> {
    const { data, nextCursor } = await this.cursors.page(`movements of ${sku}`, viewer.id, query, (at) =>
      this.queries.movements({ ...at, sku }),
    );
    return { data: data.map((movement) => MovementDto.of(movement)), nextCursor };
  }
}
