// A central system made of the ocpp-rpc package in strict mode: each message of both directions is checked against the package's own
// schemas. Told what to do by JSON lines on standard input, it tells what happens by JSON lines on standard output.
//   in : {"call": "RemoteStartTransaction", "params": {...}}      {"end": true}
//   out: {"listening": port}  {"connected": identity}  {"received": action, "params": {...}}  {"answer": action, "result": {...}}
//        {"violation": action, "error": words}                    {"refused": action, "error": words}
import {createInterface} from 'node:readline';
import {RPCServer} from 'ocpp-rpc';

const tell = (fact) => process.stdout.write(JSON.stringify(fact) + '\n');
const now = () => new Date().toISOString();
let transactions = 500;
let station;

const answers = {
  BootNotification: () => ({status: 'Accepted', currentTime: now(), interval: 300}),
  Heartbeat: () => ({currentTime: now()}),
  Authorize: () => ({idTagInfo: {status: 'Accepted'}}),
  StartTransaction: () => ({transactionId: ++transactions, idTagInfo: {status: 'Accepted'}}),
};

const server = new RPCServer({protocols: ['ocpp1.6'], strictMode: true});
server.on('client', (client) => {
  station = client;
  tell({connected: client.identity});
  client.on('strictValidationFailure', (event) => tell({violation: event.method, error: String(event.error)}));
  client.on('badMessage', (event) => tell({violation: 'frame', error: String(event.error ?? event)}));
  client.handle(({method, params}) => {
    tell({received: method, params});
    return (answers[method] ?? (() => ({})))(params);
  });
});

const http = await server.listen(0, '127.0.0.1');
tell({listening: http.address().port});

createInterface({input: process.stdin}).on('line', async (line) => {
  const order = JSON.parse(line);
  if (order.end) {
    process.exit(0);
  }
  try {
    tell({answer: order.call, result: await station.call(order.call, order.params)});
  } catch (error) {
    tell({refused: order.call, error: `${error.rpcErrorCode ?? error.name}: ${error.message}`});
  }
}).on('close', () => process.exit(0));
