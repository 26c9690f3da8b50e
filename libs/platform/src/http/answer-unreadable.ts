import { Socket } from 'node:net';
import { v7 as newId } from 'uuid';
import { problemOf } from './problem';
import { apiSecurityHeaders } from './security-headers';

/** What Node says of a request that it could not read. */
const statusByCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP request at all, came too slowly, or has headers beyond measure, and ends the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = newId();
  const problem = problemOf({ statusCode: statusByCode[error.code ?? ''] ?? 400 });
  const body = JSON.stringify({ ...problem, requestId });
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n${apiSecurityHeaders.beside()}\r\n${body}`);
}
