package dev.fresnel.simulator.http;

import dev.fresnel.simulator.access.Attempt;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.stream.Command;
import dev.fresnel.simulator.stream.CommandSession;
import dev.fresnel.simulator.stream.PodStreams;
import dev.fresnel.simulator.stream.PortSession;
import dev.fresnel.simulator.stream.UnreachableException;
import dev.fresnel.simulator.stream.Wanted;
import dev.fresnel.simulator.stream.wire.WebSocket;
import dev.fresnel.simulator.stream.wire.WebSocketWire;
import dev.fresnel.simulator.stream.wire.Wire;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers exec, attach and portforward of pods: checks what is asked, agrees with the client on a protocol, and leaves the
 * connection to a session.
 */
final class Streams {

    private static final String STREAM_PROTOCOL = "X-Stream-Protocol-Version";

    private final Reads reads;
    private final PodStreams streams;
    private final Guard guard;

    Streams(Reads reads, PodStreams streams, Guard guard) {
        this.reads = reads;
        this.streams = streams;
        this.guard = guard;
    }

    void open(Exchange exchange, ResourcePath path) throws IOException {
        if (!guard.allows(exchange.user(), Attempt.of("POST", exchange.path(), exchange::query))) {
            // whoever opens a stream does more than read, with whichever method
            throw new StatusException(
                    403,
                    "Forbidden",
                    "pods \"" + path.name() + "\" is forbidden: ",
                    Tree.of("name", String.valueOf(path.name()), "kind", "pods"));
        }
        Map<String, Object> pod = reads.object(path);
        if (path.subresource().equals("portforward")) {
            requireNode(pod);
            forward(exchange, pod);
        } else {
            String container = ContainerChoice.of(exchange.query("container"), pod);
            requireNode(pod);
            command(exchange, pod, container, path.subresource().equals("exec"));
        }
    }

    private static void requireNode(Map<String, Object> pod) {
        if (Tree.text(pod, "spec", "nodeName").isEmpty()) {
            throw StatusException.badRequest(
                    "pod " + Tree.text(pod, "metadata", "name") + " does not have a host assigned");
        }
    }

    private void command(Exchange exchange, Map<String, Object> pod, String container, boolean exec)
            throws IOException {
        Wanted wanted = new Wanted(
                exchange.isSet("stdin"), exchange.isSet("stdout"), exchange.isSet("stderr"), exchange.isSet("tty"));
        requireUpgrade(exchange);
        if (wanted.isNothing()) {
            exchange.text(400, "you must specify at least 1 of stdin, stdout, stderr");
            return;
        }
        String namespace = Tree.text(pod, "metadata", "namespace");
        String name = Tree.text(pod, "metadata", "name");
        Command command = exec
                ? exec(namespace, name, container, exchange.queries("command"))
                : attach(namespace, name, container);
        if (isSpdy(exchange)) {
            if (isThere(exchange, namespace, name, container)) {
                spdy(exchange, CommandSession.SPDY_PROTOCOL, new CommandSession(wanted, command)::runSpdy);
            }
            return;
        }
        List<String> offered = offered(exchange);
        String protocol = CommandSession.choose(offered);
        if (protocol.isEmpty() && !offered.isEmpty()) {
            exchange.nothing(403);
        } else if (protocol.startsWith("v5.")) {
            // the API server itself speaks this one, and what a kubelet says comes after the upgrade
            CommandSession session = new CommandSession(wanted, found(namespace, name, container, command));
            webSocket(exchange, protocol, wire -> session.run(wire, protocol));
        } else if (isThere(exchange, namespace, name, container)) {
            CommandSession session = new CommandSession(wanted, command);
            webSocket(exchange, protocol, wire -> session.run(wire, protocol));
        }
    }

    private Command exec(String namespace, String pod, String container, List<String> command) {
        return standard -> {
            try {
                if (command.isEmpty()) {
                    throw new UnreachableException("cannot exec an empty command");
                }
                return streams.exec(namespace, pod, container, command, standard);
            } catch (UnreachableException e) {
                throw new UnreachableException("error executing command in container: " + e.getMessage());
            }
        };
    }

