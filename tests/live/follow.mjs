// An independent client: the npm package graphql-ws follows a subscription over cut connections.
// Reads its task from the environment as JSON and prints what it saw as JSON.
import { createRequire } from "node:module";

const task = JSON.parse(process.env.FOLLOW_TASK);
const require = createRequire(task.frontend);
const { createClient } = require("graphql-ws");
const WebSocketImpl = require("ws");

const positions = [];
const codes = [];
let connects = 0;
let cuts = 0;
let socket;
let untilCut = 0;

// A small deterministic generator, so that a failing run can be repeated.
let state = task.seed;
const dice = (most) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return 1 + (state % most);
};

const client = createClient({
  url: task.url,
  webSocketImpl: WebSocketImpl,
  connectionParams: { token: task.token },
  retryAttempts: 100000,
  retryWait: () => new Promise((done) => setTimeout(done, 5)),
  shouldRetry: () => true,
  on: {
    connected: (opened) => {
      socket = opened;
      connects += 1;
      untilCut = cuts < task.cuts ? dice(task.eventsPerCut) : Infinity;
    },
    closed: (event) => codes.push(event.code),
  },
});

const cut = () => {
  cuts += 1;
  untilCut = Infinity;
  // In turn: the transport is torn, the client closes in order, the package gives up the connection.
  if (cuts % 3 === 0) socket.terminate();
  else if (cuts % 3 === 1) socket.close(1000);
  else client.terminate();
};

const payload = { query: task.query, variables: { after: task.after } };
const finish = (outcome) => {
  process.stdout.write(JSON.stringify({ positions, cuts, connects, codes, outcome }));
  process.exit(0);
};

setTimeout(() => finish("timeout"), task.seconds * 1000);
client.subscribe(payload, {
  next: ({ data, errors }) => {
    if (errors) finish(JSON.stringify(errors));
    const position = Object.values(data)[0].position;
    positions.push(Number(position));
    payload.variables.after = position; // sent with the next connection's subscribe
    untilCut -= 1;
    // Over only when it came back from the last cut as well.
    if (positions.length >= task.count && connects > task.cuts) finish("done");
    if (untilCut <= 0) cut();
  },
  error: (error) => finish(`error ${JSON.stringify(error)}`),
  complete: () => finish("complete"),
});
