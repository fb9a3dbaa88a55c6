package dev.fresnel.testbed.weather;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on loopback for what stands before servers: below those that systems give to clients. */
final class Doors {

    private Doors() {}

    static ServerSocket open() throws IOException {
        for (int tries = 0; ; tries++) {
            try {
                ServerSocket door = new ServerSocket();
                int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
                door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return door;
            } catch (IOException e) {
                if (tries == 100) {
                    throw e;
                }
            }
        }
    }
}
