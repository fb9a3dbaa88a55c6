package dev.fresnel.testbed;

import dev.fresnel.testbed.weather.Answer;
import dev.fresnel.testbed.weather.Gate;
import dev.fresnel.testbed.weather.Link;
import dev.fresnel.testbed.weather.Mishap;
import dev.fresnel.testbed.weather.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The program behind {@code testbed/start}. */
final class Start {

    private static final String HELP = """
            testbed/start starts a real control plane on 127.0.0.1 (etcd, kube-apiserver, controllers, and kwok as
            kubelet) and runs until stopped (Ctrl-C, SIGTERM). The first time it builds the programs, which takes
            about ten minutes and needs Go.

              --nodes N       how many nodes there are (default 3; more come with --pods)
              --pods N        fill it with N running pods: 10,000 take some minutes
              --seed          apply the objects of testbed/seed: some of everything, in all states
              --metrics       serve what nodes and pods use (metrics.k8s.io)
              --port N        the API server's port (default: any free one)
              --state FOLDER  keep data, credentials and logs there and go on from there the next time
                              (default: a temporary folder, deleted at the end)
              --weather       also print a kubeconfig whose way to the API server leads over a line that can break, and
                              one whose way leads through a gate that can refuse
              --exec          let kubectl exec open a shell on this machine, as you. Whoever can reach 127.0.0.1
                              can then do so too: not for machines with several users
              --help          this text

            While it runs it takes commands, a line each, on its standard input, and answers each with "done":
              stop-apiserver, start-apiserver (on the same port), freeze-apiserver, thaw-apiserver
              compact (etcd forgets what was)
              weather reset | refuse | stall | swallow | slow | heal: what becomes of the line; slow is a round trip
              of 300 ms, 2 % lost, 1 Mb/s
              weather busy: the gate ends all watches and answers 429 to everything, until healed
            """;

    private Start() {}

    static void main(String[] arguments) {
        try {
            run(new ArrayDeque<>(List.of(arguments)));
        } catch (ProgramsMissingException e) {
            System.exit(3); // the build has said why
        } catch (IllegalArgumentException e) {
            fail(2, "testbed/start: " + e.getMessage() + " testbed/start --help tells what can be given.");
        } catch (UnableToStartException | KubectlFailedException e) {
            fail(1, "testbed/start: " + e.getMessage());
        }
    }

    private static void run(Deque<String> arguments) {
        Options options = Options.defaults();
        int pods = 0;
        boolean seed = false;
        boolean metrics = false;
        boolean weather = false;
        while (!arguments.isEmpty()) {
            String option = arguments.poll();
            switch (option) {
                case "--nodes" -> options = options.withNodes(number(option, arguments));
                case "--pods" -> pods = number(option, arguments);
                case "--seed" -> seed = true;
                case "--metrics" -> metrics = true;
                case "--weather" -> weather = true;
                case "--port" -> options = options.withPort(number(option, arguments));
                case "--state" -> options = options.withState(Path.of(value(option, arguments)));
                case "--exec" -> options = options.withExec();
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            }
        }
        try (ControlPlane plane = ControlPlane.start(options);
                Link link = plane.link();
                Gate gate = plane.gate()) {
            if (seed) {
                plane.seed();
            }
            if (pods > 0) {
                fill(plane, pods);
            }
            if (metrics) {
                plane.serveMetrics();
            }
            tell(plane);
            if (weather) {
                System.out.println("admin over the line   " + plane.kubeconfigThrough(link.port(), "admin"));
                System.out.println("admin by the gate     " + plane.kubeconfigThrough(gate.port(), "admin"));
            }
            System.out.println("Ready. Ctrl-C stops it.");
            Thread.ofVirtual().start(() -> obey(plane, link, gate));
            String obituary = plane.death().toCompletableFuture().join();
            // Ctrl-C reaches the parts too; then this is no news, and the JVM is ending already.
            fail(1, obituary);
        }
    }

    private static void fill(ControlPlane plane, int pods) {
        Instant start = Instant.now();
        plane.fill(pods, running -> System.err.printf("%d of %d pods run%n", running, pods));
        System.err.printf("in %d s%n", Duration.between(start, Instant.now()).toSeconds());
    }

    private static void tell(ControlPlane plane) {
        Instant inAYear = Instant.now().plus(Duration.ofDays(365));
        System.out.println("server                " + plane.server());
        System.out.println("state                 " + plane.state());
        System.out.println("viewer (no rights)    " + plane.kubeconfigFor("viewer"));
        System.out.println("dev (no rights)       " + plane.kubeconfigFor("dev"));
        System.out.println(
                "admin by certificate  " + plane.kubeconfigByCertificate("certified-admin", inAYear, "system:masters"));
        System.out.println("admin                 " + plane.kubeconfig());
    }

    private static void obey(ControlPlane plane, Link link, Gate gate) {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(answer(plane, link, gate, line.strip()));
            }
        } catch (IOException e) {
            System.err.println("No more commands can be read: " + e.getMessage());
        }
    }

    private static String answer(ControlPlane plane, Link link, Gate gate, String command) {
        try {
            switch (command) {
                case "stop-apiserver" -> plane.stopApiServer();
                case "start-apiserver" -> plane.startApiServer();
                case "freeze-apiserver" -> plane.freezeApiServer();
                case "thaw-apiserver" -> plane.thawApiServer();
                case "compact" -> plane.compact();
                case "weather reset" -> link.reset();
                case "weather refuse" -> link.refuse();
                case "weather stall" -> link.stall();
                case "weather swallow" -> link.swallow();
                case "weather slow" -> link.slow(Duration.ofMillis(300), 0.02, 1_000_000, 1);
                case "weather busy" -> {
                    gate.answer(_ -> Answer.busy(Duration.ofSeconds(4)));
                    gate.disturb(Request::isWatch, new Mishap.End());
                }
                case "weather heal" -> {
                    link.heal();
                    gate.heal();
                }
                default -> {
                    return "There is no command " + command + "; testbed/start --help tells which there are.";
                }
            }
            return "done";
        } catch (RuntimeException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static int number(String option, Deque<String> arguments) {
        String value = value(option, arguments);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, but was given " + value + ".", e);
        }
    }

    private static String value(String option, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return arguments.poll();
    }

    private static void fail(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
