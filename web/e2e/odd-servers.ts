import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** HTML, escapes of a terminal and a change of direction, wherever a cluster may put text. */
export const HOSTILE = "</script><img src=x onerror=alert(1)><b>bold</b> \u001b[31mred\u001b[0m \u202eback";

/** A web server that answers by the first part of the path as various things that are no cluster; and one that is odd. */
export async function startOddServers(): Promise<{ url: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
    const [, which = "", ...rest] = pathname.split("/");
    if (which === "page") {
      reply(response, 200, "<html><body>Welcome</body></html>", "text/html");
    } else if (which === "refuses") {
      reply(response, 401, { kind: "Status", message: "Unauthorized" });
    } else if (which === "closed") {
      answerVersion(rest, response) ||
        reply(response, 403, { kind: "Status", message: 'User "me" cannot get path "/api"' });
    } else if (which === "odd") {
      answerVersion(rest, response) || odd(rest.join("/"), searchParams, response);
    } else {
      reply(response, 404, "");
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function reply(response: ServerResponse, status: number, body: unknown, type = "application/json"): void {
  response.writeHead(status, { "content-type": type });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function answerVersion(path: string[], response: ServerResponse): boolean {
  if (path.join("/") !== "version") {
    return false;
  }
  reply(response, 200, { major: "1", minor: "36", gitVersion: "v1.36.0" });
  return true;
}

const discovery = (items: unknown[]) => ({
  kind: "APIGroupDiscoveryList",
  apiVersion: "apidiscovery.k8s.io/v2",
  metadata: {},
  items,
});

/** An API server with one kind, of whose objects nothing is as it should be. */
function odd(path: string, asked: URLSearchParams, response: ServerResponse): void {
  if (path === "api") {
    reply(response, 200, discovery([]));
  } else if (path === "apis") {
    const resource = {
      resource: "things",
      responseKind: { group: "odd.example", version: "v1", kind: "Thing" },
      scope: "Namespaced",
      singularResource: "thing",
      verbs: ["get", "list", "watch"],
    };
    const versions = [{ version: "v1", resources: [resource], freshness: "Current" }];
    reply(response, 200, discovery([{ metadata: { name: "odd.example" }, versions }]));
  } else if (path === "apis/odd.example/v1/things" && asked.has("sendInitialEvents")) {
    reply(response, 422, { kind: "Status", reason: "Invalid", message: "this server lists" });
  } else if (path === "apis/odd.example/v1/things" && asked.has("watch")) {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
  } else if (path === "apis/odd.example/v1/things") {
    reply(response, 200, {
      kind: "ThingList",
      apiVersion: "odd.example/v1",
      metadata: { resourceVersion: "1" },
      items: THINGS,
    });
  } else {
    reply(response, 404, { kind: "Status", message: "not found" });
  }
}

const THINGS = [
  thing("hostile", { [HOSTILE]: HOSTILE, list: [null, { name: HOSTILE }, 7], deep: nested(300) }),
  thing("nulls", null, null),
  thing("no-mapping", [1, null, HOSTILE], "a word"),
  thing("large", { number: 1e300, text: "x".repeat(1_000_000) }),
  thing(`${"a".repeat(62)}.`.repeat(4).slice(0, 251), {}),
  thing("a:b.c%2F?#&=+<i>", {}),
];

function thing(name: string, spec: unknown, status: unknown = { conditions: [null, 7, { type: "Ready" }] }) {
  return {
    apiVersion: "odd.example/v1",
    kind: "Thing",
    metadata: { name, namespace: "odd", uid: name, resourceVersion: "1", annotations: { note: HOSTILE } },
    spec,
    status,
  };
}

function nested(depth: number): unknown {
  let value: unknown = HOSTILE;
  for (let i = 0; i < depth; i++) {
    value = { n: value };
  }
  return value;
}
