/** How much a map may hold: so many values, and so much of what `weightOf` counts. */
export interface Bounds<V> {
  readonly values: number;
  readonly weight?: number;
  readonly weightOf?: (value: V) => number;
}

/** A map that, when it is full, forgets what was set longest ago. */
export class BoundedMap<V> extends Map<string, V> {
  private weight = 0;
  private readonly bounds: Required<Bounds<V>>;

  constructor(bounds: Bounds<V>) {
    super();
    this.bounds = { weight: Infinity, weightOf: () => 0, ...bounds };
  }

  override set(key: string, value: V): this {
    this.delete(key);
    this.makeRoomFor(this.bounds.weightOf(value));
    this.weight += this.bounds.weightOf(value);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    const value = this.get(key);
    if (value !== undefined) {
      this.weight -= this.bounds.weightOf(value);
    }
    return super.delete(key);
  }

  private makeRoomFor(weight: number): void {
    for (const oldest of this.keys()) {
      if (this.size < this.bounds.values && this.weight + weight <= this.bounds.weight) {
        return;
      }
      this.delete(oldest);
    }
  }
}
