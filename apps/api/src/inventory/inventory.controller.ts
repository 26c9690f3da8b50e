import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiLink, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, AuthenticatedUser, CurrentUser, Roles } from '@app/auth';
import { AdjustStock, InventoryQueries, PutProduct } from '@app/inventory';
import { FastifyReply } from 'fastify';
import { ApiProblems } from '../api-problems';
import { PageQueryDto } from '../page-query.dto';
import { SignedCursors } from '../signed-cursors';
import { AdjustStockDto } from './adjust-stock.dto';
import { ListProductsQueryDto } from './list-products.query.dto';
import { MovementDto, MovementPageDto } from './movement.dto';
import { ProductPageDto } from './product-page.dto';
import { ProductDto } from './product.dto';
import { PutProductDto } from './put-product.dto';
import { SkuParamDto } from './sku-param.dto';

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
  @ApiOkResponse({ type: ProductDto })
  @ApiProblems(404)
  async bySku(@Param() { sku }: SkuParamDto): Promise<ProductDto> {
    return ProductDto.of(await this.queries.product(sku));
  }

  @Put(':sku')
  @Roles('admin')
  @ApiOperation({ summary: 'Put a product into the catalogue, or describe it anew', description: 'Administrators only.' })
  @ApiOkResponse({ type: ProductDto, description: 'It was there before.' })
  @ApiCreatedResponse({ type: ProductDto, description: 'It is new.' })
  @ApiProblems(403, 409)
  async put(
    @Param() { sku }: SkuParamDto,
    @Body() { name, unitPrice, currency, onHand }: PutProductDto,
    @CurrentUser() { id: actor }: AuthenticatedUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProductDto> {
    const { product, isNew } = await this.putProduct.execute({ sku, name, unitPrice, currency, onHand }, actor);
    reply.status(isNew ? 201 : 200);
    return ProductDto.of(product);
  }

  @Post(':sku/adjustments')
  @ApiLink({ from: ProductDto, fromField: 'sku', routeParam: 'sku' })
  @Roles('admin')
  @ApiOperation({ summary: 'Add or take away stock', description: 'Administrators only.' })
  @ApiCreatedResponse({ type: MovementDto, description: 'The ledger entry.' })
  @ApiProblems(403, 404, 409)
  async adjust(
    @Param() { sku }: SkuParamDto,
    @Body() { delta, reason }: AdjustStockDto,
    @CurrentUser() { id: actor }: AuthenticatedUser,
  ): Promise<MovementDto> {
    return MovementDto.of(await this.adjustStock.execute({ sku, delta, reason, actor }));
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
