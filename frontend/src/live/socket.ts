import { createClient, type Client as SocketClient } from "graphql-ws";
import { connectionAfter, NOT_YET_CONNECTED, type Connection, type ConnectionEvent } from "./connection";

// A ping each 4 s and 4 s to answer it: a dead link is seen within 8 s.
const PING_EVERY = 4_000;
const PONG_WITHIN = 4_000;
const DEAD_LINK = 4408;
/** Close code with which the server says that the session is over. */
const SESSION_OVER = 4401;

/** One socket to the server, with its state to look at. */
export class LiveSocket {
  readonly client: SocketClient;
  private state: Connection = NOT_YET_CONNECTED;
  private readonly listeners = new Set<() => void>();
  private pongTimer: ReturnType<typeof setTimeout> | undefined;
  private socket: WebSocket | null = null;

  constructor(connectionParams: () => Record<string, unknown>, onSessionOver: () => void) {
    const protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.client = createClient({
      url: `${protocol}//${location.host}/graphql/ws`,
      connectionParams,
      lazy: true,
      // Streams are taken up again by follow(), from the last position they saw.
      retryAttempts: 0,
      keepAlive: PING_EVERY,
      on: {
        connecting: () => this.apply({ type: "connecting" }),
        opened: (socket) => (this.socket = socket as WebSocket),
        connected: () => this.heard(),
        message: () => this.heard(),
        ping: (received) => {
          if (!received) this.pongTimer ??= setTimeout(() => this.cut(), PONG_WITHIN);
        },
        pong: () => this.heard(),
        closed: (event) => {
          this.clearPong();
          this.apply({ type: "closed", at: Date.now() });
          if ((event as CloseEvent).code === SESSION_OVER) onSessionOver();
        },
      },
    });
  }

  read = (): Connection => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Ends the socket for good (another enterprise or language is acting now). */
  dispose(): void {
    this.clearPong();
    this.listeners.clear();
    void this.client.dispose();
  }

  private heard(): void {
    this.clearPong();
    this.apply({ type: "heard", at: Date.now() });
  }

  private cut(): void {
    this.pongTimer = undefined;
    this.socket?.close(DEAD_LINK, "no answer");
    this.apply({ type: "closed", at: Date.now() });
  }

  private clearPong(): void {
    clearTimeout(this.pongTimer);
    this.pongTimer = undefined;
  }

  private apply(event: ConnectionEvent): void {
    this.state = connectionAfter(this.state, event);
    this.listeners.forEach((listener) => listener());
  }
}
