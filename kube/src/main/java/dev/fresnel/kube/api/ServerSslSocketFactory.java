package dev.fresnel.kube.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS for one server: asks for the certificate of a name, whatever the host that is connected to ({@code
 * tls-server-name}), and gives up on a server that does not shake hands. OkHttp sets the time to wait anew afterwards.
 */
final class ServerSslSocketFactory extends SSLSocketFactory {

    private static final Duration HANDSHAKE = Duration.ofSeconds(6);

    private final SSLSocketFactory factory;
    private final @Nullable String name;

    /** @param name null for the host's own */
    ServerSslSocketFactory(SSLSocketFactory factory, @Nullable String name) {
        this.factory = factory;
        this.name = name;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        Socket secure = factory.createSocket(socket, name == null ? host : name, port, autoClose);
        secure.setSoTimeout((int) HANDSHAKE.toMillis());
        return secure;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return factory.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return factory.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return factory.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return factory.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return factory.createSocket(address, port, localAddress, localPort);
    }
}
