import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** The requests that have no answer yet, of all connections and of each. */
export class OpenRequests {
  /** Of all connections. */
  count = 0;
  private readonly byConnection = new WeakMap<Socket, Set<IncomingMessage>>();
  private readonly answeredEarly = new WeakMap<Socket, IncomingMessage>();

  /** Counts a request until its answer is out or its connection is gone. Answers how many its connection has now. */
  add(request: IncomingMessage, response: ServerResponse): number {
    const open = this.of(request.socket);
    open.add(request);
    this.count += 1;
    response.on('close', () => {
      if (open.delete(request)) {
        this.count -= 1;
      }
      if (!request.complete) {
        this.answeredEarly.set(request.socket, request);
      }
    });
    return open.size;
  }

  /** Whether this connection has one, be it that its answer or a part of itself is missing. */
  has(connection: Socket): boolean {
    return this.of(connection).size > 0;
  }

  /** Whether no whole request of this connection waits for its answer, and none has it that is not whole. */
  isQuiet(connection: Socket): boolean {
    const isOwed = [...this.of(connection)].some(({ complete }) => complete);
    return !isOwed && this.answeredEarly.get(connection)?.complete !== false;
  }

  private of(connection: Socket): Set<IncomingMessage> {
    const known = this.byConnection.get(connection);
    if (known) {
      return known;
    }
    const open = new Set<IncomingMessage>();
    this.byConnection.set(connection, open);
    // An answer that waits behind another does not hear itself that its connection is gone.
    connection.once('close', () => {
      this.count -= open.size;
      open.clear();
    });
    return open;
  }
}
