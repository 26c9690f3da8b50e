/** A map that, when it is full, forgets what was set longest ago. */
export class BoundedMap<V> extends Map<string, V> {
  constructor(private readonly capacity: number) {
    super();
  }

  override set(key: string, value: V): this {
    this.delete(key);
    const [oldest] = this.keys();
    if (this.size >= this.capacity && oldest !== undefined) {
      this.delete(oldest);
    }
    return super.set(key, value);
  }
}