    private Command attach(String namespace, String pod, String container) {
        return standard -> {
            try {
                streams.attach(namespace, pod, container, standard);
                return 0;
            } catch (UnreachableException e) {
                throw new UnreachableException("error attaching to container: " + e.getMessage());
            }
        };
    }

    private Command found(String namespace, String pod, String container, Command command) {
        return standard -> {
            try {
                streams.find(namespace, pod, container);
            } catch (UnreachableException e) {
                throw new UnreachableException("unable to upgrade connection: " + e.getMessage());
            }
            return command.run(standard);
        };
    }

    private boolean isThere(Exchange exchange, String namespace, String pod, String container) throws IOException {
        try {
            streams.find(namespace, pod, container);
            return true;
        } catch (UnreachableException e) {
            exchange.text(500, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void forward(Exchange exchange, Map<String, Object> pod) throws IOException {
        requireUpgrade(exchange);
        String namespace = Tree.text(pod, "metadata", "namespace");
        String name = Tree.text(pod, "metadata", "name");
        PortSession session = new PortSession((port, in, out) -> streams.forward(namespace, name, port, in, out));
        if (isSpdy(exchange)) {
            spdy(exchange, PortSession.SPDY_PROTOCOL, session::runSpdy);
            return;
        }
        List<String> offered = offered(exchange);
        if (offered.contains(PortSession.TUNNEL_PROTOCOL)) {
            webSocket(
                    exchange,
                    PortSession.TUNNEL_PROTOCOL,
                    wire -> session.runSpdy(new WebSocketWire(new WebSocket(wire))));
            return;
        }
        List<Integer> ports = ports(exchange);
        String protocol = offered.stream()
                .filter(PortSession.CHANNEL_PROTOCOLS::contains)
                .findFirst()
                .orElse("");
        if (protocol.isEmpty() && !offered.isEmpty()) {
            exchange.nothing(403);
        } else if (ports.isEmpty()) {
            exchange.text(400, "query parameter \"port\" is required");
        } else {
            webSocket(exchange, protocol, wire -> session.run(wire, protocol, ports));
        }
    }

    private static List<Integer> ports(Exchange exchange) {
        List<Integer> ports = new ArrayList<>();
        for (String given : exchange.queries("ports")) {
            for (String port : given.split(",", -1)) {
                if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
                    throw StatusException.badRequest("unable to parse \"" + given + "\" as a port");
                }
                ports.add(Integer.parseInt(port));
            }
        }
        return ports;
    }

    private static boolean isSpdy(Exchange exchange) {
        return exchange.header("Upgrade").toLowerCase(Locale.ROOT).startsWith("spdy/3.1");
    }

    private static void requireUpgrade(Exchange exchange) {
        boolean wanted = exchange.header("Connection").toLowerCase(Locale.ROOT).contains("upgrade")
                && (isSpdy(exchange) || exchange.header("Upgrade").equalsIgnoreCase("websocket"));
        if (!wanted || !exchange.canUpgrade()) {
            throw StatusException.badRequest("Upgrade request required");
        }
    }

    private static List<String> offered(Exchange exchange) {
        return exchange.headers("Sec-WebSocket-Protocol").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(protocol -> !protocol.isEmpty())
                .toList();
    }

    private static void webSocket(Exchange exchange, String protocol, Consumer<Wire> session) {
        String key = exchange.header("Sec-WebSocket-Key");
        if (key.isEmpty()) {
            throw StatusException.badRequest("a WebSocket needs a Sec-WebSocket-Key");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put("Sec-WebSocket-Accept", WebSocket.accept(key));
        if (!protocol.isEmpty()) {
            headers.put("Sec-WebSocket-Protocol", protocol);
        }
        exchange.upgrade(headers, session);
    }

    private static void spdy(Exchange exchange, String protocol, Consumer<Wire> session) throws IOException {
        if (!exchange.headers(STREAM_PROTOCOL).contains(protocol)) {
            exchange.text(
                    403,
                    "unable to upgrade: unable to negotiate protocol: client supports "
                            + exchange.headers(STREAM_PROTOCOL) + ", server accepts [" + protocol + "]");
            return;
        }
        exchange.upgrade(Map.of("Upgrade", "SPDY/3.1", "Connection", "Upgrade", STREAM_PROTOCOL, protocol), session);
    }
}
