package dev.fresnel.server.memory;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/** Holds things until they are old, and lets go of them; prints the largest heap that this took, in megabytes. */
final class HeapUser {

    private HeapUser() {}

    @SuppressWarnings("SystemOut") // this is what it is for
    public static void main(String[] args) throws InterruptedException {
        HeapKeeper keeper = args[0].equals("kept") ? HeapKeeper.start() : null;
        Deque<byte[]> held = new ArrayDeque<>();
        long most = 0;
        for (int i = 0; i < 30_000; i++) {
            held.add(new byte[100_000]);
            if (held.size() > 300) {
                held.remove();
            }
            if (i % 100 == 0) {
                Thread.sleep(5);
                most = Math.max(
                        most,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted());
            }
        }
        if (keeper != null) {
            keeper.close();
        }
        System.out.println(most >> 20);
    }
}
