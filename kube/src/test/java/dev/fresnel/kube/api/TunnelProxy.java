package dev.fresnel.kube.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.tls.HandshakeCertificates;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback that carries every connection to one port of this machine, whatever it is asked for. */
final class TunnelProxy implements AutoCloseable {

    private interface Greeting {
        void greet(InputStream in, OutputStream out) throws IOException;
    }

    final List<String> seen = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final int target;

    private TunnelProxy(ServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    /** @param tls what it shows of itself, or null for plain http */
    static TunnelProxy http(int target, @Nullable HandshakeCertificates tls) throws IOException {
        ServerSocket socket = tls == null
                ? new ServerSocket(0, 8, InetAddress.getLoopbackAddress())
                : tls.sslContext().getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        TunnelProxy proxy = new TunnelProxy(socket, target);
        Thread.ofVirtual().start(() -> proxy.accept(proxy::connect));
        return proxy;
    }

    static TunnelProxy socks(int target) throws IOException {
        TunnelProxy proxy = new TunnelProxy(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(() -> proxy.accept(proxy::socks5));
        return proxy;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept(Greeting greeting) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> carry(client, greeting));
            } catch (IOException e) {
                seen.add("ended: " + e.getMessage());
            }
        }
    }

    private void carry(Socket client, Greeting greeting) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            greeting.greet(client.getInputStream(), client.getOutputStream());
            Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
        } catch (IOException e) {
            seen.add("broke: " + e.getMessage());
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            seen.add("over: " + e.getMessage());
        }
    }

    private void connect(InputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip();
            line.setLength(0);
            if (text.isEmpty()) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(US_ASCII));
                out.flush();
                return;
            }
            seen.add(text);
        }
    }

    private void socks5(InputStream in, OutputStream out) throws IOException {
        DataInputStream data = new DataInputStream(in);
        data.readByte();
        data.skipNBytes(data.readUnsignedByte());
        out.write(new byte[] {5, 0});
        data.skipNBytes(3);
        int type = data.readUnsignedByte();
        seen.add(new String(data.readNBytes(type == 3 ? data.readUnsignedByte() : 4), US_ASCII));
        data.readShort();
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
